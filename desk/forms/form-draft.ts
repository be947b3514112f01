import type { Priority } from "../../contract/conversations.ts";
import type { FieldKind, Form, FormField, postForm } from "../../contract/forms.ts";
import type { Line, LineSettings } from "../../contract/lines.ts";
import type { BodyIn } from "../../contract/route.ts";
import { freshKey, provisional, provisionalKey } from "../settings/fresh-key.ts";
import { keptWords, type Words } from "../settings/words-by.ts";

export interface FormDraft {
  key: string;
  isOn: boolean;
  names: Words;
  introductions: Words;
  thanks: Words;
  places: Form["places"];
  audience: Form["audience"];
  inbox: string | null;
  line: Line | null;
  intent: string | null;
  priority: Priority | null;
  offersArticles: boolean;
  fields: FormField[];
}

const mebibyte = 1024 * 1024;
export const usualFiles: NonNullable<FormField["files"]> = {
  groups: ["pictures", "documents"],
  most: 5,
  largest: 10 * mebibyte,
  camera: false,
};

export const draftOf = (form: Form): FormDraft => {
  const { id: _id, brand: _brand, address: _address, sentLately: _sent, version: _version, ...draft } = form;
  return draft;
};

/** A form as one begins it: whom, what about, what happened. The server adds no fields of its own. */
export const freshForm = (inbox: string | null): FormDraft => ({
  key: "",
  isOn: true,
  names: {},
  introductions: {},
  thanks: {},
  places: ["help"],
  audience: "everyone",
  inbox,
  line: null,
  intent: null,
  priority: null,
  offersArticles: true,
  fields: [],
});

export const hasChoices = (kind: FieldKind) => kind === "choice" || kind === "choices" || kind === "product";

export const freshField = (fields: readonly FormField[], kind: FieldKind): FormField => ({
  key: provisionalKey(fields),
  kind,
  labels: {},
  hints: {},
  required: false,
  choices: kind === "choice" || kind === "choices" ? [{ key: `${provisional}0`, names: {} }] : [],
  when: null,
  files: kind === "files" ? usualFiles : null,
  into: null,
});

/** The fields that this one can depend on: those before it whose answer is known by then. */
export const askableBefore = (fields: readonly FormField[], at: number): FormField[] =>
  fields.slice(0, at).filter(({ kind }) => kind !== "files");

/** What a condition can ask of a field: one of its choices, yes or no, or whether it was answered at all. */
export function answersOf({ kind, choices }: FormField): string[] {
  if (kind === "yes_no") return ["yes", "no"];
  return hasChoices(kind) ? choices.map(({ key }) => key) : [];
}

const fitting: Record<LineSettings["fields"][number]["kind"], readonly FieldKind[]> = {
  text: [
    "short_text",
    "long_text",
    "email",
    "phone",
    "order_number",
    "product",
    "context",
    "choice",
    "number",
  ],
  number: ["number"],
  date: ["date"],
  yes_no: ["yes_no"],
  choice: ["choice", "product"],
};

/** The line's own fields that an answer of this kind can go into. */
export const fieldsFor = (kind: FieldKind, line: Pick<LineSettings, "fields"> | undefined) =>
  (line?.fields ?? []).filter((field) => fitting[field.kind].includes(kind));

/**
 * As it is sent: without empty words, new fields and choices with keys of their own made from their names, and
 * conditions that follow these keys. A condition on a field that no longer stands above is dropped.
 */
export function bodyOf(draft: FormDraft): Omit<BodyIn<typeof postForm>, "brand"> {
  const taken = draft.fields.map(({ key }) => key);
  const keys = new Map<string, string>();
  const choiceKeys = new Map<string, Map<string, string>>();
  const fields = draft.fields.map((field): FormField => {
    const key = kept(field.key, field.labels, taken, "field");
    keys.set(field.key, key);
    const own = new Map<string, string>();
    choiceKeys.set(field.key, own);
    const takenChoices = field.choices.map((choice) => choice.key);
    const choices = hasChoices(field.kind)
      ? field.choices.map((choice) => {
          const its = kept(choice.key, choice.names, takenChoices, "choice");
          own.set(choice.key, its);
          return { key: its, names: keptWords(choice.names) };
        })
      : [];
    const asked = field.when && keys.get(field.when.field);
    const when =
      field.when && asked
        ? {
            field: asked,
            oneOf: field.when.oneOf.map((answer) => choiceKeys.get(field.when!.field)?.get(answer) ?? answer),
          }
        : null;
    return {
      ...field,
      key,
      choices,
      when,
      labels: keptWords(field.labels),
      hints: keptWords(field.hints),
      files: field.kind === "files" ? (field.files ?? usualFiles) : null,
      required: field.kind === "context" ? false : field.required,
    };
  });
  return {
    ...draft,
    inbox: draft.inbox!,
    key: draft.key.trim() || freshSlug(draft.names),
    names: keptWords(draft.names),
    introductions: keptWords(draft.introductions),
    thanks: keptWords(draft.thanks),
    fields,
  };
}

function kept(key: string, names: Words, taken: string[], kind: string): string {
  if (!key.startsWith(provisional)) return key;
  const fresh = freshKey(names.en ?? Object.values(names)[0] ?? "", taken, kind);
  taken.push(fresh);
  return fresh;
}

/** What stands in the address, made of the name where it is written in Latin letters. */
export const freshSlug = (names: Words): string =>
  freshKey(names.en ?? Object.values(names)[0] ?? "", [], "form").replace(/_+/g, "-");

export interface FieldFault {
  field: string;
  what: "label" | "choices";
}

/** What is missing before it can be sent, field by field. */
export const faultsIn = (fields: readonly FormField[]): FieldFault[] =>
  fields.flatMap((field): FieldFault[] => {
    if (Object.keys(keptWords(field.labels)).length === 0) return [{ field: field.key, what: "label" }];
    const needsChoices = field.kind === "choice" || field.kind === "choices";
    const areNamed = field.choices.every(({ names }) => Object.keys(keptWords(names)).length > 0);
    return hasChoices(field.kind) && (!areNamed || (needsChoices && field.choices.length === 0))
      ? [{ field: field.key, what: "choices" }]
      : [];
  });
