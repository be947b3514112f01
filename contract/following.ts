import { z } from "zod";
import { byId, Id, route } from "./route.ts";

/** Somebody who hears of a matter that is not theirs, and since when. */
export const Follower = z.object({
  agent: z.object({ id: Id, name: z.string() }),
  /** By their own wish, or because they were named or asked in a note. */
  because: z.enum(["chosen", "mentioned", "asked"]),
  since: z.iso.datetime(),
});
export type Follower = z.infer<typeof Follower>;

/** Somebody named in a note, by whom, and whether they are done with it. */
export const Mention = z.object({
  message: Id,
  agent: z.object({ id: Id, name: z.string() }),
  by: z.object({ id: Id, name: z.string() }).nullable(),
  because: z.enum(["mentioned", "asked"]),
  /** The note's first words. */
  text: z.string(),
  at: z.iso.datetime(),
  dueAt: z.iso.datetime().nullable(),
  doneAt: z.iso.datetime().nullable(),
});
export type Mention = z.infer<typeof Mention>;

export const getFollowing = route({
  method: "GET",
  path: "/conversations/:id/following",
  area: "Conversations",
  summary: "Who follows a conversation, and who was named in its notes, the newest 100.",
  access: "conversations.read",
  params: byId,
  reply: z.object({ followers: z.array(Follower), mentions: z.array(Mention) }),
  refuses: ["not_found"],
});

export const putFollower = route({
  method: "PUT",
  path: "/conversations/:id/followers/me",
  area: "Conversations",
  summary: "Follows a conversation: the caller hears of it without having it.",
  access: "conversations.read",
  params: byId,
  status: 204,
  refuses: ["not_found", "forbidden"],
});

export const deleteFollower = route({
  method: "DELETE",
  path: "/conversations/:id/followers/me",
  area: "Conversations",
  summary: "Follows a conversation no longer.",
  access: "conversations.read",
  params: byId,
  status: 204,
  refuses: ["not_found", "forbidden"],
});

export const putMentionDone = route({
  method: "PUT",
  path: "/conversations/:id/mentions/done",
  area: "Conversations",
  summary: "Says that the caller is done with what they were named in; answering there says it too.",
  access: "conversations.read",
  params: byId,
  status: 204,
  refuses: ["not_found", "forbidden"],
});

export const deleteMentionDone = route({
  method: "DELETE",
  path: "/conversations/:id/mentions/:message/done",
  area: "Conversations",
  summary: "Takes that back for one note.",
  access: "conversations.read",
  params: z.object({ id: Id, message: Id }),
  status: 204,
  refuses: ["not_found", "forbidden"],
});
