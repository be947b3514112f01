import { createHash } from "node:crypto";
import type { FileStore } from "../../files/index.ts";

/** A mail larger than this lies in the file store, a smaller one in its row: one disk write fewer per mail. */
const largestInRow = 256 * 1024;

/** A mail as it came: of one that lies in the file store no more than its beginning is held. */
export interface Spooled {
  /** At least all of the head that is looked at. */
  beginning: Buffer;
  size: number;
  sha256: string;
  /** All of it, where it is small. */
  content: Buffer | null;
}

/**
 * Takes a mail in pieces as they arrive, and holds no more of it than goes into a row: what is larger is written to the
 * store of each of the workspaces on the way. Null when it is larger than `largest`; then, and when anything fails,
 * nothing is left of it, and what was not asked of `pieces` is its owner's to read or to let go.
 */
export async function spool(
  store: FileStore,
  workspaceIds: Iterable<string>,
  pieces: AsyncIterator<Buffer, unknown>,
  largest: number,
): Promise<Spooled | null> {
  const begun: Buffer[] = [];
  let size = 0;
  for (let next = await pieces.next(); ; next = await pieces.next()) {
    if (next.done) return inMemory(Buffer.concat(begun, size));
    begun.push(next.value);
    size += next.value.length;
    if (size > largest) return null;
    if (size > largestInRow) break;
  }
  const beginning = Buffer.concat(begun.splice(0), size);
  const all = async function* () {
    yield beginning;
    for (let next = await pieces.next(); !next.done; next = await pieces.next()) {
      size += next.value.length;
      if (size > largest) throw new TooLarge();
      yield next.value;
    }
  };
  const [first, ...others] = new Set(workspaceIds);
  try {
    const sha256 = await store.keepArriving(first!, all());
    for (const other of others) await store.keepArriving(other, store.stream(first!, sha256));
    return { beginning, size, sha256, content: null };
  } catch (error) {
    if (error instanceof TooLarge) return null;
    throw error;
  }
}

/** A mail that somebody holds whole already. */
export async function spoolWhole(
  store: FileStore,
  workspaceIds: Iterable<string>,
  raw: Buffer,
): Promise<Spooled> {
  if (raw.length <= largestInRow) return inMemory(raw);
  for (const workspaceId of new Set(workspaceIds)) await store.keep(workspaceId, raw);
  return { ...inMemory(raw), content: null };
}

const inMemory = (raw: Buffer): Spooled => ({
  beginning: raw,
  size: raw.length,
  sha256: createHash("sha256").update(raw).digest("hex"),
  content: raw,
});

class TooLarge extends Error {}
