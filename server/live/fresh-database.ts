import { randomUUID } from "node:crypto";
import pg from "pg";
import { type Connection, type Db, openDb } from "../db/database.ts";
import { migrate } from "../db/migrate.ts";
import { orderedId } from "../ordered-id.ts";

export async function freshDatabase(): Promise<{
  connection: Connection;
  open(size?: number): Db;
  close(): Promise<void>;
}> {
  const server = { host: "/tmp/tandem/pg15", port: 5599, user: "owner" };
  const database = `live_${randomUUID().slice(0, 8)}`;
  const admin = new pg.Client({ ...server, database: "postgres" });
  await admin.connect();
  await admin.query(`create database ${database}`);
  const connection = { ...server, database };
  await migrate(connection, () => undefined);
  const opened: Db[] = [];
  return {
    connection,
    open(size = 10) {
      const db = openDb(connection, { size });
      opened.push(db);
      return db;
    },
    async close() {
      await Promise.all(opened.map((db) => db.close()));
      await admin.query(`drop database ${database} with (force)`);
      await admin.end();
    },
  };
}

export async function makeWorkspace(db: Db, name = "Velo"): Promise<string> {
  const id = orderedId();
  await db.pools.system.query(
    "insert into workspaces (id, name, trade, locale) values ($1, $2, 'shop', 'en')",
    [id, name],
  );
  return id;
}
