import { z } from "zod";
import { Locale } from "./languages.ts";
import { PriorityMatrix } from "./priority.ts";
import { pageOf, route } from "./route.ts";

/** The two lines of work over one customer. */
export const lines = ["service", "support"] as const;
export const Line = z.enum(lines);
export type Line = z.infer<typeof Line>;

/** A word of the workspace in its languages; where one is missing, the usual word or another language stands in. */
export const Names = z.partialRecord(Locale, z.string().trim().min(1).max(60));
export type Names = z.infer<typeof Names>;

export const Key = z
  .string()
  .regex(/^[a-z][a-z0-9_]*$/)
  .max(40);

/** Where a matter stands in the line's own work. What it counts as decides clocks, views and figures. */
export const Stage = z.object({ key: Key, names: Names, countsAs: z.enum(["open", "waiting"]) });
export type Stage = z.infer<typeof Stage>;

/** What the line asks to be written down about a matter. */
export const Field = z.object({
  key: Key,
  names: Names,
  kind: z.enum(["text", "number", "date", "yes_no", "choice"]),
  /** Of a choice: what can be chosen. */
  choices: z
    .array(z.object({ key: Key, names: Names }))
    .max(50)
    .default([]),
  /** Whether a matter can be closed without it. */
  required: z.boolean().default(false),
  /** Asked for these intents alone; for all when empty. */
  intents: z.array(Key).max(50).default([]),
});
export type Field = z.infer<typeof Field>;

export const LineSettings = z.object({
  line: Line,
  /** Off, no word of it stands on any screen. */
  isOn: z.boolean(),
  /** Its own names; without them it is called Service or Support, in the reader's language. */
  names: Names,
  colour: z.string().nullable(),
  stages: z.array(Stage),
  fields: z.array(Field),
  /** What priority follows from impact and urgency. */
  priorityMatrix: PriorityMatrix,
});
export type LineSettings = z.infer<typeof LineSettings>;

const unique = <T extends { key: string }>(items: T[]) =>
  new Set(items.map(({ key }) => key)).size === items.length;

export const listLines = route({
  method: "GET",
  path: "/lines",
  area: "Lines",
  summary: "The lines of work of this workspace: names, colours, stages, fields, and whether they are on.",
  access: "signed-in",
  reply: pageOf(LineSettings),
});

export const patchLine = route({
  method: "PATCH",
  path: "/lines/:line",
  area: "Lines",
  summary: "Changes a line. The last one that is on cannot be switched off, nor one that inboxes lead to.",
  access: "workspace.manage",
  params: z.object({ line: Line }),
  body: z
    .object({
      isOn: z.boolean(),
      names: Names,
      colour: z
        .string()
        .regex(/^#[0-9a-f]{6}$/i)
        .nullable(),
      stages: z.array(Stage).max(30).refine(unique, { error: "key_is_there_twice" }),
      fields: z.array(Field).max(50).refine(unique, { error: "key_is_there_twice" }),
      priorityMatrix: PriorityMatrix.nullable().describe(
        "null is the usual one; what is there keeps its priority",
      ),
    })
    .partial(),
  reply: LineSettings,
  refuses: ["still_in_use"],
});

/** What a workspace's conversations can be about. */
export const Intent = z.object({
  key: Key,
  line: Line,
  /** Its own names; a base intent without them has the usual ones. */
  names: Names,
  /** Of those every workspace begins with; it can be hidden, not removed. */
  isBase: z.boolean(),
  /** Hidden, it is neither guessed nor offered. */
  isHidden: z.boolean(),
});
export type Intent = z.infer<typeof Intent>;

/** What every workspace begins with. */
export const baseIntents = {
  service: [
    "product_advice",
    "price_or_availability",
    "order_status",
    "delivery_change",
    "order_change_or_cancel",
    "booking",
    "gift_card_or_voucher",
    "loyalty",
    "invoice_or_payment",
    "return_or_exchange",
    "complaint",
    "praise_or_review",
    "account_details",
    "cooperation",
  ],
  support: [
    "how_to",
    "setup_or_installation",
    "sign_in_problem",
    "error_or_crash",
    "device_fault",
    "damaged_or_defective",
    "slow_or_outage",
    "warranty_or_repair",
    "update_or_compatibility",
    "data_loss",
  ],
} as const satisfies Record<Line, readonly string[]>;
export type BaseIntent = (typeof baseIntents)[Line][number];

export const listIntents = route({
  method: "GET",
  path: "/intents",
  area: "Lines",
  summary: "What conversations can be about, line by line.",
  access: "signed-in",
  reply: pageOf(Intent),
});

export const postIntent = route({
  method: "POST",
  path: "/intents",
  area: "Lines",
  summary: "Adds an intent. It is guessed as soon as somebody has chosen it for a conversation.",
  access: "workspace.manage",
  body: z.object({ key: Key, line: Line, names: Names }),
  reply: Intent,
  status: 201,
  refuses: ["already_exists"],
});

export const patchIntent = route({
  method: "PATCH",
  path: "/intents/:key",
  area: "Lines",
  summary: "Renames an intent, hides it or shows it again.",
  access: "workspace.manage",
  params: z.object({ key: Key }),
  body: z.object({ names: Names, isHidden: z.boolean() }).partial(),
  reply: Intent,
  refuses: ["not_found"],
});
