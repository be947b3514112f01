import { randomUUIDv7 } from "node:crypto";
import type { FileGroup, FormField } from "../../contract/forms.ts";
import { type Db, look, within } from "../db/database.ts";
import { type FileStore, typeOfFile } from "../files/index.ts";
import type { Fault } from "./answers.ts";
import { withoutPlace } from "./without-place.ts";

/** A file that came with a form and belongs to no message yet. */
export interface KeptFile {
  id: string;
  field: string;
  filename: string;
  size: number;
}

/**
 * Keeps a file of a form until it is sent: whoever has to mend a mistake does not choose it again. It is an upload of the
 * submission, by whose id it is claimed, or forgotten after a week. Returns what is wrong with it instead.
 */
export async function keepFormFile(
  { db, store }: { db: Db; store: FileStore },
  { workspaceId, submissionId }: { workspaceId: string; submissionId: string },
  { key, files }: Pick<FormField, "key" | "files">,
  sent: { filename: string; bytes: Buffer },
): Promise<KeptFile | Fault> {
  const limits = files ?? { groups: ["any" as const], largest: 10 * 1024 * 1024 };
  const name = tidyName(sent.filename);
  if (sent.bytes.length > limits.largest)
    return {
      what: "file_size",
      values: { name, megabytes: Math.max(1, Math.floor(limits.largest / 1_048_576)) },
    };
  const mimeType = await typeOfFile(sent.bytes);
  if (isProgram(name, mimeType) || !limits.groups.some((group) => fits(group, mimeType)))
    return { what: "file_type", values: { name } };
  const bytes = mimeType === "image/jpeg" ? withoutPlace(sent.bytes) : sent.bytes;
  const sha256 = await store.keep(workspaceId, bytes);
  const id = randomUUIDv7();
  await within(db, workspaceId, (tx) =>
    tx
      .insertInto("attachments")
      // The field that it was sent for goes along as what mails call a content id.
      .values({
        workspaceId,
        id,
        filename: name,
        mimeType,
        size: bytes.length,
        sha256,
        uploadedBy: submissionId,
        contentId: key,
      })
      .execute(),
  );
  return { id, field: key, filename: name, size: bytes.length };
}

/** What was kept for a submission so far, in the order it came. */
export function keptFiles(
  db: Db,
  { workspaceId, submissionId }: { workspaceId: string; submissionId: string },
): Promise<KeptFile[]> {
  return look(db, workspaceId, async (tx) => {
    const rows = await tx
      .selectFrom("attachments")
      .select(["id", "contentId", "filename", "size"])
      .where("workspaceId", "=", workspaceId)
      .where("uploadedBy", "=", submissionId)
      .where("messageId", "is", null)
      .orderBy("id")
      .limit(100)
      .execute();
    return rows.map(({ contentId, ...row }) => ({ ...row, size: Number(row.size), field: contentId ?? "" }));
  });
}

const tidyName = (filename: string): string =>
  filename
    .replace(/^.*[/\\]/, "")
    .replace(/[\p{Cc}\p{Bidi_Control}]/gu, "_")
    .toWellFormed()
    .slice(0, 200)
    .trim() || "file";

const documents =
  /^(application\/(pdf|rtf|msword|vnd\.(ms-|openxmlformats-|oasis\.opendocument)[\w.+-]*|x-cfb|epub\+zip)|text\/(plain|csv|rtf))$/;

function fits(group: FileGroup, mimeType: string): boolean {
  switch (group) {
    case "pictures":
      return mimeType.startsWith("image/") && mimeType !== "image/svg+xml";
    case "videos":
      return mimeType.startsWith("video/");
    case "audio":
      return mimeType.startsWith("audio/");
    case "documents":
      return documents.test(mimeType);
    case "any":
      return true;
  }
}

/** What opens as a program on somebody's desk, by its bytes or by its name. */
const isProgram = (name: string, mimeType: string): boolean =>
  /x-msdownload|portable-executable|x-elf|x-mach|x-msi|java-archive|x-sharedlib/.test(mimeType) ||
  /\.(exe|dll|com|scr|pif|bat|cmd|msi|msp|vbs?|vbe|jse?|wsf|wsh|ps1|jar|apk|app|dmg|lnk|reg|hta|cpl|sh|html?|xhtml|svg)$/i.test(
    name,
  );
