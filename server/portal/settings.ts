import type { HelpCentre, patchHelpCentre } from "../../contract/help-centres.ts";
import type { Locale } from "../../contract/languages.ts";
import type { BodyOf } from "../../contract/route.ts";
import { serves } from "../brand-wall.ts";
import type { Caller } from "../caller.ts";
import { type Db, look, type Tx, within } from "../db/database.ts";
import { actorOf, record } from "../events.ts";
import type { FileStore } from "../files/index.ts";
import { Refusal } from "../refusal.ts";
import { taken } from "../taken.ts";
import { paletteOf } from "./colours.ts";
import { logoPath, typeOfLogo } from "./logo.ts";

type Change = Omit<BodyOf<typeof patchHelpCentre>, "version">;

const brandRows = (tx: Tx, workspaceId: string) =>
  tx
    .selectFrom("brands")
    .select(["id", "name", "locales", "colour"])
    .where("workspaceId", "=", workspaceId)
    .orderBy("name")
    .orderBy("id");

const centreRows = (tx: Tx, workspaceId: string) =>
  tx.selectFrom("helpCentres").selectAll().where("workspaceId", "=", workspaceId);

type BrandRow = Awaited<ReturnType<ReturnType<typeof brandRows>["executeTakeFirstOrThrow"]>>;
export type CentreRow = Awaited<ReturnType<ReturnType<typeof centreRows>["executeTakeFirstOrThrow"]>>;

/** The help centres of the brands that the caller serves, by name; a brand without one has it as it would begin, off. */
export function listHelpCentres(db: Db, caller: Caller, publicUrl: string): Promise<HelpCentre[]> {
  return look(db, caller.workspaceId, async (tx) => {
    const [brands, rows] = await Promise.all([
      brandRows(tx, caller.workspaceId).execute(),
      centreRows(tx, caller.workspaceId).execute(),
    ]);
    const known = new Map(rows.map((row) => [row.brandId, row]));
    return brands
      .filter((brand) => serves(caller, brand.id))
      .map((brand) =>
        toHelpCentre(brand, known.get(brand.id) ?? asItBegins(caller.workspaceId, brand), publicUrl),
      );
  });
}

export function readHelpCentre(
  db: Db,
  caller: Caller,
  brandId: string,
  publicUrl: string,
): Promise<HelpCentre> {
  return look(db, caller.workspaceId, async (tx) => {
    const { brand, row } = await found(tx, caller, brandId);
    return toHelpCentre(brand, row, publicUrl);
  });
}

/** Changes a help centre, and the directory by which readers find it. An address belongs to one brand of all workspaces. */
export function changeHelpCentre(
  db: Db,
  caller: Caller,
  brandId: string,
  { version, ...change }: BodyOf<typeof patchHelpCentre>,
  publicUrl: string,
): Promise<HelpCentre> {
  if (change.host && change.host === new URL(publicUrl).hostname)
    throw new Refusal("already_exists", { fields: [{ path: "host", message: "taken" }] });
  return write(db, caller, brandId, change, publicUrl, version);
}

/** Gives it a logo, or takes it away. */
export async function changeLogo(
  { db, store, publicUrl }: { db: Db; store: FileStore; publicUrl: string },
  caller: Caller,
  brandId: string,
  bytes: Buffer | null,
): Promise<HelpCentre> {
  const logoType = bytes && (await typeOfLogo(bytes));
  if (bytes && !logoType) throw new Refusal("wrong_content_type");
  // Before anything is kept: only for who may.
  await readHelpCentre(db, caller, brandId, publicUrl);
  const logoSha256 = bytes && (await store.keep(caller.workspaceId, bytes));
  return write(db, caller, brandId, { logoSha256, logoType, logoSize: bytes?.length ?? null }, publicUrl);
}

type Logo = Pick<CentreRow, "logoSha256" | "logoType" | "logoSize">;

function write(
  db: Db,
  caller: Caller,
  brandId: string,
  change: Change | Logo,
  publicUrl: string,
  version?: number,
): Promise<HelpCentre> {
  const { workspaceId } = caller;
  return within(db, workspaceId, async (tx) => {
    const { brand, row: before } = await found(tx, caller, brandId, { lock: true });
    if (version !== undefined && version !== before.version) throw new Refusal("changed_meanwhile");
    const after = { ...before, ...change, version: before.version + 1 };
    refuseMisfit(brand, after);
    await direct(tx, before, after);
    const values = {
      ...after,
      names: JSON.stringify(after.names),
      taglines: JSON.stringify(after.taglines),
      introductions: JSON.stringify(after.introductions),
      footers: JSON.stringify(after.footers),
      links: JSON.stringify(after.links),
    };
    await tx
      .insertInto("helpCentres")
      .values(values)
      .onConflict((conflict) => conflict.columns(["workspaceId", "brandId"]).doUpdateSet(values))
      .execute();
    await record(tx, {
      workspaceId,
      kind: "help_centre.changed",
      actor: actorOf(caller),
      brandId,
      data: { changed: Object.keys(change) },
    });
    return toHelpCentre(brand, after, publicUrl);
  });
}

/** A brand that the caller serves, with its help centre as it is or as it would begin. */
async function found(tx: Tx, caller: Caller, brandId: string, { lock = false } = {}) {
  const which = brandRows(tx, caller.workspaceId).where("id", "=", brandId);
  // Of a help centre that is not there yet, the brand is what two who make it at once wait at.
  const brand = await (lock ? which.forNoKeyUpdate() : which).executeTakeFirst();
  if (!brand || !serves(caller, brand.id)) throw new Refusal("not_found");
  const row = await centreRows(tx, caller.workspaceId).where("brandId", "=", brandId).executeTakeFirst();
  return { brand, row: row ?? asItBegins(caller.workspaceId, brand) };
}

function refuseMisfit(brand: BrandRow, { locales, locale }: { locales: string[]; locale: string }) {
  if (locales.some((one) => !brand.locales.includes(one)))
    throw new Refusal("invalid", { fields: [{ path: "locales", message: "not_a_language_of_this_brand" }] });
  if (!locales.includes(locale))
    throw new Refusal("invalid", { fields: [{ path: "locale", message: "not_among_the_languages" }] });
}

/** The address is taken as soon as it is chosen, whether the help centre is on or not. */
async function direct(tx: Tx, before: CentreRow, after: Pick<CentreRow, "slug" | "host">) {
  const { workspaceId, brandId } = before;
  const slug = { workspaceId, brandId, slug: after.slug };
  await tx
    .insertInto("directoryHelpCentres")
    .values(slug)
    .onConflict((conflict) => conflict.columns(["workspaceId", "brandId"]).doUpdateSet(slug))
    .execute()
    .catch(taken("slug"));
  if (before.host !== after.host || before.version === 0) {
    await tx
      .deleteFrom("directoryHelpHosts")
      .where("workspaceId", "=", workspaceId)
      .where("brandId", "=", brandId)
      .execute();
    if (after.host)
      await tx
        .insertInto("directoryHelpHosts")
        .values({ workspaceId, brandId, host: after.host })
        .execute()
        .catch(taken("host"));
  }
}

/** A help centre that nobody has touched yet. */
export function asItBegins(workspaceId: string, brand: BrandRow): CentreRow {
  return {
    workspaceId,
    brandId: brand.id,
    isOn: false,
    slug: slugFor(brand),
    host: null,
    locales: brand.locales,
    locale: brand.locales[0]!,
    names: {},
    taglines: {},
    introductions: {},
    footers: {},
    logoSha256: null,
    logoType: null,
    logoSize: null,
    colour: null,
    links: [],
    takesRequests: true,
    showsRequests: true,
    isIndexed: true,
    showsLocked: false,
    version: 0,
    createdAt: new Date(),
  };
}

/** Its name in Latin letters; with the end of its id, since somebody else's brand may have the same name. */
function slugFor({ id, name }: BrandRow): string {
  const latin = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 40)
    .replace(/-+$/, "");
  return `${latin || "help"}-${id.slice(-4)}`;
}

/** What of its settings its pages say or go by, as they stand. */
export const publicSide = (row: CentreRow, publicUrl: string) => ({
  slug: row.slug,
  host: row.host,
  address: addressOf(row, publicUrl),
  locales: row.locales as Locale[],
  locale: row.locale as Locale,
  names: row.names,
  taglines: row.taglines,
  introductions: row.introductions,
  footers: row.footers,
  links: row.links,
  takesRequests: row.takesRequests,
  showsRequests: row.showsRequests,
  isIndexed: row.isIndexed,
  showsLocked: row.showsLocked,
});

function toHelpCentre(brand: BrandRow, row: CentreRow, publicUrl: string): HelpCentre {
  return {
    brand: { id: brand.id, name: brand.name },
    isOn: row.isOn,
    ...publicSide(row, publicUrl),
    logo: row.logoSha256
      ? { url: logoPath(row.workspaceId, row.logoSha256), mimeType: row.logoType!, size: row.logoSize! }
      : null,
    colour: row.colour,
    palette: paletteOf(row.colour ?? brand.colour),
    version: row.version,
  };
}

/** Where readers find it: on its own host, which is as safe as ours, or below our address. Without a slash at the end. */
export const addressOf = ({ slug, host }: Pick<CentreRow, "slug" | "host">, publicUrl: string): string =>
  host ? `${new URL(publicUrl).protocol}//${host}` : `${publicUrl}/help/${slug}`;
