import { ListFilter, Plus } from "lucide-react";
import { useState } from "react";
import { useTexts } from "../texts/Texts.tsx";
import { Button, IconButton } from "../ui/Button.tsx";
import { useKey } from "../ui/keys.ts";
import { Menu, MenuItem, MenuTrigger } from "../ui/Menu.tsx";
import { Popover, PopoverTrigger } from "../ui/Popover.tsx";
import styles from "./FilterButton.module.css";
import { FilterFields } from "./FilterFields.tsx";
import { offeredOf, useFilterChoices } from "./filter-choices.ts";
import { type FilterName, type Filters, filterNames } from "./filters.ts";

type Props = { filters: Filters; onChange: (changes: Partial<Filters>) => void };

/** What people narrow a list down by most days. */
const usual: readonly FilterName[] = ["status", "line", "intent", "tag", "owner", "priority"];

/** Narrows the list down. What is chosen is at once in the list and in the address. */
export function FilterButton({ filters, onChange }: Props) {
  const { t } = useTexts();
  const choices = useFilterChoices();
  const [isOpen, setOpen] = useState(false);
  const [added, setAdded] = useState<readonly FilterName[]>([]);
  const offered = offeredOf(choices);
  const chosen = filterNames.filter((name) => filters[name]);
  const shown = offered.filter(
    (name) => usual.includes(name) || added.includes(name) || chosen.includes(name),
  );
  const others = offered.filter((name) => !shown.includes(name));

  useKey("filter", "f", () => setOpen(true));

  return (
    <PopoverTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <IconButton icon={ListFilter} label={t("inbox.filter")} keys="f" pressed={chosen.length > 0} />
      <Popover label={t("inbox.filter")} placement="bottom start">
        <div className={styles.fields}>
          {shown.map((name) => (
            <FilterFields
              key={name}
              name={name}
              choices={choices}
              value={filters[name]}
              onChange={(value) => onChange({ [name]: value })}
            />
          ))}
        </div>
        <div className={styles.foot}>
          {others.length > 0 && (
            <MenuTrigger>
              <Button size="s" icon={Plus}>
                {t("inbox.filter.more")}
              </Button>
              <Menu label={t("inbox.filter.more")}>
                {others.map((name) => (
                  <MenuItem key={name} id={name} onAction={() => setAdded([...added, name])}>
                    {t(`inbox.filter.${name}`)}
                  </MenuItem>
                ))}
              </Menu>
            </MenuTrigger>
          )}
          {chosen.length > 0 && (
            <Button size="s" kind="quiet" onPress={() => onChange(none(filterNames))}>
              {t("inbox.filter.clear")}
            </Button>
          )}
        </div>
      </Popover>
    </PopoverTrigger>
  );
}

export const none = (names: readonly FilterName[]): Partial<Filters> =>
  Object.fromEntries(names.map((name) => [name, undefined]));
