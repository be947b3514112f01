import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { deleteLoopBrake, type LoopBrake, listLoopBrakes } from "../../contract/loops.ts";
import { call } from "../app/call.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { Card } from "../ui/Card.tsx";
import { Problem } from "../ui/Problem.tsx";
import styles from "./Loops.module.css";

const brakesQuery = {
  queryKey: ["loop-brakes"],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    call(listLoopBrakes, { query: { limit: 50 } }, { signal }),
};

/** Where machines were found to answer each other; nothing at all where none were. */
export function Loops() {
  const { t } = useTexts();
  const { data } = useQuery(brakesQuery);
  if (!data?.items.length) return null;
  return (
    <Card title={t("settings.loops")}>
      <p className={styles.words}>{t("settings.loops.words")}</p>
      <ul className={styles.list}>
        {data.items.map((brake) => (
          <Brake key={brake.id} of={brake} />
        ))}
      </ul>
    </Card>
  );
}

function Brake({ of: brake }: { of: LoopBrake }) {
  const { t, dateTime } = useTexts();
  const cache = useQueryClient();
  const letting = useMutation({
    mutationFn: () => call(deleteLoopBrake, { params: { id: brake.id } }),
    onSuccess: () => cache.invalidateQueries({ queryKey: brakesQuery.queryKey }),
  });
  const { conversation } = brake;
  return (
    <li className={styles.brake}>
      <span className={styles.about}>
        <bdi className={styles.address}>{brake.address}</bdi>
        <span className={styles.fine}>
          <bdi>{brake.inbox.address}</bdi> · {t(`loop.because.${brake.because}`, { seen: brake.seen })} ·{" "}
          {t("settings.loops.counts", { mails: brake.mails, held: brake.heldBack })}
          {conversation && (
            <>
              {" · "}
              <Link
                to="/inbox/$view/$conversationId"
                params={{ view: "all", conversationId: conversation.id }}
              >
                #{conversation.number}
              </Link>
            </>
          )}
        </span>
      </span>
      <Badge tone={brake.isInForce ? "due" : "neutral"}>
        {brake.isInForce
          ? t("settings.loops.until", { at: dateTime(brake.until) })
          : brake.letGoBy
            ? t("settings.loops.letGoBy", { who: brake.letGoBy })
            : t("settings.loops.over")}
      </Badge>
      {brake.isInForce && (
        <Button size="s" busy={letting.isPending} onPress={() => letting.mutate()}>
          {t("settings.loops.letGo")}
        </Button>
      )}
      {letting.error && <Problem of={letting.error} />}
    </li>
  );
}
