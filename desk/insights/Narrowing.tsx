import { ListFilter, X } from "lucide-react";
import { useState } from "react";
import { Button as AriaButton } from "react-aria-components";
import { useMay } from "../app/me.ts";
import chipStyles from "../conversations/ActiveFilters.module.css";
import fieldStyles from "../conversations/FilterButton.module.css";
import { useFilterChoices } from "../conversations/filter-choices.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button, IconButton } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { useKey } from "../ui/keys.ts";
import { Popover, PopoverTrigger } from "../ui/Popover.tsx";
import { type Option, Select } from "../ui/Select.tsx";
import { type Filters, type Narrowing, narrowing } from "./filters.ts";
import { useChangeFilters, useFilters } from "./sheet-place.ts";

const any = "any";

/** What each can be; people only for whoever may know of them. */
function useChoices(): Record<Narrowing, Option[]> {
  const { t } = useTexts();
  const { owner, ...choices } = useFilterChoices();
  const maySeePeople = useMay("agents.read");
  return {
    ...choices,
    agent: maySeePeople ? [...owner, { id: "none", label: t("figures.none.agent") }] : [],
    intent: [...choices.intent, { id: "none", label: t("figures.none.intent") }],
  };
}

const cleared = Object.fromEntries(narrowing.map((name) => [name, undefined])) as Partial<Filters>;

/** Narrows the figures down; what is chosen is at once in the address. */
export function NarrowButton() {
  const { t } = useTexts();
  const choices = useChoices();
  const filters = useFilters();
  const change = useChangeFilters();
  const [isOpen, setOpen] = useState(false);
  const offered = narrowing.filter((name) => choices[name].length > 0);
  const chosen = offered.some((name) => filters[name]);

  useKey("filter", "f", () => setOpen(true));

  return (
    <PopoverTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <IconButton icon={ListFilter} label={t("figures.filter")} keys="f" pressed={chosen} />
      <Popover label={t("figures.filter")} placement="bottom start">
        <div className={fieldStyles.fields}>
          {offered.map((name) => (
            <Select
              key={name}
              label={t(`figures.by.${name}`)}
              options={[{ id: any, label: t("inbox.filter.any") }, ...choices[name]]}
              value={filters[name] ?? any}
              onChange={(value) => change({ [name]: value === any ? undefined : value })}
            />
          ))}
        </div>
        {chosen && (
          <div className={fieldStyles.clear}>
            <Button size="s" onPress={() => change(cleared)}>
              {t("inbox.filter.clear")}
            </Button>
          </div>
        )}
      </Popover>
    </PopoverTrigger>
  );
}

/** Says what the figures are narrowed down to; a press takes one away. */
export function ActiveNarrowing() {
  const { t } = useTexts();
  const choices = useChoices();
  const filters = useFilters();
  const change = useChangeFilters();
  const chosen = narrowing.filter((name) => filters[name]);
  if (chosen.length === 0) return null;
  return (
    <ul className={chipStyles.filters} aria-label={t("figures.filter")}>
      {chosen.map((name) => {
        const label = t(`figures.by.${name}`);
        const value = choices[name].find((choice) => choice.id === filters[name])?.label ?? "…";
        return (
          <li key={name}>
            <AriaButton
              className={chipStyles.filter}
              aria-label={t("ui.remove", { name: `${label}: ${value}` })}
              onPress={() => change({ [name]: undefined })}
            >
              <span className={chipStyles.name}>{label}</span>
              <bdi className={chipStyles.value}>{value}</bdi>
              <Icon of={X} size={12} />
            </AriaButton>
          </li>
        );
      })}
    </ul>
  );
}
