import { UsersRound } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import { Autocomplete, Header, ListBox, ListBoxItem, ListBoxSection, useFilter } from "react-aria-components";
import { useScreenWidth } from "../../app/screen-width.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Avatar } from "../../ui/Avatar.tsx";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { ListSearch, rows } from "../../ui/ListSearch.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { PresenceMark } from "../PresenceMark.tsx";
import { hereFirst } from "./filters.ts";
import styles from "./MoveDialog.module.css";
import { type Board, holdersOf, type Target, toMove } from "./moves.ts";
import { useCanAnswer } from "./use-move.ts";

type Props = {
  board: Board;
  ids: ReadonlySet<string>;
  onMove: (target: Target, reason: string) => void;
  onClose: () => void;
};

/** To whom or where some work goes, and why. Who may not have it is not offered. */
export function MoveDialog({ board, ids, onMove, onClose }: Props) {
  const { t, compare } = useTexts();
  const { contains } = useFilter({ sensitivity: "base" });
  // Its keyboard would cover the list that is to be chosen from.
  const isPhone = useScreenWidth() === "phone";
  const form = useId();
  const canAnswer = useCanAnswer();
  const [chosen, setChosen] = useState<string | null>(null);
  const [reason, setReason] = useState("");
  const [isMissing, setMissing] = useState(false);

  const cards = [...holdersOf(board, ids).values()].flat();
  const fits = (target: Target) => toMove(board, ids, target).length > 0 && canAnswer(board, target, cards);
  const people = hereFirst(board.agents, compare)
    .map((agent) => ({ agent, target: { kind: "agent", id: agent.id, name: agent.name } satisfies Target }))
    .filter(({ target }) => fits(target));
  const queues = board.queues
    .map((queue) => ({ queue, target: { kind: "queue", id: queue.id, name: queue.name } satisfies Target }))
    .filter(({ target }) => fits(target));
  const target = [...people, ...queues].find((each) => each.target.id === chosen)?.target;

  function send(event: FormEvent) {
    event.preventDefault();
    if (target) onMove(target, reason.trim());
    else setMissing(true);
  }

  return (
    <Dialog
      title={t("board.move.title", { count: cards.length })}
      isOpen
      onOpenChange={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("ui.cancel")}</Button>
          <Button type="submit" form={form} kind="primary">
            {t("board.move.do")}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={send} className={styles.form}>
        <div className={styles.choice}>
          <Autocomplete filter={contains}>
            <ListSearch
              label={t("board.move.find")}
              autoFocus={!isPhone}
              // Enter chooses from the list; the form is sent from the words below or by its button.
              onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
            />
            <ListBox
              aria-label={t("board.move.to")}
              className={styles.list}
              escapeKeyBehavior="none"
              selectionMode="single"
              selectedKeys={chosen ? [chosen] : []}
              onSelectionChange={(keys) => {
                setMissing(false);
                setChosen(String([...keys][0] ?? chosen));
              }}
              renderEmptyState={() => <p className={rows.empty}>{t("ui.noMatches")}</p>}
            >
              {queues.length > 0 && (
                <ListBoxSection id="queues" aria-label={t("board.queues")}>
                  <Header className={rows.heading}>{t("board.queues")}</Header>
                  {queues.map(({ queue }) => (
                    <ListBoxItem
                      key={queue.id}
                      id={queue.id}
                      textValue={queue.name}
                      className={`${rows.option} ${styles.option}`}
                    >
                      <Icon of={UsersRound} />
                      <bdi className={`${rows.name} ${styles.name}`}>{queue.name}</bdi>
                      <span className={styles.quiet}>
                        {t("board.queues.waiting", { count: queue.waiting })}
                      </span>
                    </ListBoxItem>
                  ))}
                </ListBoxSection>
              )}
              {people.length > 0 && (
                <ListBoxSection id="people" aria-label={t("board.people")}>
                  <Header className={rows.heading}>{t("board.people")}</Header>
                  {people.map(({ agent }) => (
                    <ListBoxItem
                      key={agent.id}
                      id={agent.id}
                      textValue={agent.name}
                      className={`${rows.option} ${styles.option}`}
                    >
                      <Avatar name={agent.name} seed={agent.id} size={20} />
                      <bdi className={`${rows.name} ${styles.name}`}>{agent.name}</bdi>
                      <span className={styles.quiet}>{t("board.work.count", { count: agent.count })}</span>
                      <PresenceMark state={agent.presence.state} />
                    </ListBoxItem>
                  ))}
                </ListBoxSection>
              )}
            </ListBox>
          </Autocomplete>
        </div>
        {isMissing && (
          <p role="alert" className={styles.missing}>
            {t("board.move.choose")}
          </p>
        )}
        <TextField
          label={t("board.move.reason")}
          optional
          description={t("board.move.reasonHint")}
          maxLength={500}
          value={reason}
          onChange={setReason}
        />
      </form>
    </Dialog>
  );
}
