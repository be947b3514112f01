import { FlaskConical } from "lucide-react";
import { useState } from "react";
import type { postClockTrial } from "../../../contract/clocks.ts";
import type { ReplyOf } from "../../../contract/route.ts";
import type { useClockName } from "../../clocks/clock-name.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Badge } from "../../ui/Badge.tsx";
import { Button } from "../../ui/Button.tsx";
import { Link } from "../../ui/Link.tsx";
import { Problem } from "../../ui/Problem.tsx";
import { Table } from "../../ui/Table.tsx";
import { Text } from "../../ui/Text.tsx";
import { isolated } from "../isolated.ts";
import styles from "./clocks.module.css";

export type Tried = ReplyOf<typeof postClockTrial>;
type Outcome = Tried["clocks"][number]["now"];
type Example = Tried["examples"][number];

type Props = {
  /** What came out; undefined before it was tried. */
  tried: Tried | undefined;
  /** Whether the draft has changed since. */
  isOld: boolean;
  isBusy: boolean;
  error: unknown;
  onTry: () => void;
  nameOf: ReturnType<typeof useClockName>;
};

/** What the draft would have made of the last 90 days, beside what is promised now. */
export function Trial({ tried, isOld, isBusy, error, onTry, nameOf }: Props) {
  const { t, number } = useTexts();
  return (
    <section className={styles.trial} aria-labelledby="trial-title">
      <div className={styles.trialHead}>
        <div>
          <h2 id="trial-title" className={styles.trialTitle}>
            {t("settings.clocks.trial")}
          </h2>
          <p className={styles.hint}>{t("settings.clocks.trialWords")}</p>
        </div>
        <Button icon={FlaskConical} busy={isBusy} onPress={onTry}>
          {t(tried ? "settings.clocks.trialAgain" : "settings.clocks.trialDo")}
        </Button>
      </div>
      <div role="status" className={styles.clock}>
        {isBusy && <p className={styles.hint}>{t("settings.clocks.trialBusy")}</p>}
        {error ? <Problem of={error} onRetry={onTry} busy={isBusy} /> : null}
        {tried && !isBusy && !error && (
          <>
            {isOld && <p className={styles.warning}>{t("settings.clocks.trialOld")}</p>}
            <p className={styles.hint}>
              {t(tried.lookedAt < tried.of ? "settings.clocks.trialSome" : "settings.clocks.trialAll", {
                count: tried.lookedAt,
                all: number(tried.of),
              })}
            </p>
            {tried.clocks.length > 0 ? (
              <Outcomes clocks={tried.clocks} nameOf={nameOf} />
            ) : (
              tried.of > 0 && <p>{t("settings.clocks.trialNothing")}</p>
            )}
            <Examples
              title={t("settings.clocks.trialLate")}
              of={tried.examples.filter((example) => example.tried?.late)}
              nameOf={nameOf}
            />
            <Examples
              title={t("settings.clocks.trialInTime")}
              of={tried.examples.filter((example) => !example.tried?.late)}
              nameOf={nameOf}
            />
          </>
        )}
      </div>
    </section>
  );
}

function Outcomes({ clocks, nameOf }: { clocks: Tried["clocks"]; nameOf: Props["nameOf"] }) {
  const { t, number } = useTexts();
  return (
    <Table
      label={t("settings.clocks.trial")}
      rows={clocks}
      keyOf={({ clock }) => clock}
      columns={[
        {
          id: "clock",
          header: t("settings.clocks.clock"),
          cell: (row) => <bdi className={styles.clockName}>{nameOf(row)}</bdi>,
        },
        { id: "now", header: t("settings.clocks.trialNow"), cell: ({ now }) => <Bar of={now} /> },
        { id: "tried", header: t("settings.clocks.trialThen"), cell: ({ tried }) => <Bar of={tried} /> },
        {
          id: "change",
          header: t("settings.clocks.trialChange"),
          align: "end",
          wideOnly: true,
          cell: ({ now, tried }) => {
            const [before, after] = [shareOf(now), shareOf(tried)];
            if (before === null || after === null) return null;
            const points = Math.round(after * 100) - Math.round(before * 100);
            return (
              <Badge tone={points > 0 ? "good" : points < 0 ? "late" : "neutral"} look="plain">
                {t("settings.clocks.trialPoints", {
                  count: Math.abs(points),
                  points: number(points, { signDisplay: "exceptZero" }),
                })}
              </Badge>
            );
          },
        },
      ]}
    />
  );
}

const shareOf = ({ met, late }: Outcome): number | null => (met + late > 0 ? met / (met + late) : null);

function Bar({ of }: { of: Outcome }) {
  const { t, number } = useTexts();
  const share = shareOf(of);
  if (share === null) return <span className={styles.figures}>{t("settings.clocks.trialNone")}</span>;
  return (
    <div className={styles.outcome}>
      <div className={styles.outcomeBar} aria-hidden="true">
        <span className={styles.inTime} style={{ inlineSize: `${share * 100}%` }} />
        <span className={styles.late} style={{ inlineSize: `${(1 - share) * 100}%` }} />
      </div>
      <span className={styles.figures}>
        {t("settings.clocks.trialShare", {
          share: isolated(number(share, { style: "percent", maximumFractionDigits: 0 })),
          met: number(of.met),
          all: number(of.met + of.late),
        })}
      </span>
    </div>
  );
}

const fewExamples = 5;

function Examples({ title, of, nameOf }: { title: string; of: Example[]; nameOf: Props["nameOf"] }) {
  const { t } = useTexts();
  const [all, setAll] = useState(false);
  if (!of.length) return null;
  return (
    <section>
      <h3 className={styles.exampleTitle}>{title}</h3>
      <ul>
        {of.slice(0, all ? undefined : fewExamples).map((example) => (
          <li
            key={`${example.conversation.id} ${example.clock} ${example.startedAt}`}
            className={styles.example}
          >
            <Link href={`/inbox/all/${example.conversation.id}`} target="_blank">
              #{example.conversation.number}{" "}
              <Text>{example.conversation.subject || t("conversation.noSubject")}</Text>
            </Link>
            <ExampleWords of={example} name={nameOf(example)} />
          </li>
        ))}
      </ul>
      {!all && of.length > fewExamples && (
        <Button size="s" kind="quiet" onPress={() => setAll(true)}>
          {t("settings.clocks.trialMore", { count: of.length - fewExamples })}
        </Button>
      )}
    </section>
  );
}

function ExampleWords({ of: { now, tried, endedAt }, name }: { of: Example; name: string }) {
  const { t, dateTime } = useTexts();
  const due = (run: Example["now"]) =>
    run?.dueAt ? dateTime(run.dueAt, "short") : t("settings.clocks.trialStill");
  const which = !now
    ? "settings.clocks.trialNew"
    : !tried
      ? "settings.clocks.trialGone"
      : "settings.clocks.trialExample";
  return (
    <span className={styles.exampleWords}>
      {t(which, { clock: name, now: due(now), tried: due(tried) })}{" "}
      {endedAt
        ? t("settings.clocks.trialEnded", { at: dateTime(endedAt, "short") })
        : t("settings.clocks.trialGoesOn")}
    </span>
  );
}
