import type { ReportVerdict } from "../../contract/reports.ts";
import { askWithoutWall, type Db } from "../db/database.ts";
import { sha256 } from "./canonical.ts";
import { type Manifest, readManifest } from "./manifest.ts";
import { isAsSigned } from "./read.ts";
import { readSigner, type Signer } from "./signer.ts";
import { unzip } from "./zip.ts";

type FileKind = NonNullable<ReportVerdict["report"]>["file"];

interface Signed {
  workspaceId: string;
  id: string;
  manifest: string;
  signature: Buffer;
  pdfSha256: string;
  csvSha256: string;
}

/**
 * Whether bytes are a report of this installation, unchanged. Whoever asks shows the file, or its sum, and is told no
 * more than what stands in it; of a file that was changed not even that.
 */
export async function verifyFile(db: Db, bytes: Buffer): Promise<ReportVerdict> {
  const sum = sha256(bytes);
  const verdict = await verifySum(db, sum);
  if (verdict.verdict !== "unknown") return verdict;
  const files = unzip(bytes);
  if (files) return verifyProof(db, files, sum);
  return { ...unknown(sum), verdict: (await bearsOurs(db, bytes)) ? "changed" : "unknown" };
}

/** The same for whoever has worked out the SHA-256 of a file. */
export async function verifySum(db: Db, sum: string): Promise<ReportVerdict> {
  const found = await askWithoutWall(db, (system) =>
    system
      .selectFrom("reports")
      .select(signed)
      .where((eb) => eb.or([eb("pdfSha256", "=", sum), eb("csvSha256", "=", sum)]))
      .executeTakeFirst(),
  );
  if (!found) return unknown(sum);
  return told(found, found.pdfSha256 === sum ? "pdf" : "csv", sum, await readSigner(db));
}

/** The archive with all of it: each file in it must be the one that was signed. */
async function verifyProof(db: Db, files: Map<string, Buffer>, sum: string): Promise<ReportVerdict> {
  const [pdf, manifest] = [files.get("report.pdf"), files.get("manifest.json")];
  const id = manifest && idsIn(manifest)[0];
  const report = id ? await reportOf(db, [id]) : undefined;
  if (!report) {
    const isOurs = pdf !== undefined && (await bearsOurs(db, pdf));
    return { ...unknown(sum), verdict: isOurs ? "changed" : "unknown" };
  }
  const signer = await readSigner(db);
  const { data } = readManifest(report.manifest);
  const sumOf = (name: string) => sha256(files.get(name) ?? "");
  const isWhole =
    sumOf("report.pdf") === report.pdfSha256 &&
    sumOf("report.csv") === report.csvSha256 &&
    sumOf("data.json") === data &&
    sumOf("manifest.json") === sha256(report.manifest) &&
    sumOf("manifest.sig") === sha256(report.signature) &&
    sumOf("public-key.pem") === sha256(signer.publicKey);
  return isWhole ? told(report, "proof", sum, signer) : { ...unknown(sum), verdict: "changed" };
}

const signed = ["workspaceId", "id", "manifest", "signature", "pdfSha256", "csvSha256"] as const;

const unknown = (sum: string): ReportVerdict => ({
  verdict: "unknown",
  sha256: sum,
  report: null,
  manifest: null,
  signature: null,
});

function told(report: Signed, file: FileKind, sum: string, signer: Signer): ReportVerdict {
  if (!isAsSigned(report, signer)) return { ...unknown(sum), verdict: "changed" };
  const { id, workspace, brand, period, edition, madeAt }: Manifest = readManifest(report.manifest);
  return {
    verdict: "unchanged",
    sha256: sum,
    report: { id, file, workspace, brand, period, edition, madeAt },
    manifest: report.manifest,
    signature: report.signature.toString("base64"),
  };
}

/** A UUID of version 7, which nobody guesses. */
const anId = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g;
const mostIds = 50;

const idsIn = (bytes: Buffer): string[] =>
  [...new Set(bytes.toString("latin1").match(anId))].slice(0, mostIds);

async function bearsOurs(db: Db, bytes: Buffer): Promise<boolean> {
  const ids = idsIn(bytes);
  return ids.length > 0 && (await reportOf(db, ids)) !== undefined;
}

const reportOf = (db: Db, ids: string[]): Promise<Signed | undefined> =>
  askWithoutWall(db, (system) =>
    system.selectFrom("reports").select(signed).where("id", "in", ids).executeTakeFirst(),
  );
