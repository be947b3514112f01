import { Bot, Check, CheckCheck, Hourglass, Mail, SendHorizontal } from "lucide-react";
import type { Conversation, Message } from "../../contract/conversations.ts";
import { Attachments } from "../conversations/Attachments.tsx";
import { DeliveryState } from "../conversations/DeliveryState.tsx";
import { FormattedWords } from "../conversations/FormattedWords.tsx";
import { MessageInfo } from "../conversations/MessageInfo.tsx";
import { MessageLanguage } from "../conversations/MessageLanguage.tsx";
import { PlainWords } from "../conversations/PlainWords.tsx";
import { isExpected } from "../conversations/send.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Avatar } from "../ui/Avatar.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Time } from "../ui/Time.tsx";
import styles from "./Bubbles.module.css";
import { isMarked, type Mark, markOf } from "./runs.ts";

type Props = { conversation: Conversation; messages: readonly Message[] };

/** What one person said in a chat in one breath. */
export function Bubbles({ conversation, messages }: Props) {
  const { t } = useTexts();
  const first = messages[0]!;
  const { author } = first;
  const side = author.kind === "customer" ? "theirs" : "ours";
  const name =
    author.kind === "automation" && first.linkedBy !== "automation"
      ? t("event.automation")
      : author.name || t("chat.visitor");
  return (
    <article className={styles.run} data-side={side} aria-label={t(`message.by.${side}`, { name })}>
      <header className={styles.head}>
        {author.kind === "automation" ? (
          <Icon of={Bot} size={16} />
        ) : (
          <Avatar
            name={name}
            seed={author.id ?? (side === "theirs" ? conversation.customer.id : name)}
            size={20}
          />
        )}
        <bdi className={styles.author}>{name}</bdi>
        <span className={styles.time}>
          <Time at={first.sentAt} style="time" />
        </span>
      </header>
      {messages.map((message, at) => (
        <Bubble
          key={message.id}
          conversation={conversation}
          message={message}
          side={side}
          isMarked={isMarked(messages, at)}
        />
      ))}
    </article>
  );
}

type BubbleProps = {
  conversation: Conversation;
  message: Message;
  side: "theirs" | "ours";
  isMarked: boolean;
};

function Bubble({ conversation, message, side, isMarked }: BubbleProps) {
  const { t } = useTexts();
  const words = message.reply || message.text;
  return (
    <div className={styles.line}>
      <div className={styles.bubble} data-side={side}>
        {message.html && side === "ours" ? (
          <FormattedWords html={message.html} language={message.language} />
        ) : (
          words && <PlainWords text={words} language={message.language} />
        )}
        <Attachments attachments={message.attachments} />
      </div>
      {!isExpected(message) && (
        <span className={styles.tools}>
          <MessageLanguage conversation={conversation} message={message} />
          <MessageInfo conversation={conversation} message={message} />
        </span>
      )}
      {message.quickReplies.length > 0 && (
        <ul className={styles.quick} aria-label={t("chat.quick.offered")}>
          {message.quickReplies.map(({ id, label }) => (
            <li key={id} className={styles.choice}>
              <bdi>{label}</bdi>
            </li>
          ))}
        </ul>
      )}
      {isMarked && <MarkLine conversation={conversation} message={message} mark={markOf(message)!} />}
    </div>
  );
}

const icons = {
  sending: SendHorizontal,
  later: Hourglass,
  delivered: Check,
  seen: CheckCheck,
  mail: Mail,
} as const;

type MarkProps = { conversation: Conversation; message: Message; mark: Mark };

/** How far it has come: whether its reader has seen it, will see it, or gets it by mail. */
function MarkLine({ conversation, message, mark }: MarkProps) {
  const { t, dateTime } = useTexts();
  const { delivery } = message;
  if (mark === "failed") return <DeliveryState conversationId={conversation.id} message={message} />;
  const at = delivery!.seenAt ?? delivery!.at;
  return (
    <p className={styles.mark} data-mark={mark} title={dateTime(at, "exact")}>
      <Icon of={icons[mark]} size={12} />
      {mark === "mail"
        ? `${t("chat.mark.mail")} · ${t(`delivery.${delivery!.state}`, { at: dateTime(at, "time") })}`
        : t(`chat.mark.${mark}`, { at: dateTime(at, "time") })}
    </p>
  );
}
