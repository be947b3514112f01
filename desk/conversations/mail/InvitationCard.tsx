import { CalendarCheck, CalendarDays, CalendarX, type LucideIcon } from "lucide-react";
import type { Invitation, MailAddress } from "../../../contract/mail.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Badge } from "../../ui/Badge.tsx";
import { Icon } from "../../ui/Icon.tsx";
import styles from "./InvitationCard.module.css";
import { invitationTimes } from "./invitation-times.ts";

const icons: Record<Invitation["method"], LucideIcon> = {
  request: CalendarDays,
  publish: CalendarDays,
  counter: CalendarDays,
  cancel: CalendarX,
  reply: CalendarCheck,
};

/** An appointment that came with a mail: what, when, where, who, and whether it still stands. */
export function InvitationCard({ invitation }: { invitation: Invitation }) {
  const { t, locale, timeZone } = useTexts();
  const { method, summary, place, organiser, guests, recurs } = invitation;
  const { ours, theirs, isFloating } = invitationTimes(invitation, locale, timeZone);
  const isOff = method === "cancel";
  return (
    <section className={styles.card} aria-label={t(`invitation.method.${method}`)}>
      <header className={styles.head}>
        <Icon of={icons[method]} size={16} />
        <bdi className={styles.what} data-off={isOff || undefined}>
          {summary || t("invitation.untitled")}
        </bdi>
        <Badge tone={isOff ? "late" : "neutral"}>{t(`invitation.method.${method}`)}</Badge>
      </header>
      <dl className={styles.facts}>
        <dt>{t("invitation.when")}</dt>
        <dd>
          <span data-off={isOff || undefined}>{ours}</span>
          {theirs && <span className={styles.fine}>{t("invitation.theirs", { when: theirs })}</span>}
          {isFloating && <span className={styles.fine}>{t("invitation.floating")}</span>}
          {recurs && <span className={styles.fine}>{t("invitation.recurs")}</span>}
        </dd>
        {place && (
          <>
            <dt>{t("invitation.where")}</dt>
            <dd>
              <bdi>{place}</bdi>
            </dd>
          </>
        )}
        {organiser && (
          <>
            <dt>{t("invitation.organiser")}</dt>
            <dd>
              <Who person={organiser} />
            </dd>
          </>
        )}
        {guests.length > 0 && (
          <>
            <dt>{t("invitation.guests")}</dt>
            <dd>
              <ul className={styles.guests}>
                {guests.slice(0, shownGuests).map((guest) => (
                  <li key={guest.address}>
                    <Who person={guest} />
                    {guest.answer !== "none" && (
                      <span className={styles.fine}>{t(`invitation.answer.${guest.answer}`)}</span>
                    )}
                  </li>
                ))}
                {guests.length > shownGuests && (
                  <li className={styles.fine}>
                    {t("invitation.moreGuests", { count: guests.length - shownGuests })}
                  </li>
                )}
              </ul>
            </dd>
          </>
        )}
      </dl>
    </section>
  );
}

const shownGuests = 8;

function Who({ person: { name, address } }: { person: MailAddress }) {
  return <bdi title={address}>{name || address}</bdi>;
}
