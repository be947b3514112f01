import { useQuery } from "@tanstack/react-query";
import { useTexts } from "../texts/Texts.tsx";
import { Problem } from "../ui/Problem.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { ClockCard } from "./ClockCard.tsx";
import styles from "./Clocks.module.css";
import { clocksQuery } from "./queries.ts";

/** The clocks of a matter: those that run, the first of them with its story, then how the others ended. */
export function Clocks({ conversationId }: { conversationId: string }) {
  const { t } = useTexts();
  const clocks = useQuery(clocksQuery(conversationId));
  if (!clocks.data)
    return clocks.error ? (
      <Problem of={clocks.error} onRetry={() => clocks.refetch()} busy={clocks.isFetching} />
    ) : (
      <Skeleton lines={5} />
    );
  const [alive, over] = [true, false].map((isAlive) =>
    clocks.data.filter(({ endedAt }) => (endedAt === null) === isAlive),
  ) as [typeof clocks.data, typeof clocks.data];
  const byDue = alive.toSorted((a, b) => (a.dueAt ?? "9").localeCompare(b.dueAt ?? "9"));
  if (!clocks.data.length) return <p className={styles.none}>{t("clocks.none")}</p>;
  return (
    <div>
      {byDue.map((clock, index) => (
        <ClockCard key={clock.id} clock={clock} open={index === 0} />
      ))}
      {over.length > 0 && (
        <section aria-label={t("clocks.over")}>
          <h3 className={styles.over}>{t("clocks.over")}</h3>
          {over.map((clock) => (
            <ClockCard key={clock.id} clock={clock} />
          ))}
        </section>
      )}
    </div>
  );
}
