import { ArrowDown, ArrowUp, Plus, X } from "lucide-react";
import type { ReactNode } from "react";
import { useTexts } from "../texts/Texts.tsx";
import { Button, IconButton } from "../ui/Button.tsx";
import styles from "./fields.module.css";

type Props<Item extends { key: string }> = {
  label: string;
  items: readonly Item[];
  onChange: (items: Item[]) => void;
  nameOf: (item: Item) => string;
  /** What its button says, and what it adds. */
  add: string;
  fresh: () => Item;
  children: (item: Item, change: (changes: Partial<Item>) => void) => ReactNode;
};

/** Things in an order: each can be changed where it stands, moved, and taken away. */
export function OrderedRows<Item extends { key: string }>(props: Props<Item>) {
  const { label, items, onChange, nameOf, add, fresh, children } = props;
  const { t } = useTexts();
  const moved = (from: number, to: number) => {
    const next = [...items];
    next.splice(to, 0, ...next.splice(from, 1));
    onChange(next);
  };
  return (
    <div className={styles.stack}>
      <ol className={styles.ordered} aria-label={label} hidden={items.length === 0}>
        {items.map((item, index) => (
          <li key={item.key} className={styles.orderedItem}>
            <div className={styles.orderedBody}>
              {children(item, (changes) =>
                onChange(items.map((each) => (each.key === item.key ? { ...each, ...changes } : each))),
              )}
            </div>
            <div className={styles.orderedActs}>
              <IconButton
                size="s"
                icon={ArrowUp}
                label={t("settings.lines.up", { name: nameOf(item) })}
                isDisabled={index === 0}
                onPress={() => moved(index, index - 1)}
              />
              <IconButton
                size="s"
                icon={ArrowDown}
                label={t("settings.lines.down", { name: nameOf(item) })}
                isDisabled={index === items.length - 1}
                onPress={() => moved(index, index + 1)}
              />
              <IconButton
                size="s"
                icon={X}
                label={t("ui.remove", { name: nameOf(item) })}
                onPress={() => onChange(items.filter((each) => each.key !== item.key))}
              />
            </div>
          </li>
        ))}
      </ol>
      <div>
        <Button size="s" icon={Plus} onPress={() => onChange([...items, fresh()])}>
          {add}
        </Button>
      </div>
    </div>
  );
}
