import { createHash, randomUUID } from "node:crypto";
import { createReadStream, type ReadStream } from "node:fs";
import { access, type FileHandle, mkdir, open, readFile, rename, rm, utimes } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isIdle, namesIn, removeHalfWritten, whenMissing } from "./half-written.ts";

/** Bytes by what they are: the SHA-256 of a file is its name, so that a file sent twice is kept once. */
export interface FileStore {
  /** Keeps the bytes and returns their hash; they are on the disk when it returns. */
  keep(workspaceId: string, bytes: Uint8Array): Promise<string>;
  /**
   * Keeps bytes that arrive piece by piece, without holding more than a piece. Nothing is kept when they break off with
   * an error, which is thrown on.
   */
  keepArriving(workspaceId: string, pieces: AsyncIterable<Uint8Array>): Promise<string>;
  read(workspaceId: string, sha256: string): Promise<Buffer>;
  stream(workspaceId: string, sha256: string): ReadStream;
  has(workspaceId: string, sha256: string): Promise<boolean>;
  /** For a restore that undoes itself, or that finds a file damaged. */
  remove(workspaceId: string, sha256: string): Promise<void>;
  /**
   * Throws away bytes that no row names any more. Not those that were kept within the last day: the row that will
   * name them may be on its way. False then; true when they are gone.
   */
  discard(workspaceId: string, sha256: string): Promise<boolean>;
  /** Removes what a process that was killed left half-written. */
  tidy(): Promise<void>;
}

/** A store in a folder: `<workspace>/<first two letters>/<hash>`. */
export function folderStore(folder: string): FileStore {
  const place = (workspaceId: string, sha256: string) => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error(`not a hash: ${sha256}`);
    return join(folder, workspaceId, sha256.slice(0, 2), sha256);
  };
  return {
    async keep(workspaceId, bytes) {
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      const path = place(workspaceId, sha256);
      if (await touch(path)) return sha256;
      const partial = `${path}.${randomUUID()}`;
      await writeWhole(partial, (file) => file.writeFile(bytes));
      await giveName(partial, path);
      return sha256;
    },
    async keepArriving(workspaceId, pieces) {
      const hash = createHash("sha256");
      const partial = join(folder, workspaceId, "arriving", randomUUID());
      try {
        await writeWhole(partial, async (file) => {
          for await (const piece of pieces) {
            hash.update(piece);
            await file.writeFile(piece);
          }
        });
        const sha256 = hash.digest("hex");
        await giveName(partial, place(workspaceId, sha256));
        return sha256;
      } finally {
        await rm(partial, { force: true });
      }
    },
    read: (workspaceId, sha256) => readFile(place(workspaceId, sha256)),
    stream: (workspaceId, sha256) => createReadStream(place(workspaceId, sha256)),
    has: (workspaceId, sha256) => exists(place(workspaceId, sha256)),
    remove: (workspaceId, sha256) => rm(place(workspaceId, sha256), { force: true }),
    async discard(workspaceId, sha256) {
      const path = place(workspaceId, sha256);
      const idle = await isIdle(path);
      if (!idle) return idle === null;
      // Out of the way first: from here on `keep` writes the same bytes anew, and where it was quicker it has touched
      // these.
      const aside = `${path}.${randomUUID()}`;
      if ((await rename(path, aside).catch(whenMissing)) === null) return true;
      if (await isIdle(aside)) {
        await rm(aside);
        return true;
      }
      await rename(aside, path);
      return false;
    },
    async tidy() {
      for (const workspaceId of await namesIn(folder))
        for (const start of await namesIn(join(folder, workspaceId)))
          await removeHalfWritten(join(folder, workspaceId, start), /^([0-9a-f]{64}\.)?[0-9a-f-]{36}$/);
    },
  };
}

/** A file with all that is written into it, on the disk; nobody else on the machine may read it. */
async function writeWhole(path: string, write: (file: FileHandle) => Promise<unknown>): Promise<void> {
  // The data folder itself may have to be open to the database's user.
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(path, "wx", 0o600);
  try {
    await write(file);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A name in the store always means whole content, so that a file gets its name last. */
async function giveName(partial: string, path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await rename(partial, path);
  await syncFolder(dirname(path));
}

/** Whether it is there; if so it counts as just kept. */
async function touch(path: string): Promise<boolean> {
  const now = new Date();
  return (await utimes(path, now, now).catch(whenMissing)) !== null;
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

/** A new name survives a power cut only when its folder was written too. */
async function syncFolder(path: string) {
  const folder = await open(path, "r");
  await folder.sync().finally(() => folder.close());
}
