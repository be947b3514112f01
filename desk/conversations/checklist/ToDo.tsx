import { ArrowDown, ArrowUp, Ellipsis, Pencil, X } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import type { ChecklistItem } from "../../../contract/checklists.ts";
import type { Conversation } from "../../../contract/conversations.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Avatar } from "../../ui/Avatar.tsx";
import { IconButton } from "../../ui/Button.tsx";
import { Checkbox } from "../../ui/Checkbox.tsx";
import { Menu, MenuItem, MenuTrigger } from "../../ui/Menu.tsx";
import { useNow } from "../../ui/now.ts";
import { Time } from "../../ui/Time.tsx";
import styles from "./Checklist.module.css";
import { useChecklist } from "./changes.ts";
import { ItemDialog } from "./ItemDialog.tsx";

type Props = {
  conversation: Conversation;
  item: ChecklistItem;
  /** The ids of the items above it, and of the one below. */
  before: string[];
  next: string | undefined;
  isFixed: boolean;
  /** It must be done before what somebody has just tried. */
  isWanted: boolean;
};

/** An item: ticked by a press, moved by Alt with the arrows. */
export function ToDo({ conversation, item, before, next, isFixed, isWanted }: Props) {
  const { t } = useTexts();
  const { change, remove } = useChecklist(conversation.id);
  const [isChanging, setChanging] = useState(false);
  const now = useNow();
  const { id, text, isRequired, assignee, dueAt, done } = item;
  const isLate = !done && dueAt !== null && Date.parse(dueAt) < now;
  const moveUp = before.length
    ? () => change.mutate({ item: id, body: { after: before.at(-2) ?? null } })
    : undefined;
  const moveDown = next ? () => change.mutate({ item: id, body: { after: next } }) : undefined;

  function onKeyDown(event: KeyboardEvent) {
    const move = event.altKey && { ArrowUp: moveUp, ArrowDown: moveDown }[event.key];
    if (!move || isFixed) return;
    event.preventDefault();
    move();
  }

  return (
    <li
      className={styles.item}
      data-item={id}
      data-done={done !== null || undefined}
      data-wanted={isWanted || undefined}
      onKeyDown={onKeyDown}
    >
      <Checkbox
        isSelected={done !== null}
        isDisabled={isFixed}
        onChange={(isDone) => change.mutate({ item: id, body: { isDone } })}
        description={
          done ? (
            <>
              <bdi>{done.by}</bdi> · <Time at={done.at} />
            </>
          ) : (
            isRequired && t("checklist.required")
          )
        }
      >
        <span className={styles.words} dir="auto">
          {text}
        </span>
      </Checkbox>
      <span className={styles.facts}>
        {dueAt && !done && (
          <span className={styles.due} data-late={isLate || undefined}>
            <Time at={dueAt} />
          </span>
        )}
        {assignee && (
          <span className={styles.who} title={t("checklist.for", { name: assignee.name })}>
            <Avatar name={assignee.name} seed={assignee.id} size={20} />
          </span>
        )}
        {!isFixed && (
          <MenuTrigger>
            <IconButton size="s" icon={Ellipsis} label={t("checklist.more", { text })} />
            <Menu label={t("checklist.more", { text })} placement="bottom end">
              <MenuItem icon={Pencil} onAction={() => setChanging(true)}>
                {t("checklist.change")}
              </MenuItem>
              <MenuItem icon={ArrowUp} keys="alt+ArrowUp" disabled={!moveUp} onAction={moveUp}>
                {t("checklist.up")}
              </MenuItem>
              <MenuItem icon={ArrowDown} keys="alt+ArrowDown" disabled={!moveDown} onAction={moveDown}>
                {t("checklist.down")}
              </MenuItem>
              <MenuItem icon={X} onAction={() => remove.mutate(id)}>
                {t("checklist.remove")}
              </MenuItem>
            </Menu>
          </MenuTrigger>
        )}
      </span>
      {isChanging && (
        <ItemDialog conversation={conversation} item={item} onClose={() => setChanging(false)} />
      )}
    </li>
  );
}
