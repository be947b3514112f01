import { createHash } from "node:crypto";
import type { ZodType, z } from "zod";
import { ArchiveDamaged, damaged, type Member, readMembers } from "./archive.ts";
import {
  format,
  jobsPart,
  Manifest,
  manifestName,
  manifestSumName,
  Opening,
  openingName,
  readFileMember,
  tablePart,
} from "./manifest.ts";

export interface CheckedArchive {
  manifest: Manifest;
  /** The SHA-256 of the manifest, and so of all that it names. */
  fingerprint: string;
}

/**
 * Reads an archive from front to back and holds every byte of it against its manifest. Throws ArchiveDamaged, in
 * words, for what is no backup, was cut short, was changed, or was written by a Tandem that knows more than this one.
 */
export async function checkArchive(path: string, signal?: AbortSignal): Promise<CheckedArchive> {
  const rows = new Map<string, { size: number; sha256: string }>();
  const files = { count: 0, bytes: 0, list: createHash("sha256") };
  let opened = false;
  let manifest: { value: Manifest; fingerprint: string } | undefined;
  let sum: string | undefined;

  for await (const member of readMembers(path)) {
    signal?.throwIfAborted();
    const { name, content } = member;
    const file = readFileMember(name);
    if (!opened) {
      refuseForeign(member);
      opened = true;
    } else if (sum !== undefined) throw damaged(name);
    else if (name === manifestSumName) sum = content.toString("latin1");
    else if (manifest) throw damaged(name);
    else if (name === manifestName) {
      manifest = { value: read(Manifest, member), fingerprint: member.sha256 };
    } else if (file) {
      if (file.sha256 !== member.sha256) throw damaged(name);
      files.count++;
      files.bytes += content.length;
      files.list.update(`${member.sha256}\n`);
    } else if (rows.has(name)) throw damaged(name);
    else rows.set(name, { size: content.length, sha256: member.sha256 });
  }
  if (!manifest) throw new ArchiveDamaged("It ends before its list of contents: it was cut short.");
  if (sum !== manifestSum(manifest.fingerprint)) throw damaged(manifestName);
  compare(manifest.value, rows, { ...files, sha256: files.list.digest("hex") });
  return { manifest: manifest.value, fingerprint: manifest.fingerprint };
}

function refuseForeign(member: Member) {
  if (member.name !== openingName)
    throw new ArchiveDamaged("It is not an archive that `tandem backup` wrote, or it was packed anew.");
  const opening = read(Opening, member);
  if (opening.tandemBackup > format)
    throw new ArchiveDamaged(
      `It was written by a newer Tandem (${opening.version}), in a form that this one does not know.`,
    );
}

function read<Shape extends ZodType>(shape: Shape, { name, content }: Member): z.infer<Shape> {
  const found = shape.safeParse(json(content));
  if (!found.success) throw damaged(name);
  return found.data;
}

function json(content: Buffer): unknown {
  try {
    return JSON.parse(content.toString("utf8"));
  } catch {
    return undefined; // no shape fits it, and the reader is told which member it is
  }
}

/** What the manifest names is there, as it was written, and there is nothing else. */
function compare(
  { tables, jobs, files }: Manifest,
  found: Map<string, { size: number; sha256: string }>,
  filesFound: { count: number; bytes: number; sha256: string },
) {
  const named = [
    ...tables.flatMap((table) => table.parts.map((part, i) => ({ name: tablePart(table.name, i), ...part }))),
    ...jobs.parts.map((part, i) => ({ name: jobsPart(i), ...part })),
  ];
  for (const { name, size, sha256 } of named) {
    const there = found.get(name);
    if (!there) throw new ArchiveDamaged(`${name} is missing from it.`);
    if (there.size !== size || there.sha256 !== sha256) throw damaged(name);
    found.delete(name);
  }
  for (const [name] of found) throw damaged(name);
  for (const { rows, parts } of [...tables, jobs])
    if (rows !== parts.reduce((sum, part) => sum + part.rows, 0)) throw damaged(manifestName);
  if (
    filesFound.count !== files.count ||
    filesFound.bytes !== files.bytes ||
    filesFound.sha256 !== files.sha256
  )
    throw new ArchiveDamaged("Some of its files are missing, or were added later.");
}

/** What stands in `manifest.sha256`. */
export const manifestSum = (fingerprint: string): string => `${fingerprint}  ${manifestName}\n`;
