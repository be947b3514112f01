import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTexts } from "../../texts/Texts.tsx";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Problem } from "../../ui/Problem.tsx";
import { Time } from "../../ui/Time.tsx";
import { useActWords, useWhyWords } from "./act-words.ts";
import styles from "./BulkBar.module.css";
import { bulkActsQuery, useBulkActs } from "./queries.ts";

/** One's last bulk acts: what became of each, what was left out and why, and the way back. */
export function BulkActsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTexts();
  const acts = useQuery(bulkActsQuery);
  const wordsOf = useActWords();
  const whyOf = useWhyWords();
  const { undo } = useBulkActs();
  return (
    <Dialog title={t("bulk.last")} isOpen onOpenChange={onClose}>
      {acts.data?.length === 0 && <p>{t("bulk.none")}</p>}
      {acts.error && <Problem of={acts.error} onRetry={() => acts.refetch()} busy={acts.isFetching} />}
      {acts.data?.map((act) => (
        <article key={act.id} className={styles.act}>
          <div className={styles.first}>
            <p className={styles.words}>
              <strong>{wordsOf(act.act)}</strong>{" "}
              {act.state === "undone" || act.state === "undoing"
                ? t("bulk.undone", { count: act.undone })
                : t("bulk.done", { count: act.done })}{" "}
              <span className={styles.quiet}>
                <Time at={act.createdAt} />
              </span>
            </p>
            {act.undoUntil && (
              <Button
                size="s"
                busy={undo.isPending && undo.variables === act.id}
                onPress={() => undo.mutate(act.id)}
              >
                {t("ui.undo")}
              </Button>
            )}
          </div>
          {act.left.map(({ why, count, conversations }) => (
            <details key={why}>
              <summary>{t("bulk.leftBecause", { count, why: whyOf(why) })}</summary>
              <ul className={styles.left}>
                {conversations.map(({ id, number, subject }) => (
                  <li key={id}>
                    <Link
                      to="/inbox/$view/$conversationId"
                      params={{ view: "all", conversationId: id }}
                      search={{}}
                      onClick={onClose}
                    >
                      #{number} <bdi>{subject || t("conversation.noSubject")}</bdi>
                    </Link>
                  </li>
                ))}
              </ul>
            </details>
          ))}
        </article>
      ))}
      {undo.error && <Problem of={undo.error} />}
    </Dialog>
  );
}
