import { z } from "zod";
import { EmailAddress, Id, pageOf, pageQuery, route } from "./route.ts";

/** An address to which nothing goes, or nothing that is no personal answer. */
export const Suppression = z.object({
  address: z.string(),
  because: z.enum(["hard_bounce", "soft_bounces", "complaint", "asked", "by_hand"]),
  kind: z.enum(["all", "not_personal"]),
  /** What the other server said. */
  said: z.string().nullable(),
  conversation: Id.nullable(),
  by: z.string().nullable(),
  at: z.iso.datetime(),
  /** Null for good. */
  until: z.iso.datetime().nullable(),
});
export type Suppression = z.infer<typeof Suppression>;

const area = "Dead addresses";

export const listSuppressions = route({
  method: "GET",
  path: "/suppressions",
  area,
  summary: "Addresses to which nothing goes, the newest first.",
  access: "conversations.read",
  query: z.object({
    ...pageQuery,
    address: EmailAddress.optional().describe("this one alone"),
    search: z.string().trim().max(200).optional().describe("a part of the address"),
  }),
  reply: pageOf(Suppression),
  refuses: ["invalid_cursor"],
});

export const postSuppression = route({
  method: "POST",
  path: "/suppressions",
  area,
  summary: "Holds back all mail to an address.",
  access: "inboxes.manage",
  body: z.object({ address: EmailAddress }),
  reply: Suppression,
  status: 201,
});

export const deleteSuppression = route({
  method: "DELETE",
  path: "/suppressions/:address",
  area,
  summary: "Lets mail go to an address again.",
  access: "conversations.manage",
  params: z.object({ address: EmailAddress }),
  status: 204,
  refuses: ["not_found"],
});
