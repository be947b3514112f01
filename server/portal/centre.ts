import type { Kysely } from "kysely";
import type { HeaderLink, Palette, Scheme } from "../../contract/help-centres.ts";
import type { Locale } from "../../contract/languages.ts";
import { askWithoutWall, type Db } from "../db/database.ts";
import type { Tables } from "../db/tables.ts";
import { inWords } from "../forms/index.ts";
import type { Bus } from "../live/index.ts";
import { contentHash } from "./assets.ts";
import { paletteOf } from "./colours.ts";
import { logoPath } from "./logo.ts";
import { asItBegins, type CentreRow, publicSide } from "./settings.ts";

/** A help centre as its pages know it. */
export interface Centre {
  workspaceId: string;
  brandId: string;
  brandName: string;
  slug: string;
  host: string | null;
  /** Without a slash at the end. */
  address: string;
  locales: Locale[];
  /** For who speaks none of them. */
  locale: Locale;
  names: Words;
  taglines: Words;
  introductions: Words;
  footers: Words;
  logo: { path: string; mimeType: string } | null;
  palette: Palette;
  /** The palette as a style sheet, which stands in each page, and the hash by which browsers let it. */
  style: { css: string; hash: string };
  links: HeaderLink[];
  takesRequests: boolean;
  showsRequests: boolean;
  isIndexed: boolean;
  showsLocked: boolean;
  timeZone: string;
}

type Words = Partial<Record<Locale, string>>;

export const nameIn = (centre: Centre, locale: Locale): string =>
  inWords(centre.names, locale, centre.locale) || centre.brandName;

/** What changes what readers see. */
const changes = /^(article\.(changed|published|withdrawn)|section\.|help_centre\.|form\.|brand\.)/;

/** The bus may lose; nothing is believed for longer than this. */
const believedMilliseconds = 30_000;

export interface Centres {
  /** The help centre at an address, if it is on. */
  bySlug(slug: string): Promise<Centre | null>;
  /** The slug of a help centre with a host of its own; known without asking, since it decides where a request goes. */
  slugOfHost(host: string): string | undefined;
  /** Counts up with every change in a workspace: what was made before is old then. */
  epochOf(workspaceId: string): number;
  /** Something was changed in a workspace a moment ago. */
  changed(workspaceId: string): Promise<void>;
  start(): Promise<void>;
  stop(): void;
}

/** Help centres by their address, remembered until something changes. */
export function openCentres(db: Db, bus: Bus, publicUrl: string): Centres {
  const known = new Map<string, { centre: Promise<Centre | null>; until: number }>();
  const epochs = new Map<string, number>();
  let hosts = new Map<string, string>();
  let timer: NodeJS.Timeout | undefined;
  let leave: (() => void) | undefined;

  async function readHosts() {
    const rows = await askWithoutWall(db, (system) =>
      system
        .selectFrom("directoryHelpHosts as h")
        .innerJoin("helpCentres as c", (join) =>
          join.onRef("c.workspaceId", "=", "h.workspaceId").onRef("c.brandId", "=", "h.brandId"),
        )
        .select(["h.host", "c.slug"])
        .where("c.isOn", "=", true)
        .execute(),
    );
    hosts = new Map(rows.map(({ host, slug }) => [host, slug]));
  }

  function forget(workspaceId: string) {
    epochs.set(workspaceId, (epochs.get(workspaceId) ?? 0) + 1);
    known.clear();
  }

  return {
    bySlug(slug) {
      const found = known.get(slug);
      if (found && found.until > Date.now()) return found.centre;
      // Made-up addresses are not remembered without end.
      if (known.size > 5_000) known.clear();
      const centre = readCentre(db, slug, publicUrl);
      known.set(slug, { centre, until: Date.now() + believedMilliseconds });
      centre.catch(() => known.delete(slug));
      return centre;
    },
    slugOfHost: (host) => hosts.get(host),
    epochOf: (workspaceId) =>
      (epochs.get(workspaceId) ?? 0) * 1e9 + Math.floor(Date.now() / believedMilliseconds),
    async changed(workspaceId) {
      forget(workspaceId);
      await readHosts();
    },
    async start() {
      await readHosts();
      leave = bus.subscribe((events) => {
        for (const workspaceId of new Set(
          events.filter(({ kind }) => changes.test(kind)).map((event) => event.workspaceId),
        ))
          forget(workspaceId);
        if (events.some(({ kind }) => kind === "help_centre.changed"))
          void readHosts().catch(() => undefined);
      });
      // Another process may have given a host to a help centre; until the database is back, those stand that are known.
      timer = setInterval(() => void readHosts().catch(() => undefined), believedMilliseconds);
      timer.unref();
    },
    stop() {
      clearInterval(timer);
      leave?.();
    },
  };
}

const rows = (system: Kysely<Tables>) =>
  system
    .selectFrom("brands as b")
    .innerJoin("workspaces as w", "w.id", "b.workspaceId")
    .leftJoin("helpCentres as c", (join) =>
      join.onRef("c.workspaceId", "=", "b.workspaceId").onRef("c.brandId", "=", "b.id"),
    )
    .selectAll("c")
    .select([
      "b.workspaceId",
      "b.id",
      "b.name",
      "b.colour as brandColour",
      "b.locales as brandLocales",
      "w.timeZone",
    ]);
type Row = Awaited<ReturnType<ReturnType<typeof rows>["executeTakeFirstOrThrow"]>>;

async function readCentre(db: Db, slug: string, publicUrl: string): Promise<Centre | null> {
  const row = await askWithoutWall(db, (system) =>
    rows(system)
      .innerJoin("directoryHelpCentres as d", (join) =>
        join.onRef("d.workspaceId", "=", "b.workspaceId").onRef("d.brandId", "=", "b.id"),
      )
      .where("d.slug", "=", slug)
      .where("c.isOn", "=", true)
      .executeTakeFirst(),
  );
  return row ? toCentre(row, publicUrl) : null;
}

/** The help centre of a brand, on or off, as it would look. */
export async function centreOfBrand(
  db: Db,
  { workspaceId, brandId, publicUrl }: { workspaceId: string; brandId: string; publicUrl: string },
): Promise<Centre> {
  const row = await askWithoutWall(db, (system) =>
    rows(system)
      .where("b.workspaceId", "=", workspaceId)
      .where("b.id", "=", brandId)
      .executeTakeFirstOrThrow(),
  );
  return toCentre(row, publicUrl);
}

/** The help centre of a brand while it is on. */
export async function centreThatIsOn(
  db: Db,
  { workspaceId, brandId, publicUrl }: { workspaceId: string; brandId: string; publicUrl: string },
): Promise<Centre | null> {
  const row = await askWithoutWall(db, (system) =>
    rows(system)
      .where("b.workspaceId", "=", workspaceId)
      .where("b.id", "=", brandId)
      .where("c.isOn", "=", true)
      .executeTakeFirst(),
  );
  return row ? toCentre(row, publicUrl) : null;
}

function toCentre({ id, name, brandColour, brandLocales, timeZone, ...own }: Row, publicUrl: string): Centre {
  const brand = { id, name, locales: brandLocales, colour: brandColour };
  const row = own.slug === null ? asItBegins(own.workspaceId, brand) : (own as CentreRow);
  const palette = paletteOf(row.colour ?? brandColour);
  const css = styleOf(palette);
  return {
    workspaceId: row.workspaceId,
    brandId: id,
    brandName: name,
    ...publicSide(row, publicUrl),
    logo: row.logoSha256
      ? { path: logoPath(row.workspaceId, row.logoSha256), mimeType: row.logoType! }
      : null,
    palette,
    style: { css, hash: contentHash(css) },
    timeZone,
  };
}

/** The colours as custom properties, light and dark. */
export function styleOf({ light, dark }: Palette): string {
  const properties = (scheme: Scheme) =>
    Object.entries(scheme)
      .map(
        ([name, colour]) => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}:${colour}`,
      )
      .join(";");
  return `:root{color-scheme:light dark;${properties(light)}}@media(prefers-color-scheme:dark){:root{${properties(dark)}}}`;
}
