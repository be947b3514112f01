import { CornerUpRight, KeyRound, MailCheck, Signature } from "lucide-react";
import type { MailFacts } from "../../../contract/mail.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Badge } from "../../ui/Badge.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { InvitationCard } from "./InvitationCard.tsx";
import styles from "./MailSays.module.css";

/** Whether a mail is signed or encrypted: a quiet word beside who wrote it. */
export function MailMarks({ mail }: { mail: MailFacts | null }) {
  const { t } = useTexts();
  return (
    <>
      {mail?.signed && (
        <span className={styles.mark} title={t("message.signed.why")}>
          <Badge look="plain" icon={Signature}>
            {t("message.signed", { by: names[mail.signed] })}
          </Badge>
        </span>
      )}
      {mail?.encrypted && (
        <span className={styles.mark} title={t("message.encrypted.why")}>
          <Badge look="plain" icon={KeyRound}>
            {t("message.encrypted", { by: names[mail.encrypted] })}
          </Badge>
        </span>
      )}
    </>
  );
}

const names = { "s/mime": "S/MIME", pgp: "PGP" };

/** What a mail says besides its words: whose it was, what became of ours, what it invites to. */
export function MailSays({ mail }: { mail: MailFacts | null }) {
  const { t, dateTime } = useTexts();
  if (!mail) return null;
  const { forwarded, receipt, invitations, encrypted } = mail;
  return (
    <>
      {forwarded && (
        <p className={styles.line}>
          <Icon of={CornerUpRight} size={14} />
          <span title={forwarded.from?.address} dir="auto">
            {forwarded.from
              ? t("message.passedOn", { name: forwarded.from.name || forwarded.from.address })
              : t("message.passedOn.unknown", { subject: forwarded.subject })}
          </span>
          {forwarded.sentAt && <span>{dateTime(forwarded.sentAt, "weekday")}</span>}
        </p>
      )}
      {receipt && (
        <p className={styles.line}>
          <Icon of={MailCheck} size={14} />
          <span>{t(`message.receipt.${receipt.kind}`, { who: receipt.recipient ?? "none" })}</span>
        </p>
      )}
      {encrypted && <p className={styles.line}>{t("message.encrypted.why")}</p>}
      {invitations.map((invitation) => (
        <InvitationCard key={`${invitation.uid} ${invitation.startsAt}`} invitation={invitation} />
      ))}
    </>
  );
}
