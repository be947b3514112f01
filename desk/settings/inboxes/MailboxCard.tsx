import { CheckCircle2, CircleAlert, CirclePause, LoaderCircle, type LucideIcon } from "lucide-react";
import type { Mailbox } from "../../../contract/mailboxes.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Badge, type Tone } from "../../ui/Badge.tsx";
import { Link } from "../../ui/Link.tsx";
import { Time } from "../../ui/Time.tsx";
import { addressOf } from "../place.ts";
import { Failure } from "./Failure.tsx";
import styles from "./inboxes.module.css";

const looks: Record<Mailbox["state"]["is"], { icon: LucideIcon; tone: Tone }> = {
  off: { icon: CirclePause, tone: "neutral" },
  starting: { icon: LoaderCircle, tone: "neutral" },
  connected: { icon: CheckCircle2, tone: "good" },
  failing: { icon: CircleAlert, tone: "late" },
};

/** A mailbox with how it is doing: what is wrong and what to do, or that all that is there is here. */
export function MailboxCard({ mailbox, isOwnPage }: { mailbox: Mailbox; isOwnPage?: boolean }) {
  const { t } = useTexts();
  const { state, username, host } = mailbox;
  const { icon, tone } = looks[state.is];
  return (
    <article className={styles.card}>
      <header className={styles.cardHead}>
        <span className={styles.cardName}>
          {isOwnPage ? (
            <bdi dir="ltr">{username}</bdi>
          ) : (
            <Link href={addressOf("inboxes", `${mailbox.inbox}/${mailbox.id}`)}>
              <bdi dir="ltr">{username}</bdi>
            </Link>
          )}
          <bdi dir="ltr" className={styles.quiet}>
            {host}
          </bdi>
        </span>
        <Badge tone={tone} icon={icon}>
          {t(`mailbox.state.${state.is}`)}
        </Badge>
      </header>
      {state.failure && <Failure failure={state.failure} said={state.failureWords} />}
      <dl className={styles.facts}>
        <Fact label={t("mailbox.failingSince")} at={state.failingSince} />
        <Fact label={t("mailbox.connectedSince")} at={state.failingSince ? null : state.connectedAt} />
        <Fact label={t("mailbox.lookedAt")} at={state.lookedAt} />
        <Fact label={t("mailbox.lastMailAt")} at={state.lastMailAt} />
      </dl>
      <Days of={mailbox} all={isOwnPage} />
    </article>
  );
}

function Fact({ label, at }: { label: string; at: string | null }) {
  return (
    at && (
      <div>
        <dt>{label}</dt>
        <dd>
          <Time at={at} />
        </dd>
      </div>
    )
  );
}

/** What the mailbox holds of each day, and what of it is here. */
function Days({ of: { days }, all }: { of: Mailbox; all?: boolean }) {
  const { t, number, plainDate } = useDayTexts();
  const shown = all ? days : days.slice(0, 2);
  if (!shown.length) return null;
  return (
    <ul className={styles.days} aria-label={t("mailbox.days")}>
      {shown.map(({ day, there, here }) => (
        <li key={day} data-short={here < there || undefined}>
          <span>{plainDate(day)}</span>
          <span>{t("mailbox.day", { there: number(there), here: number(here) })}</span>
        </li>
      ))}
    </ul>
  );
}

function useDayTexts() {
  const texts = useTexts();
  return {
    ...texts,
    // A day of the wall's calendar: noon keeps it the same day in every zone within half a day of it.
    plainDate: (day: string) =>
      new Intl.DateTimeFormat(texts.locale, { dateStyle: "medium", timeZone: "UTC" }).format(
        new Date(`${day}T12:00:00Z`),
      ),
  };
}
