import { MailboxFailure } from "./mailboxes.ts";
import type { Notice } from "./notices.ts";
import { StoppedBecause } from "./planned-replies.ts";

/** What a notice is said with: in the desk, on a phone, in a mail. */
export interface Speaker {
  /** Texts by their key, in the reader's language. */
  t(key: string, values?: Record<string, string | number>): string;
  dateTime(at: string): string;
  /** What something is called in the reader's language that a workspace named in several. */
  ownName(names: Record<string, string>): string | undefined;
}

const clocks = ["first_reply", "next_reply", "resolution"];
const loopCauses = ["answers", "mails", "hops", "own_mail"];
const breaks = [
  "not_in_ledger",
  "closed_unanswered",
  "without_owner_or_step",
  "without_clock",
  "acknowledged_twice",
  "clock_not_looked_at",
  "mail_not_read",
];

type Told = Pick<Notice, "kind" | "data" | "at"> & { times?: number };

/** A notice as a sentence. What it says comes from `data`, which other versions of the server may write otherwise. */
export function noticeWords(notice: Told, speaker: Speaker): string {
  const { kind, data, at, times = 1 } = notice;
  const { t } = speaker;
  switch (kind) {
    case "clock":
      return clockWords(notice, speaker);
    case "ledger": {
      if (data.is === "mended") return t("notice.ledger.mended");
      const known = breaks.find((each) => each === data.what) ?? "not_in_ledger";
      const more = Math.max(0, (Number(data.broken) || 1) - 1);
      return t("notice.ledger.broken", { what: t(`ledger.break.${known}`), more });
    }
    case "promise": {
      const text = word(data.text);
      return text ? t("notice.promise.text", { text }) : t("notice.promise");
    }
    case "automation": {
      const text = word(data.text) || word(data.name);
      return text ? t("notice.automation.text", { text }) : t("notice.automation");
    }
    case "article": {
      const title = word(articlesIn(data)[0]?.title);
      if (data.what === "flagged")
        return t("notice.article.flagged", { by: word(data.by), title, words: word(data.words) });
      return t("notice.article.review", { count: Number(data.count) || 1, title });
    }
    case "assigned":
      if (!word(data.by)) return t("notice.kind.assigned");
      return t(word(data.text) ? "notice.assigned.note" : "notice.assigned.by", spoken(data, times));
    case "asked": {
      const values = spoken(data, times);
      return word(data.dueAt)
        ? t("notice.asked.by", { ...values, when: speaker.dateTime(word(data.dueAt)) })
        : t("notice.kind.asked", values);
    }
    case "snooze":
      return wokenWords(data, t, "");
    case "loop": {
      const known = loopCauses.find((each) => each === data.because) ?? "mails";
      const why = t(`loop.because.${known}`, { seen: Number(data.seen) || 0 });
      return t("notice.loop", { address: word(data.address), why });
    }
    case "reply_stopped":
      return t("notice.replyStopped", { why: stoppedWords(data.because, t) });
    case "undelivered":
      return t("notice.undelivered", { to: word(data.to), error: word(data.error) });
    case "outbox":
      return t("notice.outbox", { count: Number(data.waiting) || 1, minutes: Number(data.minutes) || 30 });
    case "mailbox": {
      const known = MailboxFailure.options.find((each) => each === data.failure) ?? "other";
      const values = { name: word(data.username), address: word(data.address) };
      return `${t("notice.mailbox", values)} ${t(`mailbox.failure.${known}`)}`;
    }
    case "domain":
      return t("notice.domain", { domain: word(data.domain), records: word(data.records) });
    default:
      return t(`notice.kind.${kind}`, { ...spoken(data, times), when: speaker.dateTime(at) });
  }
}

/** Why a conversation is back, from its event or the notice of it. */
export function wokenWords(data: Record<string, unknown>, t: Speaker["t"], who: string): string {
  const { because, note, number } = data;
  const name = word(data.name);
  switch (because) {
    case "customer_wrote":
      return t("event.woken.customer");
    case "reply_due":
      return t("event.woken.due");
    case "promise":
      return t("event.woken.promise");
    case "linked":
      return t("event.woken.linked", { number: `#${number}` });
    case "event":
      return word(note)
        ? t("event.woken.event.note", { name, note: word(note) })
        : t("event.woken.event", { name });
    case "given":
      return t("event.woken.given");
    case "by_hand":
      return t("event.woken.byHand", { who });
    default:
      return t("event.woken.time");
  }
}

/** Why a planned reply did not leave; where it was refused, for which reason, if that is known. */
export function stoppedWords(because: unknown, t: Speaker["t"], refusal?: string | null): string {
  const [kind, code] = word(because).split(":");
  const known = StoppedBecause.options.find((each) => each === kind) ?? "refused";
  if (known !== "refused") return t(`planned.because.${known}`);
  const said = refusal ?? code;
  return said ? t(`problem.${said}`) : t("planned.because.refused");
}

/** The same without what anybody wrote or is called: for where that is not to be seen. */
export const noticeName = ({ kind, times = 1 }: Told, { t }: Pick<Speaker, "t">): string =>
  t(`notice.short.${kind}`, { count: times });

function clockWords({ data, at }: Told, { t, dateTime, ownName }: Speaker): string {
  const known = clocks.find((each) => each === data.clock);
  const own = isNames(data.names) ? ownName(data.names) : undefined;
  const clock = own ?? t(known ? `notice.clock.${known}` : "notice.clock.other");
  const isLate = Number(data.percent) >= 100;
  const when = dateTime(word(data.dueAt) || at);
  const said = t(isLate ? "notice.clock.late" : "notice.clock.due", { clock, when });
  return data.does === "notify_lead" ? `${said}. ${t("notice.clock.lead")}` : said;
}

/** Where a notice leads in the desk. */
export function placeOfNotice({ kind, conversation, data }: Pick<Notice, "kind" | "conversation" | "data">) {
  if (kind === "article") return `/knowledge/${word(articlesIn(data)[0]?.id)}`;
  if (conversation) return `/inbox/all/${conversation.id}`;
  if (kind === "mailbox") return `/settings/inboxes/${word(data.inboxId)}`;
  if (kind === "loop") return "/settings/inboxes";
  if (kind === "outbox") return "/settings/outgoing";
  if (kind === "domain") return "/settings/domains";
  // Alarms bring along where they are mended.
  return word(data.place).startsWith("/") ? word(data.place) : kind === "ledger" ? "/ledger" : "/";
}

/** Names and words may run the other way than the sentence: U+2068 and U+2069 keep them in their place. */
const spoken = (data: Notice["data"], times: number): Record<string, string | number> => ({
  by: "",
  text: "",
  count: times,
  ...Object.fromEntries(Object.entries(data).flatMap(([name, value]) => sayable(name, value))),
});

function sayable(name: string, value: unknown): [string, string | number][] {
  if (typeof value === "number") return [[name, value]];
  return typeof value === "string" && value ? [[name, `\u2068${value}\u2069`]] : [];
}

const articlesIn = ({ articles }: Notice["data"]): Record<string, unknown>[] =>
  Array.isArray(articles) ? articles.filter(isNames) : [];

const word = (value: unknown): string => (typeof value === "string" ? value : "");

const isNames = (value: unknown): value is Record<string, string> =>
  typeof value === "object" && value !== null;
