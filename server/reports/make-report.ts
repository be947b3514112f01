import { randomUUIDv7 } from "node:crypto";
import type { Locale } from "../../contract/languages.ts";
import { ReportData, ReportFigures } from "../../contract/reports.ts";
import { refuseForeignBrands } from "../brand-wall.ts";
import type { Caller } from "../caller.ts";
import { type Db, look, type Tx, within } from "../db/database.ts";
import { type Actor, actorOf, record } from "../events.ts";
import type { FileStore } from "../files/index.ts";
import { Refusal } from "../refusal.ts";
import { sha256OfData } from "./canonical.ts";
import { renderCsv } from "./csv.ts";
import { writeManifest } from "./manifest.ts";
import { type Month, monthOf } from "./month.ts";
import { type Printed, renderPdf } from "./pdf/render.ts";
import { readSigner, type Signer } from "./signer.ts";
import type { ReportSource } from "./source.ts";

/** What a report is made with. */
export interface Press {
  source: ReportSource;
  store: FileStore;
  /** Where this Tandem is reached, so that a report can say where it is verified. */
  publicUrl: string;
  now?: () => Date;
}

/**
 * Makes, signs and keeps the report of a month that is over, and returns its id. Made again it gets the next edition,
 * which says that it replaces the one before; that one stays as it was.
 */
export async function makeReport(
  db: Db,
  caller: Caller,
  { period, brand: brandId, locale }: { period: string; brand: string | null; locale?: Locale },
  press: Press,
): Promise<string> {
  const { workspaceId } = caller;
  // A report of all brands tells of those behind other walls.
  if (brandId === null && caller.brands !== null) throw new Refusal("forbidden");
  if (brandId !== null) refuseForeignBrands(caller, [brandId]);
  const workspace = await workspaceOf(db, workspaceId);
  const month = monthOf(period, workspace.timeZone);
  if (month.to > now(press))
    throw new Refusal("invalid", { fields: [{ path: "period", message: "month_not_over" }] });
  const order = { workspaceId, workspace, brandId, month, locale: locale ?? workspace.locale };
  return (await issue(db, order, actorOf(caller), press))!;
}

export interface Order {
  workspaceId: string;
  workspace: { name: string; timeZone: string };
  brandId: string | null;
  month: Month;
  locale: Locale;
}

export async function issue(
  db: Db,
  order: Order,
  actor: Actor,
  press: Press,
  { onlyFirst = false } = {},
): Promise<string | null> {
  const { workspaceId, brandId, locale } = order;
  const brand = brandId === null ? null : await brandOf(db, workspaceId, brandId);
  const signer = await readSigner(db);
  const { month, workspace } = order;
  const asked = { ...month, workspaceId, brandId, locale, timeZone: workspace.timeZone };
  const figures = ReportFigures.parse(await press.source(db, asked));
  for (;;) {
    const former = await within(db, workspaceId, (tx) => latest(tx, order));
    if (former && onlyFirst) return null;
    const data = ReportData.parse({
      ...figures,
      workspace: workspace.name,
      brand,
      period: month.period,
      from: month.from.toISOString(),
      to: month.to.toISOString(),
      timeZone: workspace.timeZone,
      madeAt: now(press).toISOString(),
    });
    const printed: Printed = {
      id: randomUUIDv7(),
      edition: (former?.edition ?? 0) + 1,
      replaces: former,
      data,
      publicUrl: press.publicUrl,
      keySha256: signer.keySha256,
    };
    const files = await print(printed, locale, workspaceId, press.store);
    const isKept = await within(db, workspaceId, async (tx) => {
      const kept = await keep(tx, { order, printed, former, files, signer, actor });
      if (kept)
        await record(tx, {
          workspaceId,
          kind: "report.made",
          actor,
          brandId,
          data: { report: printed.id, period: month.period, edition: printed.edition },
        });
      return kept;
    });
    if (isKept) return printed.id;
    // Somebody made this edition meanwhile. No other row can name these bytes: they bear an id of their own.
    for (const sha of Object.values(files)) await press.store.remove(workspaceId, sha);
  }
}

async function print(
  printed: Printed,
  locale: Locale,
  workspaceId: string,
  store: FileStore,
): Promise<{ pdf: string; csv: string }> {
  const pdf = await renderPdf(printed, locale);
  return {
    pdf: await store.keep(workspaceId, pdf),
    csv: await store.keep(workspaceId, renderCsv(printed, locale)),
  };
}

interface Kept {
  order: Order;
  printed: Printed;
  former: { id: string } | null;
  files: { pdf: string; csv: string };
  signer: Signer;
  actor: Actor;
}

async function keep(tx: Tx, { order, printed, former, files, signer, actor }: Kept): Promise<boolean> {
  const { id, edition, data } = printed;
  const { total, answered, acknowledged, inTime, judged, open } = data.requests;
  const manifest = writeManifest({
    tandemReport: 1,
    id,
    edition,
    replaces: former?.id ?? null,
    workspace: data.workspace,
    brand: data.brand?.name ?? null,
    period: data.period,
    from: data.from,
    to: data.to,
    timeZone: data.timeZone,
    locale: order.locale,
    madeAt: data.madeAt,
    requests: { total, answered, acknowledged, inTime, judged, open },
    invariant: {
      neverIgnored: data.neverIgnored,
      checks: data.invariantChecks,
      breaks: data.invariantBreaks.length,
    },
    ...files,
    data: sha256OfData(data),
    key: signer.keySha256,
  });
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto("reports")
    .values({
      workspaceId: order.workspaceId,
      id,
      brandId: order.brandId,
      period: data.period,
      locale: order.locale,
      edition,
      replaces: former?.id ?? null,
      data: JSON.stringify(data),
      manifest,
      signature: signer.sign(manifest),
      pdfSha256: files.pdf,
      csvSha256: files.csv,
      madeAt: data.madeAt,
      madeBy: actor.kind === "automation" ? null : actor.name,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

async function latest(
  tx: Tx,
  { workspaceId, brandId, month, locale }: Order,
): Promise<{ id: string; edition: number } | null> {
  const found = await tx
    .selectFrom("reports")
    .select(["id", "edition"])
    .where("workspaceId", "=", workspaceId)
    .where("period", "=", month.period)
    .where("brandId", brandId === null ? "is" : "=", brandId)
    .where("locale", "=", locale)
    .orderBy("edition", "desc")
    .limit(1)
    .executeTakeFirst();
  return found ?? null;
}

async function workspaceOf(db: Db, workspaceId: string) {
  const workspace = await look(db, workspaceId, (tx) =>
    tx
      .selectFrom("workspaces")
      .select(["name", "timeZone", "locale"])
      .where("id", "=", workspaceId)
      .executeTakeFirstOrThrow(),
  );
  return { ...workspace, locale: workspace.locale as Locale };
}

async function brandOf(db: Db, workspaceId: string, id: string): Promise<{ id: string; name: string }> {
  const brand = await look(db, workspaceId, (tx) =>
    tx
      .selectFrom("brands")
      .select(["id", "name"])
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", id)
      .executeTakeFirst(),
  );
  if (!brand) throw new Refusal("not_found");
  return brand;
}

const now = ({ now: given }: Press): Date => given?.() ?? new Date();
