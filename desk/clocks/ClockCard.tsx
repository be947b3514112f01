import { ChevronDown, ChevronRight } from "lucide-react";
import { useId, useState } from "react";
import { Button } from "react-aria-components";
import type { Clock } from "../../contract/clocks.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Icon } from "../ui/Icon.tsx";
import { useNow } from "../ui/now.ts";
import styles from "./ClockCard.module.css";
import { useClockName } from "./clock-name.ts";
import { Ladder } from "./Ladder.tsx";
import { SpentBar } from "./SpentBar.tsx";
import { StandingBadge } from "./StandingBadge.tsx";
import { standingOf } from "./standing.ts";

/** One clock: how it stands at a glance; why, by which policy, with which pauses and steps behind a press. */
export function ClockCard({ clock, open = false }: { clock: Clock; open?: boolean }) {
  const { t, dateTime } = useTexts();
  const nameOf = useClockName();
  const standing = standingOf(clock, useNow());
  const [isOpen, setOpen] = useState(open);
  const details = useId();
  const { dueAt, endedAt } = clock;
  return (
    <article className={styles.card} aria-label={nameOf(clock)} data-over={endedAt !== null || undefined}>
      <Button
        className={styles.head}
        aria-expanded={isOpen}
        aria-controls={isOpen ? details : undefined}
        onPress={() => setOpen(!isOpen)}
      >
        <Icon of={isOpen ? ChevronDown : ChevronRight} size={14} />
        <bdi className={styles.name}>{nameOf(clock)}</bdi>
        <span className={styles.standing}>
          <StandingBadge standing={standing} />
        </span>
      </Button>
      <SpentBar clock={clock} standing={standing} />
      {dueAt && (
        <p className={styles.due} title={dateTime(dueAt, "exact")}>
          {t(endedAt ? "clock.wasDue" : "clock.due", { at: dateTime(dueAt, "weekday") })}
        </p>
      )}
      {isOpen && (
        <div id={details} className={styles.details}>
          <Promised clock={clock} />
          {clock.pauses.length > 0 && (
            <section>
              <h3 className={styles.title}>{t("clock.pauses")}</h3>
              <ul className={styles.lines}>
                {clock.pauses.map(({ from, to, why }) => (
                  <li key={from}>
                    {t(to ? "clock.pause" : "clock.pause.open", {
                      from: dateTime(from, "weekday"),
                      to: to ? dateTime(to, "weekday") : "",
                      why: t(`clock.waits.${why}`),
                    })}
                  </li>
                ))}
              </ul>
            </section>
          )}
          {clock.steps.length > 0 && (
            <section>
              <h3 className={styles.title}>{t("clock.ladder")}</h3>
              <Ladder clock={clock} />
            </section>
          )}
          <section>
            <h3 className={styles.title}>{t("step.why")}</h3>
            <ol className={styles.story}>
              {clock.story.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ol>
          </section>
        </div>
      )}
    </article>
  );
}

/** Who promised it, and by whose hours. */
function Promised({ clock: { policy, calendar, time } }: { clock: Clock }) {
  const { t } = useTexts();
  const hours = calendar
    ? t("clock.calendar", { calendar: calendar.name })
    : time === "calendar"
      ? t("clock.aroundTheClock")
      : null;
  return (
    <p className={styles.promised}>
      {policy ? t("clock.policy", { policy: policy.name }) : t("clock.policy.gone")} {hours}
    </p>
  );
}
