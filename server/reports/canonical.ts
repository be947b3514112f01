import { createHash } from "node:crypto";
import type { ReportData } from "../../contract/reports.ts";

/**
 * JSON in one way of writing: names sorted by their UTF-16 units, numbers and strings as ECMAScript writes them, no
 * white space (RFC 8785). The same data has the same bytes wherever it was kept in between.
 */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  return `{${entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, part]) => `${JSON.stringify(name)}:${canonical(part)}`)
    .join(",")}}`;
}

export const sha256 = (bytes: string | Uint8Array): string =>
  createHash("sha256").update(bytes).digest("hex");

export const sha256OfData = (data: ReportData): string => sha256(canonical(data));
