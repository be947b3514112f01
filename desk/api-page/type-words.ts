import type { Schema } from "./document.ts";

/** A type as a programmer reads it: `string`, `uuid`, `Tag[]`, `"service" | "support"`, `date-time | null`. */
export function typeWords(schema: Schema): string {
  if (schema.$ref) return schema.$ref.split("/").at(-1)!;
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (schema.anyOf) return [...new Set(schema.anyOf.map(typeWords))].join(" | ");
  if (Array.isArray(schema.type)) {
    return schema.type.map((type) => (type === "null" ? "null" : typeWords({ ...schema, type }))).join(" | ");
  }
  if (schema.type === "array") {
    const item = typeWords(schema.items ?? {});
    return item.includes(" ") ? `(${item})[]` : `${item}[]`;
  }
  if (schema.type === "string" && schema.format) return schema.format;
  return schema.type ?? "any";
}

/** What a value may not exceed, in the notation of mathematics, which needs no translation. */
export function boundsWords(schema: Schema): string | null {
  const { minimum, maximum, minLength, maxLength } = schema;
  if (minimum !== undefined || maximum !== undefined) return range(minimum, maximum);
  if (minLength !== undefined || maxLength !== undefined) return `${range(minLength, maxLength)} ch`;
  return null;
}

function range(from: number | undefined, to: number | undefined): string {
  if (from === undefined) return `≤ ${to}`;
  if (to === undefined) return `≥ ${from}`;
  return `${from}–${to}`;
}
