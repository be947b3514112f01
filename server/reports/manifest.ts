import { z } from "zod";
import { Locale } from "../../contract/languages.ts";
import { Period } from "../../contract/reports.ts";
import { Id } from "../../contract/route.ts";

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.number().int();

/** What is signed: which report it is, what it comes to, and the sums of its files. */
export const Manifest = z.object({
  tandemReport: z.literal(1),
  id: Id,
  edition: count,
  replaces: Id.nullable(),
  workspace: z.string(),
  brand: z.string().nullable(),
  period: Period,
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  timeZone: z.string(),
  locale: Locale,
  madeAt: z.iso.datetime(),
  requests: z.object({
    total: count,
    answered: count,
    acknowledged: count,
    inTime: count,
    judged: count,
    open: count,
  }),
  invariant: z.object({ neverIgnored: z.boolean(), checks: count, breaks: count }),
  /** SHA-256 of the files, and of the figures as canonical JSON. */
  pdf: Sha256,
  csv: Sha256,
  data: Sha256,
  /** SHA-256 of the public key. */
  key: Sha256,
});
export type Manifest = z.infer<typeof Manifest>;

/** In the order above and a line for each name, so that people can read what was signed. */
export const writeManifest = (manifest: Manifest): string =>
  `${JSON.stringify(Manifest.parse(manifest), null, 2)}\n`;

export const readManifest = (text: string): Manifest => Manifest.parse(JSON.parse(text));
