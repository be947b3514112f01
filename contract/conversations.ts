import { z } from "zod";
import { Tier } from "./customers.ts";
import { Attachment } from "./files.ts";
import { Excerpt, UnderstoodQuery } from "./found.ts";
import { Language } from "./languages.ts";
import { Key, Line } from "./lines.ts";
import { Linked, MailAddress, MailFacts, SenderCheck } from "./mail.ts";
import { byId, EmailAddress, Id, pageOf, pageQuery, route, words } from "./route.ts";

export const Status = z.enum(["new", "open", "waiting", "closed"]);
export type Status = z.infer<typeof Status>;

export const Priority = z.enum(["low", "normal", "high", "critical"]);
export type Priority = z.infer<typeof Priority>;

export const Mood = z.enum(["negative", "neutral", "positive"]);
export type Mood = z.infer<typeof Mood>;

export const Channel = z.enum(["email", "chat", "form", "phone", "counter", "api"]);
export type Channel = z.infer<typeof Channel>;

/** What must happen next, so that no conversation lies without a step. */
export const Step = z.enum(["first_reply", "reply", "follow_up", "mend_delivery", "promise"]);

/** What is written into a field; a date as YYYY-MM-DD, a choice as its key. */
export const FieldValue = z.union([z.string().max(2000), z.number(), z.boolean()]);
export type FieldValue = z.infer<typeof FieldValue>;

/** What brings a snoozed conversation back before its time: `event:` and a name is something outside, told by the API. */
export const SnoozedFor = z.union([
  z.enum(["time", "reply", "promise", "linked"]),
  z.string().regex(/^event:[a-z0-9][a-z0-9._-]{0,79}$/i),
]);

/** Out of the working lists for a while. */
export const Snooze = z.object({
  /** When it is back at the latest. */
  until: z.iso.datetime(),
  for: SnoozedFor,
  /** Whether a message that only thanks leaves it where it is. */
  keepAfterThanks: z.boolean(),
  by: z.string(),
  at: z.iso.datetime(),
});
export type Snooze = z.infer<typeof Snooze>;
const MailAddressed = z.object({
  name: z.string().trim().max(200).default(""),
  address: z.string().trim().max(320),
});

const Named = z.object({ id: Id, name: z.string() });

/** A person, or the queue of a team: nobody is not among them. */
export const Owner = z.object({ kind: z.enum(["agent", "team"]), id: Id, name: z.string() });

/** That somebody is writing an answer. It tells others, and stops nobody. */
export const Claim = z.object({ agent: Named, since: z.iso.datetime() });
export type Claim = z.infer<typeof Claim>;

export const Conversation = z.object({
  id: Id,
  /** What people say on the phone; counts up within the workspace, with gaps. */
  number: z.number().int(),
  subject: z.string(),
  line: Line,
  /** What it is about; null when nobody and nothing has said. */
  intent: Key.nullable(),
  /** Whether the guess of line and intent was too unsure to stand, so that a person is asked. */
  toSort: z.boolean(),
  status: Status,
  /** Where it stands in the line's own work, if the line has stages. */
  stage: Key.nullable(),
  /** What the line asks to be written down, by the field's key. */
  fields: z.record(z.string(), FieldValue),
  channel: Channel,
  language: Language,
  /** Urgency: how bad it is and how soon. */
  priority: Priority,
  mood: Mood.nullable(),
  brand: Named,
  team: Named,
  /** The queue it waits in, or came through; null where its team has none for it. */
  queue: Named.nullable(),
  owner: Owner,
  /** Who is writing an answer at this moment. */
  claim: Claim.nullable(),
  tags: z.array(z.object({ id: Id, name: z.string(), colour: z.string() })),
  customer: z.object({
    id: Id,
    name: z.string(),
    email: z.string().nullable(),
    company: z.string().nullable(),
    tier: Tier,
  }),
  inbox: Id,
  startedBy: z.enum(["customer", "company"]),
  /** Since when the customer waits for us; null when it is not our turn. */
  waitingSince: z.iso.datetime().nullable(),
  /** Null only when closed. */
  nextStep: z.object({ what: Step, at: z.iso.datetime() }).nullable(),
  /** Until when it waits for somebody who is neither the customer nor we; null when it does not. */
  heldUntil: z.iso.datetime().nullable(),
  /** Null when it is not snoozed. */
  snooze: Snooze.nullable(),
  /** The conversation that it became part of, whose words these are now; null as long as it stands for itself. */
  mergedInto: z.object({ id: Id, number: z.number().int() }).nullable(),
  /** The newest words, in one line. */
  preview: z.string(),
  previewBy: z.enum(["customer", "agent", "automation"]),
  /** When it came up last: its newest words, or when it came back from being snoozed. */
  lastMessageAt: z.iso.datetime(),
  /** Whether the caller has seen the newest message. */
  unread: z.boolean(),
  /** When the caller last looked; null when never. */
  readAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  closedAt: z.iso.datetime().nullable(),
  /** When a reply leaves whose author chose a later time; null when none waits. */
  replyPlannedAt: z.iso.datetime().nullable(),
  /** When it will be closed, as a reply leaves that waits; null when it stays open then, or none waits. */
  closesAt: z.iso.datetime().nullable(),
  /** Which time the customer comes about this matter, where it tells a former one again; null elsewhere. */
  repeatNth: z.number().int().nullable(),
  version: z.number().int(),
});
export type Conversation = z.infer<typeof Conversation>;

export const Delivery = z.object({
  state: z.enum(["queued", "sending", "sent", "failed"]),
  at: z.iso.datetime(),
  error: z.string().nullable(),
  tries: z.number().int(),
  /** When the next try is due, while queued. */
  nextTryAt: z.iso.datetime().nullable(),
  /**
   * The way it goes. In a chat `queued` is seen when its visitor comes back, `sent` has reached their screen; what
   * they do not see there goes by mail if an address is known, and is `email` from then on.
   */
  by: z.enum(["email", "chat"]),
  /** When the visitor of a chat has seen it; null for mail, which does not tell. */
  seenAt: z.iso.datetime().nullable(),
  /** By address, of a mail that was tried: whether it is there, may come yet, or will not. */
  recipients: z.array(
    z.object({
      address: z.string(),
      state: z.enum(["sent", "waiting", "delayed", "failed"]),
      error: z.string().nullable(),
    }),
  ),
  /** The receiving server's last words. */
  answer: z.string().nullable(),
});
export type Delivery = z.infer<typeof Delivery>;

/** What ended a request: a person's reply, an article that the customer took for the answer, or somebody's word that none is needed. */
export const AnsweredBy = z.enum(["reply", "article", "waived"]);

export const Message = z.object({
  id: Id,
  kind: z.enum(["message", "note"]),
  author: z.object({
    kind: z.enum(["customer", "agent", "automation"]),
    id: Id.nullable(),
    name: z.string(),
  }),
  channel: Channel,
  subject: z.string().nullable(),
  /** All of it as plain text, quotes too. */
  text: z.string(),
  /** All of it as cleaned HTML; remote pictures are off (`data-src`). Null when there was none. */
  html: z.string().nullable(),
  /** The new words alone, as plain text. */
  reply: z.string(),
  language: Language,
  attachments: z.array(Attachment),
  /** In a chat: answers to choose from, shown below it as buttons. */
  quickReplies: z.array(z.object({ id: z.string(), label: z.string() })),
  /** Mail only: who it went to. */
  to: z.array(MailAddress),
  cc: z.array(MailAddress),
  /** Of ours: who got it without the others being told. */
  bcc: z.array(MailAddress),
  /** Null for what is no mail from elsewhere. */
  mail: MailFacts.nullable(),
  /** Null for what came in, and for notes. */
  delivery: Delivery.nullable(),
  /** Set when a machine wrote it. */
  auto: z.enum(["auto-reply", "bounce", "feedback-report", "list", "receipt", "acknowledgement"]).nullable(),
  /** Why it stands in this conversation. */
  linkedBy: z.enum([
    "new",
    "reply_token",
    "in_reply_to",
    "references",
    "api",
    "desk",
    "automation",
    "help_centre",
    "unreadable",
    "read_anew",
    "chat",
    "bounce",
    "thread_index",
    "subject_number",
    "guess",
    "moved",
  ]),
  /** The proofs, and what is in doubt; null where nothing was to be found out. */
  linked: Linked.nullable(),
  /** What the sender's domain says of the mail; null where it does not apply. */
  senderCheck: SenderCheck.nullable(),
  /** Of a customer's message that wants an answer: what became of it, and what the acknowledgement said. */
  request: z
    .object({
      dueAt: z.iso.datetime().nullable(),
      acknowledgedAt: z.iso.datetime().nullable(),
      toldAt: z.iso.datetime().nullable(),
      answeredAt: z.iso.datetime().nullable(),
      answeredBy: AnsweredBy.nullable(),
    })
    .nullable(),
  /** The conversation in which it was recorded, where it stands in another now. */
  beganIn: z.object({ id: Id, number: z.number().int() }).nullable(),
  hasRaw: z.boolean(),
  problems: z.array(z.string()),
  sentAt: z.iso.datetime(),
});
export type Message = z.infer<typeof Message>;

/** Something that happened to a conversation, as its timeline and the live stream tell it. */
export const Event = z.object({
  /** Place in the workspace's stream: no gaps, no repeats. */
  seq: z.number().int(),
  kind: z.string(),
  at: z.iso.datetime(),
  conversationId: Id.nullable(),
  brandId: Id.nullable(),
  actor: z.object({
    kind: z.enum(["customer", "agent", "key", "automation"]),
    id: Id.nullable(),
    name: z.string(),
    /** Of a rule: the rules that led here, each set off by the one before, and it last. */
    chain: z.array(Id).readonly().optional(),
  }),
  data: z.record(z.string(), z.unknown()),
});
export type Event = z.infer<typeof Event>;

export const View = z.enum([
  "all",
  "mine",
  "to-sort",
  "unassigned",
  "mentioned",
  "waiting-for-us",
  "waiting-for-them",
  "due-soon",
  "snoozed",
  "open",
  "closed",
]);
export type View = z.infer<typeof View>;

/** Several values: one after the other with commas between. */
const several = <Value extends z.ZodType<string, string>>(value: Value) =>
  z
    .union([z.string(), z.array(z.string())])
    .transform((given) => (typeof given === "string" ? given.split(",") : given))
    .pipe(z.array(value).min(1).max(50))
    .optional();

/** How long: `30m`, `4h`, `7d`. */
export const Span = z.string().regex(/^[1-9]\d{0,4}[mhd]$/);
/** A day, or how long ago. */
const Since = z.union([z.iso.date(), Span]);

/** What narrows a list down. All of them together must fit. */
export const Filters = z.object({
  status: several(Status),
  line: several(Line),
  intent: several(Key),
  brand: several(Id),
  team: several(Id),
  queue: several(Id),
  owner: several(z.union([Id, z.enum(["me", "nobody"])])).describe("agents, `me` or `nobody`"),
  tag: several(Id).describe("with any of these tags"),
  tagAll: several(Id).describe("with all of these tags"),
  tagNone: several(Id).describe("with none of these tags"),
  language: several(Language),
  channel: several(Channel),
  priority: several(Priority),
  mood: several(Mood),
  tier: several(Tier).describe("what the customer is to us"),
  company: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .optional()
    .describe("a part of the name of the customer's company"),
  customer: Id.optional(),
  waitingOver: Span.optional().describe("the customer waits for us longer than that, such as `4h`"),
  dueWithin: Span.optional().describe("the next step is late, or due within that time"),
  createdAfter: Since.optional().describe("a day, or how long ago, such as `7d`"),
  createdBefore: Since.optional(),
  closedAfter: Since.optional(),
  closedBefore: Since.optional(),
  attachments: z.enum(["yes", "no"]).optional(),
  unread: z.enum(["yes", "no"]).optional().describe("by the caller"),
  snoozed: z.enum(["yes", "no"]).optional(),
  field: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,39}:/)
    .max(300)
    .optional()
    .describe("a field and what it holds, such as `warranty:true`; `warranty:` where it is empty"),
  text: z
    .string()
    .max(500)
    .optional()
    .describe('words, "a phrase", -without, and operators such as `from:ines` or `is:open` (docs/search.md)'),
});
export type Filters = z.output<typeof Filters>;

export const Sort = z.enum(["newest", "waiting", "due", "priority", "created", "customer", "relevance"]);
export type Sort = z.infer<typeof Sort>;

export const Draft = z.object({
  kind: z.enum(["reply", "note"]),
  html: z.string(),
  attachments: z.array(Attachment),
  updatedAt: z.iso.datetime(),
  /** Whether colleagues may read it and finish it. */
  isShared: z.boolean(),
});
export type Draft = z.infer<typeof Draft>;

/** Whom a reply goes to, where that is not what follows from the message it answers. */
const Addressed = z.object({
  to: z.array(MailAddressed).max(50).optional(),
  cc: z.array(MailAddressed).max(100).optional(),
  bcc: z.array(MailAddressed).max(100).optional(),
  answering: Id.optional().describe(
    "the message that it answers; the newest of the customer's when left out",
  ),
});

const Composed = z.object({
  /** Plain text; made from `html` when left out. */
  text: z.string().trim().max(100_000).optional(),
  /** Cleaned again on the server. */
  html: z.string().max(500_000).optional(),
  /** Files uploaded before by `POST /files`. */
  attachments: z.array(Id).max(50).default([]),
});

/** What somebody promises a customer, and by when. */
export const NewPromise = z.object({
  text: words(500),
  dueAt: z.iso.datetime(),
  /** Below the message in which it is made, the customer reads it. */
  shown: z.boolean().default(false),
  owner: Id.optional().describe("an agent; whoever makes it when left out"),
});

const somethingSaid = (body: { text?: string; html?: string; attachments: string[] }) =>
  Boolean(body.text || body.html?.replace(/<[^>]*>/g, "").trim() || body.attachments.length);

export const listConversations = route({
  method: "GET",
  path: "/conversations",
  area: "Conversations",
  summary: "Conversations that the caller may see, newest words first; of a search the best first.",
  access: "conversations.read",
  query: z.object({
    ...pageQuery,
    view: View.default("all"),
    ...Filters.shape,
    sort: Sort.optional().describe(
      "`newest` words, `waiting` longest, `due` first, `priority`, `created` last, by `customer`; `relevance`: what answers best, of which there are 200 at most, and the usual order where there are words to look for",
    ),
  }),
  reply: pageOf(Conversation).extend({
    /** What was looked for, where `text` was given. */
    query: UnderstoodQuery.nullable(),
    /** By the id of a conversation, where it holds the words. */
    found: z.record(Id, Excerpt.extend({ message: Id, subjectMarks: Excerpt.shape.marks })),
  }),
  refuses: ["invalid_cursor"],
});

export const listViews = route({
  method: "GET",
  path: "/views",
  area: "Conversations",
  summary: "How many conversations each view holds for the caller.",
  access: "conversations.read",
  reply: z.object({
    counts: z.record(View, z.number().int()),
    /** Those that hold more than is counted. */
    more: z.array(View),
  }),
});

export const postConversation = route({
  method: "POST",
  path: "/conversations",
  area: "Conversations",
  summary: "Records a customer's message as a new conversation, or writes first to a customer.",
  access: "conversations.reply",
  body: z
    .object({
      inbox: Id,
      startedBy: z.enum(["customer", "company"]).default("customer"),
      channel: Channel.default("api"),
      customer: z.object({ email: EmailAddress, name: z.string().trim().max(200).default("") }),
      subject: z.string().trim().max(500).default(""),
      line: Line.optional().describe("told from the words when left out, and so are intent and priority"),
      intent: Key.optional(),
      priority: Priority.optional(),
    })
    .extend(Composed.shape)
    .refine(somethingSaid, { path: ["text"], error: "nothing_said" }),
  reply: Conversation,
  status: 201,
  refuses: ["not_found", "too_large"],
});

export const getConversation = route({
  method: "GET",
  path: "/conversations/:id",
  area: "Conversations",
  summary: "One conversation.",
  access: "conversations.read",
  params: byId,
  reply: Conversation,
  refuses: ["not_found"],
});

export const listMessages = route({
  method: "GET",
  path: "/conversations/:id/messages",
  area: "Conversations",
  summary: "Messages and notes of a conversation; the newest page first, each page in time order.",
  access: "conversations.read",
  params: byId,
  query: z.object(pageQuery),
  reply: pageOf(Message),
  refuses: ["not_found", "invalid_cursor"],
});

export const listEvents = route({
  method: "GET",
  path: "/conversations/:id/events",
  area: "Conversations",
  summary: "What happened to a conversation, in order.",
  access: "conversations.read",
  params: byId,
  reply: pageOf(Event),
  refuses: ["not_found"],
});

export const postReply = route({
  method: "POST",
  path: "/conversations/:id/replies",
  area: "Conversations",
  summary: "Answers the customer over the conversation's channel; delivery is seen on the message.",
  access: "conversations.reply",
  params: byId,
  body: Composed.extend({
    ...Addressed.shape,
    after: z
      .enum(["wait", "close", "keep"])
      .default("wait")
      .describe("what becomes of the conversation: wait for the customer, close, or keep its status"),
    seen: Id.optional().describe(
      "the newest message or note the author saw; a newer one, but for their own notes, refuses the reply and is named in `came`",
    ),
    seenEvent: z
      .number()
      .int()
      .optional()
      .describe(
        "the number of the newest event the author saw; when others gave, closed, reopened or handed over the conversation since, the reply is refused and `came` names the events",
      ),
    promises: z.array(NewPromise).max(10).default([]).describe("what it promises"),
    keeps: z.array(Id).max(50).default([]).describe("promises of this conversation that it keeps"),
    quickReplies: z
      .array(words(80))
      .max(8)
      .default([])
      .describe("in a chat: answers to choose from, as buttons"),
  }).refine(somethingSaid, { path: ["text"], error: "nothing_said" }),
  reply: Message,
  status: 201,
  refuses: [
    "not_found",
    "conversation_merged",
    "conversation_closed",
    "conversation_changed",
    "fields_missing",
    "promises_open",
    "no_address",
    "loop_braked",
    "too_large",
  ],
});

export const postNote = route({
  method: "POST",
  path: "/conversations/:id/notes",
  area: "Conversations",
  summary:
    'Adds a note that customers never see. An element with `data-mention="agent:<id>"` or `team:<id>` in its HTML names colleagues.',
  access: "conversations.note",
  params: byId,
  body: Composed.extend({
    ask: z
      .object({ dueAt: z.iso.datetime().nullable() })
      .optional()
      .describe(
        "whoever is named in it is asked, and hears of it until they answer or say that they are done",
      ),
  }).refine(somethingSaid, { path: ["text"], error: "nothing_said" }),
  reply: Message,
  status: 201,
  refuses: ["not_found", "conversation_merged", "too_large", "mention_unseen", "nobody_asked"],
});

export const patchConversation = route({
  method: "PATCH",
  path: "/conversations/:id",
  area: "Conversations",
  summary: "Changes subject, line, stage, fields, priority or language.",
  access: "conversations.manage",
  params: byId,
  body: z
    .object({
      subject: words(500),
      line: Line,
      stage: Key.nullable(),
      fields: z.record(Key, FieldValue.nullable()).describe("those that change; null empties one"),
      priority: Priority,
      language: Language,
    })
    .partial(),
  reply: Conversation,
  refuses: ["not_found", "conversation_merged"],
});

const HandoverNote = words(20_000)
  .optional()
  .describe("written as a note in the same step; the new owner is told");

export const putOwner = route({
  method: "PUT",
  path: "/conversations/:id/owner",
  area: "Conversations",
  summary: "Gives the conversation to a person or to the queue of a team.",
  access: "conversations.manage",
  params: byId,
  body: z.union([z.object({ agent: Id, note: HandoverNote }), z.object({ team: Id, note: HandoverNote })]),
  reply: Conversation,
  refuses: ["not_found", "conversation_merged"],
});

export const putTags = route({
  method: "PUT",
  path: "/conversations/:id/tags",
  area: "Conversations",
  summary: "Sets the tags of a conversation.",
  access: "conversations.manage",
  params: byId,
  body: z.object({ tags: z.array(Id).max(50) }),
  reply: Conversation,
  refuses: ["not_found", "conversation_merged"],
});

export const postClosure = route({
  method: "POST",
  path: "/conversations/:id/closure",
  area: "Conversations",
  summary:
    "Closes a conversation. While a reply waits to leave it, it is closed as that leaves (`closesAt`). One that owes an answer is closed by saying why none is needed (`POST …/waiver`) first.",
  access: "conversations.manage",
  params: byId,
  reply: Conversation,
  refuses: ["not_found", "conversation_merged", "fields_missing", "answer_owed", "promises_open"],
});

export const deleteClosure = route({
  method: "DELETE",
  path: "/conversations/:id/closure",
  area: "Conversations",
  summary: "Opens a closed conversation again.",
  access: "conversations.manage",
  params: byId,
  reply: Conversation,
  status: 200,
  refuses: ["not_found", "conversation_merged"],
});

export const putRead = route({
  method: "PUT",
  path: "/conversations/:id/read",
  area: "Conversations",
  summary: "Notes that the caller has seen everything up to now.",
  access: "conversations.read",
  params: byId,
  status: 204,
  refuses: ["not_found"],
});

export const getDraft = route({
  method: "GET",
  path: "/conversations/:id/draft",
  area: "Conversations",
  summary: "The caller's unsent words, or null.",
  access: "conversations.note",
  params: byId,
  reply: z.object({ draft: Draft.nullable() }),
  refuses: ["not_found"],
});

export const putDraft = route({
  method: "PUT",
  path: "/conversations/:id/draft",
  area: "Conversations",
  summary: "Keeps the caller's unsent words.",
  access: "conversations.note",
  params: byId,
  body: z.object({
    kind: z.enum(["reply", "note"]),
    html: z.string().max(500_000),
    attachments: z.array(Id).max(50).default([]),
  }),
  reply: Draft,
  refuses: ["not_found"],
});

export const deleteDraft = route({
  method: "DELETE",
  path: "/conversations/:id/draft",
  area: "Conversations",
  summary: "Throws the caller's unsent words away.",
  access: "conversations.note",
  params: byId,
  status: 204,
  refuses: ["not_found"],
});

export const postRetry = route({
  method: "POST",
  path: "/conversations/:id/messages/:message/delivery",
  area: "Conversations",
  summary: "Tries a failed delivery again.",
  access: "conversations.reply",
  params: z.object({ id: Id, message: Id }),
  reply: Message,
  status: 202,
  refuses: ["not_found"],
});
