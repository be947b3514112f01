import { fileTypeFromBuffer } from "file-type";

/** Where a logo is served. Its name is its hash, so that it can be kept for ever. */
export const logoPath = (workspaceId: string, sha256: string): string =>
  `/help-assets/logo/${workspaceId}/${sha256}`;

const pictures = ["image/png", "image/jpeg", "image/webp"];

/** What a logo's bytes say that they are; null for what is none. */
export async function typeOfLogo(bytes: Buffer): Promise<string | null> {
  const type = await fileTypeFromBuffer(bytes);
  if (type && pictures.includes(type.mime)) return type.mime;
  // It is only ever shown as a picture, where nothing in it runs or loads.
  const text = bytes.toString("utf8").trimStart();
  const begin =
    /^(?:\uFEFF)?(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*(?:<!DOCTYPE svg[^>[]*>\s*)?<svg[\s>]/i;
  return begin.test(text) ? "image/svg+xml" : null;
}
