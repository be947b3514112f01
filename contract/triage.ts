import { z } from "zod";
import { Conversation, Message, Mood, Priority } from "./conversations.ts";
import { Language } from "./languages.ts";
import { Key, Line } from "./lines.ts";
import { byId, Id, pageOf, pageQuery, route } from "./route.ts";

/** How sure a guess is, from 0 to 1. */
const Share = z.number().min(0).max(1);

/** What was made of a conversation's first message when it arrived, and what people say it is. */
export const Triage = z.object({
  /** Whether the guess was sure enough to stand; if not, somebody is asked. */
  isSure: z.boolean(),
  /** Set once a person has said what it is. */
  sortedBy: z.object({ id: Id.nullable(), name: z.string(), at: z.iso.datetime() }).nullable(),
  line: z.object({ service: Share, support: Share }),
  /** The three likeliest, the first first; of the lines that the brand has. */
  intents: z.array(z.object({ intent: Key, line: Line, p: Share })),
  urgency: z.object({ level: Priority, p: Share }),
  mood: z.object({ mood: Mood, p: Share }),
  language: z.object({ language: Language, p: Share }),
  /** Why, in the reader's language; the customer's own words stand in them. */
  reasons: z.array(z.object({ for: z.enum(["intent", "urgency", "mood", "language"]), text: z.string() })),
});
export type Triage = z.infer<typeof Triage>;

/** A person's word against the guess; what the workspace learns from. */
export const Correction = z.object({
  id: Id,
  conversationId: Id,
  text: z.string(),
  language: Language,
  /** What was guessed. */
  was: Key.nullable(),
  intent: Key,
  by: z.string(),
  at: z.iso.datetime(),
});
export type Correction = z.infer<typeof Correction>;

export const TriageSettings = z.object({
  /** Below this share of the first line or intent, a person is asked. */
  askBelow: Share,
  /** How many corrections the guesses rest on. */
  corrections: z.number().int(),
});
export type TriageSettings = z.infer<typeof TriageSettings>;

export const getTriage = route({
  method: "GET",
  path: "/conversations/:id/triage",
  area: "Triage",
  summary: "What a conversation was taken for, how surely, and why. Null when a person began it.",
  access: "conversations.read",
  params: byId,
  reply: z.object({ triage: Triage.nullable() }),
  refuses: ["not_found"],
});

export const putIntent = route({
  method: "PUT",
  path: "/conversations/:id/intent",
  area: "Triage",
  summary:
    "Says what a conversation is about, and moves it to that intent's line. The next like it is guessed so.",
  access: "conversations.manage",
  params: byId,
  body: z.object({ intent: Key }),
  reply: Conversation,
  refuses: ["not_found"],
});

export const deleteIntent = route({
  method: "DELETE",
  path: "/conversations/:id/intent",
  area: "Triage",
  summary:
    "Takes back what somebody said a conversation is about: the guess stands as it did, and nothing is learnt.",
  access: "conversations.manage",
  params: byId,
  reply: Conversation,
  status: 200,
  refuses: ["not_found"],
});

export const putMessageLanguage = route({
  method: "PUT",
  path: "/conversations/:id/messages/:message/language",
  area: "Triage",
  summary: "Says which language a message is in; remembered for its conversation and its customer.",
  access: "conversations.manage",
  params: z.object({ id: Id, message: Id }),
  body: z.object({ language: Language }),
  reply: Message,
  refuses: ["not_found"],
});

export const listCorrections = route({
  method: "GET",
  path: "/corrections",
  area: "Triage",
  summary: "What people have said against the guesses, newest first.",
  access: "workspace.manage",
  query: z.object(pageQuery),
  reply: pageOf(Correction),
  refuses: ["invalid_cursor"],
});

export const deleteCorrection = route({
  method: "DELETE",
  path: "/corrections/:id",
  area: "Triage",
  summary:
    "Takes a correction back: the workspace no longer learns from it. The conversation stays as it is.",
  access: "workspace.manage",
  params: byId,
  status: 204,
  refuses: ["not_found"],
});

export const getTriageSettings = route({
  method: "GET",
  path: "/triage",
  area: "Triage",
  summary: "From when on a guess stands, and what it has learnt from.",
  access: "signed-in",
  reply: TriageSettings,
});

export const patchTriageSettings = route({
  method: "PATCH",
  path: "/triage",
  area: "Triage",
  summary: "Changes from when on a guess stands.",
  access: "workspace.manage",
  body: z.object({ askBelow: Share }).partial(),
  reply: TriageSettings,
});
