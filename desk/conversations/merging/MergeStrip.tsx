import { useQuery } from "@tanstack/react-query";
import { Merge as MergeIcon } from "lucide-react";
import type { Conversation } from "../../../contract/conversations.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { useFieldNames } from "../field-names.ts";
import styles from "../HoldStrip.module.css";
import { mergesQuery, useUnmerging } from "./merging.ts";

/** Which other numbers this conversation has, and the way to take each out again. */
export function MergeStrip({ conversation, isFixed }: { conversation: Conversation; isFixed: boolean }) {
  const { t, list, dateTime } = useTexts();
  const { data: merges = [] } = useQuery(mergesQuery(conversation.id));
  const unmerging = useUnmerging();
  const fieldNames = useFieldNames();
  if (!merges.length) return null;
  const conflicts = [...new Set(merges.flatMap((merge) => merge.conflicts))];
  return (
    <section className={styles.strip} aria-label={t("merge.title")}>
      <Icon of={MergeIcon} size={14} />
      <p className={styles.words}>
        <span
          className={styles.until}
          title={merges.map(({ by, at }) => `${by}, ${dateTime(at, "exact")}`).join("\n")}
        >
          {t("merge.strip", { numbers: list(merges.map(({ from }) => `#${from.number}`)) })}
        </span>
        {conflicts.length > 0 && <> · {t("merge.conflicts", { fields: list(conflicts.map(fieldNames)) })}</>}
      </p>
      {!isFixed && (
        <span className={styles.acts}>
          {merges.map(({ from: { id, number } }) => (
            <Button
              key={id}
              size="s"
              busy={unmerging.isPending && unmerging.variables.id === id}
              onPress={() => unmerging.mutate({ id, number, from: conversation.id })}
            >
              {t("merge.undo", { number: `#${number}` })}
            </Button>
          ))}
        </span>
      )}
    </section>
  );
}
