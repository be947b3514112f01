import { z } from "zod";
import { Priority } from "./conversations.ts";
import { Locale } from "./languages.ts";
import { Key, Line } from "./lines.ts";
import { byId, Id, pageOf, route } from "./route.ts";

/** Words by language, of names in one at least; where one is missing, the help centre's own language stands in, then the first there is. */
const wordsBy = (max: number) => z.partialRecord(Locale, z.string().trim().max(max));
const namesBy = (max: number) => z.partialRecord(Locale, z.string().trim().min(1).max(max));

export const fieldKinds = [
  "short_text",
  "long_text",
  "email",
  "phone",
  "number",
  "date",
  "choice",
  "choices",
  "yes_no",
  "order_number",
  "product",
  "files",
  /** Not asked: taken from the address of the page, as `?key=…` (where somebody came from, which product's page). */
  "context",
] as const;
export const FieldKind = z.enum(fieldKinds);
export type FieldKind = z.infer<typeof FieldKind>;

/** What kinds of files a field takes; `any` takes all but what programs are made of. */
export const FileGroup = z.enum(["pictures", "videos", "audio", "documents", "any"]);
export type FileGroup = z.infer<typeof FileGroup>;

const mebibyte = 1024 * 1024;

export const FormField = z.object({
  key: Key,
  kind: FieldKind,
  labels: namesBy(120),
  /** Below the label: what is meant, where to find it. */
  hints: wordsBy(300).default({}),
  required: z.boolean().default(false),
  /** Of a choice, of choices, and of a product: what can be chosen. A product without any is typed. */
  choices: z
    .array(z.object({ key: Key, names: namesBy(120) }))
    .max(50)
    .default([]),
  /**
   * Asked only where an earlier field holds one of these: keys of a choice, `yes` or `no`; none: where it holds
   * anything. What is not asked is not kept, whatever was sent.
   */
  when: z
    .object({ field: Key, oneOf: z.array(z.string().max(200)).max(50) })
    .nullable()
    .default(null),
  /** Of files. */
  files: z
    .object({
      groups: z.array(FileGroup).min(1).max(5),
      most: z.number().int().min(1).max(10),
      /** Of one, in bytes. */
      largest: z
        .number()
        .int()
        .min(1024)
        .max(25 * mebibyte),
      /** A phone opens its camera rather than its pictures. */
      camera: z.boolean(),
    })
    .nullable()
    .default(null),
  /** The field of the form's line that the answer goes into; else it stands in the message. */
  into: Key.nullable().default(null),
});
export type FormField = z.infer<typeof FormField>;

/** What stands in the address of a form. */
export const FormKey = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .min(2)
  .max(60);

export const FormPlace = z.enum(["help", "chat"]);
export type FormPlace = z.infer<typeof FormPlace>;

const settings = {
  key: FormKey,
  isOn: z.boolean(),
  names: namesBy(80),
  introductions: wordsBy(1000),
  /** What is said after it was sent, above number and expected time. */
  thanks: wordsBy(1000),
  /** Where it is offered: on the pages of the help centre, before a chat. */
  places: z.array(FormPlace).max(2),
  /** Signed-in: for customers who showed that the address is theirs. */
  audience: z.enum(["everyone", "signed-in"]),
  /** An e-mail inbox of the brand, from which answers go out by mail. */
  inbox: Id,
  /** Null: told from the words, as of a mail. */
  line: Line.nullable(),
  intent: Key.nullable(),
  priority: Priority.nullable(),
  /** Whether articles are offered to who is about to write. */
  offersArticles: z.boolean(),
  fields: z.array(FormField).max(40),
};

export const Form = z.object({
  id: Id,
  brand: z.object({ id: Id, name: z.string() }),
  ...settings,
  /** Where people find it while the help centre is on; null while they do not. */
  address: z.string().nullable(),
  /** How many were sent with it in the last 30 days. */
  sentLately: z.number().int(),
  version: z.number().int(),
});
export type Form = z.infer<typeof Form>;

export const listForms = route({
  method: "GET",
  path: "/forms",
  area: "Forms",
  summary: "The forms of the brands that the caller serves, in the order in which they are offered.",
  access: "brands.manage",
  query: z.object({ brand: Id.optional() }),
  reply: pageOf(Form),
});

export const getForm = route({
  method: "GET",
  path: "/forms/:id",
  area: "Forms",
  summary: "A form with its fields.",
  access: "brands.manage",
  params: byId,
  reply: Form,
  refuses: ["not_found"],
});

export const postForm = route({
  method: "POST",
  path: "/forms",
  area: "Forms",
  summary: "Adds a form to a brand.",
  access: "brands.manage",
  body: z
    .object(settings)
    .partial({
      isOn: true,
      introductions: true,
      thanks: true,
      places: true,
      audience: true,
      line: true,
      intent: true,
      priority: true,
      offersArticles: true,
      fields: true,
    })
    .extend({ brand: Id }),
  reply: Form,
  status: 201,
  refuses: ["not_found", "already_exists"],
});

export const patchForm = route({
  method: "PATCH",
  path: "/forms/:id",
  area: "Forms",
  summary: "Changes a form; what was sent with it stays as it was.",
  access: "brands.manage",
  params: byId,
  body: z
    .object({
      ...settings,
      /** As it was read, where nothing that was changed meanwhile is to be lost. */
      version: z.number().int(),
    })
    .partial(),
  reply: Form,
  refuses: ["not_found", "already_exists", "changed_meanwhile"],
});

export const deleteForm = route({
  method: "DELETE",
  path: "/forms/:id",
  area: "Forms",
  summary: "Takes a form away; its conversations stay.",
  access: "brands.manage",
  params: byId,
  status: 204,
  refuses: ["not_found"],
});

export const putFormOrder = route({
  method: "PUT",
  path: "/form-order",
  area: "Forms",
  summary: "Says in which order the forms of a brand are offered; those left out come last.",
  access: "brands.manage",
  body: z.object({ brand: Id, forms: z.array(Id).max(200) }),
  reply: pageOf(Form),
  refuses: ["not_found"],
});

/** Answers with a page for a frame of the desk: the form as its readers see it, though it is off; it sends nothing. */
export const getFormPage = route({
  method: "GET",
  path: "/forms/:id/page",
  area: "Forms",
  summary: "The form as a page, as readers of a language see it.",
  access: "brands.manage",
  params: byId,
  query: z.object({ locale: Locale.optional() }),
  refuses: ["not_found"],
});

/** A field in one language, for who draws it. */
export const AskedField = z.object({
  key: Key,
  kind: FieldKind,
  label: z.string(),
  hint: z.string(),
  required: z.boolean(),
  choices: z.array(z.object({ key: Key, label: z.string() })),
  when: z.object({ field: Key, oneOf: z.array(z.string()) }).nullable(),
  files: z
    .object({
      groups: z.array(FileGroup),
      most: z.number().int(),
      largest: z.number().int(),
      camera: z.boolean(),
    })
    .nullable(),
});
export type AskedField = z.infer<typeof AskedField>;

/** A form in one language, for who draws it. */
export const AskedForm = z.object({
  id: Id,
  key: FormKey,
  locale: Locale,
  name: z.string(),
  introduction: z.string(),
  fields: z.array(AskedField),
});
export type AskedForm = z.infer<typeof AskedForm>;

export const getPublicForm = route({
  method: "GET",
  path: "/public-forms/:id",
  area: "Forms",
  summary: "A form that is on and open to everyone, in one language.",
  access: "public",
  params: byId,
  query: z.object({ locale: Locale.optional() }),
  reply: AskedForm,
  refuses: ["not_found"],
});

/** What was answered, by the field's key; several choices as a list of keys, yes and no as words. */
export const FormAnswers = z.record(
  Key,
  z.union([z.string().max(20_000), z.array(z.string().max(200)).max(50)]),
);
export type FormAnswers = z.infer<typeof FormAnswers>;
