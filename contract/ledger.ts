import { z } from "zod";
import { AnsweredBy, Channel, Conversation, Owner, Status, Step } from "./conversations.ts";
import { Locale } from "./languages.ts";
import { Line } from "./lines.ts";
import { byId, Id, pageOf, pageQuery, route } from "./route.ts";

const Named = z.object({ id: Id, name: z.string() });

/** Why a message wants no answer. */
export const WaiverReason = z.enum([
  "thanks",
  "spam",
  "duplicate",
  "answered_elsewhere",
  /** The customer says that it is solved. */
  "solved",
  "other",
]);
export type WaiverReason = z.infer<typeof WaiverReason>;

/** A customer's message that wants an answer. */
export const Request = z.object({
  message: Id,
  conversation: z.object({ id: Id, number: z.number().int(), subject: z.string(), status: Status }),
  customer: Named,
  brand: Named,
  line: Line,
  channel: Channel,
  /** The newest words of the message, in one line. */
  words: z.string(),
  askedAt: z.iso.datetime(),
  /** By when a clock wants it answered; null when no policy says. */
  dueAt: z.iso.datetime().nullable(),
  acknowledgedAt: z.iso.datetime().nullable(),
  /** What the acknowledgement said. */
  toldAt: z.iso.datetime().nullable(),
  answeredAt: z.iso.datetime().nullable(),
  answeredBy: AnsweredBy.nullable(),
  reason: WaiverReason.nullable(),
  /** Null while it is neither answered nor due. */
  inTime: z.boolean().nullable(),
  owner: Owner,
  nextStep: z.object({ what: Step, at: z.iso.datetime() }).nullable(),
});
export type Request = z.infer<typeof Request>;

/** Of the requests asked in a period. What share that is, the desk works out. */
export const LedgerCount = z.object({
  requests: z.number().int(),
  answered: z.number().int(),
  acknowledged: z.number().int(),
  /** Answered by their due time. */
  inTime: z.number().int(),
  /** Answered, or past their due time: what `inTime` is a part of. */
  judged: z.number().int(),
  /** Of those answered: the ones that somebody said need no answer. */
  waived: z.number().int(),
  open: z.number().int(),
  openLate: z.number().int(),
});
export type LedgerCount = z.infer<typeof LedgerCount>;

/** Something that must not be, found in the data. */
export const LedgerBreak = z.object({
  id: Id,
  what: z.enum([
    "not_in_ledger",
    "closed_unanswered",
    "without_owner_or_step",
    "without_clock",
    "acknowledged_twice",
    "clock_not_looked_at",
    "mail_not_read",
  ]),
  conversation: z.object({ id: Id, number: z.number().int() }).nullable(),
  foundAt: z.iso.datetime(),
  mendedAt: z.iso.datetime().nullable(),
});
export type LedgerBreak = z.infer<typeof LedgerBreak>;

const filters = {
  from: z.iso.datetime().describe("asked at this instant or later"),
  to: z.iso.datetime().describe("asked before this instant"),
  brand: Id.optional(),
  line: Line.optional(),
  channel: Channel.optional(),
};

export const getLedger = route({
  method: "GET",
  path: "/ledger",
  area: "Ledger",
  summary:
    "How many of the requests of a period were answered, acknowledged, and in time; and whether the ledger is whole.",
  access: "conversations.read",
  query: z.object(filters),
  reply: z.object({
    total: LedgerCount,
    byBrand: z.array(LedgerCount.extend({ brand: Named })),
    byLine: z.array(LedgerCount.extend({ line: Line })),
    byChannel: z.array(LedgerCount.extend({ channel: Channel })),
    oldestOpenAt: z.iso.datetime().nullable(),
    proof: z.object({
      /** When the ledger was last held against the data; null before the first time. */
      at: z.iso.datetime().nullable(),
      lookedAt: z.number().int(),
      broken: z.number().int().describe("how much is open, of which `breaks` has the oldest"),
      mended: z.number().int().describe("how much was mended in the last 30 days"),
      breaks: z
        .array(LedgerBreak)
        .describe("what is open, the oldest first, then what was mended last; a hundred at most"),
    }),
  }),
});

const listed = {
  ...filters,
  which: z
    .enum(["all", "open", "open_late", "answered", "not_acknowledged", "late", "waived"])
    .default("all")
    .describe("`late`: answered late, or past their due time"),
};

export const listRequests = route({
  method: "GET",
  path: "/ledger/requests",
  area: "Ledger",
  summary:
    "The requests of a period: what is open first, longest unanswered first; then the newest that are settled.",
  access: "conversations.read",
  query: z.object({ ...pageQuery, ...listed }),
  reply: pageOf(Request),
  refuses: ["invalid_cursor"],
});

/** Answers with a table for spreadsheets, in the reader's language and the workspace's time. */
export const getRequestsCsv = route({
  method: "GET",
  path: "/ledger/requests.csv",
  area: "Ledger",
  summary: "All requests of a period, in the same order, as CSV (UTF-8).",
  access: "conversations.read",
  query: z.object(listed),
});

export const postWaiver = route({
  method: "POST",
  path: "/conversations/:id/waiver",
  area: "Ledger",
  summary: "Says that what the customer wrote needs no answer, and why.",
  access: "conversations.reply",
  params: byId,
  body: z.object({
    reason: WaiverReason,
    note: z.string().trim().max(500).default(""),
    close: z.boolean().default(false).describe("closes the conversation by the same act"),
  }),
  reply: Conversation,
  status: 200,
  refuses: ["not_found", "fields_missing"],
});

/** Both are one act, and taken back as one: what was closed with it is open again. */
export const deleteWaiver = route({
  method: "DELETE",
  path: "/conversations/:id/waiver",
  area: "Ledger",
  summary:
    "Takes the last waiver back: what it settled is owed again, by the clock that ran before, unless we answered since.",
  access: "conversations.reply",
  params: byId,
  reply: Conversation,
  status: 200,
  refuses: ["not_found"],
});

/** How messages to a line are acknowledged. */
export const Acknowledgement = z.object({
  line: Line,
  isOn: z.boolean(),
  /** The channels on which an acknowledgement goes out. */
  channels: z.array(Channel),
  /** Hours in which one matter is acknowledged at most once. */
  againAfterHours: z.number().int().min(1).max(720),
  /** One's own words by language, with {number}, {brand} and {time}; without them the usual ones. */
  texts: z.partialRecord(Locale, z.string().trim().min(1).max(2000)),
});
export type Acknowledgement = z.infer<typeof Acknowledgement>;

export const listAcknowledgements = route({
  method: "GET",
  path: "/acknowledgements",
  area: "Ledger",
  summary: "How messages are acknowledged, line by line.",
  access: "signed-in",
  reply: pageOf(Acknowledgement),
});

export const patchAcknowledgement = route({
  method: "PATCH",
  path: "/acknowledgements/:line",
  area: "Ledger",
  summary: "Changes how messages to a line are acknowledged.",
  access: "workspace.manage",
  params: z.object({ line: Line }),
  body: Acknowledgement.omit({ line: true }).partial(),
  reply: Acknowledgement,
});

export const postAcknowledgementSample = route({
  method: "POST",
  path: "/acknowledgements/:line/sample",
  area: "Ledger",
  summary: "What a customer of a brand would be told if they wrote now.",
  access: "signed-in",
  params: z.object({ line: Line }),
  body: z.object({ brand: Id, locale: Locale, text: z.string().trim().max(2000).optional() }),
  reply: z.object({ subject: z.string(), text: z.string(), toldAt: z.iso.datetime() }),
  status: 200,
  refuses: ["not_found"],
});
