import { createPublicKey, type KeyObject } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Writable } from "node:stream";
import { parseArgs } from "node:util";
import { type Finding, type ReportVerdict, verifyAlone, verifyFile } from "../reports/index.ts";
import { withDatabase } from "./with-database.ts";

interface Streams {
  out: Writable;
  err: Writable;
}

const usage = `tandem report verify FILE                                     ask this installation about a PDF, CSV or ZIP
tandem report verify FILE --key K --manifest M --signature S  ask nobody; a ZIP holds M and S itself
`;

/**
 * `tandem report verify FILE`: says whether a file is a report of this installation, unchanged; with `--key` it needs
 * no installation. Ends with 0 only when it is.
 */
export async function reportCommand([verb, ...args]: string[], streams: Streams): Promise<number> {
  const option = { type: "string" } as const;
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { key: option, manifest: option, signature: option },
  });
  const [path, ...more] = positionals;
  const hasManifest = values.manifest !== undefined;
  const isWhole =
    hasManifest === (values.signature !== undefined) && (!hasManifest || values.key !== undefined);
  if (verb !== "verify" || !path || more.length || !isWhole) {
    streams.err.write(usage);
    return 2;
  }
  const read: Buffer[] = [];
  for (const name of [path, values.key, values.manifest, values.signature]) {
    if (name === undefined) continue;
    const bytes = await readFile(name).catch(sayUnreadable(name, streams));
    if (!bytes) return 1;
    read.push(bytes);
  }
  const [file, key, manifest, signature] = read as [Buffer, Buffer?, Buffer?, Buffer?];
  if (!key) return say(streams, await withDatabase((db) => verifyFile(db, file)));
  const publicKey = keyOf(key);
  if (!publicKey) {
    streams.err.write(`${values.key} is no public key in PEM.\n`);
    return 1;
  }
  return sayAlone(streams, verifyAlone({ file, manifest, signature, publicKey }));
}

const sayUnreadable =
  (name: string, { err }: Streams) =>
  (error: NodeJS.ErrnoException): null => {
    if (!["ENOENT", "EACCES", "EISDIR"].includes(error.code ?? "")) throw error;
    err.write(`${name} cannot be read: ${error.message}\n`);
    return null;
  };

function keyOf(bytes: Buffer): KeyObject | null {
  try {
    const key = createPublicKey(bytes);
    return key.asymmetricKeyType === "ed25519" ? key : null;
  } catch {
    // OpenSSL tells what is no key by throwing; there is no other way to ask.
    return null;
  }
}

const reasons: Record<Extract<Finding, { verdict: "changed" }>["why"], string> = {
  no_manifest: "There is no manifest with a signature: give both, or the archive that holds them.",
  signature: "The signature is not one of this key over this manifest.",
  key: "The manifest names another key than this one.",
  sums: "The signature is good, but the file is not one of those that the manifest names.",
};

function sayAlone({ out }: Streams, finding: Finding): number {
  if (finding.verdict === "changed") {
    out.write(`Not verified. ${reasons[finding.why]}\n`);
    return 1;
  }
  const { id, workspace, brand, period, edition, madeAt } = finding.manifest;
  out.write(`Unchanged. ${named({ id, workspace, brand, period, edition, madeAt })}\n`);
  return 0;
}

function say({ out }: Streams, { verdict, report, sha256 }: ReportVerdict): number {
  if (report) {
    out.write(`Unchanged. ${named(report)}\n`);
    return 0;
  }
  out.write(
    verdict === "changed"
      ? `Changed. It bears the id of a report of this installation, and is not that report (SHA-256 ${sha256}).\n`
      : `Unknown. No report of this installation has these bytes (SHA-256 ${sha256}).\n`,
  );
  return 1;
}

type About = Pick<
  NonNullable<ReportVerdict["report"]>,
  "id" | "workspace" | "brand" | "period" | "edition" | "madeAt"
>;

const named = ({ id, workspace, brand, period, edition, madeAt }: About) =>
  `Report ${id} of ${[workspace, brand].filter(Boolean).join(", ")} for ${period}, edition ${edition}, made ${madeAt}.`;
