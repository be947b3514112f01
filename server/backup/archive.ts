import { createHash } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";
import { Header } from "tar";

/**
 * The container of a backup: an ordinary tar of plain files (ustar), so that `tar tf` lists it and `tar xf` opens it
 * on any machine, now and in twenty years. It is written and read from front to back, one member at a time.
 */

const block = 512;
/** At its end a tar has two empty blocks; what is cut short has none. */
const end = Buffer.alloc(2 * block);

/** What stands in an archive is not what we wrote into it. */
export class ArchiveDamaged extends Error {}

export class ArchiveWriter {
  #file: FileHandle;
  #writtenAt: Date;

  private constructor(file: FileHandle) {
    this.#file = file;
    this.#writtenAt = new Date();
  }

  /** A new file that only its owner may read; throws EEXIST where there is one already. */
  static async create(path: string): Promise<ArchiveWriter> {
    return new ArchiveWriter(await open(path, "wx", 0o600));
  }

  /** Adds a member and returns the SHA-256 of its content. */
  async add(name: string, content: Uint8Array): Promise<string> {
    const header = new Header({
      path: name,
      mode: 0o600,
      uid: 0,
      gid: 0,
      size: content.length,
      mtime: this.#writtenAt,
      type: "File",
    });
    if (header.encode()) throw new Error(`a plain tar cannot hold ${name} of ${content.length} bytes`);
    await this.#file.writev([header.block!, content, Buffer.alloc(padding(content.length))]);
    return sha256(content);
  }

  /** Ends the archive; it is on the disk when this returns. */
  async finish(): Promise<void> {
    await this.#file.write(end);
    await this.#file.sync();
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}

export interface Member {
  name: string;
  content: Buffer;
  sha256: string;
}

/** No member is larger: a mail or a file has 35 MB at most, a piece of a table far less. */
const largestMember = 256 * 1024 * 1024;

/** The members of an archive, in order, each whole in memory. Throws ArchiveDamaged where it is no archive of ours. */
export async function* readMembers(path: string): AsyncGenerator<Member> {
  const file = await open(path, "r");
  try {
    const { size: fileSize } = await file.stat();
    let at = 0;
    const take = async (length: number) => {
      if (at + length > fileSize) throw new ArchiveDamaged("It ends in the middle: it was cut short.");
      const bytes = Buffer.allocUnsafe(length);
      for (let have = 0; have < length; ) {
        const { bytesRead } = await file.read(bytes, have, length - have, at + have);
        if (!bytesRead) throw new ArchiveDamaged("It ends in the middle: it was cut short.");
        have += bytesRead;
      }
      at += length;
      return bytes;
    };
    for (;;) {
      const first = await take(block);
      if (isEmpty(first)) {
        if (!isEmpty(await take(block)) || at !== fileSize)
          throw new ArchiveDamaged("Something stands after its end.");
        return;
      }
      const { name, size } = readHeader(first);
      const content = await take(size);
      if (!isEmpty(await take(padding(size)))) throw damaged(name);
      yield { name, content, sha256: sha256(content) };
    }
  } finally {
    await file.close();
  }
}

function readHeader(bytes: Buffer): { name: string; size: number } {
  const header = new Header(bytes);
  const { path, size } = header;
  if (!header.cksumValid || header.type !== "File" || !path || size === undefined || size > largestMember)
    throw new ArchiveDamaged("It is not an archive that `tandem backup` wrote, or it was changed.");
  return { name: path, size };
}

export const damaged = (name: string): ArchiveDamaged =>
  new ArchiveDamaged(`${name} in it was changed after it was written.`);

export const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

const padding = (size: number) => (block - (size % block)) % block;

const isEmpty = (bytes: Buffer) => bytes.equals(Buffer.alloc(bytes.length));
