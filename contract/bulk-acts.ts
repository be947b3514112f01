import { z } from "zod";
import { Filters, Priority, Sort, View } from "./conversations.ts";
import { WaiverReason } from "./ledger.ts";
import { Line } from "./lines.ts";
import { Level } from "./priority.ts";
import { byId, Id, pageOf, pageQuery, route } from "./route.ts";

/** What can be done to many conversations at once. */
export const Act = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("assign"), agent: Id }),
  z.object({ kind: z.literal("queue"), team: Id }),
  z.object({ kind: z.literal("tag"), tags: z.array(Id).min(1).max(20) }),
  z.object({ kind: z.literal("untag"), tags: z.array(Id).min(1).max(20) }),
  z.object({ kind: z.literal("priority"), priority: Priority }),
  z.object({ kind: z.literal("impact"), impact: Level }),
  z.object({ kind: z.literal("urgency"), urgency: Level }),
  z.object({ kind: z.literal("line"), line: Line }),
  z.object({ kind: z.literal("close") }),
  z.object({ kind: z.literal("reopen") }),
  z.object({ kind: z.literal("waive"), reason: WaiverReason }),
  z.object({ kind: z.literal("read") }),
  z.object({ kind: z.literal("unread") }),
]);
export type Act = z.infer<typeof Act>;

/** An act on many conversations, and how far it has come. */
export const BulkAct = z.object({
  id: Id,
  act: Act,
  by: z.string(),
  state: z.enum(["running", "done", "undoing", "undone"]),
  total: z.number().int(),
  /** To how many it was done. */
  done: z.number().int(),
  /** Where there was nothing to do. */
  same: z.number().int(),
  /** Of undoing: how many are again as they were. */
  undone: z.number().int(),
  /** Not yet looked at. */
  waiting: z.number().int(),
  /** What was left out, by the reason, with the first of them. */
  left: z.array(
    z.object({
      why: z.string(),
      count: z.number().int(),
      conversations: z.array(z.object({ id: Id, number: z.number().int(), subject: z.string() })),
    }),
  ),
  createdAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  /** Until when it can be undone; null when that is over, or nothing was done. */
  undoUntil: z.iso.datetime().nullable(),
});
export type BulkAct = z.infer<typeof BulkAct>;

const area = "Bulk acts";

export const postBulkAct = route({
  method: "POST",
  path: "/bulk-acts",
  area,
  summary:
    "Does something to many conversations: those named, or all of a list. It is carried out one by one.",
  access: "conversations.read",
  body: z.object({
    which: z.union([
      z.object({ ids: z.array(Id).min(1).max(1000) }),
      z.object({
        view: View,
        filters: Filters.optional(),
        sort: Sort.optional(),
        until: z.iso.datetime().optional().describe("what changed after that moment is left alone"),
        except: z.array(Id).max(1000).default([]),
      }),
    ]),
    act: Act,
  }),
  reply: BulkAct,
  status: 202,
  refuses: ["not_found", "forbidden", "too_many"],
});

export const listBulkActs = route({
  method: "GET",
  path: "/bulk-acts",
  area,
  summary: "The caller's last bulk acts, newest first.",
  access: "conversations.read",
  query: z.object({ limit: pageQuery.limit }),
  reply: pageOf(BulkAct),
});

export const getBulkAct = route({
  method: "GET",
  path: "/bulk-acts/:id",
  area,
  summary: "One of the caller's bulk acts.",
  access: "conversations.read",
  params: byId,
  reply: BulkAct,
  refuses: ["not_found"],
});

export const deleteBulkAct = route({
  method: "DELETE",
  path: "/bulk-acts/:id",
  area,
  summary:
    "Undoes a bulk act of the caller within 24 hours, where nobody changed since what it did. What it has not come to yet is left.",
  access: "conversations.read",
  params: byId,
  reply: BulkAct,
  status: 202,
  refuses: ["not_found", "too_late"],
});
