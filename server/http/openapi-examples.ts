/** What we use of JSON Schema 2020-12. */
export interface JsonSchema {
  $ref?: string;
  $defs?: Record<string, JsonSchema>;
  type?: string | string[];
  format?: string;
  pattern?: string;
  description?: string;
  examples?: unknown[];
  default?: unknown;
  const?: unknown;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  items?: JsonSchema;
  prefixItems?: JsonSchema[];
  minItems?: number;
  maxItems?: number;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: JsonSchema | boolean;
  propertyNames?: JsonSchema;
}

const id = "0199d3b0-5c1e-7a40-9c6e-1f2a3b4c5d6e";
const moment = "2026-03-12T09:30:00Z";

/** What a field holds in an example, told by its name; the cast is that of the demo. */
const byName: Record<string, unknown> = {
  email: "ines@example.com",
  address: "help@kolobikes.example",
  domain: "kolobikes.example",
  catchAll: "kolobikes.example",
  host: "help.kolobikes.example",
  workspace: "Kolo Bikes",
  password: "seven green bicycles",
  current: "seven green bicycles",
  next: "nine blue tandems ride",
  code: "246810",
  recoveryCode: "k4m7-9qpt",
  colour: "#2f6f8f",
  subject: "Where is my order?",
  text: "The bicycle has not arrived yet.",
  html: "<p>The bicycle has not arrived yet.</p>",
  reply: "The bicycle has not arrived yet.",
  preview: "The bicycle has not arrived yet.",
  company: "Duarte Couriers",
  about: "Rides to work every day.",
  timeZone: "Europe/Lisbon",
  country: "PT",
  region: "BY",
  exception: "Inventory",
  filename: "invoice.pdf",
  mimeType: "application/pdf",
  size: 48213,
  number: 1042,
  icon: "bicycle",
  version: 3,
  hint: "tk_4f9a",
  key: "tk_4f9a…",
  userAgent: "Firefox",
  period: "2026-02",
  date: "2026-02-14",
  allowedOrigin: "https://shop.example",
  url: "https://kolobikes.example/city-7",
  referrer: "https://search.example/",
  currency: "EUR",
  shortcut: "hours",
  topic: "delivery",
  hash: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
  sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
};

/** Names differ by whose they are: that of a brand is no person's. */
const nameOf: Record<string, string> = {
  brand: "Kolo Bikes",
  workspace: "Kolo Bikes",
  team: "Workshop",
  tag: "delivery",
  inbox: "Hello",
  calendar: "Support hours",
  calendarnow: "Support hours",
  calendarexception: "Inventory",
  holiday: "Easter Monday",
  holidays: "Easter Monday",
  countrychoice: "Portugal",
  region: "Madeira",
  "api-key": "Stock system",
  apikey: "Stock system",
  agent: "Nina Kovalenko",
  author: "Nina Kovalenko",
  owner: "Nina Kovalenko",
  actor: "Nina Kovalenko",
};

const emailOf: Record<string, string> = { agent: "nina@kolobikes.example", inbox: "help@kolobikes.example" };

/** Keys are words that programs read. */
const keyOf: Record<string, string> = { stage: "diagnosing" };

/** Where in the schema we are: the field's name, what it belongs to, how deep. */
interface Place {
  field: string;
  of: string;
  depth: number;
}

/**
 * A value that fits the schema and that a person can read. What may be left out is left in, so that the example
 * shows all there is. `of` says what the whole is (a brand, a tag); `named` resolves references.
 */
export function exampleOf(schema: JsonSchema, named: Record<string, JsonSchema>, of: string): unknown {
  return example(schema, named, { field: "", of, depth: 0 });
}

function example(schema: JsonSchema, named: Record<string, JsonSchema>, place: Place): unknown {
  if (schema.$ref) {
    const name = schema.$ref.split("/").at(-1)!;
    return example(named[name] ?? {}, named, { ...place, of: name.toLowerCase() });
  }
  if (schema.examples?.length) return schema.examples[0];
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum.find((each) => each === byName[place.field]) ?? schema.enum[0];
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return example(choices.find((each) => each.type !== "null") ?? choices[0]!, named, place);

  const type = Array.isArray(schema.type) ? schema.type.find((each) => each !== "null") : schema.type;
  if (type === "object") return exampleObject(schema, named, place);
  if (type === "array") {
    if (schema.prefixItems)
      return schema.prefixItems.map((item) =>
        example(item, named, { ...place, field: "", depth: place.depth + 1 }),
      );
    const field = place.field.replace(/s$/, "");
    const item = example(schema.items ?? {}, named, { field, of: field || place.of, depth: place.depth + 1 });
    return Array.from({ length: schema.minItems || 1 }, () => item);
  }
  if (type === "boolean") return schema.default ?? false;
  if (type === "integer" || type === "number")
    return schema.default ?? numberNamed(place.field) ?? schema.minimum ?? 1;
  if (type === "string") return exampleString(schema, place);
  return {};
}

/** A field of that name may be a text elsewhere. */
function numberNamed(field: string): number | undefined {
  const value = byName[field];
  return typeof value === "number" ? value : undefined;
}

function exampleObject(schema: JsonSchema, named: Record<string, JsonSchema>, place: Place) {
  const of = place.depth === 0 || place.field === "" || place.field === "item" ? place.of : place.field;
  const depth = place.depth + 1;
  const isPage = Boolean(schema.properties?.items && schema.properties.next);
  const fields = Object.entries(schema.properties ?? {}).map(([field, value]) => [
    field,
    isPage && field === "next" ? null : example(value, named, { field, of, depth }),
  ]);
  const rest = schema.additionalProperties;
  if (typeof rest === "object" && schema.propertyNames) {
    const keys = schema.required ?? [String(example(schema.propertyNames, named, { field: "", of, depth }))];
    // A key is no field: what stands under it is not told by its name.
    for (const key of keys) fields.push([key, example(rest, named, { field: "", of, depth })]);
  }
  return Object.fromEntries(fields);
}

function exampleString(schema: JsonSchema, { field, of }: Place): string {
  if (schema.format === "uuid") return id;
  if (schema.format === "date-time") return moment;
  if (schema.format === "date") return moment.slice(0, 10);
  if (schema.format === "email") return emailOf[of] ?? "ines@example.com";
  if (schema.format === "uri") return "https://push.example/subscriptions/7c1f";
  if (typeof schema.default === "string" && schema.default !== "") return schema.default;
  if (schema.pattern?.includes("24:00")) return "18:00";
  if (schema.pattern?.includes("[0-5]")) return "09:00";
  if (schema.pattern?.startsWith("^[a-z0-9]+(-")) return "kolo-bikes";
  if (schema.pattern?.startsWith("^[a-z]")) return keyOf[field] ?? "order_status";
  if (field === "name") return nameOf[of] ?? "Ines Duarte";
  const known = byName[field];
  return typeof known === "string" ? known : "…";
}
