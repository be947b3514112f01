import { CircleCheck, CircleX, Download, Info } from "lucide-react";
import type { Conversation, Message } from "../../contract/conversations.ts";
import { getRawMail } from "../../contract/files.ts";
import type { SenderCheck } from "../../contract/mail.ts";
import { addressOf } from "../app/call.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Badge } from "../ui/Badge.tsx";
import { IconButton } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { useNow } from "../ui/now.ts";
import { Popover, PopoverTrigger } from "../ui/Popover.tsx";
import styles from "./MessageInfo.module.css";
import { useReasonWords } from "./MessagePlace.tsx";
import { languageName, toldLanguage } from "./words.ts";

type Props = { conversation: Conversation; message: Message };

/** Where it came from, whom it went to, why it stands here, and whether the sender is who they say. */
export function MessageInfo({ conversation, message }: Props) {
  const { t, dateTime, locale } = useTexts();
  const { to, cc, bcc, senderCheck, linkedBy, channel } = message;
  const reasonWords = useReasonWords();
  const addresses = (people: Message["to"]) =>
    people
      .map(({ name, address }) => (name && name !== address ? `${name} <${address}>` : address))
      .join(", ");
  return (
    <span data-tool>
      <PopoverTrigger>
        <IconButton size="s" icon={Info} label={t("message.info")} />
        <Popover label={t("message.info")} placement="bottom end">
          <dl className={styles.facts}>
            <dt>{t("message.info.at")}</dt>
            <dd>{dateTime(message.sentAt, "exact")}</dd>
            <dt>{t("message.info.channel")}</dt>
            <dd>{t(`channel.${channel}`)}</dd>
            <dt>{t("message.info.language")}</dt>
            <dd>
              {toldLanguage(message.language)
                ? languageName(message.language, locale)
                : t(`language.${message.language as "other"}`)}
            </dd>
            {to.length > 0 && (
              <>
                <dt>{t("message.info.to")}</dt>
                <dd>
                  <bdi>{addresses(to)}</bdi>
                </dd>
              </>
            )}
            {cc.length > 0 && (
              <>
                <dt>{t("message.info.cc")}</dt>
                <dd>
                  <bdi>{addresses(cc)}</bdi>
                </dd>
              </>
            )}
            {bcc.length > 0 && (
              <>
                <dt>{t("message.info.bcc")}</dt>
                <dd>
                  <bdi>{addresses(bcc)}</bdi>
                </dd>
              </>
            )}
            <dt>{t("message.info.linked")}</dt>
            <dd>
              {t(`message.linked.${linkedBy}`)}
              {message.linked?.reasons.map((reason) => (
                <span key={reason.what} className={styles.fine}>
                  {reasonWords(reason)}
                </span>
              ))}
            </dd>
            {message.request && <Became of={message.request} />}
            {senderCheck && <Sender check={senderCheck} />}
            {message.problems.length > 0 && (
              <>
                <dt>{t("message.info.problems")}</dt>
                <dd dir="ltr">{message.problems.join(", ")}</dd>
              </>
            )}
          </dl>
          {message.hasRaw && (
            <a
              className={styles.raw}
              href={addressOf(getRawMail, { id: conversation.id, message: message.id })}
              download={`${conversation.number}-${message.id}.eml`}
            >
              <Icon of={Download} size={14} />
              {t("message.raw")}
            </a>
          )}
        </Popover>
      </PopoverTrigger>
    </span>
  );
}

/** Of what wants an answer: whether its sender was told that it came and when to expect one, and what became of it. */
function Became({ of: request }: { of: NonNullable<Message["request"]> }) {
  const { t, dateTime } = useTexts();
  const now = useNow();
  const { acknowledgedAt, toldAt, answeredAt, answeredBy, dueAt } = request;
  const isBroken = toldAt !== null && (answeredAt ? answeredAt > toldAt : now > Date.parse(toldAt));
  return (
    <>
      <dt>{t("message.info.acknowledged")}</dt>
      <dd>
        {!acknowledgedAt
          ? t("ledger.row.notAcknowledged")
          : !toldAt
            ? t("message.told.covered")
            : t("message.told", { at: dateTime(acknowledgedAt), told: dateTime(toldAt) })}
        {toldAt && answeredBy !== "waived" && (answeredAt || isBroken) && (
          <span className={styles.kept}>
            <Badge look="plain" tone={isBroken ? "late" : "good"} icon={isBroken ? CircleX : CircleCheck}>
              {t(isBroken ? "message.told.broken" : "message.told.kept")}
            </Badge>
          </span>
        )}
      </dd>
      <dt>{t("message.info.answer")}</dt>
      <dd>
        {answeredAt && answeredBy
          ? t("message.answered", { by: t(`ledger.answeredBy.${answeredBy}`), at: dateTime(answeredAt) })
          : dueAt
            ? t("message.owed", { at: dateTime(dueAt) })
            : t("message.owed.noDue")}
      </dd>
    </>
  );
}

/** Who it is really from: in plain words first, and what was judged below. */
function Sender({ check: { verdict, spf, dkim, dmarc, details } }: { check: SenderCheck }) {
  const { t } = useTexts();
  const { domain = null, signatures = [], policy = null, arc = null, client = null } = details ?? {};
  const domainOfSpf = details?.spf?.domain;
  const fine = [
    ...signatures.map((one) => t("message.sender.signed", { domain: one.domain, result: one.result })),
    ...(policy ? [t("message.sender.policy", { policy })] : []),
    ...(arc?.sealer
      ? [t(arc.isTrusted ? "message.sender.sealed" : "message.sender.sealedBy", { sealer: arc.sealer })]
      : []),
    ...(client ? [t("message.sender.client", { address: client })] : []),
  ];
  return (
    <>
      <dt>{t("message.info.sender")}</dt>
      <dd>
        {domain ? t(`message.sender.domain.${verdict}`, { domain }) : t(`message.sender.${verdict}`)}
        <span className={styles.fine} dir="ltr">
          SPF {spf}
          {domainOfSpf && ` (${domainOfSpf})`} · DKIM {dkim} · DMARC {dmarc}
          {arc && ` · ARC ${arc.result}`}
        </span>
        {fine.map((words) => (
          <span key={words} className={styles.fine}>
            {words}
          </span>
        ))}
      </dd>
    </>
  );
}
