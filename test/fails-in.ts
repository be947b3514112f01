import pg from "pg";
import type { Connection } from "../server/db/database.ts";

/** Lets every change of a table's rows in one workspace fail until the returned function is called. */
export async function failsIn(
  connection: Connection,
  table: string,
  workspaceId: string,
): Promise<() => Promise<void>> {
  const asOwner = async (statements: string) => {
    const owner = new pg.Client(connection);
    await owner.connect();
    await owner.query(statements).finally(() => owner.end());
  };
  await asOwner(`
    create or replace function refuse_by_test() returns trigger language plpgsql
      as 'begin raise exception ''refused by a test''; end';
    create trigger refused_by_test before update on ${pg.escapeIdentifier(table)} for each row
      when (old.workspace_id = ${pg.escapeLiteral(workspaceId)}) execute function refuse_by_test()`);
  return () => asOwner(`drop trigger refused_by_test on ${pg.escapeIdentifier(table)}`);
}
