import type pg from "pg";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";
import { quoted } from "./tables.ts";

/** So much of a table is in memory at a time, before it is compressed. */
const partBytes = 4 * 1024 * 1024;
const lineFeed = 0x0a;

/** Whole rows of a table, as many as fit into a part. */
export interface Rows {
  rows: number;
  bytes: Buffer;
}

/**
 * The rows of a table as COPY writes them: in this form a row is a line, and a line feed inside a value is written as
 * `\n`. The form is the same in every PostgreSQL from 15 to 18, unlike the binary one.
 */
export async function* copyOut(
  client: pg.Client,
  { name, columns }: { name: string; columns: string[] },
): AsyncGenerator<Rows> {
  // From a query, since a partitioned table cannot be copied by its name before PostgreSQL 18.
  const rows = client.query(
    copyTo(`copy (select ${columns.map(quoted).join(", ")} from ${quoted(name)}) to stdout`),
  );
  let chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of rows as AsyncIterable<Buffer>) {
    const rowsEnd = chunk.lastIndexOf(lineFeed) + 1;
    if (size + chunk.length < partBytes || !rowsEnd) {
      chunks.push(chunk);
      size += chunk.length;
      continue;
    }
    yield inLines([...chunks, chunk.subarray(0, rowsEnd)]);
    chunks = [chunk.subarray(rowsEnd)];
    size = chunk.length - rowsEnd;
  }
  if (size) yield inLines(chunks);
}

function inLines(chunks: Buffer[]): Rows {
  const bytes = Buffer.concat(chunks);
  let rows = 0;
  for (let at = bytes.indexOf(lineFeed); at !== -1; at = bytes.indexOf(lineFeed, at + 1)) rows++;
  return { rows, bytes };
}

/** Writes the rows of one part and returns how many they were. */
export async function copyIn(
  client: pg.Client,
  { name, columns }: { name: string; columns: string[] },
  bytes: Buffer,
): Promise<number> {
  const stream = client.query(
    copyFrom(`copy ${quoted(name)} (${columns.map(quoted).join(", ")}) from stdin`),
  );
  const done = Promise.withResolvers<void>();
  stream.once("finish", done.resolve).once("error", done.reject);
  stream.end(bytes);
  await done.promise;
  return stream.rowCount;
}

/** The rows of a query, `batch` at a time. */
export async function* fetchAll<Row extends object>(
  client: pg.Client,
  query: string,
  batch: number,
): AsyncGenerator<Row[]> {
  await client.query(`declare batches no scroll cursor for ${query}`);
  for (;;) {
    const { rows } = await client.query<Row>(`fetch ${batch} from batches`);
    if (!rows.length) break;
    yield rows;
  }
  await client.query("close batches");
}
