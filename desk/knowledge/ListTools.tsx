import { useQuery } from "@tanstack/react-query";
import { ListFilter, X } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button as AriaButton, ToggleButton } from "react-aria-components";
import { type ArticleNeed, ArticleState, Audience, articleNeeds } from "../../contract/knowledge.ts";
import { locales } from "../../contract/languages.ts";
import { useAgents, useBrands } from "../app/lookups.ts";
import { useMe } from "../app/me.ts";
import { WordSearch } from "../conversations/WordSearch.tsx";
import { localeNames } from "../texts/locales.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button, IconButton } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { useKey } from "../ui/keys.ts";
import { Popover, PopoverTrigger } from "../ui/Popover.tsx";
import { type Option, Select } from "../ui/Select.tsx";
import { type ArticleFilters, type FilterName, filterNames } from "./filters.ts";
import styles from "./ListTools.module.css";
import { articleCountsQuery } from "./queries.ts";

type Props = {
  filters: ArticleFilters;
  onChange: (changes: Partial<ArticleFilters>) => void;
  before: ReactNode;
};

/** Words to find, what narrows the list down, and what asks for somebody's hand. */
export function ListTools({ filters, onChange, before }: Props) {
  const { t } = useTexts();
  return (
    <header className={styles.head}>
      <div className={styles.row}>
        {before}
        <div className={styles.search}>
          <WordSearch
            label={t("knowledge.search")}
            text={filters.text ?? ""}
            onSearch={(text) => onChange({ text: text || undefined })}
          />
        </div>
        <Choices filters={filters} onChange={onChange} />
        <NeedChips filters={filters} onChange={onChange} />
      </div>
      <Chosen filters={filters} onChange={onChange} />
    </header>
  );
}

const any = "any";

function useChoices(filters: ArticleFilters): Record<FilterName, Option[]> {
  const { t, compare } = useTexts();
  const me = useMe();
  const brands = useBrands();
  const agents = useAgents();
  const { data: counts } = useQuery(articleCountsQuery({ brand: filters.brand }));
  return {
    brand:
      brands.length > 1
        ? brands.map(({ id, name }) => ({ id, label: name })).toSorted((a, b) => compare(a.label, b.label))
        : [],
    state: ArticleState.options.map((id) => ({ id, label: t(`knowledge.state.${id}`) })),
    locale: locales.map((id) => ({ id, label: localeNames[id] })),
    audience: Audience.options.map((id) => ({ id, label: t(`knowledge.audience.${id}`) })),
    tag: [...new Set([...(counts?.tags ?? []), ...(filters.tag ? [filters.tag] : [])])].map((id) => ({
      id,
      label: id,
    })),
    owner: [
      { id: me.agent.id, label: t("knowledge.owner.me") },
      { id: "nobody", label: t("knowledge.owner.nobody") },
      ...agents
        .filter(({ id, status }) => id !== me.agent.id && status !== "disabled")
        .map(({ id, name }) => ({ id, label: name }))
        .toSorted((a, b) => compare(a.label, b.label)),
    ],
  };
}

function Choices({ filters, onChange }: Omit<Props, "before">) {
  const { t } = useTexts();
  const choices = useChoices(filters);
  const [isOpen, setOpen] = useState(false);
  const offered = filterNames.filter((name) => choices[name].length > 0);
  useKey("filter", "f", () => setOpen(true));
  return (
    <PopoverTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <IconButton
        icon={ListFilter}
        label={t("inbox.filter")}
        keys="f"
        pressed={offered.some((name) => filters[name])}
      />
      <Popover label={t("inbox.filter")} placement="bottom start">
        <div className={styles.fields}>
          {offered.map((name) => (
            <Select
              key={name}
              label={t(`knowledge.filter.${name}`)}
              options={[{ id: any, label: t("inbox.filter.any") }, ...choices[name]]}
              value={filters[name] ?? any}
              onChange={(value) => onChange({ [name]: value === any ? undefined : value })}
            />
          ))}
          <Button
            size="s"
            onPress={() => onChange(Object.fromEntries(filterNames.map((name) => [name, undefined])))}
          >
            {t("inbox.filter.clear")}
          </Button>
        </div>
      </Popover>
    </PopoverTrigger>
  );
}

/** What asks for somebody's hand, with how much of it there is; what nothing asks for is left out. */
function NeedChips({ filters, onChange }: Omit<Props, "before">) {
  const { t, number } = useTexts();
  const { brand, locale, owner } = filters;
  const { data: counts } = useQuery(articleCountsQuery({ brand, locale, owner }));
  const shown = articleNeeds.filter((need) => counts?.needs[need] || filters.need === need);
  if (shown.length === 0) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset draws a frame of its own and names itself by a legend
    <div className={styles.needs} role="group" aria-label={t("knowledge.needs")}>
      {shown.map((need: ArticleNeed) => (
        <ToggleButton
          key={need}
          className={styles.need}
          isSelected={filters.need === need}
          onChange={(is) => onChange({ need: is ? need : undefined })}
        >
          {t(`knowledge.need.${need}`)}
          <span className={styles.count}>{number(counts?.needs[need] ?? 0)}</span>
        </ToggleButton>
      ))}
    </div>
  );
}

/** Says what the list is narrowed down to; a press takes one away. */
function Chosen({ filters, onChange }: Omit<Props, "before">) {
  const { t } = useTexts();
  const choices = useChoices(filters);
  const chosen = filterNames.filter((name) => filters[name]);
  if (chosen.length === 0) return null;
  return (
    <ul className={styles.chosen} aria-label={t("inbox.filter")}>
      {chosen.map((name) => {
        const value = choices[name].find(({ id }) => id === filters[name])?.label ?? "…";
        return (
          <li key={name}>
            <AriaButton
              className={styles.choice}
              aria-label={t("ui.remove", { name: `${t(`knowledge.filter.${name}`)}: ${value}` })}
              onPress={() => onChange({ [name]: undefined })}
            >
              <span className={styles.name}>{t(`knowledge.filter.${name}`)}</span>
              <bdi>{value}</bdi>
              <Icon of={X} size={12} />
            </AriaButton>
          </li>
        );
      })}
    </ul>
  );
}
