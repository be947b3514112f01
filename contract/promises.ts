import { z } from "zod";
import { NewPromise, Owner } from "./conversations.ts";
import { Line } from "./lines.ts";
import { byId, Id, pageOf, pageQuery, route, words } from "./route.ts";

/** A broken one stays broken, also when it is kept after all. */
export const PromiseState = z.enum(["open", "kept", "broken", "withdrawn"]);
export type PromiseState = z.infer<typeof PromiseState>;

/** What we said to a customer that we would do, and by when. */
export const PromiseMade = z.object({
  id: Id,
  text: z.string(),
  dueAt: z.iso.datetime(),
  state: PromiseState,
  /** Whom it binds: a person, or whoever takes the matter from its team's queue. */
  owner: Owner,
  /** Whether it belongs to its owner alone; else it goes with the matter to whoever has that. */
  isTheirs: z.boolean(),
  /** Whether the customer reads it below the message in which it was made. */
  shown: z.boolean(),
  /** The message in which it was made. */
  message: Id.nullable(),
  madeBy: z.object({ kind: z.string(), id: Id.nullable(), name: z.string() }),
  madeAt: z.iso.datetime(),
  /** When it was kept, in time or late, and by which message if by one. */
  keptAt: z.iso.datetime().nullable(),
  keptBy: Id.nullable(),
  /** Since when nothing is owed any more: kept, or given up. */
  settledAt: z.iso.datetime().nullable(),
  reason: z.string().nullable(),
  conversation: z.object({ id: Id, number: z.number().int(), subject: z.string() }),
  customer: z.object({ id: Id, name: z.string() }),
  brand: z.object({ id: Id, name: z.string() }),
  line: Line,
});
export type PromiseMade = z.infer<typeof PromiseMade>;

/** A sentence of a draft that promises something. */
export const PromiseSuggestion = z.object({
  /** The sentence, and where it stands in the plain text, in UTF-16 units. */
  text: z.string(),
  from: z.number().int(),
  to: z.number().int(),
  /** Null when the sentence does not say when. */
  dueAt: z.iso.datetime().nullable(),
  /** The words that say when. */
  dueWords: z.string().nullable(),
  /** From 0 to 1. */
  sure: z.number(),
});
export type PromiseSuggestion = z.infer<typeof PromiseSuggestion>;

export const listPromises = route({
  method: "GET",
  path: "/promises",
  area: "Promises",
  summary:
    "Promises behind the caller's wall: those that are owed first by their due time, others newest first.",
  access: "conversations.read",
  query: z.object({
    ...pageQuery,
    state: z
      .enum(["owed", "late", "all", ...PromiseState.options])
      .default("owed")
      .describe("`owed`: open or broken, and not settled; `late`: those of them whose time has come"),
    whose: z.enum(["mine", "teams", "all"]).default("all").describe("mine, those of my teams, or all"),
    owner: Id.optional().describe("an agent"),
    brand: Id.optional(),
    customer: Id.optional(),
    due: z.iso.datetime().optional().describe("due before this"),
  }),
  reply: pageOf(PromiseMade),
  refuses: ["invalid_cursor"],
});

export const listPromisesOf = route({
  method: "GET",
  path: "/conversations/:id/promises",
  area: "Promises",
  summary:
    "The promises of a conversation: those that are owed by their due time, then the others, newest first.",
  access: "conversations.read",
  params: byId,
  reply: pageOf(PromiseMade),
  refuses: ["not_found"],
});

export const postPromise = route({
  method: "POST",
  path: "/conversations/:id/promises",
  area: "Promises",
  summary: "Makes a promise, such as one given by telephone. A reply makes its own.",
  access: "conversations.reply",
  params: byId,
  body: NewPromise,
  reply: PromiseMade,
  status: 201,
  refuses: ["not_found", "conversation_closed"],
});

export const patchPromise = route({
  method: "PATCH",
  path: "/promises/:id",
  area: "Promises",
  summary:
    "Changes what is promised, by when, or whom it binds. The time of a broken one cannot be changed any more.",
  access: "conversations.reply",
  params: byId,
  body: z
    .object({
      text: words(500),
      dueAt: z.iso.datetime(),
      owner: Id.nullable().describe("an agent; null goes with the matter"),
    })
    .partial(),
  reply: PromiseMade,
  refuses: ["not_found", "promise_settled"],
});

export const postSettlement = route({
  method: "POST",
  path: "/promises/:id/settlement",
  area: "Promises",
  summary: "Says that a promise was kept, or gives it up with a reason. A reply says so itself (`keeps`).",
  access: "conversations.manage",
  params: byId,
  body: z.discriminatedUnion("as", [
    z.object({ as: z.literal("kept") }),
    z.object({ as: z.literal("withdrawn"), reason: words(500) }),
  ]),
  reply: PromiseMade,
  refuses: ["not_found", "promise_settled"],
});

export const deleteSettlement = route({
  method: "DELETE",
  path: "/promises/:id/settlement",
  area: "Promises",
  summary: "Takes back that a promise was kept or given up by hand: it is owed again.",
  access: "conversations.manage",
  params: byId,
  reply: PromiseMade,
  status: 200,
  refuses: ["not_found", "conversation_closed"],
});

export const postPromiseSuggestions = route({
  method: "POST",
  path: "/conversations/:id/promise-suggestions",
  area: "Promises",
  summary: "The sentences of a draft that promise something, with when they are due by the caller's clock.",
  access: "conversations.reply",
  params: byId,
  body: z
    .object({ text: z.string().max(100_000), html: z.string().max(500_000) })
    .partial()
    .refine(({ text, html }) => text !== undefined || html !== undefined, {
      path: ["text"],
      error: "nothing_said",
    }),
  reply: z.object({ suggestions: z.array(PromiseSuggestion) }),
  refuses: ["not_found"],
});
