import { crc32 } from "node:zlib";

const local = 0x04034b50;
const central = 0x02014b50;
const end = 0x06054b50;
/** Names are UTF-8. */
const utf8Names = 0x0800;

/** A ZIP archive (APPNOTE 6.3) of files as they are: PDFs are packed already, and whoever looks into it finds the bytes. */
export function zip(files: { name: string; bytes: Buffer }[], at: Date): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes } of files) {
    const named = Buffer.from(name);
    const about = Buffer.alloc(26);
    about.writeUInt16LE(20, 0);
    about.writeUInt16LE(utf8Names, 2);
    about.writeUInt16LE(0, 4);
    about.writeUInt32LE(dosTime(at), 6);
    about.writeUInt32LE(crc32(bytes), 10);
    about.writeUInt32LE(bytes.length, 14);
    about.writeUInt32LE(bytes.length, 18);
    about.writeUInt16LE(named.length, 22);
    directory.push(u32(central), u16(20), about, Buffer.alloc(10), u32(offset), named);
    const member = [u32(local), about, named, bytes];
    parts.push(...member);
    offset += member.reduce((sum, part) => sum + part.length, 0);
  }
  const index = Buffer.concat(directory);
  const count = u16(files.length);
  return Buffer.concat([
    ...parts,
    index,
    u32(end),
    u32(0),
    count,
    count,
    u32(index.length),
    u32(offset),
    u16(0),
  ]);
}

/** The files of an archive that `zip` made; null for any other. */
export function unzip(archive: Buffer): Map<string, Buffer> | null {
  const files = new Map<string, Buffer>();
  let at = 0;
  while (at + 30 <= archive.length && archive.readUInt32LE(at) === local) {
    const [flags, method] = [archive.readUInt16LE(at + 6), archive.readUInt16LE(at + 8)];
    const [sum, size] = [archive.readUInt32LE(at + 14), archive.readUInt32LE(at + 18)];
    const from = at + 30 + archive.readUInt16LE(at + 26) + archive.readUInt16LE(at + 28);
    if (flags !== utf8Names || method !== 0 || from + size > archive.length) return null;
    const bytes = archive.subarray(from, from + size);
    if (crc32(bytes) !== sum) return null;
    files.set(archive.toString("utf8", at + 30, at + 30 + archive.readUInt16LE(at + 26)), bytes);
    at = from + size;
  }
  return files.size ? files : null;
}

/** In UTC; the format knows no zone. */
const dosTime = (at: Date): number =>
  (((at.getUTCFullYear() - 1980) << 25) |
    ((at.getUTCMonth() + 1) << 21) |
    (at.getUTCDate() << 16) |
    (at.getUTCHours() << 11) |
    (at.getUTCMinutes() << 5) |
    (at.getUTCSeconds() >> 1)) >>>
  0;

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
