import { X } from "lucide-react";
import { Button } from "react-aria-components";
import { useTexts } from "../texts/Texts.tsx";
import { Icon } from "../ui/Icon.tsx";
import styles from "./ActiveFilters.module.css";
import { offeredOf, useFilterChoices, useFilterWords } from "./filter-choices.ts";
import type { Filters } from "./filters.ts";

type Props = { filters: Filters; onChange: (changes: Partial<Filters>) => void };

/** Says what the list is narrowed down to; a press takes one away. */
export function ActiveFilters({ filters, onChange }: Props) {
  const { t } = useTexts();
  const choices = useFilterChoices();
  const wordsOf = useFilterWords(choices);
  const chosen = offeredOf(choices).filter((name) => filters[name]);
  if (chosen.length === 0) return null;
  return (
    <ul className={styles.filters} aria-label={t("inbox.filter")}>
      {chosen.map((name) => {
        const value = wordsOf(name, filters[name]!);
        return (
          <li key={name}>
            <Button
              className={styles.filter}
              aria-label={t("ui.remove", { name: `${t(`inbox.filter.${name}`)}: ${value}` })}
              onPress={() => onChange({ [name]: undefined })}
            >
              <span>{t(`inbox.filter.${name}`)}:</span> <bdi className={styles.value}>{value}</bdi>
              <Icon of={X} size={12} />
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
