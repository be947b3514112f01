import { randomUUID } from "node:crypto";
import { makeApiKey } from "../server/accounts/index.ts";
import { withoutWall } from "../server/db/database.ts";
import { rules } from "../server/insights/fold.ts";
import { foldFigures, packSheets } from "../server/insights/index.ts";
import { createWorkspace } from "../server/workspaces/index.ts";
import { figurePages, pageRows } from "./figure-pages.ts";
import type { Bench } from "./ground.ts";
import { percentile, type Row } from "./report.ts";

const conversations = 291_847;
const brands = 9;
const teams = 8;
const agents = 40;
const folded = 20_000;

/** Figures over a year of an outsourcer's work: nine brands, five languages, both lines, forty agents. */
export async function insightRows(bench: Bench): Promise<Row[]> {
  const { workspaceId, brandId } = await year(bench);
  const packedIn = await pack(bench, workspaceId);
  const key = await makeApiKey(bench.db, workspaceId, "bench", ["conversations.read", "agents.read"]);
  const rows: Row[] = [];
  rows.push({
    what: "packing a day of facts anew",
    ours: packedIn,
    unit: "ms",
    note: "all ten kinds of it, of a month of them; in daily life a day or two a minute",
  });

  const pages = figurePages({ brandId, narrowed: "language=ar&channel=chat&intent=intent_3" });
  rows.push(...(await pageRows("figures", pages, { url: bench.url, key })));
  const bare: number[] = [];
  for (let n = 0; n < 5; n++) {
    const begun = performance.now();
    await bench.owner.query(
      `select kind, detail, good, line, count(*), percentile_disc(array[0.5, 0.9]) within group (order by seconds)
       from facts where workspace_id = $1 and at >= now() - interval '1 year' group by 1, 2, 3, 4`,
      [workspaceId],
    );
    bare.push(performance.now() - begun);
  }
  const first = rows.find(({ what }) => what.startsWith("figures: both lines"))!;
  first.limit = percentile(bare, 50);
  first.limitIs = "one bare GROUP BY over the facts of one of the two years";
  rows.push(await folding(bench));
  return rows;
}

/** Packs what is not packed, and a month once more: milliseconds for each of its days. */
async function pack({ owner, db }: Bench, workspaceId: string): Promise<number> {
  await packSheets(db);
  await owner.query(
    "update sheets set size = null where workspace_id = $1 and day between to_char(now() - interval '60 days', 'YYYY-MM-DD') and to_char(now() - interval '31 days', 'YYYY-MM-DD')",
    [workspaceId],
  );
  const begun = performance.now();
  await packSheets(db);
  return (performance.now() - begun) / 30;
}

/** A workspace with two years of facts, made once for a filled database. */
async function year({
  owner,
  db,
}: Bench): Promise<{ workspaceId: string; brandId: string; packedIn?: number }> {
  await owner.query(`create table if not exists bench_year ("workspaceId" uuid, "brandId" uuid)`);
  const { rows: made } = await owner.query<{ workspaceId: string; brandId: string }>(
    "select * from bench_year",
  );
  if (made[0]) {
    await owner.query("update fold_cursors set rules = $2 where workspace_id = $1", [
      made[0].workspaceId,
      rules,
    ]);
    return made[0];
  }
  const { workspaceId, brandId } = await emptyWorkspace({ owner, db }, "Year");
  const run = (text: string) => owner.query(text.replaceAll("$1", `'${workspaceId}'::uuid`));
  await run("set synchronous_commit = off");
  await run("set work_mem = '256MB'");
  // Ten of every eleven come between eight and eight, fewer at the end of the week; half are solved within a day.
  await run(`
    create temp table matter as
    select n, gen_random_uuid() as id, b.ids[1 + (n * 7 + n / 11) % ${brands}] as brand, t.ids[1 + n % ${teams}] as team,
      a.ids[1 + floor(power(random(), 2) * ${agents})::int] as agent,
      case when n % 8 < 3 then 'support' else 'service' end as line,
      (array['email','email','email','chat','form'])[1 + n % 5] as channel,
      (array['en','ru','uk','zh','ar'])[1 + (n * 3 + n / 7) % 5] as language,
      'intent_' || (n * 5 + n / 13) % 24 as intent, opened, opened + reply as replied, opened + reply + more as closed
    from (select n, date_trunc('day', now()) - (n % 730) * interval '1 day'
        + case when n % 11 = 0 then random() * interval '24 hours' else interval '8 hours' + random() * interval '12 hours' end as opened,
        exp(ln(3600) + 1.4 * (random() + random() + random() - 1.5)) * interval '1 second' as reply,
        exp(ln(60000) + 2 * (random() + random() + random() - 1.5)) * interval '1 second' as more
      from generate_series(1, ${conversations * 2}) n) as made,
      (select array_agg(id) as ids from brands where workspace_id = $1) b,
      (select array_agg(id) as ids from teams where workspace_id = $1) t,
      (select array_agg(id) as ids from agents where workspace_id = $1) a`);
  await run("delete from matter where opened > now()");
  await run("update matter set closed = null where closed > now()");
  await run(`
    insert into conversations (workspace_id, id, number, brand_id, inbox_id, customer_id, line, status, channel, subject, language, priority,
      team_id, owner_id, started_by, next_step, next_step_at, preview, preview_by, last_message_at, created_at, updated_at)
    select $1, m.id, m.n, m.brand, i.id, c.id, m.line, case when m.closed is null then 'open' else 'closed' end, m.channel, 'Matter ' || m.n, m.language,
      'normal', m.team, m.agent, 'customer', m.step, m.step_at, 'Words', 'customer', m.opened, m.opened, m.opened
    from (select *, case when closed is null then 'follow_up' end as step, case when closed is null then now() end as step_at from matter) m,
      (select id from inboxes where workspace_id = $1 limit 1) i, (select id from customers where workspace_id = $1 limit 1) c`);
  const facts = (
    kind: string,
    at: string,
    detail: string,
    good: string,
    seconds: string,
    where: string,
    more = "",
  ) => `
    insert into facts (workspace_id, seq, kind, which, at, conversation_id, brand_id, line, team_id, agent_id, channel, language, intent,
      detail, good, seconds, working_seconds)
    select $1, n, '${kind}', ${more || "''"}, ${at}, id, brand, line, team, agent, channel, language, intent, ${detail}, ${good},
      ${seconds}, (${seconds}) / 3 from matter where ${where}`;
  const span = (from: string, to: string) =>
    `least(2000000000, extract(epoch from ${to} - ${from}))::integer`;
  await run(
    facts(
      "received",
      "opened",
      "case when n % 17 > 0 then 'first' else 'repeat' end",
      "n % 20 > 0",
      "null::integer",
      "true",
    ),
  );
  await run(
    facts(
      "received",
      "replied + interval '1 minute'",
      "''",
      "null",
      "null::integer",
      "n % 10 < 7",
      "'again'",
    ),
  );
  await run(
    facts("replied", "replied", "'first'", "n % 9 > 0", span("opened", "replied"), "replied < now()"),
  );
  await run(
    facts(
      "replied",
      "replied + interval '1 hour'",
      "'next'",
      "null",
      "3600 + n % 7000",
      "n % 10 < 5 and replied < now()",
      "'again'",
    ),
  );
  await run(
    facts(
      "closed",
      "closed",
      "case when n % 4 > 0 then 'once' else 'again' end",
      "n % 12 > 0",
      span("opened", "closed"),
      "closed is not null",
    ),
  );
  for (const [clock, at] of [
    ["first_reply", "replied"],
    ["next_reply", "replied + interval '1 hour'"],
    ["resolution", "closed"],
  ])
    await run(
      facts(
        "clock",
        at!,
        `'${clock}'`,
        "n % 14 > 0",
        "null::integer",
        `${at} < now() and (n % 2 = 0 or '${clock}' <> 'next_reply')`,
        `'${clock}'`,
      ),
    );
  await run(
    facts("promise", "replied", "''", "n % 7 > 0", "null::integer", "n % 20 = 0 and replied < now()"),
  );
  await run(facts("handed_over", "replied", "''", "null", "null::integer", "n % 25 = 0 and replied < now()"));
  await run(facts("taken_over", "replied", "''", "null", "null::integer", "n % 25 = 0 and replied < now()"));
  await run(`
    insert into facts (workspace_id, seq, kind, which, at, conversation_id, brand_id, line, team_id, agent_id, channel, language, intent, detail, seconds)
    select $1, extract(epoch from d)::bigint / 86400, 'backlog', m.id::text, d + interval '1 day' - interval '1 millisecond', m.id, m.brand, m.line, m.team, m.agent,
      m.channel, m.language, m.intent, case when n % 3 = 0 then 'ours' else '' end, extract(epoch from d + interval '1 day' - opened)::integer
    from matter m, generate_series(date_trunc('day', opened), coalesce(closed, now()) - interval '1 day', interval '1 day') d`);
  await run(
    `
    insert into fact_words (workspace_id, dimension, word, code)
    select $1, dimension, word, row_number() over (partition by dimension order by word) from (
      select distinct v.dimension, v.word from facts f, lateral (values ('brand', f.brand_id::text), ('team', f.team_id::text), ('agent', f.agent_id::text),
        ('channel', f.channel), ('language', f.language), ('intent', f.intent), ('detail', f.detail)) as v (dimension, word)
      where f.workspace_id = $1) as words where word <> ''`,
  );
  await run(`
    insert into sheets (workspace_id, kind, day, touched)
    select distinct $1, kind, to_char(at at time zone 'UTC', 'YYYY-MM-DD'), 1 from facts where workspace_id = $1`);
  await run(`
    insert into folded_conversations (workspace_id, conversation_id, is_open, matter)
    select $1, id, true, jsonb_build_object('openSince', floor(extract(epoch from opened) * 1000)::bigint, 'wait', null,
      'stands', jsonb_build_object('brand', brand, 'line', line, 'team', team, 'agent', agent, 'channel', channel, 'language', language, 'intent', intent))
    from matter where closed is null`);
  await run("update streams set seq = 1 where workspace_id = $1");
  await run(`
    insert into fold_cursors (workspace_id, seq, day, time_zone, at, rules)
    values ($1, 1, to_char(now() at time zone 'UTC', 'YYYY-MM-DD'), 'UTC', now(), ${rules})
    on conflict (workspace_id) do update set seq = 1, day = excluded.day, at = excluded.at, rules = excluded.rules`);
  await run("vacuum analyze facts");
  await run("drop table matter");
  await owner.query("insert into bench_year values ($1, $2)", [workspaceId, brandId]);
  return { workspaceId, brandId };
}

async function emptyWorkspace({ owner, db }: Pick<Bench, "owner" | "db">, name: string) {
  const workspaceId = await withoutWall(db, (tx) =>
    createWorkspace(tx, { name, trade: "outsourcer", locale: "en", timeZone: "UTC" }),
  );
  const { rows } = await owner.query(
    `with b as (insert into brands (workspace_id, id, name, locales, lines, colour)
        select $1, gen_random_uuid(), 'Brand ' || n, '{en}', '{service,support}', '#1f7a5c' from generate_series(1, ${brands}) n returning id),
      t as (insert into teams (workspace_id, id, name) select $1, gen_random_uuid(), 'Figures ' || n from generate_series(1, ${teams}) n returning id),
      a as (insert into agents (workspace_id, id, name, email, role, status, locale)
        select $1, gen_random_uuid(), 'Agent ' || n, 'figures' || n || '.' || $2 || '@bench.example', 'agent', 'active', 'en' from generate_series(1, ${agents}) n),
      one as (select (select id from b limit 1) as brand, (select id from t limit 1) as team),
      i as (insert into inboxes (workspace_id, id, channel, address, name, brand_id, line, team_id)
        select $1, gen_random_uuid(), 'email', $2 || '@bench.example', 'Figures', brand, 'service', team from one),
      c as (insert into customers (workspace_id, id, brand_id, name) select $1, gen_random_uuid(), brand, 'Customer' from one)
    select brand from one`,
    [workspaceId, randomUUID()],
  );
  return { workspaceId, brandId: String(rows[0].brand) };
}

/** How many events a second become facts. */
async function folding({ owner, db, alone }: Bench): Promise<Row> {
  const { workspaceId, brandId } = await emptyWorkspace({ owner, db }, `Folding ${randomUUID()}`);
  const run = (text: string) =>
    owner.query(text.replaceAll("$1", `'${workspaceId}'::uuid`).replaceAll("$2", `'${brandId}'::uuid`));
  return alone(async () => {
    const { rowCount } = await run(`
      insert into events (workspace_id, seq, at, id, kind, conversation_id, brand_id, actor, data)
      select $1, row_number() over (order by at, n, step), at, gen_random_uuid(), kind, id, $2, actor, data from (
        select n, step, id, opened + step * interval '37 minutes' as at,
          (array['conversation.opened','conversation.assigned','conversation.replied','conversation.customer_wrote','conversation.replied','conversation.closed'])[step] as kind,
          case when step in (1, 4) then '{"kind":"customer","id":null,"name":"Somebody"}' else '{"kind":"agent","id":"' || agent || '","name":"Agent"}' end::jsonb as actor,
          (array[
            jsonb_build_object('number', n, 'messageId', gen_random_uuid(), 'channel', 'email', 'begunBy', 'customer', 'acknowledged', gen_random_uuid(),
              'stands', jsonb_build_object('line', 'service', 'team', agent, 'language', 'en', 'intent', 'booking')),
            jsonb_build_object('agent', agent),
            jsonb_build_object('messageId', gen_random_uuid(), 'status', 'waiting', 'clocks', jsonb_build_array(jsonb_build_object('clock', 'first_reply', 'outcome', 'met', 'minutes', 74, 'openMinutes', 60, 'startedAt', opened, 'dueAt', opened))),
            jsonb_build_object('messageId', gen_random_uuid(), 'auto', null, 'language', 'en'),
            jsonb_build_object('messageId', gen_random_uuid(), 'status', 'waiting', 'clocks', jsonb_build_array(jsonb_build_object('clock', 'next_reply', 'outcome', 'met', 'minutes', 37, 'openMinutes', 30, 'startedAt', opened, 'dueAt', opened))),
            jsonb_build_object('clocks', jsonb_build_array(jsonb_build_object('clock', 'resolution', 'outcome', 'met', 'minutes', 185, 'openMinutes', 150, 'startedAt', opened, 'dueAt', opened)))])[step] as data
        from (select n, gen_random_uuid() as id, now() - interval '30 days' + n * interval '2 minutes' as opened,
            (select id from agents where workspace_id = $1 order by id offset n % ${agents} limit 1) as agent
          from generate_series(1, ${folded}) n) as m, generate_series(1, 6) step) as told`);
    await run(`update streams set seq = ${rowCount} where workspace_id = $1`);
    const begun = performance.now();
    await foldFigures(db);
    const seconds = (performance.now() - begun) / 1000;
    return {
      what: "folding events into facts",
      ours: rowCount! / seconds,
      unit: "events/s",
      note: `${rowCount!.toLocaleString("en")} events of ${folded.toLocaleString("en")} conversations, by one process`,
    };
  });
}
