import type { KeyObject } from "node:crypto";
import { sha256 } from "./canonical.ts";
import { type Manifest, readManifest } from "./manifest.ts";
import { isSignedBy, shown } from "./signer.ts";
import { unzip } from "./zip.ts";

/** What somebody has who asks nobody: the file, the manifest with its signature, and a key that they trust. */
export interface Shown {
  file: Buffer;
  /** Left out when the file is the archive that holds them. */
  manifest?: Buffer;
  signature?: Buffer;
  publicKey: KeyObject;
}

export type Finding =
  | { verdict: "unchanged"; manifest: Manifest }
  | { verdict: "changed"; why: "no_manifest" | "signature" | "key" | "sums" };

/** Verifies without a database and without a network, as OpenSSL would. */
export function verifyAlone({ file, manifest, signature, publicKey }: Shown): Finding {
  const files = unzip(file);
  const text = (manifest ?? files?.get("manifest.json"))?.toString();
  const signed = signature ?? files?.get("manifest.sig");
  if (!text || !signed) return { verdict: "changed", why: "no_manifest" };
  if (!isSignedBy(publicKey, text, signed)) return { verdict: "changed", why: "signature" };
  const read = readManifest(text);
  if (read.key !== shown(publicKey).keySha256) return { verdict: "changed", why: "key" };
  const sums = [read.pdf, read.csv, read.data];
  const isWhole = files
    ? ["report.pdf", "report.csv", "data.json"].every((name, i) => sha256(files.get(name) ?? "") === sums[i])
    : sums.includes(sha256(file));
  return isWhole ? { verdict: "unchanged", manifest: read } : { verdict: "changed", why: "sums" };
}
