import { decodeWords } from "./encoded-words.ts";
import { type Part, readParts } from "./parts.ts";
import type { Problem } from "./problems.ts";

const extensions: Record<string, string> = {
  "application/gzip": "gz",
  "application/msword": "doc",
  "application/octet-stream": "bin",
  "application/pdf": "pdf",
  "application/pgp-encrypted": "asc",
  "application/pgp-keys": "asc",
  "application/pgp-signature": "asc",
  "application/pkcs7-mime": "p7m",
  "application/pkcs7-signature": "p7s",
  "application/x-pkcs7-mime": "p7m",
  "application/x-pkcs7-signature": "p7s",
  "application/zip": "zip",
  "audio/mpeg": "mp3",
  "audio/ogg": "ogg",
  "image/bmp": "bmp",
  "image/gif": "gif",
  "image/heic": "heic",
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/svg+xml": "svg",
  "image/tiff": "tif",
  "image/webp": "webp",
  "text/calendar": "ics",
  "text/csv": "csv",
  "text/html": "html",
  "text/plain": "txt",
  "text/vcard": "vcf",
  "text/x-vcard": "vcf",
  "video/mp4": "mp4",
};

/** The name a part goes by, or one made from what it is. */
export function fileName(
  part: Part,
  fromDisposition: string | undefined,
  nr: number,
  parent: Part | null,
): string {
  const given = cleanFileName(fromDisposition ?? part.type.params.get("name") ?? "");
  if (given) return given;
  const type = part.type.value;
  if (type === "message/rfc822" || type === "message/global")
    return `${attachedSubject(part) || "message"}.eml`;
  if (type === "message/delivery-status") return "delivery-status.txt";
  if (type.startsWith("message/") || type === "text/rfc822-headers") return `${type.split("/")[1]}.txt`;
  if (type === "text/calendar") return "invite.ics";
  if (/-signature$/.test(type)) return `signature.${extensions[type]}`;
  if (type === "application/ms-tnef") return "winmail.dat";
  const stem =
    parent?.type.value === "multipart/encrypted"
      ? "encrypted"
      : type.split("/")[0] === "image"
        ? "image"
        : "attachment";
  const known = extensions[type] ?? /^[a-z]+\/([a-z0-9]{1,5})$/.exec(type)?.[1] ?? "bin";
  return `${stem}-${nr}.${known}`;
}

function attachedSubject(part: Part): string {
  const ignored = new Set<Problem>();
  const head = part.source.subarray(part.bodyStart, Math.min(part.bodyEnd, part.bodyStart + 20_000));
  const subject = readParts(head, ignored).headers.get("subject")?.[0];
  return cleanFileName(decodeWords(subject ?? "").replace(/[\\/:*?"<>|]+/g, " ")).slice(0, 100);
}

/** The last piece of a path, without control and direction-override characters that disguise an extension. */
export function cleanFileName(name: string): string {
  return name
    .replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, " ")
    .replace(/\s+/g, " ")
    .replace(/^.*[\\/]/, "")
    .trim()
    .slice(0, 255);
}
