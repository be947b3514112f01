import type { Locale } from "../../contract/languages.ts";
import type { ReportData } from "../../contract/reports.ts";
import type { FileStore } from "../files/index.ts";
import { Refusal } from "../refusal.ts";
import { canonical, sha256 } from "./canonical.ts";
import { addresses, manifestCommand, sumsCommand } from "./how-to-verify.ts";
import type { KeptReport } from "./read.ts";
import type { Signer } from "./signer.ts";
import { apart, wordsFor } from "./words.ts";
import { zip } from "./zip.ts";

/** The bytes that were signed. Others under their name are not given out as a report of ours. */
export async function signedBytes(
  store: FileStore,
  { workspaceId }: Pick<KeptReport, "workspaceId">,
  sum: string,
): Promise<Buffer> {
  if (!(await store.has(workspaceId, sum))) throw new Refusal("file_damaged");
  const bytes = await store.read(workspaceId, sum);
  if (sha256(bytes) !== sum) throw new Refusal("file_damaged");
  return bytes;
}

/** Everything that somebody needs who trusts nobody, in one file. */
export async function proof(
  report: KeptReport,
  data: ReportData,
  { store, signer, publicUrl }: { store: FileStore; signer: Signer; publicUrl: string },
): Promise<Buffer> {
  const files = [
    { name: "report.pdf", bytes: await signedBytes(store, report, report.pdfSha256) },
    { name: "report.csv", bytes: await signedBytes(store, report, report.csvSha256) },
    { name: "data.json", bytes: Buffer.from(canonical(data)) },
    { name: "manifest.json", bytes: Buffer.from(report.manifest) },
    { name: "manifest.sig", bytes: report.signature },
    { name: "public-key.pem", bytes: Buffer.from(signer.publicKey) },
    { name: "README.txt", bytes: Buffer.from(howTo(data, report.locale as Locale, publicUrl)) },
  ];
  return zip(files, report.madeAt);
}

function howTo(data: ReportData, locale: Locale, publicUrl: string): string {
  const { t, month } = wordsFor(locale, data.timeZone);
  const { page, key } = addresses(publicUrl);
  return [
    t("report.proof.words", {
      title: t("report.title"),
      workspace: apart(data.workspace),
      month: month(data.from),
    }),
    "",
    t("report.proof.page", { url: page }),
    "",
    t("report.proof.alone", { url: key }),
    "",
    `    ${manifestCommand}`,
    `    ${sumsCommand("report.pdf report.csv data.json")}`,
    "",
    t("report.proof.compare"),
    "",
  ].join("\r\n");
}
