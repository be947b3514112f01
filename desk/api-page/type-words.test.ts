import { expect, test } from "vitest";
import type { Schema } from "./document.ts";
import { boundsWords, typeWords } from "./type-words.ts";

test.each<[Schema, string]>([
  [{ type: "string" }, "string"],
  [{ type: "string", format: "uuid" }, "uuid"],
  [{ type: ["string", "null"] }, "string | null"],
  [{ anyOf: [{ type: "string", format: "date-time" }, { type: "null" }] }, "date-time | null"],
  [{ type: "string", enum: ["service", "support"] }, '"service" | "support"'],
  [{ $ref: "#/components/schemas/Tag" }, "Tag"],
  [{ type: "array", items: { $ref: "#/components/schemas/Tag" } }, "Tag[]"],
  [{ type: "array", items: { type: "string", enum: ["en", "ar"] } }, '("en" | "ar")[]'],
  [{ type: "boolean", const: false }, "false"],
  [{}, "any"],
])("%j reads as %s", (schema, words) => {
  expect(typeWords(schema)).toBe(words);
});

test.each<[Schema, string | null]>([
  [{ type: "integer", minimum: 1, maximum: 100 }, "1–100"],
  [{ type: "string", maxLength: 200 }, "≤ 200 ch"],
  [{ type: "number", minimum: 0 }, "≥ 0"],
  [{ type: "string" }, null],
])("the bounds of %j are %s", (schema, words) => {
  expect(boundsWords(schema)).toBe(words);
});
