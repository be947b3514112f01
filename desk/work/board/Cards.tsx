import { useNavigate } from "@tanstack/react-router";
import { GripVertical } from "lucide-react";
import { useState } from "react";
import { Button as DragHandle, GridList, GridListItem, useDragAndDrop } from "react-aria-components";
import { toldLanguage } from "../../conversations/words.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Button } from "../../ui/Button.tsx";
import { Checkbox } from "../../ui/Checkbox.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Text } from "../../ui/Text.tsx";
import styles from "./Cards.module.css";
import { Due, PriorityMark } from "./card-marks.tsx";
import { cardType, droppedCards } from "./dragging.ts";
import type { Card } from "./moves.ts";
import type { PersonProps } from "./Person.tsx";

/** So many are shown until somebody asks for all. */
const few = 5;

/** What one person has, by what comes first. Cards are chosen, dragged to somebody, or opened. */
export function Cards({ agent, line, may, drags, chosen, allChosen, onChoose, onDrop }: PersonProps) {
  const { t } = useTexts();
  const navigate = useNavigate();
  const [isOpen, setOpen] = useState(false);
  // It remembers where a choice began, so that Shift reaches from there.
  const [lastChoice, setLastChoice] = useState<Set<string | number>>(new Set());
  const all = line ? agent.conversations.filter((card) => card.line === line) : agent.conversations;
  const shown = isOpen ? all : all.slice(0, few);
  const beyond = line ? 0 : agent.count - agent.conversations.length;

  const chosenHere = chosen.split(" ");
  const own = shown.filter(({ id }) => chosenHere.includes(id)).map(({ id }) => id);
  const isLast = own.length === lastChoice.size && own.every((id) => lastChoice.has(id));

  const { dragAndDropHooks } = useDragAndDrop({
    // All that is chosen goes along, also what other people have.
    getItems: (keys) => {
      const all = allChosen();
      return [...([...keys].some((key) => all.has(String(key))) ? all : keys)].map(toItem);
    },
    acceptedDragTypes: [cardType],
    getAllowedDropOperations: () => ["move"],
    getDropOperation: ({ type }) => (type === "root" ? "move" : "cancel"),
    onRootDrop: async ({ items }) =>
      onDrop(await droppedCards(items), { kind: "agent", id: agent.id, name: agent.name }),
    renderDragPreview: (items) => (
      <div className={styles.preview}>{t("board.work.count", { count: items.length })}</div>
    ),
  });

  function choose(keys: "all" | Set<string | number>) {
    const here = shown.map(({ id }) => id);
    if (keys !== "all") setLastChoice(keys);
    onChoose(here, keys === "all" ? here : [...keys].map(String));
  }

  return (
    <div className={styles.work}>
      <GridList
        aria-label={t("board.work", { name: agent.name })}
        layout="grid"
        disallowTypeAhead
        items={shown}
        className={styles.cards}
        selectionMode={may ? "multiple" : "none"}
        selectedKeys={isLast ? lastChoice : own}
        onSelectionChange={choose}
        onAction={(id) =>
          navigate({
            to: "/inbox/$view/$conversationId",
            params: { view: "all", conversationId: String(id) },
          })
        }
        dragAndDropHooks={drags ? dragAndDropHooks : undefined}
        renderEmptyState={() => <p className={styles.none}>{t("board.work.none")}</p>}
      >
        {(card) => <WorkCard card={card} may={may} drags={drags} />}
      </GridList>
      {all.length > few && (
        <Button size="s" kind="quiet" aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
          {isOpen ? t("board.work.fewer") : t("board.work.all", { count: all.length })}
        </Button>
      )}
      {isOpen && beyond > 0 && (
        <span className={styles.beyond}>{t("board.work.beyond", { count: beyond })}</span>
      )}
    </div>
  );
}

const toItem = (id: string | number) => ({ [cardType]: String(id) });

type CardProps = { card: Card; may: boolean; drags: boolean };

function WorkCard({ card, may, drags }: CardProps) {
  const { t } = useTexts();
  const number = `#${card.number}`;
  const subject = card.subject || t("conversation.noSubject");
  return (
    <GridListItem
      id={card.id}
      textValue={`${number} ${subject}`}
      className={styles.card}
      data-line={card.line}
    >
      <span className={styles.first}>
        {may && <Checkbox slot="selection" />}
        <span className={styles.number}>{number}</span>
        <PriorityMark priority={card.priority} />
        <span className={styles.due}>
          <Due of={card} />
        </span>
        {drags && (
          <DragHandle slot="drag" className={styles.handle} aria-label={t("board.card.drag", { number })}>
            <Icon of={GripVertical} size={14} />
          </DragHandle>
        )}
      </span>
      <span className={styles.subject}>
        <Text language={toldLanguage(card.language)} clip>
          {subject}
        </Text>
      </span>
    </GridListItem>
  );
}
