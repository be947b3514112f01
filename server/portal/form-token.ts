import { randomUUIDv7 } from "node:crypto";
import type { Secret } from "../secret.ts";

/** What a form's page carries so that we know it again: its id, when it was made, and that we made it, for this form. */
export interface FormToken {
  id: string;
  madeAt: Date;
}

/** Longer than anybody writes; a page left open for a week is made anew with what stands in it. */
const goodDays = 7;

export function makeFormToken(
  secret: Secret,
  about: string,
  { id = randomUUIDv7(), now = Date.now() }: { id?: string; now?: number } = {},
): string {
  const at = now.toString(36);
  return `${id}.${at}.${sign(secret, about, id, at)}`;
}

/** Null for a token that is not ours, of another form, or too old. */
export function readFormToken(secret: Secret, about: string, text: string): FormToken | null {
  const [, id, at, signature] =
    text.match(/^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([0-9a-z]{6,10})\.([\w-]{22})$/) ?? [];
  if (!id || !at || !signature) return null;
  if (!secret.verify("form", `${about} ${id} ${at}`, Buffer.from(signature, "base64url"))) return null;
  const madeAt = new Date(Number.parseInt(at, 36));
  return Date.now() - madeAt.getTime() < goodDays * 86_400_000 ? { id, madeAt } : null;
}

const sign = (secret: Secret, about: string, id: string, at: string): string =>
  secret.sign("form", `${about} ${id} ${at}`).subarray(0, 16).toString("base64url");
