import { useQuery } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useRef } from "react";
import type { BulkAct } from "../../../contract/bulk-acts.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Button } from "../../ui/Button.tsx";
import { toast } from "../../ui/toasts.ts";
import { useActWords } from "./act-words.ts";
import styles from "./BulkBar.module.css";
import { bulkActsQuery, isGoingOn, useBulkActs } from "./queries.ts";

/** How far the acts under way have come, and a word when they have ended. */
export function BulkStatus({ onShow }: { onShow: () => void }) {
  const { t } = useTexts();
  const { data: acts = [] } = useQuery(bulkActsQuery);
  const wordsOf = useActWords();
  const { undo, readLists } = useBulkActs();
  const watched = useRef(new Set<string>());

  const tell = useEffectEvent((act: BulkAct) => {
    readLists();
    const left = act.left.reduce((sum, { count }) => sum + count, 0);
    const isUndone = act.state === "undone";
    toast({
      kind: left ? "plain" : "good",
      text: [
        isUndone
          ? t("bulk.undone", { count: act.undone })
          : `${wordsOf(act.act)}: ${t("bulk.done", { count: act.done })}`,
        left ? t("bulk.left", { count: left }) : "",
      ]
        .filter(Boolean)
        .join(" "),
      undo: act.undoUntil && act.done ? () => undo.mutate(act.id) : undefined,
      action: left ? { label: t("bulk.show"), act: onShow } : undefined,
    });
  });
  useEffect(() => {
    for (const act of acts) {
      if (isGoingOn(act)) watched.current.add(act.id);
      else if (watched.current.delete(act.id)) tell(act);
    }
  }, [acts]);

  return acts.filter(isGoingOn).map((act) => {
    const done = act.total - act.waiting;
    return (
      <section key={act.id} className={styles.bar} aria-label={t("bulk.goesOn")}>
        <div className={styles.first}>
          <p className={styles.words}>
            {act.state === "undoing" ? t("bulk.undoing") : wordsOf(act.act)}{" "}
            {act.state === "running" && t("bulk.progress", { done, total: act.total })}
          </p>
          {act.state === "running" && (
            <Button size="s" busy={undo.isPending} onPress={() => undo.mutate(act.id)}>
              {t("ui.undo")}
            </Button>
          )}
        </div>
        <progress
          className={styles.progress}
          aria-label={t("bulk.goesOn")}
          value={act.state === "running" ? done : undefined}
          max={act.total}
        />
      </section>
    );
  });
}
