import { randomUUID } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";
import { type Connection, type Db, openDb, withoutWall } from "../server/db/database.ts";
import { createWorkspace } from "../server/workspaces/index.ts";
import { template } from "./server.ts";

/** A database of one's own: a copy of the migrated template, gone when the test file is. */
export async function freshDatabase(): Promise<{
  connection: Connection;
  open(size?: number): Db;
  drop(): Promise<void>;
}> {
  const server = inject("postgres");
  const database = `test_${randomUUID().replaceAll("-", "")}`;
  await asOwner(server, `create database ${database} template ${template} strategy file_copy`);
  const connection = { ...server, database };
  const opened: Db[] = [];
  return {
    connection,
    open(size = 8) {
      const db = openDb(connection, { size });
      opened.push(db);
      return db;
    },
    async drop() {
      await Promise.all(opened.map((db) => db.close()));
      await asOwner(server, `drop database ${database} with (force)`);
    },
  };
}

/** An empty workspace; returns its id. */
export const makeWorkspace = (db: Db): Promise<string> =>
  withoutWall(db, (tx) =>
    createWorkspace(tx, { name: "Velo", trade: "shop", locale: "en", timeZone: "UTC" }),
  );

/** The same as a DATABASE_URL, for what is told by the environment where the database is. */
export const urlOf = ({ user, password, host, port, database }: Connection): string =>
  `postgres://${user}:${encodeURIComponent(String(password))}@localhost/${database}?host=${encodeURIComponent(host!)}&port=${port}`;

async function asOwner(server: Connection, statement: string) {
  const client = new pg.Client(server);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
