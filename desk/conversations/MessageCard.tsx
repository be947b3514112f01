import { Bot, FileCode, Lock, ShieldAlert, TriangleAlert } from "lucide-react";
import { useState } from "react";
import type { Conversation, Message } from "../../contract/conversations.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Avatar } from "../ui/Avatar.tsx";
import { Badge } from "../ui/Badge.tsx";
import { IconButton } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Time } from "../ui/Time.tsx";
import { Attachments } from "./Attachments.tsx";
import { DeliveryState } from "./DeliveryState.tsx";
import { FormattedWords } from "./FormattedWords.tsx";
import styles from "./MessageCard.module.css";
import { MessageInfo } from "./MessageInfo.tsx";
import { MessageLanguage } from "./MessageLanguage.tsx";
import { MailMarks, MailSays } from "./mail/MailSays.tsx";
import { MessageMenu } from "./MessageMenu.tsx";
import { MessagePlace } from "./MessagePlace.tsx";
import { PlainWords } from "./PlainWords.tsx";
import { SentMail } from "./SentMail.tsx";
import { isExpected } from "./send.ts";

type Props = { conversation: Conversation; message: Message };

/** What somebody said: the customer at the start edge, we at the end edge, notes on tinted paper. */
export function MessageCard({ conversation, message }: Props) {
  const { t } = useTexts();
  const [asSent, setAsSent] = useState(false);
  const { author, kind, auto } = message;
  const side = kind === "note" ? "note" : author.kind === "customer" ? "theirs" : "ours";
  const hasQuotes = message.text.trim() !== message.reply.trim() && message.text.trim() !== "";
  const forged = message.senderCheck?.verdict === "forged" || message.linked?.isForged;

  return (
    <article
      className={styles.card}
      data-side={side}
      aria-label={t(`message.by.${side}`, { name: author.name })}
    >
      <header className={styles.head}>
        {author.kind === "automation" ? (
          <Icon of={Bot} size={20} />
        ) : (
          <Avatar
            name={author.name}
            seed={author.id ?? (side === "theirs" ? conversation.customer.id : author.name)}
            size={24}
          />
        )}
        <bdi className={styles.author}>
          {author.kind === "automation" && message.linkedBy !== "automation"
            ? t("event.automation")
            : author.name}
        </bdi>
        {side === "note" && (
          <Badge tone="due" look="plain" icon={Lock}>
            {t("message.note")}
          </Badge>
        )}
        {message.beganIn && <Badge>{t("merge.from", { number: `#${message.beganIn.number}` })}</Badge>}
        {auto && <Badge icon={Bot}>{t(`message.auto.${auto}`)}</Badge>}
        {forged && (
          <Badge tone="late" icon={ShieldAlert}>
            {t("message.forged")}
          </Badge>
        )}
        <MailMarks mail={message.mail} />
        <span className={styles.end}>
          {message.html && side === "theirs" && (
            <IconButton
              size="s"
              icon={FileCode}
              label={t(asSent ? "message.asWords" : "message.asSent")}
              pressed={asSent}
              onPress={() => setAsSent(!asSent)}
            />
          )}
          {side !== "note" && !isExpected(message) && (
            <MessageLanguage conversation={conversation} message={message} />
          )}
          {side !== "note" && <MessageInfo conversation={conversation} message={message} />}
          {!isExpected(message) && <MessageMenu conversation={conversation} message={message} />}
          <span className={styles.time}>
            <Time at={message.sentAt} style="time" />
          </span>
        </span>
      </header>

      <MessagePlace conversation={conversation} message={message} />
      {message.problems.length > 0 && (
        <p className={styles.problem}>
          <Icon of={TriangleAlert} size={14} />
          {t("message.unreadable")}
        </p>
      )}
      <MailSays mail={message.mail} />
      {asSent ? (
        <SentMail conversationId={conversation.id} message={message} />
      ) : (
        <>
          {message.html && side !== "theirs" ? (
            <FormattedWords html={message.html} language={message.language} />
          ) : (
            <PlainWords text={message.reply || (hasQuotes ? "" : message.text)} language={message.language} />
          )}
          {hasQuotes && side === "theirs" && <Quoted message={message} />}
        </>
      )}
      <Attachments attachments={message.attachments} />
      {message.delivery && <DeliveryState conversationId={conversation.id} message={message} />}
    </article>
  );
}

/** The history below an answer, which everybody has seen. */
function Quoted({ message }: { message: Message }) {
  const { t } = useTexts();
  const [isOpen, setOpen] = useState(false);
  return (
    <div className={styles.quoted}>
      <button
        type="button"
        className={styles.dots}
        aria-expanded={isOpen}
        aria-label={t(isOpen ? "message.quote.hide" : "message.quote.show")}
        title={t(isOpen ? "message.quote.hide" : "message.quote.show")}
        onClick={() => setOpen(!isOpen)}
      >
        …
      </button>
      {isOpen && (
        <div className={styles.all}>
          <PlainWords text={message.text} language={message.language} />
        </div>
      )}
    </div>
  );
}
