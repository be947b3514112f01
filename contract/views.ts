import { z } from "zod";
import { Filters, Sort, View } from "./conversations.ts";
import { byId, Id, pageOf, route, words } from "./route.ts";

/** What a row of the table can show besides number and subject. `field:key` is a field of a line. */
export const listColumns = [
  "customer",
  "company",
  "status",
  "line",
  "stage",
  "owner",
  "team",
  "queue",
  "priority",
  "impact",
  "urgency",
  "due",
  "waiting",
  "created",
  "newest",
  "tags",
  "language",
  "channel",
  "mood",
  "checklist",
] as const;
export const ListColumn = z.union([
  z.enum(listColumns),
  z.templateLiteral(["field:", z.string().regex(/^[a-z][a-z0-9_]{0,39}$/)]),
]);
export type ListColumn = z.infer<typeof ListColumn>;
const Columns = z.array(ListColumn).max(20);

/** Filters as they stand in an address: each a text, several values with commas between. */
const asWritten = { examples: [{ status: "new,open", channel: "email", waitingOver: "4h" }] };

const WrittenFilters = z
  .record(z.string(), z.string().max(2000))
  .superRefine((written, context) => {
    const read = Filters.strict().safeParse(written);
    for (const { path, message } of read.error?.issues ?? [])
      context.addIssue({ code: "custom", path, message });
  })
  .meta(asWritten);

const shared = z.enum(["nobody", "team", "everybody"]);

/** A list under a name of one's own. */
export const SavedView = z.object({
  id: Id,
  name: z.string(),
  emoji: z.string().nullable(),
  /** The view of ours that it narrows down. */
  base: View,
  filters: z.record(z.string(), z.string()).meta(asWritten),
  sort: Sort.nullable(),
  columns: z.array(ListColumn).nullable(),
  shared,
  owner: z.object({ id: Id, name: z.string() }),
  /** Of one that is shared with a team. */
  team: z.object({ id: Id, name: z.string() }).nullable(),
  mayChange: z.boolean(),
});
export type SavedView = z.infer<typeof SavedView>;

const fields = z.object({
  name: words(60),
  emoji: z.string().trim().min(1).max(16).nullable(),
  base: View,
  filters: WrittenFilters,
  sort: Sort.nullable(),
  columns: Columns.nullable(),
  shared,
  team: Id.nullable().describe("with which it is shared"),
});

const area = "Views";

export const listSavedViews = route({
  method: "GET",
  path: "/saved-views",
  area,
  summary: "The caller's own views and those that are shared with them, in the caller's order.",
  access: "conversations.read",
  reply: pageOf(SavedView),
});

export const countSavedViews = route({
  method: "GET",
  path: "/saved-view-counts",
  area,
  summary: "How many conversations each of these views holds for the caller, counted up to 1,000.",
  access: "conversations.read",
  reply: z.object({
    /** Null where counting took too long, or where words are looked for. */
    counts: z.record(Id, z.number().int().nullable()),
    more: z.array(Id),
  }),
});

export const postView = route({
  method: "POST",
  path: "/saved-views",
  area,
  summary: "Saves a list under a name. Sharing it needs `teams.manage`.",
  access: "conversations.read",
  body: fields.partial({ emoji: true, filters: true, sort: true, columns: true, shared: true, team: true }),
  reply: SavedView,
  status: 201,
  refuses: ["not_found", "forbidden", "too_many"],
});

export const patchView = route({
  method: "PATCH",
  path: "/saved-views/:id",
  area,
  summary: "Changes a saved view: one's own, or with `teams.manage` a shared one.",
  access: "conversations.read",
  params: byId,
  body: fields.partial(),
  reply: SavedView,
  refuses: ["not_found", "forbidden"],
});

export const deleteView = route({
  method: "DELETE",
  path: "/saved-views/:id",
  area,
  summary: "Removes a saved view: one's own, or with `teams.manage` a shared one.",
  access: "conversations.read",
  params: byId,
  status: 204,
  refuses: ["not_found", "forbidden"],
});

export const putViewOrder = route({
  method: "PUT",
  path: "/saved-view-order",
  area,
  summary: "Puts saved views into an order of the caller's own; those not named come after.",
  access: "conversations.read",
  body: z.object({ views: z.array(Id).max(500) }),
  status: 204,
  refuses: ["forbidden"],
});

/** How somebody looks at a view; null is as the view itself says. */
export const ViewLook = z.object({
  /** A view of ours by its name, or a saved one by its id. */
  view: z.union([View, Id]),
  layout: z.enum(["rows", "table"]),
  columns: z.array(ListColumn).nullable(),
  sort: Sort.nullable(),
});
export type ViewLook = z.infer<typeof ViewLook>;

export const listViewLooks = route({
  method: "GET",
  path: "/view-looks",
  area,
  summary: "How the caller looks at views, where they chose something.",
  access: "conversations.read",
  reply: pageOf(ViewLook),
});

export const putViewLook = route({
  method: "PUT",
  path: "/view-looks/:id",
  area,
  summary: "Keeps how the caller looks at a view.",
  access: "conversations.read",
  params: z.object({ id: z.union([View, Id]) }),
  body: z.object({
    layout: z.enum(["rows", "table"]),
    columns: Columns.nullable(),
    sort: Sort.nullable(),
  }),
  reply: ViewLook,
  status: 200,
  refuses: ["not_found", "forbidden"],
});
