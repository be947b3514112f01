import { sql } from "kysely";
import type { Tx } from "../db/database.ts";
import type { Tables } from "../db/tables.ts";

/** So many rows go into one statement. */
const atOnce = 2000;

/** Inserts rows that all have the same columns; as one JSON text a statement, since placeholders take longer than rows. */
export async function insertRows(tx: Tx, table: keyof Tables, rows: object[]): Promise<void> {
  for (let at = 0; at < rows.length; at += atOnce) {
    const part = rows.slice(at, at + atOnce);
    const columns = sql.join(Object.keys(part[0]!).map((name) => sql.ref(name)));
    const named = part.map((row) =>
      Object.fromEntries(Object.entries(row).map(([name, value]) => [inTables(name), value])),
    );
    await sql`
      insert into ${sql.table(table)} (${columns})
      select ${columns} from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(named)}::json)`.execute(
      tx,
    );
  }
}

const inTables = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
