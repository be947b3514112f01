import pg from "pg";
import { type Connection, type Db, openDb, withoutWall } from "../server/db/database.ts";
import { rules } from "../server/insights/fold.ts";
import { createWorkspace } from "../server/workspaces/index.ts";

/** A workspace of the filled database, with what the measurements need to know of it. */
export interface Filled {
  workspaceId: string;
  conversations: number;
  brandId: string;
  inboxId: string;
  address: string;
  /** Conversations that hold just so many messages. */
  of20: string;
  of100: string;
}

const workspaces = 20;

export async function isFilled(connection: Connection, size: number): Promise<boolean> {
  return asOwner(connection, async (client) => {
    const { rows } = await client.query("select to_regclass('bench_filled') is not null as there");
    if (!rows[0].there) return false;
    const { rows: sums } = await client.query(
      "select coalesce(sum(conversations), 0)::int as n from bench_filled",
    );
    return sums[0].n >= size;
  });
}

/**
 * Fills the database as years of work would: twenty workspaces, the largest with four tenths of all, and one of a
 * thousand; most of it closed, two messages to a conversation, texts in five languages.
 */
export async function fill(connection: Connection, size: number, say: (line: string) => void): Promise<void> {
  await asOwner(connection, async (client) => {
    await client.query(
      "set synchronous_commit = off; set work_mem = '256MB'; set maintenance_work_mem = '512MB'",
    );
    await client.query(
      `create table if not exists bench_filled ("workspaceId" uuid, conversations int, "brandId" uuid, "inboxId" uuid, address text, of20 uuid, of100 uuid)`,
    );
    const shares = [0.4, ...Array.from({ length: workspaces - 1 }, () => 0.6 / (workspaces - 1))].map(
      (share) => Math.round(size * share),
    );
    const db = openDb(connection, { size: 1 });
    try {
      for (const [index, conversations] of [...shares, 1000].entries()) {
        await fillWorkspace(client, db, index, conversations);
        say(
          `  workspace ${index + 1} of ${workspaces + 1}: ${conversations.toLocaleString("en")} conversations`,
        );
      }
    } finally {
      await db.close();
    }
    await client.query(
      "update conversations set rank_at = next_step_at where status in ('new', 'open') and owner_id is null",
    );
    say("  statistics …");
    await client.query(`
      insert into conversation_counts (workspace_id, brand_id, status, owner_id, n)
      select workspace_id, brand_id, status, coalesce(owner_id, '00000000-0000-0000-0000-000000000000'), count(*) from conversations group by 1, 2, 3, 4`);
    await client.query("vacuum analyze");
    await client.query("checkpoint");
  });
}

async function fillWorkspace(client: pg.Client, db: Db, index: number, conversations: number) {
  const address = `desk${index}@bench.example`;
  const customers = Math.max(10, Math.round(conversations / 5));
  const workspaceId = await withoutWall(db, (tx) =>
    createWorkspace(tx, { name: `Bench ${index}`, trade: "outsourcer", locale: "en", timeZone: "UTC" }),
  );
  const { rows } = await client.query(
    `with w as (update workspaces set next_number = $2::bigint + 1 where id = $1 returning id),
      s as (update streams set seq = $2 where workspace_id = $1),
      b as (insert into brands (workspace_id, id, name, locales, lines, colour) select w.id, gen_random_uuid(), 'Brand ' || n, '{en,ru,uk,zh,ar}', '{service,support}', '#1f7a5c' from w, generate_series(1, 5) n returning workspace_id, id, name),
      t as (insert into teams (workspace_id, id, name) select id, gen_random_uuid(), 'Team' from w returning workspace_id, id),
      i as (insert into inboxes (workspace_id, id, channel, address, name, brand_id, line, team_id) select b.workspace_id, gen_random_uuid(), 'email', case b.name when 'Brand 1' then $3 else b.name || '.' || $3 end, b.name, b.id, 'service', t.id from b, t returning workspace_id, id, brand_id, address),
      d as (insert into directory_addresses (address, workspace_id, inbox_id) select address, workspace_id, id from i)
    select i.id as inbox_id, i.brand_id, t.id as team_id from i, t where i.address = $3`,
    [workspaceId, conversations, address],
  );
  const { inbox_id: inboxId, brand_id: brandId, team_id: teamId } = rows[0];
  await client.query(
    "insert into agents (workspace_id, id, name, email, role, status, locale) select $1, gen_random_uuid(), 'Agent ' || n, 'agent' || n || '.' || $2 || '@bench.example', 'agent', 'active', 'en' from generate_series(1, 50) n",
    [workspaceId, index],
  );
  await client.query(
    `with c as (insert into customers (workspace_id, id, brand_id, name, email)
       select $1, gen_random_uuid(), $2, 'Customer ' || n, 'customer' || n || '@people.example' from generate_series(1, $3::int) n returning workspace_id, id, brand_id, email)
     insert into identities (workspace_id, brand_id, kind, value, customer_id) select workspace_id, brand_id, 'email', email, id from c`,
    [workspaceId, brandId, customers],
  );
  await client.query(
    `insert into conversations (workspace_id, id, number, brand_id, inbox_id, customer_id, line, status, channel, subject, language, priority,
       team_id, owner_id, started_by, waiting_since, next_step, next_step_at, preview, preview_by, last_message_at, created_at, updated_at, closed_at)
     select $1, gen_random_uuid(), n, $2, $3, customer.ids[1 + (n * 7) % $5::int], case n % 3 when 0 then 'support' else 'service' end, status,
       'email', 'Matter ' || n || ' ' || (array['where is it','где заказ','де замовлення','订单在哪里','أين الطلب'])[1 + n % 5],
       (array['en','ru','uk','zh','ar'])[1 + n % 5], 'normal', $4, case when n % 4 = 0 then null else agent.ids[1 + n % 50] end, 'customer',
       case when status in ('new', 'open') then at end, case when status <> 'closed' then 'reply' end, case when status <> 'closed' then at + interval '8 hours' end,
       'The newest words of matter ' || n, 'customer', at, at - interval '1 hour', at, case when status = 'closed' then at end
     from (select n, now() - n * interval '20 seconds' as at, case when n % 20 = 0 then 'open' when n % 33 = 0 then 'waiting' when n % 50 = 1 then 'new' else 'closed' end as status
           from generate_series(1, $6::int) n) as made,
       (select array_agg(id) as ids from customers where workspace_id = $1) as customer,
       (select array_agg(id) as ids from agents where workspace_id = $1) as agent`,
    [workspaceId, brandId, inboxId, teamId, customers, conversations],
  );
  await client.query(
    `insert into messages (workspace_id, id, conversation_id, kind, author_kind, author_name, channel, text, reply, language, linked_by, mail_id, sent_at)
     select c.workspace_id, gen_random_uuid(), c.id, 'message', case turn when 1 then 'customer' else 'agent' end, 'Somebody', 'email',
       repeat('Some words about matter ' || c.number || '. ', 8), repeat('Some words about matter ' || c.number || '. ', 8), c.language,
       case turn when 1 then 'new' else 'desk' end, '<' || c.number || '.' || turn || '.${index}@bench.example>', c.last_message_at - (2 - turn) * interval '10 minutes'
     from conversations c, generate_series(1, 2) turn where c.workspace_id = $1`,
    [workspaceId],
  );
  await client.query(
    `insert into events (workspace_id, seq, at, id, kind, conversation_id, brand_id, actor, data)
     select workspace_id, number, greatest(created_at, now() - interval '12 months'), gen_random_uuid(), 'conversation.opened', id, brand_id, '{"kind":"customer","id":null,"name":"Somebody"}', '{}'
     from conversations where workspace_id = $1`,
    [workspaceId],
  );
  // Figures and ledger begin with what is measured: years that are caught up with meanwhile would be in its way.
  await client.query(
    `insert into fold_cursors (workspace_id, seq, time_zone, rules, at)
     select w.id, s.seq, w.time_zone, $2, now() from workspaces w join streams s on s.workspace_id = w.id where w.id = $1
     on conflict (workspace_id) do update set seq = excluded.seq`,
    [workspaceId, rules],
  );
  const long = async (number: number, messages: number): Promise<string> => {
    const { rows: found } = await client.query(
      "select id from conversations where workspace_id = $1 and number = $2",
      [workspaceId, number],
    );
    await client.query(
      `insert into messages (workspace_id, id, conversation_id, kind, author_kind, author_name, channel, text, reply, language, linked_by, sent_at)
       select $1, gen_random_uuid(), $2, 'message', case n % 2 when 0 then 'customer' else 'agent' end, 'Somebody', 'email', repeat('A longer thread. ', 30), repeat('A longer thread. ', 30), 'en', 'desk', now() - n * interval '1 minute'
       from generate_series(3, $3::int) n`,
      [workspaceId, found[0].id, messages],
    );
    return found[0].id;
  };
  await client.query("insert into bench_filled values ($1, $2, $3, $4, $5, $6, $7)", [
    workspaceId,
    conversations,
    brandId,
    inboxId,
    address,
    await long(20, 20),
    await long(40, 100),
  ]);
}

async function asOwner<T>(connection: Connection, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
