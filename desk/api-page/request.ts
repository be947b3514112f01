import type { Operation, Schema } from "./document.ts";

/** What somebody filled in to try an operation. */
export interface Trial {
  values: Record<string, string>;
  json: string;
  file: File | null;
  /** Empty for the session of this browser. */
  key: string;
}

/**
 * What the body begins with: the example, without what one may leave out and could not know. An id of the example
 * names nothing here, and text that was given plainly is not given a second time as HTML.
 */
export function bodyToTry({ body }: Operation): string {
  if (!body || typeof body.example !== "object" || body.example === null) return "{}";
  const { properties = {}, required = [] } = body.schema;
  const fields = Object.entries(body.example).filter(
    ([name]) => required.includes(name) || !(isId(properties[name]) || (name === "html" && properties.text)),
  );
  return JSON.stringify(Object.fromEntries(fields), null, 2);
}

function isId(schema: Schema | undefined): boolean {
  return schema?.format === "uuid" || schema?.items?.format === "uuid";
}

/** The address and headers of a trial; parameters that were left empty are not sent. */
export function requestOf(operation: Operation, base: string, { values, key }: Trial) {
  const filled = operation.parameters
    .map(({ name, in: place }) => ({ name, place, value: values[name]?.trim() ?? "" }))
    .filter(({ value }) => value !== "");
  const path = operation.path.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name]?.trim();
    return value ? encodeURIComponent(value) : whole;
  });
  const query = new URLSearchParams(
    filled.filter(({ place }) => place === "query").map(({ name, value }) => [name, value]),
  );
  const headers: Record<string, string> = {};
  if (key) headers.Authorization = `Bearer ${key}`;
  if (operation.body) headers["Content-Type"] = operation.body.type;
  for (const { name, place, value } of filled) if (place === "header") headers[name] = value;
  return { address: `${base}${path}${query.size ? `?${query}` : ""}`, headers };
}

/** The trial as a command for a shell. Without a key the place for one stays open. */
export function curlOf(operation: Operation, base: string, trial: Trial): string {
  const { address, headers } = requestOf(operation, base, trial);
  const parts = [`curl${operation.method === "GET" ? "" : ` -X ${operation.method}`} ${quoted(address)}`];
  if (operation.needs !== "public" && !trial.key) headers.Authorization = "Bearer YOUR_KEY";
  for (const [name, value] of Object.entries(headers)) parts.push(`-H ${quoted(`${name}: ${value}`)}`);
  if (operation.body?.type === "application/json") parts.push(`-d ${quoted(compact(trial.json))}`);
  else if (operation.body) parts.push(`--data-binary ${quoted(`@${trial.file?.name ?? "FILE"}`)}`);
  return parts.join(" \\\n  ");
}

export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    // JSON.parse tells by throwing; there is no other way to ask.
    return false;
  }
}

const compact = (json: string) => (isJson(json) ? JSON.stringify(JSON.parse(json)) : json);

/** For a POSIX shell: everything between single quotes is itself, but for the quote. */
const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
