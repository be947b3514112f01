import type { cannedVariables } from "../../contract/canned-replies.ts";

type Values = Record<(typeof cannedVariables)[number], string>;

/** Puts values in the place of `{customer.name}` and the like in HTML. What is no variable stays as it stands. */
export const fillIn = (html: string, values: Values): string =>
  html.replace(/\{([a-z_.]+)\}/g, (all, name: string) =>
    Object.hasOwn(values, name) ? asHtml(values[name as keyof Values]) : all,
  );

const marks: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const asHtml = (words: string) => words.replace(/[&<>"']/g, (mark) => marks[mark]!);
