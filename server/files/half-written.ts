import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";

const idleMilliseconds = 24 * 3_600_000;

/** Removes the files of such names from a folder that a process was writing when it was killed, at least a day ago. */
export async function removeHalfWritten(folder: string, name: RegExp): Promise<void> {
  for (const found of await namesIn(folder)) {
    const path = join(folder, found);
    if (name.test(found) && (await isIdle(path))) await rm(path, { force: true });
  }
}

/** Whether nobody has written or touched it for a day; null when it is not there. */
export async function isIdle(path: string): Promise<boolean | null> {
  const found = await stat(path).catch(whenMissing);
  return found && Date.now() - found.mtimeMs > idleMilliseconds;
}

/** What is in a folder; nothing when it was never made, or is none. */
export const namesIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder).catch(whenMissing)) ?? [];

export function whenMissing(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT" || error.code === "ENOTDIR") return null;
  throw error;
}
