import { Check, type LucideIcon } from "lucide-react";
import type { KeyboardEvent, ReactElement, ReactNode } from "react";
import { Autocomplete, Header, ListBox, ListBoxItem, ListBoxSection, useFilter } from "react-aria-components";
import { useTexts } from "../texts/Texts.tsx";
import { Icon } from "../ui/Icon.tsx";
import { ListSearch, rows } from "../ui/ListSearch.tsx";
import { Popover, PopoverTrigger } from "../ui/Popover.tsx";
import styles from "./ChoiceList.module.css";

export interface Choice {
  id: string;
  label: string;
  icon?: LucideIcon;
  mark?: ReactNode;
  /** Stands at the end edge: a share, a key. */
  end?: ReactNode;
}

type Props = {
  isOpen: boolean;
  onOpenChange: (open: boolean) => void;
  label: string;
  hint: string;
  groups: { id: string; title?: string; choices: Choice[] }[];
  chosen: readonly string[];
  /** Stays open and ticks several; otherwise one press chooses. */
  many?: boolean;
  onChoose: (id: string) => void;
  /** While nothing is written, the digit 1 chooses the first of these, and so on. */
  byDigit?: readonly string[];
  /** Stands below the list. */
  foot?: ReactNode;
  /** What opens it. */
  children: ReactElement;
};

/** A short list that opens beside what it changes and narrows down while one writes. */
export function ChoiceList({
  label,
  hint,
  groups,
  chosen,
  many,
  onChoose,
  byDigit,
  foot,
  children,
  ...open
}: Props) {
  const { t } = useTexts();
  const { contains } = useFilter({ sensitivity: "base" });

  function onKeyDown(event: KeyboardEvent) {
    const field = event.target;
    const id = byDigit?.[digitOf(event.key) - 1];
    if (!id || !(field instanceof HTMLInputElement) || field.value !== "" || event.nativeEvent.isComposing)
      return;
    event.preventDefault();
    event.stopPropagation();
    onChoose(id);
  }

  return (
    <PopoverTrigger {...open}>
      {children}
      <Popover label={label}>
        <div className={styles.box} data-wide={foot ? true : undefined} onKeyDownCapture={onKeyDown}>
          {/* What scrolls holds the field, which has the focus. */}
          <div className={styles.scroller}>
            <Autocomplete filter={contains}>
              <ListSearch label={hint} autoFocus className={styles.field} />
              <ListBox
                aria-label={label}
                className={styles.list}
                // Escape closes the list; it must not also take every tag away.
                escapeKeyBehavior="none"
                selectionMode={many ? "multiple" : "single"}
                selectedKeys={chosen}
                onAction={(key) => onChoose(String(key))}
                onSelectionChange={(keys) => {
                  const next = new Set([...keys].map(String));
                  const changed =
                    [...next].find((id) => !chosen.includes(id)) ?? chosen.find((id) => !next.has(id));
                  if (changed) onChoose(changed);
                }}
                renderEmptyState={() => <p className={rows.empty}>{t("ui.noMatches")}</p>}
              >
                {groups
                  .filter((group) => group.choices.length > 0)
                  .map((group) => (
                    <ListBoxSection key={group.id} id={group.id} aria-label={group.title ?? label}>
                      {group.title && <Header className={rows.heading}>{group.title}</Header>}
                      {group.choices.map((choice) => (
                        <ListBoxItem
                          key={choice.id}
                          id={choice.id}
                          textValue={choice.label}
                          className={`${rows.option} ${styles.option}`}
                        >
                          {({ isSelected }) => (
                            <>
                              {choice.mark ?? (choice.icon && <Icon of={choice.icon} />)}
                              <bdi className={rows.name}>{choice.label}</bdi>
                              {isSelected && <Icon of={Check} size={14} />}
                              {choice.end && <span className={styles.end}>{choice.end}</span>}
                            </>
                          )}
                        </ListBoxItem>
                      ))}
                    </ListBoxSection>
                  ))}
              </ListBox>
            </Autocomplete>
          </div>
          {foot && <div className={styles.foot}>{foot}</div>}
        </div>
      </Popover>
    </PopoverTrigger>
  );
}

/** The number of a digit, in the reader's figures or in ours; NaN for anything else. */
const digitOf = (key: string) => ("١٢٣".includes(key) ? "١٢٣".indexOf(key) + 1 : Number(key));
