import { ArrowDown, ArrowUp, ChevronRight } from "lucide-react";
import type { KeyboardEvent, ReactNode } from "react";
import { useTexts } from "../../texts/Texts.tsx";
import { Badge } from "../../ui/Badge.tsx";
import { IconButton } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Text } from "../../ui/Text.tsx";
import styles from "./OrderScreen.module.css";

type Props = {
  name: string;
  /** In place of the name alone: where it leads. */
  children?: ReactNode;
  about?: string;
  count?: number;
  level: "category" | "section" | "article";
  /** Whether what stands in it is shown; undefined when nothing does. */
  isOpen?: boolean;
  onOpen?: () => void;
  isFirst: boolean;
  isLast: boolean;
  mayMove: boolean;
  onMove: (step: -1 | 1) => void;
};

/** One thing in an order: with two buttons, or Alt and an arrow from anywhere in its row, it goes up or down. */
export function MovableRow({
  name,
  children,
  about,
  count,
  level,
  isOpen,
  onOpen,
  isFirst,
  isLast,
  mayMove,
  onMove,
}: Props) {
  const { t, number } = useTexts();
  function onKeyDown(event: KeyboardEvent) {
    if (!mayMove || !event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    const step = event.key === "ArrowUp" ? -1 : 1;
    if (!(step < 0 ? isFirst : isLast)) onMove(step);
  }
  const words = (
    <>
      <span className={styles.name}>{children ?? <Text clip>{name}</Text>}</span>
      {about && <Badge look="plain">{about}</Badge>}
      {count !== undefined && <span className={styles.count}>{number(count)}</span>}
    </>
  );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys come from the buttons and links within
    <div className={styles.row} data-level={level} onKeyDown={onKeyDown}>
      {isOpen === undefined ? (
        <span className={styles.words}>{words}</span>
      ) : (
        <button type="button" className={styles.words} aria-expanded={isOpen} onClick={onOpen}>
          <span className={styles.turn} data-open={isOpen || undefined}>
            <Icon of={ChevronRight} size={14} />
          </span>
          {words}
        </button>
      )}
      {mayMove && (
        <span className={styles.moves}>
          <IconButton
            size="s"
            icon={ArrowUp}
            label={t("knowledge.order.up", { name })}
            isDisabled={isFirst}
            onPress={() => onMove(-1)}
          />
          <IconButton
            size="s"
            icon={ArrowDown}
            label={t("knowledge.order.down", { name })}
            isDisabled={isLast}
            onPress={() => onMove(1)}
          />
        </span>
      )}
    </div>
  );
}
