import { createHash } from "node:crypto";
import { pipeline } from "node:stream/promises";
import { type SqlBool, sql } from "kysely";
import type { Locale } from "../../contract/languages.ts";
import type { listReports, Report, ReportData } from "../../contract/reports.ts";
import type { QueryOf } from "../../contract/route.ts";
import { serves } from "../brand-wall.ts";
import type { Caller } from "../caller.ts";
import { type Db, look, type Tx } from "../db/database.ts";
import type { FileStore } from "../files/index.ts";
import { readCursor, writeCursor } from "../http/cursor.ts";
import { Refusal } from "../refusal.ts";
import type { Secret } from "../secret.ts";
import { readManifest } from "./manifest.ts";
import { readSigner, type Signer } from "./signer.ts";

/** A report as it lies in the database, but for its figures. */
export interface KeptReport {
  workspaceId: string;
  id: string;
  brandId: string | null;
  brand: { id: string; name: string } | null;
  period: string;
  locale: string;
  edition: number;
  replaces: string | null;
  replacedBy: string | null;
  requests: ReportData["requests"];
  neverIgnored: boolean;
  manifest: string;
  signature: Buffer;
  pdfSha256: string;
  csvSha256: string;
  madeAt: Date;
  madeBy: string | null;
}

const keptReports = (tx: Tx, { workspaceId, brands }: Pick<Caller, "workspaceId" | "brands">) =>
  tx
    .selectFrom("reports as r")
    .select([
      "r.workspaceId",
      "r.id",
      "r.brandId",
      "r.period",
      "r.locale",
      "r.edition",
      "r.replaces",
      "r.manifest",
      "r.signature",
      "r.pdfSha256",
      "r.csvSha256",
      "r.madeAt",
      "r.madeBy",
      sql<KeptReport["brand"]>`r.data -> 'brand'`.as("brand"),
      sql<KeptReport["requests"]>`r.data -> 'requests'`.as("requests"),
      sql<boolean>`(r.data -> 'neverIgnored')::boolean`.as("neverIgnored"),
      (eb) =>
        eb
          .selectFrom("reports as later")
          .select("later.id")
          .whereRef("later.workspaceId", "=", "r.workspaceId")
          .whereRef("later.replaces", "=", "r.id")
          .as("replacedBy"),
    ])
    .where("r.workspaceId", "=", workspaceId)
    // Of all brands only for those who may look at all of them.
    .$if(brands !== null, (query) => query.where(sql<SqlBool>`r.brand_id = any(${[...brands!]}::uuid[])`));

/** A page of the reports behind the caller's wall, newest month first. */
export async function listOfReports(
  db: Db,
  caller: Caller,
  { cursor, limit, brand }: QueryOf<typeof listReports>,
  { store, secret }: { store: FileStore; secret: Secret },
): Promise<{ items: Report[]; next: string | null }> {
  const list = JSON.stringify({ reports: true, brand });
  const after = readCursor(secret, list, cursor);
  const page = await look(db, caller.workspaceId, (tx) => {
    let query = keptReports(tx, caller);
    if (brand) query = query.where("r.brandId", "=", brand);
    if (after) query = query.where(sql<SqlBool>`(r.period, r.id) < (${after[0]}, ${after[1]})`);
    return query
      .orderBy("r.period", "desc")
      .orderBy("r.id", "desc")
      .limit(limit + 1)
      .execute();
  });
  const shown = page.slice(0, limit);
  const last = shown.at(-1);
  const signer = await readSigner(db);
  const items: Report[] = [];
  // One after the other: a page of reports is not worth a hundred open files.
  for (const report of shown) items.push(toReport(report, await stateOf(report, store, signer)));
  return {
    items,
    next: page.length > limit && last ? writeCursor(secret, list, [last.period, last.id]) : null,
  };
}

/** One report behind the caller's wall, as it is kept. */
export async function keptReport(db: Db, caller: Caller, id: string): Promise<KeptReport> {
  const report = await look(db, caller.workspaceId, (tx) =>
    keptReports(tx, caller).where("r.id", "=", id).executeTakeFirst(),
  );
  if (!report || (report.brandId && !serves(caller, report.brandId))) throw new Refusal("not_found");
  return report;
}

export async function reportById(
  db: Db,
  caller: Caller,
  id: string,
  store: FileStore,
): Promise<Report & { data: ReportData }> {
  const report = await keptReport(db, caller, id);
  return {
    ...toReport(report, await stateOf(report, store, await readSigner(db))),
    data: await figuresOf(db, report),
  };
}

export async function figuresOf(
  db: Db,
  { workspaceId, id }: Pick<KeptReport, "workspaceId" | "id">,
): Promise<ReportData> {
  const { data } = await look(db, workspaceId, (tx) =>
    tx
      .selectFrom("reports")
      .select("data")
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", id)
      .executeTakeFirstOrThrow(),
  );
  return data as ReportData;
}

const toReport = (report: KeptReport, files: Report["files"]): Report => ({
  id: report.id,
  period: report.period,
  brand: report.brand,
  locale: report.locale as Locale,
  edition: report.edition,
  replaces: report.replaces,
  replacedBy: report.replacedBy,
  madeAt: report.madeAt.toISOString(),
  madeBy: report.madeBy,
  total: report.requests.total,
  answered: report.requests.answered,
  acknowledged: report.requests.acknowledged,
  inTime: report.requests.inTime,
  judged: report.requests.judged,
  neverIgnored: report.neverIgnored,
  files,
  pdfSha256: report.pdfSha256,
  csvSha256: report.csvSha256,
});

/** Whether what was signed is what is kept: signature, manifest, and the bytes in the store, read now. */
async function stateOf(report: KeptReport, store: FileStore, signer: Signer): Promise<Report["files"]> {
  if (!isAsSigned(report, signer)) return "changed";
  for (const sha of [report.pdfSha256, report.csvSha256]) {
    if (!(await store.has(report.workspaceId, sha))) return "missing";
    const hash = createHash("sha256");
    await pipeline(store.stream(report.workspaceId, sha), hash);
    if (hash.digest("hex") !== sha) return "changed";
  }
  return "unchanged";
}

/** Whether the row is the one that was signed. */
export function isAsSigned(
  report: Pick<KeptReport, "id" | "manifest" | "signature" | "pdfSha256" | "csvSha256">,
  signer: Signer,
): boolean {
  if (!signer.verify(report.manifest, report.signature)) return false;
  const { id, pdf, csv } = readManifest(report.manifest);
  return id === report.id && pdf === report.pdfSha256 && csv === report.csvSha256;
}
