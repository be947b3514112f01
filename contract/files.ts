import { z } from "zod";
import { byId, Id, route } from "./route.ts";

export const Attachment = z.object({
  id: Id,
  filename: z.string(),
  mimeType: z.string(),
  /** Bytes. */
  size: z.number().int(),
  /** Shown within the text rather than below it. */
  inline: z.boolean(),
});
export type Attachment = z.infer<typeof Attachment>;

/** The largest file one may attach, in bytes. */
export const largestFile = 25 * 1024 * 1024;

export const postFile = route({
  method: "POST",
  path: "/files",
  area: "Files",
  summary: "Uploads a file as the request's body, to be attached to a reply or a note.",
  access: "conversations.note",
  query: z.object({ filename: z.string().trim().min(1).max(255) }),
  upload: true,
  reply: Attachment,
  status: 201,
  refuses: ["too_large"],
});

/** Answers with the file's bytes: shown in place only for harmless types, saved otherwise. */
export const getFile = route({
  method: "GET",
  path: "/files/:id",
  area: "Files",
  summary: "The bytes of an attachment.",
  access: "conversations.read",
  params: byId,
  refuses: ["not_found"],
});

export const getRawMail = route({
  method: "GET",
  path: "/conversations/:id/messages/:message/raw",
  area: "Files",
  summary: "The mail exactly as it arrived (message/rfc822).",
  access: "conversations.read",
  params: z.object({ id: Id, message: Id }),
  refuses: ["not_found"],
});

/** Answers with a page for a sandboxed frame: it loads nothing but its own pictures and shares no origin with the desk. */
export const getMessagePage = route({
  method: "GET",
  path: "/conversations/:id/messages/:message/html",
  area: "Files",
  summary: "The cleaned HTML of a mail as a page of its own; remote pictures stay off unless asked for.",
  access: "conversations.read",
  params: z.object({ id: Id, message: Id }),
  query: z.object({ pictures: z.string().max(5).optional().describe("`1` loads remote pictures") }),
  refuses: ["not_found"],
});
