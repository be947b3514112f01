import { z } from "zod";
import { Conversation } from "./conversations.ts";
import { Customer } from "./customers.ts";
import { Excerpt, UnderstoodQuery } from "./found.ts";
import { Locale } from "./languages.ts";
import { Id, route } from "./route.ts";

const kinds = ["conversations", "customers", "articles"] as const;

export const FoundArticle = z.object({
  id: Id,
  number: z.number().int(),
  locale: Locale,
  title: z.string(),
  excerpt: Excerpt,
});
export type FoundArticle = z.infer<typeof FoundArticle>;

export const search = route({
  method: "GET",
  path: "/search",
  area: "Search",
  summary:
    "Everything that answers some words best: conversations, customers, articles. What the caller may not see is not among it.",
  access: "conversations.read",
  query: z.object({
    text: z.string().max(500).default("").describe("as for `GET /conversations`"),
    kinds: z
      .string()
      .default(kinds.join(","))
      .transform((list) => list.split(","))
      .pipe(z.array(z.enum(kinds)))
      .describe("some of `conversations`, `customers`, `articles`, with commas between"),
    limit: z.coerce.number().int().min(1).max(20).default(8).describe("of each kind"),
  }),
  reply: z.object({
    query: UnderstoodQuery,
    conversations: z.array(
      z.object({ conversation: Conversation, excerpt: Excerpt.nullable(), messageId: Id.nullable() }),
    ),
    customers: z.array(Customer),
    articles: z.array(FoundArticle),
  }),
});
