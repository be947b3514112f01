import { Meter } from "react-aria-components";
import type { Line } from "../../../contract/lines.ts";
import type { BoardAgent } from "../../../contract/routing.ts";
import { type KnownLine, useLines } from "../../app/lines.ts";
import { languageName } from "../../conversations/words.ts";
import { isolated } from "../../settings/isolated.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Avatar } from "../../ui/Avatar.tsx";
import { PresenceMark } from "../PresenceMark.tsx";
import { useSkills } from "../queries.ts";
import styles from "./Person.module.css";

const dayMs = 86_400_000;

/** Who, and since when they are here or not. */
export function Name({ agent: { id, name, presence } }: { agent: BoardAgent }) {
  const { t, dateTime } = useTexts();
  const isToday = Date.now() - Date.parse(presence.since) < dayMs;
  return (
    <span className={styles.name}>
      <Avatar name={name} seed={id} size={32} />
      <span className={styles.words}>
        <bdi className={styles.who}>{name}</bdi>
        <span className={styles.presence}>
          <PresenceMark state={presence.state} />
          <time dateTime={presence.since} title={dateTime(presence.since, "exact")} className={styles.since}>
            {t("presence.since", { time: dateTime(presence.since, isToday ? "time" : "date") })}
          </time>
        </span>
      </span>
    </span>
  );
}

/** What they can take, and how much of it they carry. */
export function About({ agent, line }: { agent: BoardAgent; line: Line | undefined }) {
  const { t, list, locale, compare } = useTexts();
  const skills = useSkills();
  const lines = useLines();
  const known = skills.filter(({ id }) => agent.skills.includes(id));
  const loads = lines.filter(
    (each) =>
      (!line || each.line === line) &&
      (!agent.lines.length || agent.lines.includes(each.line) || agent.load[each.line].carries > 0),
  );
  const languages = agent.languages.map((each) => languageName(each, locale));
  return (
    <div className={styles.about}>
      <p className={styles.can}>
        {languages.length ? list(languages) : t("board.languages.all")}
        {known.length > 0 && (
          <>
            {" · "}
            {list(
              known
                .map(({ name }) => name)
                .sort(compare)
                .map(isolated),
            )}
          </>
        )}
      </p>
      <div className={styles.loads}>
        {loads.map((each) => (
          <Load key={each.line} of={agent.load[each.line]} line={each} isOnly={lines.length === 1} />
        ))}
      </div>
    </div>
  );
}

type LoadProps = { of: BoardAgent["load"][Line]; line: KnownLine; isOnly: boolean };

function Load({ of: { carries, fits }, line, isOnly }: LoadProps) {
  const { t, number } = useTexts();
  const isFull = carries >= fits;
  const [carried, most] = [number(carries), number(fits)];
  const words = isOnly
    ? t("board.load.plain", { carries: carried, fits: most })
    : t("board.load", { line: line.name, carries: carried, fits: most });
  const share = fits > 0 ? Math.min(1, carries / fits) : 1;
  return (
    <Meter
      aria-label={isOnly ? t("board.load.label") : line.name}
      value={carries}
      maxValue={Math.max(fits, carries, 1)}
      valueLabel={`${t("board.load.points", { carries: carried, fits })}${isFull ? `, ${t("board.load.full")}` : ""}`}
      className={styles.load}
      data-line={line.line}
      data-full={isFull || undefined}
    >
      <span className={styles.loadWords} aria-hidden="true">
        <span>{words}</span>
        {isFull && <b>{t("board.load.full")}</b>}
      </span>
      <span className={styles.track}>
        <span className={styles.fill} style={{ inlineSize: `${share * 100}%` }} />
      </span>
    </Meter>
  );
}
