import { setImmediate } from "node:timers/promises";
import { sql } from "kysely";
import type { ClockPolicy, postClockTrial } from "../../contract/clocks.ts";
import type { BodyOf, ReplyOf } from "../../contract/route.ts";
import type { Caller } from "../caller.ts";
import { type Db, look } from "../db/database.ts";
import { Refusal } from "../refusal.ts";
import { readCalendars } from "./calendars.ts";
import { type ClockRules, type ClockState, type Happening, type Matter, turn } from "./engine.ts";
import { refuseUnfitPolicy } from "./policies.ts";
import { readPolicies, rulesFrom } from "./rules.ts";

/** So many matters are read and counted at once, so that others get their turn in between. */
const atOnce = 500;
/** So long a trial may take; it looks at the newest matters first and says how far it got. */
const mostSeconds = 20;
const mostExamples = 50;

/**
 * What a policy would have made of the matters that began in the last days, beside what the policies of now make of
 * them: both by the same clocks, over what happened to each matter.
 */
export async function tryPolicy(
  db: Db,
  caller: Caller,
  { id, days, ...draft }: BodyOf<typeof postClockTrial>,
): Promise<ReplyOf<typeof postClockTrial>> {
  const { workspaceId } = caller;
  const until = performance.now() + mostSeconds * 1000;
  const since = new Date(Date.now() - days * 86_400_000);
  const { now, tried } = await look(db, workspaceId, async (tx) => {
    await refuseUnfitPolicy(tx, caller, draft);
    const calendars = await readCalendars(tx, workspaceId);
    const policies = await readPolicies(tx, workspaceId);
    const rules = (all: ClockPolicy[]) =>
      rulesFrom(
        calendars,
        all.filter(({ isOn }) => isOn),
      );
    return { now: rules(policies), tried: rules(withDraft(policies, id, draft)) };
  });
  const counts = new Map<string, { now: Outcome; tried: Outcome }>();
  const examples: ReplyOf<typeof postClockTrial>["examples"] = [];
  let lookedAt = 0;
  let before: { at: Date; id: string } | null = null;
  while (performance.now() < until) {
    const matters: History[] = await historiesBefore(db, caller, since, before);
    if (!matters.length) break;
    for (const matter of matters) {
      const [a, b] = [replay(now, matter), replay(tried, matter)];
      for (const clock of new Set([...a, ...b].map((one) => one.clock))) {
        const count = counts.get(clock) ?? { now: { met: 0, late: 0 }, tried: { met: 0, late: 0 } };
        counts.set(clock, count);
        const [was, is] = [a, b].map((all) => all.filter((one) => one.clock === clock)) as [Run[], Run[]];
        for (const one of was) count.now[one.late ? "late" : "met"]++;
        for (const one of is) count.tried[one.late ? "late" : "met"]++;
        const differs = Math.max(was.length, is.length);
        for (let at = 0; at < differs && examples.length < mostExamples; at++)
          if (was[at]?.late !== is[at]?.late)
            examples.push({
              conversation: { id: matter.id, number: matter.number, subject: matter.subject },
              clock,
              startedAt: (was[at] ?? is[at])!.startedAt.toISOString(),
              endedAt: (was[at] ?? is[at])!.endedAt?.toISOString() ?? null,
              now: toldRun(was[at]),
              tried: toldRun(is[at]),
            });
      }
    }
    lookedAt += matters.length;
    const last = matters.at(-1)!;
    before = { at: last.createdAt, id: last.id };
    await setImmediate();
  }
  return {
    lookedAt,
    of: await howMany(db, caller, since),
    clocks: [...counts].map(([clock, count]) => ({ clock, ...count })),
    examples,
  };
}

interface Outcome {
  met: number;
  late: number;
}

function withDraft(
  policies: ClockPolicy[],
  id: string | undefined,
  draft: Omit<BodyOf<typeof postClockTrial>, "id" | "days">,
): ClockPolicy[] {
  const before = policies.find((policy) => policy.id === id);
  if (id && !before) throw new Refusal("not_found");
  const fresh: ClockPolicy = {
    id: id ?? "00000000-0000-0000-0000-000000000000",
    name: "",
    position: 0,
    lines: [],
    brands: [],
    priorities: [],
    tiers: [],
    channels: [],
    ...before,
    ...draft,
    isOn: true,
  };
  return [...policies.filter((policy) => policy !== before), fresh].sort((a, b) => a.position - b.position);
}

/** What happened to a matter, in order. */
interface History {
  id: string;
  number: number;
  subject: string;
  createdAt: Date;
  matter: Matter;
  happened: { at: string; kind: string; status: string | null; auto: string | null }[];
}

async function historiesBefore(
  db: Db,
  { workspaceId, brands }: Caller,
  since: Date,
  before: { at: Date; id: string } | null,
): Promise<History[]> {
  return look(db, workspaceId, async (tx) => {
    const { rows } = await sql<
      Omit<History, "matter" | "happened"> & Matter & { happened: History["happened"] | null }
    >`
      select c.id, c.number, c.subject, c.created_at, c.line, c.brand_id, c.priority, c.channel, p.tier,
        coalesce(p.country, i.country) as country,
        (select json_agg(json_build_object('at', e.at, 'kind', e.kind, 'status', e.data ->> 'status', 'auto', e.data ->> 'auto')
            order by e.seq)
          from events e
          where e.workspace_id = c.workspace_id and e.conversation_id = c.id and e.at >= c.created_at - interval '1 second'
            and e.kind in ('conversation.opened', 'conversation.customer_wrote', 'conversation.replied', 'conversation.closed',
              'conversation.reopened', 'conversation.answer_waived', 'conversation.held', 'conversation.released',
              'conversation.handed_over')) as happened
      from conversations c
      join customers p on p.workspace_id = c.workspace_id and p.id = c.customer_id
      join inboxes i on i.workspace_id = c.workspace_id and i.id = c.inbox_id
      where c.workspace_id = ${workspaceId} and c.created_at >= ${since} and c.started_by = 'customer'
        ${brands ? sql`and c.brand_id = any(${[...brands]}::uuid[])` : sql``}
        ${before ? sql`and (c.created_at, c.id) < (${before.at}, ${before.id})` : sql``}
      order by c.created_at desc, c.id desc
      limit ${atOnce}`.execute(tx);
    return rows.map((row) => ({
      ...row,
      matter: { ...row, status: "new", stage: null, heldFor: null },
      happened: row.happened ?? [],
    }));
  });
}

async function howMany(db: Db, { workspaceId, brands }: Caller, since: Date): Promise<number> {
  return look(db, workspaceId, async (tx) => {
    const { rows } = await sql<{ n: number }>`
      select count(*) as n from conversations c
      where c.workspace_id = ${workspaceId} and c.created_at >= ${since} and c.started_by = 'customer'
        ${brands ? sql`and c.brand_id = any(${[...brands]}::uuid[])` : sql``}`.execute(tx);
    return Number(rows[0]!.n);
  });
}

/** A clock that ended, or that is late already. */
interface Run {
  clock: string;
  startedAt: Date;
  endedAt: Date | null;
  dueAt: Date | null;
  late: boolean;
}

function replay(rules: ClockRules, { matter, happened }: History): Run[] {
  const runs: Run[] = [];
  let clocks: ClockState[] = [];
  let was: Matter | null = null;
  let is = matter;
  for (const event of happened) {
    const step = meaning[event.kind];
    if (!step || event.auto) continue;
    is = { ...is, ...step.becomes(event, is) };
    const all = new Set(step.happened(event, was));
    const turned = turn(rules, { was, is }, clocks, all, new Date(event.at));
    for (const clock of turned.changed)
      if (clock.endedAt && clock.state !== "cancelled") runs.push({ ...clock, late: clock.state === "late" });
    clocks = turned.alive;
    was = is;
  }
  const now = new Date();
  for (const clock of clocks) if (clock.dueAt && clock.dueAt < now) runs.push({ ...clock, late: true });
  return runs;
}

type Told = History["happened"][number];

const meaning: Record<
  string,
  {
    happened: (event: Told, was: Matter | null) => Happening[];
    becomes: (event: Told, is: Matter) => Partial<Matter>;
  }
> = {
  "conversation.opened": { happened: () => ["opened"], becomes: () => ({ status: "new" }) },
  "conversation.customer_wrote": {
    happened: (_, was) => (was?.status === "closed" ? ["customer_wrote", "reopened"] : ["customer_wrote"]),
    becomes: (_, is) => ({ status: is.status === "new" ? "new" : "open" }),
  },
  "conversation.replied": {
    happened: ({ status }) => (status === "closed" ? ["answered", "closed"] : ["answered"]),
    becomes: ({ status }) => ({ status: status ?? "waiting" }),
  },
  "conversation.closed": { happened: () => ["closed"], becomes: () => ({ status: "closed" }) },
  "conversation.reopened": { happened: () => ["reopened"], becomes: () => ({ status: "open" }) },
  "conversation.answer_waived": { happened: () => ["waived"], becomes: () => ({}) },
  "conversation.held": { happened: () => [], becomes: () => ({ heldFor: "third_party" }) },
  "conversation.released": { happened: () => [], becomes: () => ({ heldFor: null }) },
  "conversation.handed_over": { happened: () => ["handed_over"], becomes: () => ({}) },
};

const toldRun = (run: Run | undefined) =>
  run ? { dueAt: run.dueAt?.toISOString() ?? null, late: run.late } : null;
