import { sql } from "kysely";
import type { Tx } from "../db/database.ts";
import type { Tables } from "../db/tables.ts";

/** So many rows go into one statement. */
const atOnce = 2000;

/** Inserts rows that all have the same columns; as one JSON text a statement, since placeholders take longer than rows. */
export async function insertRows(tx: Tx, table: keyof Tables, rows: object[]): Promise<void> {
  if (!rows.length) return;
  const names = Object.keys(rows[0]!);
  const columns = sql.join(names.map((name) => sql.ref(name)));
  const inTables = names.map((name) => [name as never, name.replace(/[A-Z]/g, "_$&").toLowerCase()] as const);
  for (let at = 0; at < rows.length; at += atOnce) {
    const named = rows.slice(at, at + atOnce).map((row) => {
      const one: Record<string, unknown> = {};
      for (const [name, column] of inTables) one[column] = row[name];
      return one;
    });
    await sql`
      insert into ${sql.table(table)} (${columns})
      select ${columns} from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(named)}::json)`.execute(
      tx,
    );
  }
}
