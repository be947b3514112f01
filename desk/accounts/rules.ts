import type { TextKey } from "../texts/messages.ts";

/** What is wrong with a value, as a text to say; null when nothing is. */
export type Fault = { key: TextKey; count?: number } | null;
export type Rule = (value: unknown) => Fault;

/*
 * The contract's rules once more, small enough for the browser, which carries no zod (see `desk/shapes.ts`). They only
 * spare people a round trip; the server judges. `rules.test.ts` holds them against the contract's shapes.
 */

const isEmail = /^(?!\.)(?!.*\.\.)[\w'+\-.]*[\w+-]@([A-Za-z0-9][A-Za-z0-9-]*\.)+[A-Za-z]{2,}$/;
const isDomain = /^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$/u;
const isColour = /^#[0-9a-f]{6}$/i;

/** Some text that is not only white space. */
export const words =
  (most: number): Rule =>
  (value) => {
    const { length } = textOf(value).trim();
    if (length === 0) return { key: "form.fault.missing" };
    return length > most ? { key: "form.fault.long", count: most } : null;
  };

export const email: Rule = (value) => {
  const address = textOf(value);
  if (address === "") return { key: "form.fault.missing" };
  if (address.length > 254) return { key: "form.fault.long", count: 254 };
  return isEmail.test(address) ? null : { key: "form.fault.email" };
};

/** Any password that could be one: what an account has may be older than today's rules. */
export const password: Rule = (value) => (textOf(value) === "" ? { key: "form.fault.missing" } : null);

export const newPassword: Rule = (value) => {
  const { length } = textOf(value);
  if (length === 0) return { key: "form.fault.missing" };
  if (length < 10) return { key: "form.fault.short", count: 10 };
  return length > 200 ? { key: "form.fault.long", count: 200 } : null;
};

/** Six digits of an app, or a recovery code. */
export const code: Rule = (value) => {
  const { length } = textOf(value).trim();
  if (length === 0) return { key: "form.fault.missing" };
  if (length < 6) return { key: "form.fault.short", count: 6 };
  return length > 20 ? { key: "form.fault.long", count: 20 } : null;
};

/** One of several; nothing is chosen at first. */
export const chosen: Rule = (value) => (value === null ? { key: "form.fault.choose" } : null);

/** At least one of several. */
export const some: Rule = (value) =>
  Array.isArray(value) && value.length === 0 ? { key: "form.fault.choose" } : null;

export const colour: Rule = (value) => (isColour.test(textOf(value)) ? null : { key: "form.fault.colour" });

/** A domain or nothing. */
export const domain: Rule = (value) => {
  if (value === null) return null;
  const name = textOf(value).trim();
  return isDomain.test(name) && name.length <= 253 ? null : { key: "form.fault.domain" };
};

const textOf = (value: unknown) => (typeof value === "string" ? value : "");
