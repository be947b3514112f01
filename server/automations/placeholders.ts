import { placeholders } from "../../contract/condition-fields.ts";

type Placeholder = (typeof placeholders)[number];

const inBraces = /\{([^{}|]*)(?:\|([^{}]*))?\}/g;
const longestValue = 200;

const isKnown = (name: string): name is Placeholder => placeholders.some((one) => one === name);

/** The names in braces that mean nothing. */
export const unknownPlaceholders = (text: string): string[] =>
  [...text.matchAll(inBraces)].map(([, name]) => name!.trim()).filter((name) => !isKnown(name));

/**
 * Fills in a text, once: what is filled in is never read again, and cannot break out of its line. It stays plain
 * text, which is escaped where it becomes HTML.
 */
export const filledIn = (text: string, values: Record<Placeholder, string>): string =>
  text.replace(inBraces, (whole, name: string, otherwise: string | undefined) => {
    const known = name.trim();
    if (!isKnown(known)) return whole;
    return plain(values[known]) || (otherwise ?? "").trim();
  });

const plain = (value: string): string =>
  value
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .trim()
    .slice(0, longestValue)
    .toWellFormed();
