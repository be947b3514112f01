import type { AskedField, FormAnswers, FormField } from "../../contract/forms.ts";
import { EmailAddress } from "../../contract/route.ts";

/** What is wrong with an answer; the words stand in `locales/` under `form.answer.<what>`. */
export interface Fault {
  what:
    | "required"
    | "email"
    | "phone"
    | "number"
    | "date"
    | "choice"
    | "long"
    | "most"
    | "file_type"
    | "file_size";
  values?: Record<string, string | number>;
}

/** Answers as they are kept: of what was asked alone, each in one spelling. */
export interface Answered {
  values: FormAnswers;
  faults: Record<string, Fault>;
}

type Asked = Pick<FormField | AskedField, "key" | "kind" | "required" | "when" | "files"> & {
  choices: readonly { key: string }[];
};

const longest = {
  short_text: 300,
  long_text: 20_000,
  email: 254,
  phone: 40,
  order_number: 100,
  product: 200,
  context: 500,
};

/**
 * Looks at what was answered, field by field in their order, since what is asked may hang on what was said before.
 * `files` says how many came for a field. What was not asked is left out, whatever was sent for it.
 */
export function checkAnswers(
  fields: readonly Asked[],
  given: FormAnswers,
  files: Readonly<Record<string, number>> = {},
): Answered {
  const values: FormAnswers = {};
  const faults: Record<string, Fault> = {};
  for (const field of fields) {
    if (!isAsked(field, values, files)) continue;
    if (field.kind === "files") {
      const count = files[field.key] ?? 0;
      if (field.required && !count) faults[field.key] = { what: "required" };
      if (field.files && count > field.files.most)
        faults[field.key] = { what: "most", values: { most: field.files.most } };
      continue;
    }
    const [value, fault] = understood(field, given[field.key]);
    if (value.length) values[field.key] = value;
    if (fault) faults[field.key] = fault;
    else if (field.required && !value.length) faults[field.key] = { what: "required" };
  }
  return { values, faults };
}

/** Whether a field is asked, after what was answered before it. */
export function isAsked(
  { when }: Pick<Asked, "when">,
  answered: FormAnswers,
  files: Readonly<Record<string, number>> = {},
): boolean {
  if (!when) return true;
  const value = answered[when.field] ?? "";
  const said = typeof value === "string" ? [value] : value;
  const any = said.some(Boolean) || (files[when.field] ?? 0) > 0;
  return when.oneOf.length ? said.some((one) => when.oneOf.includes(one)) : any;
}

type Understood = [string | string[], Fault?];

function understood(field: Asked, given: FormAnswers[string] | undefined): Understood {
  const all = (typeof given === "string" ? [given] : (given ?? [])).map(clean).filter(Boolean);
  const text = all[0] ?? "";
  if (!text) return [""];
  switch (field.kind) {
    case "choices": {
      const chosen = [...new Set(all)].filter((one) => field.choices.some(({ key }) => key === one));
      return chosen.length === new Set(all).size ? [chosen] : [chosen, { what: "choice" }];
    }
    case "choice":
      return oneOf(field, text);
    case "product":
      return field.choices.length ? oneOf(field, text) : limited(text, longest.product);
    case "yes_no":
      return text === "yes" || text === "no" ? [text] : ["", { what: "choice" }];
    case "number":
      return numberFrom(text);
    case "date":
      return dateFrom(text);
    case "email":
      return EmailAddress.safeParse(text).success
        ? [text.toLowerCase()]
        : [text.slice(0, 300), { what: "email" }];
    case "phone": {
      const plain = westernDigits(text);
      const digits = plain.replace(/\D/g, "").length;
      return /^[+\d()./\s-]+$/.test(plain) && digits >= 5 && digits <= 20
        ? limited(plain, longest.phone)
        : [text.slice(0, 100), { what: "phone" }];
    }
    case "files":
      return [""];
    default:
      return limited(field.kind === "long_text" ? text : text.replace(/\s+/g, " "), longest[field.kind]);
  }
}

/** Without what PostgreSQL cannot keep, and with line breaks of one kind. */
const clean = (text: string) => text.replaceAll("\0", "").toWellFormed().replace(/\r\n?/g, "\n").trim();

const oneOf = ({ choices }: Asked, text: string): Understood =>
  choices.some(({ key }) => key === text) ? [text] : ["", { what: "choice" }];

const limited = (text: string, most: number): Understood =>
  text.length <= most ? [text] : [text, { what: "long", values: { most } }];

/** Arabic and Persian digits as keyboards there write them. */
const westernDigits = (text: string) =>
  text.replace(/[٠-٩۰-۹０-９]/g, (digit) => String((digit.codePointAt(0)! - zeroOf(digit)) % 10));
const zeroOf = (digit: string) => (digit >= "０" ? 0xff10 : digit >= "۰" ? 0x6f0 : 0x660);

/** `1 234,5`, `1234.5` and `١٢٣٤٫٥` are one number. */
function numberFrom(text: string): Understood {
  const plain = westernDigits(text)
    .replace(/[\s\u00a0\u202f'’٬]/g, "")
    .replace("٫", ".");
  const number = /^-?\d+,\d{1,2}$/.test(plain)
    ? plain.replace(",", ".")
    : plain.replace(/,(?=\d{3}(\D|$))/g, "");
  return /^-?\d{1,15}(\.\d{1,6})?$/.test(number)
    ? [String(Number(number))]
    : [text.slice(0, 100), { what: "number" }];
}

/** As browsers send it; where they show no calendar, people write the day first, with dots. */
function dateFrom(text: string): Understood {
  const plain = westernDigits(text);
  const [, day, month, year] = plain.match(/^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/) ?? [];
  const iso = day ? `${year}-${month!.padStart(2, "0")}-${day.padStart(2, "0")}` : plain.replaceAll("/", "-");
  const parts = iso.match(/^(\d{4})-(\d\d)-(\d\d)$/);
  if (!parts) return [text.slice(0, 100), { what: "date" }];
  const at = new Date(`${iso}T00:00:00Z`);
  const isDay = !Number.isNaN(at.getTime()) && at.toISOString().startsWith(iso);
  return isDay ? [iso] : [text.slice(0, 100), { what: "date" }];
}
