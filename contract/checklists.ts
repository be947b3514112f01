import { z } from "zod";
import { Locale } from "./languages.ts";
import { Key, Line, Names } from "./lines.ts";
import { byId, Id, pageOf, route, words } from "./route.ts";

const Named = z.object({ id: Id, name: z.string() });
const itemText = words(500).meta({ examples: ["Ask for the serial number"] });

/** Something that is to be done in a matter. */
export const ChecklistItem = z.object({
  id: Id,
  /** Of one that came from a template in the caller's language, where it has words in it. */
  text: itemText,
  /** Whether the matter is closed only after it is done. */
  isRequired: z.boolean(),
  assignee: Named.nullable(),
  dueAt: z.iso.datetime().nullable(),
  /** Who ticked it, and when; null while it is to be done. */
  done: z.object({ at: z.iso.datetime(), by: z.string() }).nullable(),
  /** The template that it came from. */
  template: Id.nullable(),
});
export type ChecklistItem = z.infer<typeof ChecklistItem>;

/** All that is to be done in a matter, in its order. */
export const Checklist = z.object({ items: z.array(ChecklistItem) });
export type Checklist = z.infer<typeof Checklist>;

/** So many items a matter has at most. */
export const mostItems = 200;

const inConversation = z.object({ id: Id, item: Id });
const area = "Checklists";

export const getChecklist = route({
  method: "GET",
  path: "/conversations/:id/checklist",
  area,
  summary: "What is to be done in a conversation, in its order.",
  access: "conversations.read",
  params: byId,
  reply: Checklist,
  refuses: ["not_found"],
});

export const postChecklist = route({
  method: "POST",
  path: "/conversations/:id/checklist",
  area,
  summary: "Adds items at the end of a checklist, or those of a template in its order.",
  access: "conversations.note",
  params: byId,
  body: z.union([
    z.object({
      items: z
        .array(
          z.object({
            text: itemText,
            isRequired: z.boolean().default(false),
            assignee: Id.optional().describe("an agent who may see the conversation; they are told"),
            dueAt: z.iso.datetime().optional(),
          }),
        )
        .min(1)
        .max(100),
    }),
    z.object({ template: Id }),
  ]),
  reply: Checklist,
  status: 201,
  refuses: ["not_found", "conversation_merged", "too_many"],
});

export const patchChecklistItem = route({
  method: "PATCH",
  path: "/conversations/:id/checklist/:item",
  area,
  summary:
    "Ticks an item or takes the tick back, changes what it says, whose it is and when it is due, or moves it.",
  access: "conversations.note",
  params: inConversation,
  body: z
    .object({
      isDone: z.boolean(),
      text: itemText,
      isRequired: z.boolean(),
      assignee: Id.nullable().describe("an agent who may see the conversation; they are told"),
      dueAt: z.iso.datetime().nullable(),
      after: Id.nullable().describe("the item that it comes to stand after; null makes it the first"),
    })
    .partial(),
  reply: Checklist,
  refuses: ["not_found", "conversation_merged"],
});

export const deleteChecklistItem = route({
  method: "DELETE",
  path: "/conversations/:id/checklist/:item",
  area,
  summary: "Takes an item off the checklist.",
  access: "conversations.note",
  params: inConversation,
  reply: Checklist,
  status: 200,
  refuses: ["not_found", "conversation_merged"],
});

export const deleteChecklistRemoval = route({
  method: "DELETE",
  path: "/conversations/:id/checklist/:item/removal",
  area,
  summary: "Puts an item back where it was taken off.",
  access: "conversations.note",
  params: inConversation,
  reply: Checklist,
  status: 200,
  refuses: ["not_found", "conversation_merged", "too_many"],
});

export const TemplateItem = z.object({
  /** By language; where the reader's is missing, English stands in, else another. At least one. */
  texts: z
    .partialRecord(Locale, itemText)
    .refine((texts) => Object.keys(texts).length > 0, { error: "nothing_said" })
    .meta({ examples: [{ en: "Ask for the serial number", uk: "Запитати серійний номер" }] }),
  isRequired: z.boolean().default(false),
  /** So many minutes after it was put into a matter; null where it has no time. */
  dueMinutes: z.number().int().min(1).max(525_600).nullable().default(null),
});
export type TemplateItem = z.infer<typeof TemplateItem>;

/** A list that is put into matters. */
export const ChecklistTemplate = z.object({
  id: Id,
  names: Names.meta({ examples: [{ en: "Repair" }] }),
  /** For which line; null for both. */
  line: Line.nullable(),
  /** For which brands; for all when empty. */
  brands: z.array(Id),
  /** For which intents; for all when empty. */
  intents: z.array(Key),
  /** Whether a matter for which it is has it from the beginning. */
  begins: z.boolean(),
  items: z.array(TemplateItem),
  changedAt: z.iso.datetime(),
});
export type ChecklistTemplate = z.infer<typeof ChecklistTemplate>;

const fields = z.object({
  names: Names.refine((names) => Object.keys(names).length > 0, { error: "nothing_said" }).meta({
    examples: [{ en: "Repair" }],
  }),
  line: Line.nullable(),
  brands: z.array(Id).max(500),
  intents: z.array(Key).max(50),
  begins: z.boolean(),
  items: z.array(TemplateItem).min(1).max(100),
});

export const listChecklistTemplates = route({
  method: "GET",
  path: "/checklist-templates",
  area,
  summary: "Lists to put into conversations, those for brands that the caller serves.",
  access: "conversations.read",
  reply: pageOf(ChecklistTemplate),
});

export const postChecklistTemplate = route({
  method: "POST",
  path: "/checklist-templates",
  area,
  summary: "Adds a template.",
  access: "teams.manage",
  body: fields.partial({ line: true, brands: true, intents: true, begins: true }),
  reply: ChecklistTemplate,
  status: 201,
  refuses: ["not_found"],
});

export const patchChecklistTemplate = route({
  method: "PATCH",
  path: "/checklist-templates/:id",
  area,
  summary: "Changes a template. What it was put into stays as it is.",
  access: "teams.manage",
  params: byId,
  body: fields.partial(),
  reply: ChecklistTemplate,
  refuses: ["not_found"],
});

export const deleteChecklistTemplate = route({
  method: "DELETE",
  path: "/checklist-templates/:id",
  area,
  summary: "Throws a template away. What it was put into stays as it is.",
  access: "teams.manage",
  params: byId,
  status: 204,
  refuses: ["not_found"],
});
