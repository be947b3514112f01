/** Bodies and queries for tests of bad input: right ones made from the contract's shapes, and what spoils them. */
import fc from "fast-check";
import { z } from "zod";

interface JsonSchema {
  type?: string | string[];
  format?: string;
  pattern?: string;
  enum?: unknown[];
  const?: unknown;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  minimum?: number;
  maximum?: number;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  propertyNames?: JsonSchema;
  additionalProperties?: JsonSchema | boolean;
}

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

export const schemaOf = (shape: z.ZodType): JsonSchema =>
  z.toJSONSchema(shape, { io: "input" }) as JsonSchema;

/** Gives an id for a field of this name, most of the time one that fits. */
export type Ids = (name: string) => fc.Arbitrary<string>;

/** What a shape takes. */
export function fitting(schema: JsonSchema, ids: Ids, name = ""): fc.Arbitrary<Json> {
  if (schema.const !== undefined) return fc.constant(schema.const as Json);
  if (schema.enum) return fc.constantFrom(...(schema.enum as Json[]));
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map((one) => fitting(one, ids, name)));
  switch (schema.type) {
    case "object":
      return object(schema, ids);
    case "array":
      return fc.array(fitting(schema.items ?? {}, ids, name), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 3, 3),
      });
    case "string":
      return string(schema, ids, name);
    case "integer":
    case "number":
      return fc.integer({
        min: Math.max(schema.minimum ?? 0, -1e9),
        max: Math.min(schema.maximum ?? 1e9, 1e9),
      });
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    default:
      return fc.constantFrom<Json>(null, "text", 7);
  }
}

function object(
  { properties, required = [], propertyNames, additionalProperties }: JsonSchema,
  ids: Ids,
): fc.Arbitrary<Json> {
  if (!properties) {
    const names = fitting(propertyNames ?? { type: "string" }, ids).map(String);
    const values =
      typeof additionalProperties === "object" ? fitting(additionalProperties, ids) : fc.string();
    // Words by language are said in one language at least.
    return fc.dictionary(names, values, { minKeys: 1, maxKeys: 3 });
  }
  const fields: Record<string, fc.Arbitrary<Json>> = {};
  for (const [name, one] of Object.entries(properties)) fields[name] = fitting(one, ids, name);
  return fc.record(fields, { requiredKeys: required });
}

function string(schema: JsonSchema, ids: Ids, name: string): fc.Arbitrary<string> {
  const { format, pattern, minLength = 0, maxLength = 1_000 } = schema;
  if (format === "uuid") return ids(name);
  if (format === "email") return fc.integer({ min: 0, max: 999 }).map((n) => `someone${n}@people.example`);
  if (format === "date")
    return fc
      .integer({ min: 0, max: 9_999 })
      .map((n) => Temporal.PlainDate.from("2020-01-01").add({ days: n }).toString());
  if (format === "date-time")
    return fc.integer({ min: 0, max: 9_999 }).map((n) =>
      Temporal.Instant.from("2030-01-01T09:30:00Z")
        .add({ hours: 24 * n })
        .toString(),
    );
  if (format === "uri") return fc.constantFrom("https://shop.example/bikes", "http://магазин.example/");
  if (pattern?.startsWith("^https?"))
    return fc.constantFrom("https://shop.example", "https://*.shop.example:8443");
  if (pattern?.startsWith("^[A-Z]")) return fc.constantFrom("EUR", "UAH");
  if (pattern?.startsWith("^[0-9a-f")) return fc.constant("0".repeat(64));
  if (pattern?.startsWith("^[\\p{L}\\p{N}]["))
    return fc.integer({ min: 0, max: 999 }).map((n) => `відповідь${n}`);
  if (name === "timeZone") return fc.constantFrom("UTC", "Asia/Shanghai");
  if (pattern?.startsWith("^#")) return fc.constantFrom("#112233", "#ABCDEF");
  if (format === "uri") return fc.integer({ min: 0, max: 999 }).map((n) => `https://shop.example/${n}`);
  if (pattern?.startsWith("^[a-z0-9]+(-")) return fc.integer({ min: 0, max: 999 }).map((n) => `a-${n}`);
  if (pattern?.startsWith("^(?=.*[a-z])"))
    return fc.integer({ min: 0, max: 999 }).map((n) => `h${n}.shop.example`);
  if (pattern?.startsWith("^[a-z]")) return fc.integer({ min: 0, max: 999 }).map((n) => `key_${n}`);
  if (pattern?.includes("24:00")) return fc.constantFrom("18:00", "24:00", "02:00");
  if (pattern?.includes("[0-5]")) return fc.constantFrom("09:00", "23:30");
  if (pattern) return fc.constantFrom("shop.example", "магазин.example");
  return fc.string({ unit: "grapheme", minLength, maxLength: Math.max(minLength, 60) }).map((drawn) => {
    const text = drawn.slice(0, maxLength).toWellFormed();
    return text.trim().length < minLength ? "x".repeat(minLength) : text;
  });
}

/** Texts that are right as texts, and that something behind may stumble over. */
const nastyTexts: Json[] = [
  " ",
  "\u202e\u0007\u001b[31m",
  "'; drop table messages; --",
  "<img src=x onerror=alert(1)>".repeat(50),
  `<div style="background:url(javascript:x)">${"<b>".repeat(500)}`,
  "{{constructor.constructor('return process')()}}",
  "%s%n$1\\\\0",
  "👩🏽‍🚒".repeat(20),
  "ﷺ".repeat(90),
  "\ufeff\u2028\uffff\u0300",
  "2026-02-30T25:61:61Z",
];

/** What nobody should send. */
const poisons: Json[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  2 ** 53,
  "",
  "\0",
  "before\0after",
  "\ud83d",
  "after \udc00",
  "0".repeat(20_000),
  "👩🏽‍🚒".repeat(3_000),
  "+999999-01-01",
  "00000000-0000-0000-0000-000000000000",
  [],
  {},
  [[]],
  nested(2_000),
  Array.from({ length: 2_000 }, () => "x"),
  { length: -1, toString: "x" },
];

/** A value in which one place is replaced, left out, or has something beside it that does not belong there. */
export const spoiled = (whole: fc.Arbitrary<Json>): fc.Arbitrary<Json> =>
  fc
    .record({
      value: whole,
      place: fc.nat(),
      poison: fc.constantFrom(...poisons),
      nasty: fc.constantFrom(...nastyTexts),
      how: fc.constantFrom("replace", "omit", "add", "say", "say", "say"),
    })
    .map(({ value, place, poison, nasty, how }) => {
      const places = how === "say" ? textsIn(value) : placesIn(value);
      const at = places[place % places.length];
      if (!at) return value;
      if (how === "say") return put(value, at, nasty);
      if (how === "add") return put(value, [...at, "unknown"], poison);
      return put(value, at, how === "omit" ? undefined : poison);
    });

/** Every place of a value where a text stands. */
export const textsIn = (value: Json): string[][] =>
  placesIn(value).filter(
    (path) => typeof path.reduce<unknown>((part, name) => (part as never)[name], value) === "string",
  );

function placesIn(value: Json, path: string[] = []): string[][] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([name, part]) => placesIn(part, [...path, name]))];
}

/** The value with another in one place; undefined takes the place away. */
export function put(value: Json, [name, ...rest]: string[], instead: Json | undefined): Json {
  if (name === undefined) return instead ?? null;
  if (typeof value !== "object" || value === null) return instead ?? null;
  const copy = structuredClone(value) as Record<string, Json>;
  if (rest.length) copy[name] = put(copy[name] ?? null, rest, instead);
  else if (instead === undefined) delete copy[name];
  else copy[name] = instead;
  return copy;
}

function nested(depth: number): Json {
  let value: Json = [];
  for (let n = 0; n < depth; n++) value = [value];
  return value;
}
