import type { LedgerBreak } from "../../contract/ledger.ts";
import type { Notice } from "../../contract/notices.ts";
import { ownName } from "../app/line-words.ts";
import { useTexts } from "../texts/Texts.tsx";

const clocks = ["first_reply", "next_reply", "resolution"] as const;
const breaks: readonly LedgerBreak["what"][] = [
  "not_in_ledger",
  "closed_unanswered",
  "without_owner_or_step",
  "without_clock",
  "acknowledged_twice",
  "clock_not_looked_at",
  "mail_not_read",
];

/** A notice as a sentence. What it says comes from `data`, which other versions of the server may write otherwise. */
export function useNoticeWords(): (notice: Notice) => string {
  const { t, locale, dateTime } = useTexts();
  return ({ kind, data, at }) => {
    switch (kind) {
      case "clock": {
        const known = clocks.find((each) => each === data.clock);
        const own = isNames(data.names) ? ownName(data.names, locale) : undefined;
        const clock = own ?? t(known ? `notice.clock.${known}` : "notice.clock.other");
        const isLate = Number(data.percent) >= 100;
        const when = dateTime(word(data.dueAt) || at);
        const said = t(isLate ? "notice.clock.late" : "notice.clock.due", { clock, when });
        return data.does === "notify_lead" ? `${said}. ${t("notice.clock.lead")}` : said;
      }
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
      case "colleague": {
        const by = word(data.by);
        return data.what === "given"
          ? t("notice.colleague.given", { by, words: word(data.words) })
          : t("notice.colleague.draftTaken", { by });
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
    }
  };
}

/** Where a notice leads. */
export const placeOf = ({ kind, conversation, data }: Notice): string => {
  if (kind === "article") return `/knowledge/${word(articlesIn(data)[0]?.id)}`;
  return conversation ? `/inbox/all/${conversation.id}` : "/ledger";
};

const articlesIn = ({ articles }: Notice["data"]): Record<string, unknown>[] =>
  Array.isArray(articles) ? articles.filter(isNames) : [];

const word = (value: unknown): string => (typeof value === "string" ? value : "");

const isNames = (value: unknown): value is Record<string, string> =>
  typeof value === "object" && value !== null;
