import { inflateRawSync } from "node:zlib";
import { Refusal } from "../../refusal.ts";

/** A file of an import, by the path under which it came. */
export interface SentFile {
  name: string;
  bytes: Buffer;
}

export const mostFiles = 2_000;
const mostUnpacked = 200 * 1024 * 1024;

const endOfDirectory = 0x06054b50;
const inDirectory = 0x02014b50;
const local = 0x04034b50;

/**
 * The files of a .zip (APPNOTE 6.3: stored or deflated, not encrypted, below 4 GB), whatever made it. Folders, hidden files
 * and what a Mac adds are left out. Refuses what unpacks to more than 200 MB or two thousand files; a name is never a path
 * to write to.
 */
export function unpack(archive: Buffer): SentFile[] {
  const end = findEnd(archive);
  const count = archive.readUInt16LE(end + 10);
  let at = archive.readUInt32LE(end + 16);
  if (count > mostFiles) throw new Refusal("too_large");
  const files: SentFile[] = [];
  let left = mostUnpacked;
  for (let nr = 0; nr < count; nr++) {
    if (at + 46 > archive.length || archive.readUInt32LE(at) !== inDirectory) throw unreadable();
    const [flags, method] = [archive.readUInt16LE(at + 8), archive.readUInt16LE(at + 10)];
    const [packed, size] = [archive.readUInt32LE(at + 20), archive.readUInt32LE(at + 24)];
    const [named, extra, comment] = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    const offset = archive.readUInt32LE(at + 42);
    const name = archive.toString("utf8", at + 46, at + 46 + named).replaceAll("\\", "/");
    at += 46 + named + extra + comment;
    if (name.endsWith("/") || isHidden(name)) continue;
    if (flags & 1 || (method !== 0 && method !== 8) || size === 0xffffffff) throw unreadable();
    left -= size;
    if (left < 0) throw new Refusal("too_large");
    files.push({ name, bytes: contentAt(archive, offset, { packed, size, method }) });
  }
  return files;
}

function findEnd(archive: Buffer): number {
  // A comment of at most 65,535 bytes may stand behind it.
  for (let at = archive.length - 22; at >= 0 && at >= archive.length - 22 - 0xffff; at--)
    if (archive.readUInt32LE(at) === endOfDirectory) return at;
  throw unreadable();
}

function contentAt(
  archive: Buffer,
  offset: number,
  { packed, size, method }: { packed: number; size: number; method: number },
): Buffer {
  if (offset + 30 > archive.length || archive.readUInt32LE(offset) !== local) throw unreadable();
  const from = offset + 30 + archive.readUInt16LE(offset + 26) + archive.readUInt16LE(offset + 28);
  if (from + packed > archive.length) throw unreadable();
  const bytes = archive.subarray(from, from + packed);
  if (method === 0) return bytes;
  try {
    // One that lies about its size stops there.
    return inflateRawSync(bytes, { maxOutputLength: Math.max(size, 1) });
  } catch {
    throw unreadable();
  }
}

const isHidden = (name: string) =>
  name.split("/").some((part) => part.startsWith(".") || part === "__MACOSX");

const unreadable = () =>
  new Refusal("invalid", { fields: [{ path: "file", message: "unreadable_archive" }] });

export const isZip = (bytes: Buffer): boolean => bytes.length >= 22 && bytes.readUInt32LE(0) === local;

/** The files of a form (multipart/form-data), told by its first line; null for what is no form. */
export async function filesOfForm(body: Buffer): Promise<SentFile[] | null> {
  const boundary = /^--([^\r\n]{1,200})\r\n/.exec(body.subarray(0, 210).toString("latin1"))?.[1];
  if (!boundary || !/^content-disposition: *form-data/im.test(body.subarray(0, 2000).toString("latin1")))
    return null;
  const response = new Response(new Uint8Array(body), {
    headers: { "content-type": `multipart/form-data; boundary=${boundary}` },
  });
  const form = await response.formData().catch(() => {
    throw new Refusal("malformed");
  });
  const files = [...form.values()].filter((value): value is File => typeof value !== "string");
  if (files.length > mostFiles) throw new Refusal("too_large");
  return Promise.all(
    files.map(async (file) => ({ name: file.name || "file", bytes: Buffer.from(await file.arrayBuffer()) })),
  );
}
