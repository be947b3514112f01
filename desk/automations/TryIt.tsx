import { useMutation, useQuery } from "@tanstack/react-query";
import { FlaskConical } from "lucide-react";
import { useState } from "react";
import { type DryRun, postDryRun } from "../../contract/automations.ts";
import { call } from "../app/call.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { Link } from "../ui/Link.tsx";
import { Problem } from "../ui/Problem.tsx";
import { Select } from "../ui/Select.tsx";
import { Spinner } from "../ui/Spinner.tsx";
import { Table } from "../ui/Table.tsx";
import { Text } from "../ui/Text.tsx";
import { Time } from "../ui/Time.tsx";
import styles from "./Automations.module.css";
import { useFields } from "./choices.ts";
import type { RuleSaid } from "./draft.ts";
import { dryRunQuery } from "./queries.ts";
import { FoundBriefly } from "./RunWhy.tsx";
import { useRuleWords } from "./rule-words.ts";

const lengths = ["7", "30", "90"] as const;
type Days = (typeof lengths)[number];

type Props = {
  /** The rule as it stands in the editor, saved or not. */
  said: () => RuleSaid;
  id: string | null;
  /** Whether it can be tried; marks what is missing. */
  isWhole: () => boolean;
  /** Told what is wrong with it. */
  onRefused: (error: unknown) => void;
};

/** What the rule would have touched, before it touches anything. */
export function TryIt({ said, id, isWhole, onRefused }: Props) {
  const { t } = useTexts();
  const [days, setDays] = useState<Days>("30");
  const begin = useMutation({
    mutationFn: () => {
      const { brands, trigger, conditions } = said();
      return call(postDryRun, {
        body: { brands, trigger, conditions, days: Number(days), automation: id ?? undefined },
      });
    },
    onError: onRefused,
  });
  return (
    <div className={styles.stack}>
      <div className={styles.tryHead}>
        <Select<Days>
          label={t("automation.try.days")}
          options={lengths.map((each) => ({
            id: each,
            label: t("automation.try.last", { count: Number(each) }),
          }))}
          value={days}
          onChange={setDays}
        />
        <Button icon={FlaskConical} busy={begin.isPending} onPress={() => isWhole() && begin.mutate()}>
          {t("automation.try.do")}
        </Button>
      </div>
      {begin.error ? <Problem of={begin.error} /> : null}
      {begin.data && <Found key={begin.data.id} begun={begin.data} />}
    </div>
  );
}

function Found({ begun }: { begun: DryRun }) {
  const { t, list, dateTime } = useTexts();
  const fields = useFields();
  const query = useQuery(dryRunQuery(begun));
  const found = query.data;
  if (query.error)
    return <Problem of={query.error} onRetry={() => query.refetch()} busy={query.isFetching} />;
  if (found.state === "failed") return <p role="alert">{t("automation.try.failed")}</p>;
  const isRunning = found.state === "running";
  const today = found.judgedToday.map((name) => fields.find((each) => each.name === name)?.label ?? name);
  return (
    <section className={styles.stack} aria-label={t("automation.try.found")} aria-busy={isRunning}>
      <p role="status" className={styles.tryWords}>
        {isRunning && <Spinner />}
        <span>
          {t(isRunning ? "automation.try.soFar" : "automation.try.touched", {
            touched: found.touched,
            looked: found.looked,
            times: found.times,
          })}
        </span>
      </p>
      {!isRunning && !found.isWhole && found.reachedBackTo && (
        <p className={styles.hint}>
          {t("automation.try.until", { date: dateTime(found.reachedBackTo, "date") })}
        </p>
      )}
      {today.length > 0 && (
        <p className={styles.hint}>{t("automation.try.today", { fields: list(today) })}</p>
      )}
      {found.byDay.length > 0 && !isRunning && <Days found={found} />}
      {found.conversations.length > 0 && <Touched found={found} />}
      {found.touched > found.conversations.length && !isRunning && (
        <p className={styles.hint}>{t("automation.try.newest", { count: found.conversations.length })}</p>
      )}
    </section>
  );
}

/** How often on each day: the days without are there too, so that a gap is seen as one. */
function Days({ found }: { found: DryRun }) {
  const { t, number, dateTime } = useTexts();
  const times = new Map(found.byDay.map(({ day, times }) => [day, times]));
  const first = [found.byDay[0]!.day, found.reachedBackTo!.slice(0, 10)].sort()[0]!;
  const last = [found.byDay.at(-1)!.day, new Date().toISOString().slice(0, 10)].sort().at(-1)!;
  const days: string[] = [];
  for (let at = Date.parse(first); at <= Date.parse(last); at += 86_400_000)
    days.push(new Date(at).toISOString().slice(0, 10));
  const most = Math.max(...times.values());
  const named = (day: string) => dateTime(`${day}T12:00:00`, "date");
  return (
    <figure className={styles.days}>
      <figcaption className={styles.hint}>{t("automation.try.byDay", { most: number(most) })}</figcaption>
      <div className={styles.bars} role="img" aria-label={t("automation.try.byDay", { most: number(most) })}>
        {days.map((day) => (
          <span
            key={day}
            className={styles.bar}
            style={{ blockSize: `${Math.max(2, ((times.get(day) ?? 0) / most) * 100)}%` }}
            data-none={!times.has(day) || undefined}
            title={`${named(day)}: ${number(times.get(day) ?? 0)}`}
          />
        ))}
      </div>
      <div className={styles.barEnds} aria-hidden>
        <span>{named(first)}</span>
        {last !== first && <span>{named(last)}</span>}
      </div>
    </figure>
  );
}

function Touched({ found }: { found: DryRun }) {
  const { t, number } = useTexts();
  const words = useRuleWords();
  return (
    <Table
      label={t("automation.try.conversations")}
      rows={found.conversations}
      keyOf={({ id }) => id}
      columns={[
        {
          id: "conversation",
          header: t("automation.try.conversation"),
          cell: ({ id, number: n, subject }) => (
            <Link href={`/inbox/all/${id}`} target="_blank">
              {`#${n}`} <Text>{subject}</Text>
            </Link>
          ),
        },
        {
          id: "why",
          header: t("automation.try.why"),
          wideOnly: true,
          cell: ({ findings, setOffBy }) => (
            <>
              <span className={styles.quiet}>{words.setOffBy({ setOffBy, isElapsed: false })}</span>
              <FoundBriefly findings={findings.filter(({ held }) => held)} names={found.names} />
            </>
          ),
        },
        { id: "at", header: t("automation.try.at"), cell: ({ at }) => <Time at={at} style="short" /> },
        {
          id: "times",
          header: t("automation.try.times"),
          align: "end",
          cell: ({ times }) => number(times),
        },
      ]}
    />
  );
}
