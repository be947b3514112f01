import { z } from "zod";
import { Claim, Draft } from "./conversations.ts";
import { byId, Id, route } from "./route.ts";

/** A draft that its author lets others finish. */
export const SharedDraft = Draft.extend({
  author: z.object({ id: Id, name: z.string() }),
  sharedAt: z.iso.datetime(),
});
export type SharedDraft = z.infer<typeof SharedDraft>;

/** What a draft was at some moment. */
export const DraftState = Draft.omit({ updatedAt: true, isShared: true }).extend({
  id: Id,
  at: z.iso.datetime(),
});
export type DraftState = z.infer<typeof DraftState>;

export const putClaim = route({
  method: "PUT",
  path: "/conversations/:id/claim",
  area: "Conversations",
  summary:
    "Says that the caller is writing an answer, so that nobody else begins one; to be said again while they write. Answers with the claim that holds, which may be a colleague's: it stops nobody from answering.",
  access: "conversations.reply",
  params: byId,
  body: z.object({
    takeOver: z.boolean().default(false).describe("also when a colleague holds it; they are told"),
  }),
  reply: z.object({ claim: Claim }),
  refuses: ["not_found", "forbidden", "conversation_closed"],
});

export const deleteClaim = route({
  method: "DELETE",
  path: "/conversations/:id/claim",
  area: "Conversations",
  summary: "The caller is no longer writing an answer. A colleague's claim stays.",
  access: "conversations.reply",
  params: byId,
  status: 204,
  refuses: ["not_found", "forbidden"],
});

export const listSharedDrafts = route({
  method: "GET",
  path: "/conversations/:id/drafts",
  area: "Conversations",
  summary: "Drafts of colleagues that they let others finish.",
  access: "conversations.note",
  params: byId,
  reply: z.object({ items: z.array(SharedDraft) }),
  refuses: ["not_found"],
});

export const putDraftSharing = route({
  method: "PUT",
  path: "/conversations/:id/draft/sharing",
  area: "Conversations",
  summary: "Lets colleagues read the caller's draft and finish it.",
  access: "conversations.note",
  params: byId,
  reply: Draft,
  refuses: ["not_found", "forbidden"],
});

export const deleteDraftSharing = route({
  method: "DELETE",
  path: "/conversations/:id/draft/sharing",
  area: "Conversations",
  summary: "Keeps the caller's draft to themselves again.",
  access: "conversations.note",
  params: byId,
  status: 204,
  refuses: ["not_found", "forbidden"],
});

export const postDraftTaking = route({
  method: "POST",
  path: "/conversations/:id/drafts/:agent/taking",
  area: "Conversations",
  summary:
    "Takes over a colleague's shared draft with its files. It stays shared, its author is told, and what the caller had drafted here is kept among the states of their draft.",
  access: "conversations.note",
  params: z.object({ id: Id, agent: Id.describe("whose draft it is") }),
  reply: Draft,
  refuses: ["not_found", "forbidden"],
});

export const listDraftStates = route({
  method: "GET",
  path: "/conversations/:id/draft/states",
  area: "Conversations",
  summary: "What the caller's draft was, newest first: the last twenty states, for thirty days.",
  access: "conversations.note",
  params: byId,
  reply: z.object({ items: z.array(DraftState) }),
  refuses: ["not_found"],
});
