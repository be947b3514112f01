import { Link } from "@tanstack/react-router";
import {
  AlarmClock,
  AlarmClockCheck,
  CircleCheck,
  CircleSlash2,
  Clock,
  MailCheck,
  MailQuestionMark,
} from "lucide-react";
import type { Request } from "../../contract/ledger.ts";
import { useLineName } from "../app/lines.ts";
import { useBrands } from "../app/lookups.ts";
import { channelIcons, roughly } from "../conversations/words.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Icon } from "../ui/Icon.tsx";
import { useNow } from "../ui/now.ts";
import { Said } from "../ui/Said.tsx";
import { Text } from "../ui/Text.tsx";
import { Time } from "../ui/Time.tsx";
import styles from "./RequestRow.module.css";

/** Who asked what and when, whether they were told, and what became of it. */
export function RequestRow({ request }: { request: Request }) {
  const { t } = useTexts();
  const { conversation, customer, words, channel, line, brand, askedAt } = request;
  const lineName = useLineName()(line, brand.id);
  const brands = useBrands();
  return (
    <div className={styles.row} data-line={lineName ? line : undefined}>
      <div className={styles.who}>
        <span className={styles.first}>
          <Icon of={channelIcons[channel]} size={14} label={t(`channel.${channel}`)} />
          <span className={styles.name}>
            <Text clip>{customer.name}</Text>
          </span>
          <span className={styles.quiet}>#{conversation.number}</span>
          {brands.length > 1 && (
            <span className={styles.brand}>
              <Text clip>{brand.name}</Text>
            </span>
          )}
        </span>
        {/* The link names the row and lies over all of it. */}
        <Link
          to="/inbox/$view/$conversationId"
          params={{ view: "all", conversationId: conversation.id }}
          className={styles.words}
          data-row
        >
          <Said>
            {customer.name}
            {lineName ? `, ${lineName}` : ""}:{" "}
          </Said>
          <Text clip>{words || conversation.subject || t("conversation.noSubject")}</Text>
        </Link>
      </div>
      <div className={styles.asked}>
        <Time at={askedAt} />
      </div>
      <div className={styles.became}>
        <Became of={request} />
        <Told of={request} />
      </div>
      <div className={styles.next}>
        <Next of={request} />
      </div>
    </div>
  );
}

/** Whether its sender was told that it came, and when to expect an answer; and whether that was kept. */
function Told({ of: { acknowledgedAt, toldAt, answeredAt, answeredBy } }: { of: Request }) {
  const { t, dateTime } = useTexts();
  const now = useNow();
  if (!acknowledgedAt)
    return (
      <Badge look="plain" tone={answeredAt ? "neutral" : "due"} icon={MailQuestionMark}>
        {t("ledger.row.notAcknowledged")}
      </Badge>
    );
  const exactly = dateTime(acknowledgedAt, "exact");
  if (!toldAt)
    return (
      <span title={exactly}>
        <Badge look="plain" icon={MailCheck}>
          {t("ledger.row.acknowledgedBefore")}
        </Badge>
      </span>
    );
  const time = dateTime(toldAt);
  // Where no answer was needed, nothing was there to be kept.
  const end = answeredAt ? Date.parse(answeredAt) : now;
  const isBroken = answeredBy !== "waived" && end > Date.parse(toldAt);
  const isKept = answeredAt && answeredBy !== "waived" && !isBroken;
  return (
    <span title={exactly}>
      <Badge look="plain" tone={isBroken ? "late" : isKept ? "good" : "neutral"} icon={MailCheck}>
        {t(isBroken ? "ledger.row.told.broken" : isKept ? "ledger.row.told.kept" : "ledger.row.told", {
          time,
        })}
      </Badge>
    </span>
  );
}

/** How it was answered; while it is not, by when it must be. */
function Became({ of: { askedAt, answeredAt, answeredBy, reason, dueAt, inTime } }: { of: Request }) {
  const { t, number, duration, dateTime } = useTexts();
  const now = useNow();
  if (answeredBy === "waived")
    return (
      <Badge look="plain" icon={CircleSlash2}>
        {t("ledger.row.waived", { reason: t(`waiver.reason.${reason ?? "other"}`) })}
      </Badge>
    );
  if (answeredAt) {
    const time = duration(Date.parse(answeredAt) - Date.parse(askedAt));
    return (
      <span title={dateTime(answeredAt, "exact")}>
        <Badge look="plain" tone={inTime === false ? "late" : "good"} icon={CircleCheck}>
          {t(inTime === false ? "ledger.row.answeredLate" : "ledger.row.answered", { time })}
        </Badge>
      </span>
    );
  }
  if (!dueAt)
    return (
      <Badge look="plain" icon={Clock}>
        {t("ledger.row.noDue")}
      </Badge>
    );
  const left = Date.parse(dueAt) - now;
  return (
    <span title={dateTime(dueAt, "exact")}>
      <Badge look="plain" tone={left < 0 ? "late" : "due"} icon={left < 0 ? AlarmClock : AlarmClockCheck}>
        {t(left < 0 ? "inbox.row.late" : "inbox.row.due", { time: roughly(Math.abs(left), number) })}
      </Badge>
    </span>
  );
}

/** Who is to do what, while it is owed; who did, when it is done. */
function Next({ of: { owner, nextStep, answeredAt } }: { of: Request }) {
  const { t } = useTexts();
  return (
    <>
      <Text clip>{owner.name}</Text>
      {!answeredAt && nextStep && <span className={styles.quiet}>{t(`step.${nextStep.what}`)}</span>}
    </>
  );
}
