import { z } from "zod";
import { Locale } from "./languages.ts";
import { Id, pageOf, route } from "./route.ts";

/** Words of a brand by language; where one is missing, its first language stands in. */
const wordsBy = (max: number) => z.partialRecord(Locale, z.string().trim().max(max));

/** What stands in the address: `/help/<slug>/…`. */
export const HelpSlug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .min(2)
  .max(60);

/** A host of the brand's own, as a browser shows it; no port, no path. */
export const HelpHost = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(/^(?=.*[a-z])([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9]([a-z0-9-]*[a-z0-9])?$/, {
    error: "host_name",
  });

const HelpColour = z.string().regex(/^#[0-9a-f]{6}$/i);

export const HeaderLink = z.object({
  /** By language; where one is missing, the first there is stands in. */
  names: z.partialRecord(Locale, z.string().trim().min(1).max(40)),
  url: z.url({ protocol: /^https?$/ }).max(500),
});
export type HeaderLink = z.infer<typeof HeaderLink>;

/**
 * The colours of the pages in one scheme, as `#rrggbb`. Text on its ground has at least 4.5:1, parts that one must see
 * at least 3:1 (WCAG 2.2, 1.4.3 and 1.4.11), whatever the brand's colour is.
 */
export const Scheme = z.object({
  ground: z.string(),
  raised: z.string(),
  text: z.string(),
  quiet: z.string(),
  border: z.string(),
  /** The edge of a field or a button, which one must see. */
  edge: z.string(),
  /** Links and what is chosen, on the ground. */
  accent: z.string(),
  /** What can be pressed, and its words. */
  button: z.string(),
  onButton: z.string(),
  /** The band at the top of the first page, and its words. */
  band: z.string(),
  onBand: z.string(),
  /** A hint of the brand's colour behind text. */
  tint: z.string(),
});
export type Scheme = z.infer<typeof Scheme>;

export const Palette = z.object({ light: Scheme, dark: Scheme });
export type Palette = z.infer<typeof Palette>;

/** The public site of a brand. */
export const HelpCentre = z.object({
  brand: z.object({ id: Id, name: z.string() }),
  isOn: z.boolean(),
  slug: HelpSlug,
  /** Its own host, whose traffic a proxy brings here; null: below the address of Tandem alone. */
  host: z.string().nullable(),
  /** Where readers find it: on its own host if it has one. */
  address: z.string(),
  /** The languages of its pages; those of the brand, or some of them. */
  locales: z.array(Locale).min(1),
  /** For who speaks none of them. */
  locale: Locale,
  /** What it is called; the brand's name where nothing is said. */
  names: wordsBy(80),
  taglines: wordsBy(160),
  introductions: wordsBy(1000),
  footers: wordsBy(1000),
  logo: z.object({ url: z.string(), mimeType: z.string(), size: z.number().int() }).nullable(),
  /** Null: the brand's. */
  colour: HelpColour.nullable(),
  /** What is made of the colour. */
  palette: Palette,
  links: z.array(HeaderLink).max(6),
  /** Whether one can write to us there; which forms are offered, they say themselves. */
  takesRequests: z.boolean(),
  /** Whether customers can sign in to see what became of their requests. */
  showsRequests: z.boolean(),
  /** Whether search engines may list its pages. */
  isIndexed: z.boolean(),
  /** Whether an article for who is signed in shows its title to others, with a lock; else it is not there for them. */
  showsLocked: z.boolean(),
  version: z.number().int(),
});
export type HelpCentre = z.infer<typeof HelpCentre>;

const byBrand = z.object({ brand: Id });

export const listHelpCentres = route({
  method: "GET",
  path: "/help-centres",
  area: "Help centre",
  summary: "The help centres of the brands that the caller serves, on or off.",
  access: "articles.read",
  reply: pageOf(HelpCentre),
});

export const getHelpCentre = route({
  method: "GET",
  path: "/help-centres/:brand",
  area: "Help centre",
  summary: "The help centre of a brand.",
  access: "articles.read",
  params: byBrand,
  reply: HelpCentre,
  refuses: ["not_found"],
});

export const patchHelpCentre = route({
  method: "PATCH",
  path: "/help-centres/:brand",
  area: "Help centre",
  summary: "Changes a help centre, switches it on or off, gives it an address.",
  access: "brands.manage",
  params: byBrand,
  body: z
    .object({
      isOn: z.boolean(),
      slug: HelpSlug,
      host: HelpHost.nullable(),
      locales: z.array(Locale).min(1).max(5),
      locale: Locale,
      names: wordsBy(80),
      taglines: wordsBy(160),
      introductions: wordsBy(1000),
      footers: wordsBy(1000),
      colour: HelpColour.nullable(),
      links: z.array(HeaderLink).max(6),
      takesRequests: z.boolean(),
      showsRequests: z.boolean(),
      isIndexed: z.boolean(),
      showsLocked: z.boolean(),
      /** As it was read, where nothing that was changed meanwhile is to be lost. */
      version: z.number().int(),
    })
    .partial(),
  reply: HelpCentre,
  refuses: ["not_found", "already_exists", "changed_meanwhile"],
});

/** The largest picture that can stand at the top of the pages, in bytes. */
export const largestLogo = 256 * 1024;

/** PNG, JPEG, WebP or SVG. */
export const putHelpLogo = route({
  method: "PUT",
  path: "/help-centres/:brand/logo",
  area: "Help centre",
  summary: "Gives the help centre a logo, sent as the request's body: PNG, JPEG, WebP or SVG.",
  access: "brands.manage",
  params: byBrand,
  upload: true,
  largest: largestLogo,
  reply: HelpCentre,
  refuses: ["not_found", "too_large", "wrong_content_type"],
});

export const deleteHelpLogo = route({
  method: "DELETE",
  path: "/help-centres/:brand/logo",
  area: "Help centre",
  summary: "Takes the logo away; the name stands in its place.",
  access: "brands.manage",
  params: byBrand,
  reply: HelpCentre,
  refuses: ["not_found"],
});

export const postPalette = route({
  method: "POST",
  path: "/help-centre-palettes",
  area: "Help centre",
  summary: "What would be made of a colour, light and dark.",
  access: "articles.read",
  question: true,
  body: z.object({ colour: HelpColour }),
  reply: Palette,
});
