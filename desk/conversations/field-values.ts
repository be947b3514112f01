import type { FieldValue } from "../../contract/conversations.ts";
import type { Field } from "../../contract/lines.ts";

/** The fields that a matter of this intent is asked for. */
export const fieldsFor = (fields: readonly Field[], intent: string | null): Field[] =>
  fields.filter(({ intents }) => intents.length === 0 || (intent !== null && intents.includes(intent)));

export const isFilled = (value: FieldValue | undefined): boolean => value !== undefined && value !== "";

/**
 * What was written into a field as it is kept: null empties it, undefined is nothing that could be kept. A comma is a
 * decimal point to half of our readers, and Arabic has figures of its own.
 */
export function readValue(kind: Field["kind"], written: string): FieldValue | null | undefined {
  const text = written.trim();
  if (text === "") return null;
  if (kind !== "number") return text.slice(0, 2000);
  const plain = text
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x0660))
    .replace(/[\s\u00a0\u202f٬]/g, "")
    .replace(/[,٫]/, ".");
  return /^[-−]?\d+(\.\d+)?$/.test(plain) ? Number(plain.replace("−", "-")) : undefined;
}
