import type { FastifyReply, FastifyRequest } from "fastify";
import { directionOf, type Locale } from "../../contract/languages.ts";
import { type TextKey, text } from "../texts.ts";
import type { Centre } from "./centre.ts";
import type { SignedIn } from "./sessions.ts";

/** Somebody at a page of a help centre. */
export interface Visit {
  centre: Centre;
  locale: Locale;
  dir: "ltr" | "rtl";
  /** What stands before all paths: nothing on a host of its own. */
  base: string;
  /** The customer who signed in, if one did. */
  customer: SignedIn | null;
  /** The path within the help centre that was asked for, with the language left out: `/articles/12-brakes`. */
  path: string;
  request: FastifyRequest;
  response: FastifyReply;
  /** The word of the session that forms carry, so that no other page can send them in its name. */
  guardWord: string | null;
  t: (key: TextKey, values?: Record<string, string | number>) => string;
}

export function visitOf(given: Omit<Visit, "dir" | "t">): Visit {
  const { locale } = given;
  return { ...given, dir: directionOf(locale), t: (key, values) => text(locale, key, values) };
}

/** The address of a page of the help centre, for links within it. */
export const to = ({ base, locale }: Pick<Visit, "base" | "locale">, path = ""): string =>
  `${base}/${locale}${path}`;

/** The same for elsewhere: mails, feeds, search engines. */
export const addressTo = ({ address }: Pick<Centre, "address">, locale: Locale, path = ""): string =>
  `${address}/${locale}${path}`;

export const articlePath = ({ number, slug }: { number: number; slug: string }): string =>
  `/articles/${number}${slug ? `-${encodeURIComponent(slug)}` : ""}`;

/** The end of its id finds a section; its name is for people. */
export const sectionPath = ({ id, name }: { id: string; name: string }): string => {
  const words = name
    .normalize("NFC")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, "-")
    .replace(/^[-\p{M}]+|-+$/gu, "");
  return `/sections/${id.slice(-12)}${words ? `-${encodeURIComponent([...words].slice(0, 60).join(""))}` : ""}`;
};
