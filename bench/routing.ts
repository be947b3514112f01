import { randomUUID } from "node:crypto";
import { roles } from "../contract/permissions.ts";
import type { Caller } from "../server/caller.ts";
import { giveOut, takeNext } from "../server/conversations/index.ts";
import { withoutWall } from "../server/db/database.ts";
import { createWorkspace } from "../server/workspaces/index.ts";
import type { Bench } from "./ground.ts";
import { percentile, type Row } from "./report.ts";

const agents = 200;
const waiting = 10_000;

/** Who gets what, where two hundred people are here and ten thousand matters wait. */
export async function routingRows({ db, owner }: Bench): Promise<Row[]> {
  const { workspaceId, people } = await crowd(owner, db);
  const caller = (id: string): Caller => ({
    kind: "agent",
    workspaceId,
    id,
    name: "Agent",
    permissions: new Set(roles.agent),
    brands: null,
    locale: "en",
    sessionId: null,
  });

  const next: number[] = [];
  for (const id of people) {
    const begun = performance.now();
    if (!(await takeNext(db, caller(id)))) throw new Error("nothing waited");
    next.push(performance.now() - begun);
  }
  const bare: number[] = [];
  for (const id of people) {
    const begun = performance.now();
    await owner.query(
      `update conversations set owner_id = $2 where workspace_id = $1 and id = (
         select id from conversations where workspace_id = $1 and owner_id is null and status in ('new', 'open')
           and team_id = (select id from teams where workspace_id = $1) order by rank_at, id limit 1 for update skip locked)`,
      [workspaceId, id],
    );
    bare.push(performance.now() - begun);
  }

  // Everybody carries two now and has room for one more; then for none.
  await owner.query("update queues set giving = 'least_loaded' where workspace_id = $1", [workspaceId]);
  await owner.query("update workspaces set rules_version = rules_version + 1 where id = $1", [workspaceId]);
  const begun = performance.now();
  let given = 0;
  for (let more = 1; more > 0; given += more) more = await giveOut(db, workspaceId);
  const each = (performance.now() - begun) / given;
  const full: number[] = [];
  for (let n = 0; n < 50; n++) {
    const at = performance.now();
    await giveOut(db, workspaceId);
    full.push(performance.now() - at);
  }
  return [
    {
      what: `next best of ${waiting.toLocaleString("en")} waiting, ${agents} agents, p50`,
      ours: percentile(next, 50),
      unit: "ms",
      limit: percentile(bare, 50),
      limitIs: "one bare UPDATE … SKIP LOCKED",
      note: `p95 ${percentile(next, 95).toFixed(1)} ms`,
    },
    {
      what: `giving one of ${waiting.toLocaleString("en")} waiting to one of ${agents} agents`,
      ours: each,
      unit: "ms",
      note: `${given} given, the least loaded first`,
    },
    {
      what: `finding that none of ${agents} agents has a hand free, p50`,
      ours: percentile(full, 50),
      unit: "ms",
      note: `p95 ${percentile(full, 95).toFixed(1)} ms`,
    },
  ];
}

async function crowd(owner: Bench["owner"], db: Bench["db"]) {
  const workspaceId = await withoutWall(db, (tx) =>
    createWorkspace(tx, { name: "Crowd", trade: "outsourcer", locale: "en", timeZone: "UTC" }),
  );
  const [team, brand, inbox, customer, queue] = Array.from({ length: 5 }, () => randomUUID());
  const run = (text: string, values: unknown[]) => owner.query(text, values);
  await run("insert into teams (workspace_id, id, name) values ($1, $2, 'Crowd')", [workspaceId, team]);
  await run(
    "insert into brands (workspace_id, id, name, locales, lines, colour) values ($1, $2, 'Crowd', '{en}', '{service,support}', '#1f7a5c')",
    [workspaceId, brand],
  );
  await run(
    "insert into inboxes (workspace_id, id, channel, address, name, brand_id, line, team_id) values ($1, $2, 'email', $3, 'Crowd', $4, 'service', $5)",
    [workspaceId, inbox, `${inbox}@bench.example`, brand, team],
  );
  await run("insert into customers (workspace_id, id, brand_id, name) values ($1, $2, $3, 'Customer')", [
    workspaceId,
    customer,
    brand,
  ]);
  await run(
    "insert into queues (workspace_id, id, name, position, team_id) values ($1, $2, 'Crowd', 1, $3)",
    [workspaceId, queue, team],
  );
  const { rows } = await run(
    `with a as (insert into agents (workspace_id, id, name, email, role, status, locale, last_seen_at)
       select $1, gen_random_uuid(), 'Agent ' || n, 'crowd' || n || '@bench.example', 'agent', 'active', 'en', now() from generate_series(1, $3::int) n returning workspace_id, id),
     m as (insert into team_members (workspace_id, team_id, agent_id) select workspace_id, $2, id from a),
     p as (insert into presence (workspace_id, agent_id) select workspace_id, id from a),
     w as (insert into work_profiles (workspace_id, agent_id, languages, service_points, support_points)
       select workspace_id, id, case when random() < 0.5 then '{en,ru}' else '{en,ar}' end::text[], 3, 3 from a)
     select id from a`,
    [workspaceId, team, agents],
  );
  await run(
    `insert into conversations (workspace_id, id, number, brand_id, inbox_id, customer_id, line, status, channel, subject, language, priority,
       team_id, queue_id, started_by, waiting_since, next_step, next_step_at, rank_at, preview, preview_by, last_message_at, created_at, updated_at)
     select $1, gen_random_uuid(), n, $2, $3, $4, case n % 3 when 0 then 'support' else 'service' end, 'new', 'email', 'Matter ' || n, (array['en','ru','ar'])[1 + n % 3],
       'normal', $5, $6, 'customer', now(), 'first_reply', now() + interval '8 hours', now() + n * interval '1 second', 'Words', 'customer', now(), now(), now()
     from generate_series(1, $7::int) n`,
    [workspaceId, brand, inbox, customer, team, queue, waiting],
  );
  await owner.query("analyze conversations, agents, presence, team_members");
  return { workspaceId, people: rows.map(({ id }) => String(id)) };
}
