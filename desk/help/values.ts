import type { HelpCentre, patchHelpCentre } from "../../contract/help-centres.ts";
import type { BodyIn } from "../../contract/route.ts";
import type { Rule } from "../accounts/rules.ts";
import { provisionalKey } from "../settings/fresh-key.ts";
import { keptWords, type Words } from "../settings/words-by.ts";
import type { Locale } from "../texts/locales.ts";

/** A link in the head of the pages; the key tells it from the others while it is written. */
export type LinkDraft = { key: string; names: Words; url: string };

export interface Values {
  slug: string;
  host: string;
  locales: Locale[];
  locale: Locale;
  names: Words;
  taglines: Words;
  introductions: Words;
  footers: Words;
  colour: string | null;
  links: LinkDraft[];
  takesRequests: boolean;
  showsRequests: boolean;
  isIndexed: boolean;
  showsLocked: boolean;
}

export function valuesOf(centre: HelpCentre): Values {
  const { brand: _brand, isOn: _isOn, address: _address, logo, palette, version, ...rest } = centre;
  return {
    ...rest,
    host: centre.host ?? "",
    links: centre.links.map((link, at) => ({ ...link, key: `link ${at}` })),
  };
}

export function bodyOf(values: Values): BodyIn<typeof patchHelpCentre> {
  return {
    ...values,
    slug: values.slug.trim(),
    host: values.host.trim().toLowerCase() || null,
    names: keptWords(values.names),
    taglines: keptWords(values.taglines),
    introductions: keptWords(values.introductions),
    footers: keptWords(values.footers),
    links: values.links.map(({ names, url }) => ({ names: keptWords(names), url: url.trim() })),
  };
}

export const freshLink = (links: readonly LinkDraft[]): LinkDraft => ({
  key: provisionalKey(links),
  names: {},
  url: "https://",
});

export const slug: Rule = (value) =>
  /^[a-z0-9]+(-[a-z0-9]+)*$/.test(String(value)) && String(value).length > 1
    ? null
    : { key: "help.fault.slug" };

/** A name of one's own, or none. */
export const host: Rule = (value) => {
  const name = String(value).trim().toLowerCase();
  if (name === "") return null;
  return name.length <= 253 &&
    /^(?=.*[a-z])([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(name)
    ? null
    : { key: "help.fault.host" };
};
