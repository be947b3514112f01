import pg from "pg";
import type { Connection } from "../../server/db/database.ts";

const callers = 16;
const seconds = 8;

/**
 * Requests a second that the database could take if each were nothing but its rows, copied from those of the replay into
 * tables with the same indexes and without references: one transaction for what a customer writes (message,
 * acknowledgement, request, clock, event) and one for what they are answered (message, delivery, event). Nothing is read,
 * sorted, locked, counted or decided.
 */
export async function bareRequests(connection: Connection): Promise<number> {
  const clients = await Promise.all(
    Array.from({ length: callers }, async () => {
      const client = new pg.Client(connection);
      await client.connect();
      return client;
    }),
  );
  const owner = clients[0]!;
  await owner.query("create schema bare");
  for (const table of Object.keys(rows))
    await owner.query(`create table bare.${table} (like ${table} including defaults including indexes)`);
  const samples = new Map<string, string[]>();
  for (const [table, which] of Object.entries(rows)) {
    const found = await owner.query(`select to_jsonb(t)::text as row from ${which} t limit 500`);
    samples.set(
      table,
      found.rows.map(({ row }) => row),
    );
  }
  let requests = 0;
  const end = performance.now() + seconds * 1000;
  const act = async (client: pg.Client, tables: string[]) => {
    await client.query("begin");
    for (const table of tables) {
      const sample = samples.get(table)!;
      await client.query({
        name: table,
        text: insert(table),
        values: [sample[requests % sample.length]],
      });
    }
    await client.query("commit");
  };
  await Promise.all(
    clients.map(async (client) => {
      while (performance.now() < end) {
        await act(client, ["messages", "messages", "deliveries", "requests", "clocks", "outbox"]);
        await act(client, ["messages", "deliveries", "outbox"]);
        requests++;
      }
    }),
  );
  await owner.query("drop schema bare cascade");
  await Promise.all(clients.map((client) => client.end()));
  return requests / seconds;
}

/** Where rows of each table are taken from; events were outgoing once. */
const rows: Record<string, string> = {
  messages: "messages",
  deliveries: "deliveries",
  requests: "requests",
  clocks: "clocks",
  outbox: "(select workspace_id, id, at, kind, conversation_id, brand_id, actor, data from events limit 500)",
};

const keys: Record<string, string> = {
  messages: "'id', gen_random_uuid(), 'mail_id', gen_random_uuid()",
  deliveries: "'message_id', gen_random_uuid()",
  requests: "'message_id', gen_random_uuid()",
  clocks: "'id', gen_random_uuid(), 'conversation_id', gen_random_uuid()",
  outbox: "'id', gen_random_uuid()",
};

const insert = (table: string) =>
  `insert into bare.${table} select r.* from jsonb_populate_record(null::bare.${table}, $1::jsonb || jsonb_build_object(${keys[table]})) r`;
