import type { Notice } from "./notices.ts";

/** What a notice is said with: in the desk, on a phone, in a mail. */
export interface Speaker {
  /** Texts by their key, in the reader's language. */
  t(key: string, values?: Record<string, string | number>): string;
  dateTime(at: string): string;
  /** What something is called in the reader's language that a workspace named in several. */
  ownName(names: Record<string, string>): string | undefined;
}

const clocks = ["first_reply", "next_reply", "resolution"];
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
      return word(data.by) ? t("notice.assigned.by", spoken(data, times)) : t("notice.kind.assigned");
    case "asked": {
      const values = spoken(data, times);
      return word(data.dueAt)
        ? t("notice.asked.by", { ...values, when: speaker.dateTime(word(data.dueAt)) })
        : t("notice.kind.asked", values);
    }
    default:
      return t(`notice.kind.${kind}`, { ...spoken(data, times), when: speaker.dateTime(at) });
  }
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
