import { z } from "zod";
import { Locale } from "./languages.ts";
import { Line } from "./lines.ts";
import { byId, Id, pageOf, route, words } from "./route.ts";

/** What stands in the place of words that differ from matter to matter. */
export const cannedVariables = [
  "customer.name",
  "customer.first_name",
  "agent.name",
  "conversation.number",
  "conversation.subject",
  "brand.name",
] as const;

/** A prepared answer, with a variant for each language. Variables stand in braces: `{customer.name}`. */
export const CannedReply = z.object({
  id: Id,
  /** What one types after a slash to find it. */
  shortcut: z.string(),
  name: z.string(),
  /** Null: of all brands; of both lines. */
  brand: z.object({ id: Id, name: z.string() }).nullable(),
  line: Line.nullable(),
  /** Cleaned HTML by language. */
  bodies: z.partialRecord(Locale, z.string()),
  /** How often it was put to use in the last thirty days. */
  uses: z.number().int(),
  updatedAt: z.iso.datetime(),
});
export type CannedReply = z.infer<typeof CannedReply>;

const fields = z.object({
  shortcut: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[\p{L}\p{N}][\p{L}\p{M}\p{N}_-]*$/u)
    .max(40),
  name: words(100),
  brand: Id.nullable(),
  line: Line.nullable(),
  /** At least one. */
  bodies: z.partialRecord(Locale, z.string().trim().min(1).max(20_000)),
});

export const listCannedReplies = route({
  method: "GET",
  path: "/canned-replies",
  area: "Canned replies",
  summary: "Prepared answers of the brands that the caller serves, by shortcut.",
  access: "conversations.reply",
  reply: pageOf(CannedReply),
});

export const postCannedReply = route({
  method: "POST",
  path: "/canned-replies",
  area: "Canned replies",
  summary: "Prepares an answer.",
  access: "teams.manage",
  body: fields.partial({ brand: true, line: true }),
  reply: CannedReply,
  status: 201,
  refuses: ["not_found", "already_exists"],
});

export const patchCannedReply = route({
  method: "PATCH",
  path: "/canned-replies/:id",
  area: "Canned replies",
  summary: "Changes a prepared answer.",
  access: "teams.manage",
  params: byId,
  body: fields.partial(),
  reply: CannedReply,
  refuses: ["not_found", "already_exists"],
});

export const deleteCannedReply = route({
  method: "DELETE",
  path: "/canned-replies/:id",
  area: "Canned replies",
  summary: "Throws a prepared answer away.",
  access: "teams.manage",
  params: byId,
  status: 204,
  refuses: ["not_found"],
});

export const postCannedUse = route({
  method: "POST",
  path: "/conversations/:id/canned-replies/:reply",
  area: "Canned replies",
  summary:
    "The words for this conversation, to be put into what one writes: in its language if there is a variant, with the variables filled in.",
  access: "conversations.reply",
  params: z.object({ id: Id, reply: Id }),
  reply: z.object({
    locale: Locale,
    /** Whether the variant is in the language of the conversation. */
    isTranslated: z.boolean(),
    html: z.string(),
    text: z.string(),
  }),
  status: 200,
  refuses: ["not_found"],
});
