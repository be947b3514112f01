import { createHash } from "node:crypto";
import type pg from "pg";
import type { FileStore } from "../files/index.ts";
import { type ArchiveWriter, sha256 } from "./archive.ts";
import { fileMember, type Manifest } from "./manifest.ts";
import { fetchAll } from "./rows.ts";

/** Whatever rows refer to by its hash, but for files that were given up. A test looks for other columns of that name. */
export const fileReferences = `
  select workspace_id as "workspaceId", sha256 from attachments where message_id is not null or uploaded_by is not null
  union
  select workspace_id, sha256 from raw_mails where content is null
  union
  select workspace_id, unnest(array[pdf_sha256, csv_sha256]) from reports
  union
  select workspace_id, logo_sha256 from help_centres where logo_sha256 is not null
  union
  select workspace_id, sha256 from article_files where given_up_at is null
  order by 1, 2`;

/** Adds every file that a row of the snapshot refers to. */
export async function addFiles(
  archive: ArchiveWriter,
  client: pg.Client,
  store: FileStore,
  signal: AbortSignal | undefined,
): Promise<Manifest["files"]> {
  const files: Manifest["files"] = { count: 0, bytes: 0, sha256: "", missing: [], missingCount: 0 };
  const list = createHash("sha256");
  const batches = fetchAll<{ workspaceId: string; sha256: string }>(client, fileReferences, 1_000);
  for await (const batch of batches)
    for (const { workspaceId, sha256: hash } of batch) {
      signal?.throwIfAborted();
      const name = fileMember(workspaceId, hash);
      const content = await store.read(workspaceId, hash).catch(whenMissing);
      if (!content || sha256(content) !== hash) {
        files.missingCount++;
        if (files.missing.length < 100) files.missing.push({ name, why: content ? "damaged" : "missing" });
        continue;
      }
      await archive.add(name, content);
      list.update(`${hash}\n`);
      files.count++;
      files.bytes += content.length;
    }
  return { ...files, sha256: list.digest("hex") };
}

/** One lost file is no reason to have no backup of all the others; it is named, and the command ends with 1. */
function whenMissing(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT") return null;
  throw error;
}

/** Puts a file into the store, in the place of a damaged one if need be. True when a sound one was not there before. */
export async function putFile(
  store: FileStore,
  { workspaceId, sha256: hash }: { workspaceId: string; sha256: string },
  content: Buffer,
): Promise<boolean> {
  if (await store.has(workspaceId, hash)) {
    if (sha256(await store.read(workspaceId, hash)) === hash) return false;
    await store.remove(workspaceId, hash);
  }
  await store.keep(workspaceId, content);
  return true;
}
