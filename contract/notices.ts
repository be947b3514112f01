import { z } from "zod";
import { Id, pageOf, pageQuery, route } from "./route.ts";

/** What an agent is told in the desk. */
export const Notice = z.object({
  id: Id,
  /** `clock`: a step of a clock's ladder; `promise`: a promise of one's own; `automation`: a rule; `ledger`: a break; `article`: articles to
   * look at; `colleague`: what a colleague did with what is one's own. */
  kind: z.enum(["clock", "promise", "automation", "ledger", "article", "colleague"]),
  conversation: z.object({ id: Id, number: z.number().int(), subject: z.string() }).nullable(),
  data: z.record(z.string(), z.unknown()),
  at: z.iso.datetime(),
  seenAt: z.iso.datetime().nullable(),
});
export type Notice = z.infer<typeof Notice>;

export const listNotices = route({
  method: "GET",
  path: "/me/notices",
  area: "Notices",
  summary: "What the caller was told, newest first.",
  access: "conversations.read",
  query: z.object(pageQuery),
  reply: pageOf(Notice).extend({ unseen: z.number().int() }),
  refuses: ["invalid_cursor", "forbidden"],
});

export const putNoticesSeen = route({
  method: "PUT",
  path: "/me/notices/seen",
  area: "Notices",
  summary: "Notes that the caller has seen what they were told, up to one of the notices.",
  access: "conversations.read",
  body: z.object({ upTo: Id }),
  status: 204,
  refuses: ["forbidden"],
});
