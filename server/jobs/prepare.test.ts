import { randomUUID } from "node:crypto";
import pg from "pg";
import { expect, inject, test } from "vitest";
import { z } from "zod";
import { migrate } from "../db/migrate.ts";
import { prepareJobs } from "./prepare.ts";
import { defineQueue } from "./queue.ts";

test("processes that start at once on an empty database take turns, and a later start finds all in place", async () => {
  const server = inject("postgres");
  const database = `jobs_${randomUUID().replaceAll("-", "")}`;
  const owner = new pg.Client(server);
  await owner.connect();
  await owner.query(`create database ${database}`);
  const connection = { ...server, database };
  const queues = [defineQueue({ name: "first", schema: z.object({}) })];
  try {
    await migrate(connection, () => undefined);
    await Promise.all([1, 2, 3, 4].map(() => prepareJobs(connection, queues)));
    await prepareJobs(connection, queues);

    const client = new pg.Client(connection);
    await client.connect();
    const { rows } = await client.query("select name from pgboss.queue where name like 'first%' order by 1");
    await client.end();
    expect(rows).toEqual([{ name: "first" }, { name: "first.dead" }]);
  } finally {
    await owner.query(`drop database ${database} with (force)`);
    await owner.end();
  }
});
