import { hash } from "node:crypto";

export interface MailAttachment {
  filename: string;
  mimeType: string;
  size: number;
  sha256: string;
  /** Shown inside the text: an image the HTML refers to, or one placed between paragraphs. */
  inline: boolean;
  contentId: string | null;
  content: Uint8Array;
}

/** An attachment while the mail is still being read. */
export type Attaching = Omit<MailAttachment, "inline" | "size" | "sha256"> & {
  disposition: string;
  /** Of a calendar: the appointments in it. */
  uids?: string[];
};

/** A file as some part of the mail gives it. */
export type GivenFile = { filename: string; mimeType: string | null; content: Buffer } & Partial<
  Pick<Attaching, "contentId" | "disposition" | "uids">
>;

/** Files are few and named late, so that what has no name can be numbered. */
export function add(
  attachments: Attaching[],
  { filename, mimeType, content, contentId, disposition, uids }: GivenFile,
): void {
  attachments.push({
    filename: filename || `attachment-${attachments.length + 1}.bin`,
    mimeType: mimeType ?? "application/octet-stream",
    content,
    contentId: contentId ?? null,
    disposition: disposition ?? "",
    ...(uids && { uids }),
  });
}

/** The attachments as they are handed on, once it is known what the text shows of them. */
export function finishAttachments(attachments: Attaching[], html: string | null): MailAttachment[] {
  return withoutTwins(attachments).map(({ disposition, uids, ...attachment }) => ({
    ...attachment,
    size: attachment.content.length,
    sha256: hash("sha256", attachment.content),
    inline: isInline(attachment, disposition, html),
  }));
}

/** Calendars come twice, as an alternative of the text and as a file; one is enough. */
function withoutTwins(attachments: Attaching[]): Attaching[] {
  return attachments.filter(
    (one) =>
      !one.uids?.length ||
      one.disposition === "attachment" ||
      !attachments.some(
        (other) =>
          other !== one && other.disposition === "attachment" && other.uids?.join() === one.uids?.join(),
      ),
  );
}

function isInline(
  attachment: Omit<Attaching, "disposition">,
  disposition: string,
  html: string | null,
): boolean {
  if (attachment.contentId && html && mentions(html, attachment.contentId)) return true;
  // Apple Mail marks every file "inline"; only pictures are meant to be seen in place.
  return disposition === "inline" && attachment.mimeType.startsWith("image/");
}

function mentions(html: string, contentId: string): boolean {
  return html.includes(`cid:${contentId}`) || html.includes(`cid:${encodeURIComponent(contentId)}`);
}
