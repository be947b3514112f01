import { sql } from "kysely";
import { afterAll, expect, test } from "vitest";
import { freshDatabase } from "../../test/database.ts";
import { withoutWall } from "../db/database.ts";
import { loadDemo } from "./index.ts";

const database = await freshDatabase();
const db = database.open();
afterAll(() => database.drop());
await loadDemo(db, () => undefined);

async function one<Row>(query: ReturnType<typeof sql<Row>>): Promise<Row> {
  const { rows } = await withoutWall(db, (tx) => query.execute(tx));
  return rows[0]!;
}

/** Shares of the requests of some days, from 0 to 1. */
const sharesOf = (days: number, line: string | null = null) =>
  one(
    sql<{ answered: number; acknowledged: number; inTime: number }>`
      select count(answered_at)::float / count(*) as answered, count(acknowledged_at)::float / count(*) as acknowledged,
        count(*) filter (where answered_at <= due_at)::float / count(*) filter (where answered_at is not null or due_at < now()) as in_time
      from requests where asked_at > now() - make_interval(days => ${days}) and (${line}::text is null or line = ${line})`,
  );

test("hardly anything is left unanswered in the sample workspace, and all of it was acknowledged", async () => {
  const [week, quarter] = [await sharesOf(7), await sharesOf(91)];
  expect(week.answered).toBeGreaterThan(0.965);
  expect(quarter.answered).toBeGreaterThan(0.99);
  expect(quarter.acknowledged).toBeGreaterThan(0.998);
});

test("most was answered in time, on the service line more than on support", async () => {
  const [service, support] = [await sharesOf(91, "service"), await sharesOf(91, "support")];
  for (const { inTime } of [service, support]) {
    expect(inTime).toBeGreaterThan(0.91);
    expect(inTime).toBeLessThan(0.985);
  }
  expect(service.inTime).toBeGreaterThan(support.inTime);
});

test("what is late is late by an hour or two, and few are", async () => {
  const late = await one(
    sql<{ count: number; hours: number }>`
      select count(*)::int as count, coalesce(max(extract(epoch from now() - due_at)) / 3600, 0)::float as hours
      from requests where answered_at is null and due_at < now()`,
  );
  expect(late.count).toBeLessThanOrEqual(4);
  expect(late.hours).toBeLessThan(3);
});

test("the ledger of the sample workspace holds against its data", async () => {
  const { broken, proofs } = await one(
    sql<{ broken: number; proofs: number }>`
      select (select count(*) from ledger_breaks)::int as broken, (select count(*) from ledger_proofs)::int as proofs`,
  );
  expect({ broken, proofs }).toEqual({ broken: 0, proofs: 1 });
});

test("promises are owed on both lines, one within the hour, one is broken, and most were kept", async () => {
  const { lines, soon, broken, kept, settled } = await one(
    sql<{ lines: number; soon: number; broken: number; kept: number; settled: number }>`
      select count(distinct line) filter (where settled_at is null)::int as lines,
        count(*) filter (where settled_at is null and due_at between now() and now() + interval '1 hour')::int as soon,
        count(*) filter (where settled_at is null and state = 'broken')::int as broken,
        count(*) filter (where state = 'kept')::int as kept, count(settled_at)::int as settled
      from promises`,
  );
  expect({ lines, soon, broken }).toEqual({ lines: 2, soon: 1, broken: 1 });
  expect(kept / settled).toBeGreaterThan(0.8);
});

test("who came again by another door was found in all five languages, and one of them is linked", async () => {
  const { languages, linked } = await one(
    sql<{ languages: string[]; linked: number }>`
      select array_agg(distinct c.language order by c.language) as languages,
        count(*) filter (where r.state = 'linked')::int as linked
      from repeats r join conversations c on c.workspace_id = r.workspace_id and c.id = r.conversation_id`,
  );
  expect({ languages, linked }).toEqual({ languages: ["ar", "en", "ru", "uk", "zh"], linked: 1 });
});

test("people find something at the bell", async () => {
  const { kinds } = await one(
    sql<{ kinds: string[] }>`select array_agg(distinct kind) as kinds from notices`,
  );
  expect(kinds).toEqual(expect.arrayContaining(["clock", "promise"]));
});

test("every rule of the workspace can run, and what follows from the history is ordered", async () => {
  const { on, reactions } = await one(
    sql<{ on: number; reactions: string[] }>`
      select (select count(*) from automations where is_on)::int as "on",
        (select array_agg(distinct data ->> 'reaction') from pgboss.job where name = 'react') as reactions`,
  );
  expect(on).toBe(5);
  expect(reactions).toEqual(expect.arrayContaining(["askRules", "findRepeats", "indexWords"]));
});

test("an installation that holds a workspace is left alone", async () => {
  await loadDemo(db, () => undefined);
  expect(await one(sql<{ count: number }>`select count(*)::int as count from workspaces`)).toEqual({
    count: 1,
  });
});
