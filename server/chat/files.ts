import type { z } from "zod";
import type { ChatFile, FileKind } from "../../contract/chat.ts";
import { signedFileUrl, typeOfFile, upload } from "../files/index.ts";
import { Refusal } from "../refusal.ts";
import type { Visitor } from "../visitor.ts";
import type { ChatNeeds } from "./needs.ts";
import { widgetById } from "./widget.ts";

/** Which kinds of files bytes may turn out to be. Nothing that a desk could run is among them. */
const kinds: Record<z.infer<typeof FileKind>, RegExp> = {
  image: /^image\/(png|jpeg|gif|webp|avif|heic|heif)$/,
  pdf: /^application\/pdf$/,
  text: /^text\/plain$/,
  audio: /^audio\//,
  video: /^video\//,
  archive: /^application\/(zip|gzip|x-7z-compressed|x-tar|x-bzip2|vnd\.rar)$/,
  office:
    /^application\/(vnd\.openxmlformats-officedocument\.|vnd\.oasis\.opendocument\.|x-cfb$|msword$|rtf$)/,
};

/** Keeps a file until a message claims it; what its bytes are decides whether it may, not what it is called. */
export async function uploadFile(
  { db, store, secret }: ChatNeeds,
  visitor: Visitor,
  filename: string,
  bytes: Buffer,
): Promise<ChatFile> {
  if (visitor.isBlocked) throw new Refusal("blocked");
  const widget = await widgetById(db, visitor.workspaceId, visitor.widgetId);
  const allowed = widget?.settings.files;
  if (!widget?.isOn || !allowed?.isOn) throw new Refusal("wrong_content_type");
  if (bytes.length > allowed.largestBytes) throw new Refusal("too_large");
  const type = await typeOfFile(bytes);
  if (!allowed.kinds.some((kind) => kinds[kind].test(type))) throw new Refusal("wrong_content_type");
  const { inline: _, ...file } = await upload(db, store, visitor, filename, bytes);
  return { ...file, url: signedFileUrl(secret, visitor.workspaceId, file.id) };
}
