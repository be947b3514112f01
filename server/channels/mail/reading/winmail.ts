import type { GivenFile } from "./attachments.ts";
import { decodeBytes } from "./charsets.ts";
import { cleanFileName } from "./file-names.ts";
import { metaCharset, readHtml } from "./html-text.ts";
import { expandRtf, readRtf } from "./rtf.ts";
import { isTnef, readTnef, type Tnef } from "./tnef.ts";

/** What Outlook packed into a `winmail.dat`, as the parts of an ordinary mail. */
export interface Winmail {
  plain: string | null;
  html: string | null;
  files: GivenFile[];
  /** The subject of a mail that hung on this one. */
  attachedSubject: string | null;
  /** There are words in it that we do not unpack: too many of them, or broken. */
  isUnread: boolean;
}

export function readWinmail(bytes: Buffer): Winmail | null {
  const tnef = readTnef(bytes);
  if (!tnef) return null;
  const files: GivenFile[] = [];
  let attachedSubject: string | null = null;
  for (const { name, mimeType, contentId, content, isMessage } of tnef.attachments) {
    const inner = isMessage && isTnef(content) ? readTnef(content) : null;
    if (!inner) files.push({ filename: cleanFileName(name), mimeType, contentId, content });
    else {
      attachedSubject ??= inner.subject ?? "";
      files.push(...filesOf(inner));
    }
  }
  const words = wordsOf(tnef);
  const isUnread = words.plain === null && words.html === null && tnef.rtf !== null;
  return { ...words, files, attachedSubject, isUnread: isUnread && expandRtf(tnef.rtf!) === null };
}

/** A mail within the mail: its words as a text file, and its own files; a third level stays as it is. */
function filesOf({ subject, attachments, ...inner }: Tnef): GivenFile[] {
  const { plain, html } = wordsOf({ subject, attachments, ...inner });
  const text = Buffer.from(plain ?? readHtml(html ?? "").text);
  const own = attachments.map(({ name, mimeType, content }) => ({
    filename: cleanFileName(name),
    mimeType,
    content,
  }));
  return [
    { filename: `${cleanFileName(subject ?? "") || "message"}.txt`, mimeType: "text/plain", content: text },
    ...own,
  ];
}

/** HTML, or RTF that may hold HTML, or plain text; the mail around it often has the plain text already. */
function wordsOf(tnef: Tnef): { plain: string | null; html: string | null } {
  if (tnef.html)
    return {
      plain: tnef.text,
      html: decodeBytes(tnef.html, metaCharset(tnef.html) ?? tnef.charset).text,
    };
  const rtf = tnef.rtf && expandRtf(tnef.rtf);
  const read = rtf ? readRtf(rtf) : null;
  if (read && "html" in read) return { plain: tnef.text, html: read.html };
  const plain = tnef.text?.trim() ? tnef.text : (read?.text ?? "");
  return { plain: plain.trim() ? plain : null, html: null };
}
