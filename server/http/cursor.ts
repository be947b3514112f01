import { Refusal } from "../refusal.ts";
import type { Secret } from "../secret.ts";

/**
 * Page markers: the sort value and id of the last row, for one list with one set of filters. They are signed, so
 * that nobody pages with values of their own, and refuse to be used on another list.
 */
export function writeCursor(secret: Secret, list: string, last: readonly string[]): string {
  const body = JSON.stringify(last);
  const signature = secret.sign("cursor", `${list}\n${body}`).subarray(0, 16);
  return Buffer.concat([signature, Buffer.from(body)]).toString("base64url");
}

export function readCursor(secret: Secret, list: string, cursor: string | undefined): string[] | null {
  if (cursor === undefined) return null;
  const bytes = Buffer.from(cursor, "base64url");
  const body = bytes.subarray(16).toString();
  if (!secret.verify("cursor", `${list}\n${body}`, bytes.subarray(0, 16)))
    throw new Refusal("invalid_cursor");
  return JSON.parse(body);
}
