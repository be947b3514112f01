/**
 * Writes `tables.ts`, the types of every table, from a database that has been migrated. Run it after a new
 * migration: `node server/db/write-tables.ts`; a test compares the file with the database.
 */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import type { Connection } from "./database.ts";

const types: Record<string, string> = {
  uuid: "string",
  text: "string",
  bool: "boolean",
  int4: "number",
  int8: "number",
  float4: "number",
  timestamptz: "Instant",
  jsonb: "Json",
  bytea: "Buffer",
  tsvector: "string",
  _text: "string[]",
  _uuid: "string[]",
};

const camel = (name: string) => name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
const pascal = (name: string) => camel(`_${name}`);

/** The text of `tables.ts` for the database at `connection`. */
export async function tablesAsText(connection: Connection): Promise<string> {
  const client = new pg.Client(connection);
  await client.connect();
  const { rows } = await client.query<{
    table: string;
    name: string;
    type: string;
    nullable: boolean;
    preset: boolean;
  }>(`
    select c.relname as table, a.attname as name, t.typname as type, not a.attnotnull as nullable, a.atthasdef as preset
    from pg_attribute a
    join pg_class c on c.oid = a.attrelid
    join pg_namespace n on n.oid = c.relnamespace
    join pg_type t on t.oid = a.atttypid
    where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0 and not a.attisdropped
    order by c.relname, a.attnum`);
  await client.end();

  const tables = Map.groupBy(rows, (row) => row.table);
  const interfaces = [...tables].map(([table, columns]) => {
    const fields = columns.map(({ name, type, nullable, preset }) => {
      const known = types[type];
      if (!known) throw new Error(`no TypeScript type for ${type} (${table}.${name})`);
      const full = nullable ? `${known} | null` : known;
      return `  ${camel(name)}: ${preset ? `Generated<${full}>` : full};`;
    });
    return `export interface ${pascal(table)} {\n${fields.join("\n")}\n}`;
  });
  const list = [...tables.keys()].map((table) => `  ${camel(table)}: ${pascal(table)};`);
  return `// Written by write-tables.ts from the migrations; do not edit.
import type { ColumnType, Generated as Preset } from "kysely";

// biome-ignore lint/suspicious/noExplicitAny: what a JSON column holds is known to the code that owns the table.
type Json = ColumnType<any, string, string>;
type Instant = ColumnType<Date, Date | string, Date | string>;
type Generated<T> =
  T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : Preset<T>;

${interfaces.join("\n\n")}

export interface Tables {
${list.join("\n")}
}
`;
}

if (import.meta.main) {
  const { startScratchPostgres } = await import("./embedded/index.ts");
  const { migrate } = await import("./migrate.ts");
  const scratch = await startScratchPostgres();
  await migrate(scratch.connection, () => undefined);
  await writeFile(join(import.meta.dirname, "tables.ts"), await tablesAsText(scratch.connection));
  await scratch.stop();
}
