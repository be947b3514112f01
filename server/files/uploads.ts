import { randomUUIDv7 } from "node:crypto";
import { fileTypeFromBuffer } from "file-type";
import type { Attachment } from "../../contract/files.ts";
import type { Caller } from "../caller.ts";
import { type Db, type Tx, within } from "../db/database.ts";
import { Refusal } from "../refusal.ts";
import type { FileStore } from "./store.ts";

/** Keeps an uploaded file until a message claims it. */
export async function upload(
  db: Db,
  store: FileStore,
  caller: Pick<Caller, "workspaceId" | "id">,
  filename: string,
  bytes: Buffer,
): Promise<Attachment> {
  const sha256 = await store.keep(caller.workspaceId, bytes);
  const file = {
    id: randomUUIDv7(),
    filename: filename.replace(/[\p{Cc}/\\]/gu, "_"),
    mimeType: await typeOf(bytes),
    size: bytes.length,
    inline: false,
  };
  await within(db, caller.workspaceId, (tx) =>
    tx
      .insertInto("attachments")
      .values({ ...file, workspaceId: caller.workspaceId, uploadedBy: caller.id, sha256 })
      .execute(),
  );
  return file;
}

/** What the bytes say they are, never what the sender says. */
export async function typeOf(bytes: Buffer): Promise<string> {
  const found = await fileTypeFromBuffer(bytes);
  if (found) return found.mime;
  return bytes.subarray(0, 4096).includes(0) ? "application/octet-stream" : "text/plain";
}

/** Makes the caller's uploads part of a message; an id that is not theirs, or in use, refuses all of it. */
export async function claimUploads(
  tx: Tx,
  caller: Pick<Caller, "workspaceId" | "id">,
  ids: string[],
  { conversationId, messageId }: { conversationId: string; messageId: string },
): Promise<void> {
  if (!ids.length) return;
  const { numUpdatedRows } = await tx
    .updateTable("attachments")
    .set({ conversationId, messageId })
    .where("workspaceId", "=", caller.workspaceId)
    .where("id", "in", ids)
    .where("uploadedBy", "=", caller.id)
    .where("messageId", "is", null)
    .executeTakeFirst();
  if (Number(numUpdatedRows) !== new Set(ids).size) throw new Refusal("not_found");
  await tx
    .updateTable("messages")
    .set({ hasAttachments: true })
    .where("workspaceId", "=", caller.workspaceId)
    .where("id", "=", messageId)
    .execute();
}
