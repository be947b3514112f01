import type { FastifyRequest } from "fastify";
import { Refusal } from "../refusal.ts";

/** A file that came with a form. */
export interface SentFile {
  field: string;
  filename: string;
  bytes: Buffer;
  /** It went on beyond what was allowed, and the rest of it was not read. */
  isCut: boolean;
}

/** What a page sent. */
export interface SentForm {
  fields: Map<string, string[]>;
  files: SentFile[];
}

const longestField = 60_000;
const mostFields = 200;

export const first = ({ fields }: Pick<SentForm, "fields">, name: string): string =>
  fields.get(name)?.[0] ?? "";

/** Reads a form as browsers send it, with files or without. `largest` is what one file may have, in bytes. */
export async function readForm(request: FastifyRequest, { largest = 0, most = 0 } = {}): Promise<SentForm> {
  if (!request.isMultipart()) {
    if (!(request.body instanceof URLSearchParams)) throw new Refusal("wrong_content_type");
    const fields = new Map<string, string[]>();
    for (const [name, value] of [...request.body].slice(0, mostFields))
      fields.set(name, [...(fields.get(name) ?? []), value.slice(0, longestField)]);
    return { fields, files: [] };
  }
  const form: SentForm = { fields: new Map(), files: [] };
  const parts = request.parts({
    limits: {
      fields: mostFields,
      fieldSize: longestField * 4,
      fieldNameSize: 200,
      files: most + 1,
      parts: mostFields + most + 2,
      // One byte more than allowed, so that what is too large is told from what just fits.
      fileSize: largest + 1,
    },
  });
  let bytes = 0;
  for await (const part of parts) {
    if (part.type === "field") {
      if (typeof part.value !== "string") continue;
      form.fields.set(part.fieldname, [
        ...(form.fields.get(part.fieldname) ?? []),
        part.value.slice(0, longestField),
      ]);
      continue;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of part.file) {
      bytes += (chunk as Buffer).length;
      if (bytes > mostBytes) throw new Refusal("too_large");
      chunks.push(chunk as Buffer);
    }
    const content = Buffer.concat(chunks);
    // A field of files in which none was chosen is sent as an empty one without a name.
    if (!part.filename && !content.length) continue;
    form.files.push({
      field: part.fieldname,
      filename: part.filename ?? "",
      bytes: content,
      isCut: part.file.truncated || content.length > largest,
    });
  }
  return form;
}

/** All files of a form together. */
export const mostBytes = 60 * 1024 * 1024;
