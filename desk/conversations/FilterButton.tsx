import { ListFilter } from "lucide-react";
import { useState } from "react";
import { useTexts } from "../texts/Texts.tsx";
import { Button, IconButton } from "../ui/Button.tsx";
import { useKey } from "../ui/keys.ts";
import { Popover, PopoverTrigger } from "../ui/Popover.tsx";
import { Select } from "../ui/Select.tsx";
import styles from "./FilterButton.module.css";
import { useFilterChoices } from "./filter-choices.ts";
import { type FilterName, type Filters, filterNames } from "./filters.ts";

type Props = { filters: Filters; onChange: (changes: Partial<Filters>) => void };

/** Narrows the list down. What is chosen is at once in the list and in the address. */
export function FilterButton({ filters, onChange }: Props) {
  const { t } = useTexts();
  const choices = useFilterChoices();
  const [isOpen, setOpen] = useState(false);
  const offered = filterNames.filter((name) => choices[name].length > 0);
  const chosen = offered.filter((name) => filters[name]);

  useKey("filter", "f", () => setOpen(true));

  return (
    <PopoverTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <IconButton icon={ListFilter} label={t("inbox.filter")} keys="f" pressed={chosen.length > 0} />
      <Popover label={t("inbox.filter")} placement="bottom start">
        <div className={styles.fields}>
          {offered.map((name) => (
            <Select
              key={name}
              label={t(`inbox.filter.${name}`)}
              options={[{ id: any, label: t("inbox.filter.any") }, ...choices[name]]}
              value={filters[name] ?? any}
              onChange={(value) => onChange({ [name]: value === any ? undefined : value })}
            />
          ))}
        </div>
        {chosen.length > 0 && (
          <div className={styles.clear}>
            <Button size="s" onPress={() => onChange(none(filterNames))}>
              {t("inbox.filter.clear")}
            </Button>
          </div>
        )}
      </Popover>
    </PopoverTrigger>
  );
}

const any = "any";

export const none = (names: readonly FilterName[]): Partial<Filters> =>
  Object.fromEntries(names.map((name) => [name, undefined]));
