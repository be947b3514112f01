import { type RawBuilder, sql } from "kysely";

/**
 * The columns of rows that go into a statement as one JSON array, by their types: `columns` to insert into and to
 * select, `shape` for `jsonb_to_recordset(…) as r (…)`.
 */
export function recordset(types: Record<string, string>): {
  columns: RawBuilder<unknown>;
  shape: RawBuilder<unknown>;
} {
  const entries = Object.entries(types);
  return {
    columns: sql.raw(entries.map(([column]) => column).join(", ")),
    shape: sql.raw(entries.map(([column, type]) => `${column} ${type}`).join(", ")),
  };
}
