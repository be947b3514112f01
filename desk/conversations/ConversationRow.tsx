import {
  AlarmClock,
  AlarmClockCheck,
  CalendarClock,
  CircleCheck,
  CirclePause,
  Handshake,
  MailWarning,
  Moon,
  Repeat2,
  Sparkles,
} from "lucide-react";
import type { Conversation, listConversations } from "../../contract/conversations.ts";
import type { ReplyOf } from "../../contract/route.ts";
import { promiseDay, promiseTones } from "../promises/state.ts";
import { useTexts } from "../texts/Texts.tsx";
import { ClaimMark } from "../together/ClaimMark.tsx";
import { Avatar } from "../ui/Avatar.tsx";
import { Badge } from "../ui/Badge.tsx";
import { directionOf } from "../ui/direction.ts";
import { Icon } from "../ui/Icon.tsx";
import { Marked } from "../ui/Marked.tsx";
import { useNow } from "../ui/now.ts";
import { Said } from "../ui/Said.tsx";
import { Text } from "../ui/Text.tsx";
import { Time } from "../ui/Time.tsx";
import type { RowState } from "../ui/VirtualList.tsx";
import styles from "./ConversationRow.module.css";
import { MoodMark } from "./MoodMark.tsx";
import { SelectBox } from "./SelectBox.tsx";
import type { Selection } from "./selection.ts";
import { whatMatters } from "./what-matters.ts";
import { channelIcons, roughly, toldLanguage } from "./words.ts";

export type FoundWords = ReplyOf<typeof listConversations>["found"][string];

type Props = {
  conversation: Conversation;
  row: RowState;
  compact: boolean;
  /** Left out where the list says it: in “Mine”. */
  showsOwner: boolean;
  /** What its line is called, where there are lines to tell apart. */
  lineName: string | null;
  /** What it is about, as this reader calls it. */
  intentName: string | null;
  /** Of a search, where the words stand. */
  found?: FoundWords;
  selection: Selection;
};

/** Who, about what, the newest words, and what matters most. */
export function ConversationRow({
  conversation,
  row,
  compact,
  showsOwner,
  lineName,
  intentName,
  found,
  selection,
}: Props) {
  const { t } = useTexts();
  const { customer, subject, preview, previewBy, owner, line, channel, unread } = conversation;
  const language = toldLanguage(conversation.language);

  return (
    <div
      className={styles.row}
      data-line={lineName ? line : undefined}
      data-unread={unread || undefined}
      data-compact={compact || undefined}
      data-closed={conversation.status === "closed" || undefined}
    >
      <div className={styles.first}>
        <span className={styles.channel} data-selecting={selection.isSelecting || undefined}>
          <SelectBox conversation={conversation} selection={selection} isShown={selection.isSelecting} />
          <Icon of={channelIcons[channel]} size={14} label={t(`channel.${channel}`)} />
        </span>
        <span className={styles.who}>
          <Text clip>{customer.name || customer.email || t("customer.unnamed")}</Text>
        </span>
        {!compact && intentName && (
          <span className={styles.intent}>
            <Text clip>{intentName}</Text>
          </span>
        )}
        {compact && conversation.mood === "negative" && <MoodMark mood="negative" />}
        {compact && <ClaimMark conversation={conversation} short />}
        <span className={styles.matter}>
          <Matter of={conversation} />
        </span>
      </div>
      {/* The link names the row: unread and the line are said, since they are only drawn. */}
      <a {...row.link} className={styles.subject}>
        <Said>
          {unread ? `${t("inbox.row.unread")} ` : ""}
          {lineName ? `${lineName}, ` : ""}
          {customer.name}:{" "}
        </Said>
        <Text language={language} clip>
          {subject && found?.subjectMarks.length ? (
            <Marked marks={found.subjectMarks}>{subject}</Marked>
          ) : (
            subject || t("conversation.noSubject")
          )}
        </Text>
      </a>
      {!compact && (
        <div className={styles.last}>
          {conversation.mood === "negative" && <MoodMark mood="negative" />}
          <span className={styles.preview}>
            {found?.marks.length ? (
              <Text dir={directionOf(found.text)} clip>
                <Marked marks={found.marks}>{found.text}</Marked>
              </Text>
            ) : (
              <Text language={previewBy === "customer" ? language : undefined} clip>
                {previewBy === "customer" ? preview : `${t("inbox.row.we")} ${preview}`}
              </Text>
            )}
          </span>
          <ClaimMark conversation={conversation} short />
          {showsOwner && owner.kind === "agent" && (
            <span title={t("inbox.row.owner", { name: owner.name })}>
              <Avatar name={owner.name} seed={owner.id} size={20} />
            </span>
          )}
        </div>
      )}
    </div>
  );
}

function Matter({ of: conversation }: { of: Conversation }) {
  const { t, number, dateTime } = useTexts();
  const now = useNow();
  const matter = whatMatters(conversation, now);
  const exactly = conversation.nextStep ? dateTime(conversation.nextStep.at, "exact") : undefined;
  switch (matter.kind) {
    case "undelivered":
      return (
        <Badge tone="late" look="plain" icon={MailWarning}>
          {t("inbox.row.undelivered")}
        </Badge>
      );
    case "late":
      return (
        <span title={exactly}>
          <Badge tone="late" look="plain" icon={AlarmClock}>
            {t("inbox.row.late", { time: roughly(matter.byMs, number) })}
          </Badge>
        </span>
      );
    case "due":
      return (
        <span title={exactly}>
          <Badge tone="due" look="plain" icon={AlarmClockCheck}>
            {t("inbox.row.due", { time: roughly(matter.inMs, number) })}
          </Badge>
        </span>
      );
    case "promised":
      return (
        <span title={exactly}>
          <Badge tone={promiseTones[matter.urgency]} look="plain" icon={Handshake}>
            {t("promise.row", { at: promiseDay(matter.at, dateTime, now) })}
          </Badge>
        </span>
      );
    case "planned":
      return (
        <span title={t("planned.for", { at: dateTime(matter.at, "exact") })}>
          <Badge tone="accent" look="plain" icon={CalendarClock}>
            {t("planned.row", { at: promiseDay(matter.at, dateTime, now) })}
          </Badge>
        </span>
      );
    case "snoozed":
      return (
        <span title={t("snooze.is", { until: dateTime(matter.until, "exact") })}>
          <Badge look="plain" icon={Moon}>
            {t("inbox.row.snoozed", { time: roughly(Math.max(0, Date.parse(matter.until) - now), number) })}
          </Badge>
        </span>
      );
    case "held":
      return (
        <span title={t("hold.is", { until: dateTime(matter.until, "exact") })}>
          <Badge look="plain" icon={CirclePause}>
            {t("inbox.row.held", { time: roughly(Math.max(0, Date.parse(matter.until) - now), number) })}
          </Badge>
        </span>
      );
    case "again":
      return (
        <Badge tone="accent" look="plain" icon={Repeat2}>
          {t("repeat.row", { nth: matter.nth })}
        </Badge>
      );
    case "new":
      return (
        <Badge tone="accent" look="plain" icon={Sparkles}>
          {t("status.new")}
        </Badge>
      );
    case "closed":
      return (
        <Badge look="plain" icon={CircleCheck}>
          {t("status.closed")}
        </Badge>
      );
    case "at":
      return (
        <span className={styles.time}>
          <Time at={matter.at} />
        </span>
      );
  }
}
