import { setImmediate } from "node:timers/promises";
import { sql } from "kysely";
import type { ClockPolicy, postClockTrial } from "../../contract/clocks.ts";
import type { Stage } from "../../contract/lines.ts";
import type { BodyOf, ReplyOf } from "../../contract/route.ts";
import { isSeen } from "../brand-wall.ts";
import type { Caller } from "../caller.ts";
import { type Db, look, type Tx } from "../db/database.ts";
import { Refusal } from "../refusal.ts";
import { readCalendars } from "./calendars.ts";
import type { Matter } from "./engine.ts";
import { refuseUnfitPolicy } from "./policies.ts";
import { type History, type Run, replay, type Told } from "./replay.ts";
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
  const today = new Date();
  const since = new Date(today.getTime() - days * 86_400_000);
  const { now, tried, turns } = await look(db, workspaceId, async (tx) => {
    await refuseUnfitPolicy(tx, caller, draft);
    const calendars = await readCalendars(tx, workspaceId);
    const policies = await readPolicies(tx, workspaceId);
    const rules = (all: ClockPolicy[]) =>
      rulesFrom(
        calendars,
        all.filter(({ isOn }) => isOn),
      );
    const drafted = withDraft(caller, policies, id, draft);
    return { now: rules(policies), tried: rules(drafted), turns: await turnsOf(tx, workspaceId) };
  });
  const counts = new Map<string, { now: Outcome; tried: Outcome }>();
  const examples: ReplyOf<typeof postClockTrial>["examples"] = [];
  let lookedAt = 0;
  let before: { at: Date; id: string } | null = null;
  while (performance.now() < until) {
    const matters: TriedMatter[] = await mattersBefore(db, caller, since, before, turns);
    if (!matters.length) break;
    for (const matter of matters) {
      const [a, b] = [replay(now, matter, today), replay(tried, matter, today)];
      for (const clock of new Set([...a, ...b].map((one) => one.clock))) {
        const count = counts.get(clock) ?? { now: { met: 0, late: 0 }, tried: { met: 0, late: 0 } };
        counts.set(clock, count);
        const [was, is] = [a, b].map((all) => all.filter((one) => one.clock === clock)) as [Run[], Run[]];
        for (const one of was.filter(isDecided)) count.now[one.late ? "late" : "met"]++;
        for (const one of is.filter(isDecided)) count.tried[one.late ? "late" : "met"]++;
        const most = Math.max(was.length, is.length);
        for (let at = 0; at < most && examples.length < mostExamples; at++)
          if ((was[at]?.late ?? false) !== (is[at]?.late ?? false))
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
  caller: Caller,
  policies: ClockPolicy[],
  id: string | undefined,
  draft: Omit<BodyOf<typeof postClockTrial>, "id" | "days">,
): ClockPolicy[] {
  const before = policies.find((policy) => policy.id === id && isSeen(caller, policy));
  if (id && !before) throw new Refusal("not_found");
  const fresh: ClockPolicy = {
    id: id ?? "00000000-0000-0000-0000-000000000000",
    name: "",
    // First of all, as it would be added.
    position: -1,
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

interface TriedMatter extends History {
  id: string;
  number: number;
  subject: string;
  createdAt: Date;
}

async function mattersBefore(
  db: Db,
  { workspaceId, brands }: Caller,
  since: Date,
  before: { at: Date; id: string } | null,
  turns: History["turns"],
): Promise<TriedMatter[]> {
  return look(db, workspaceId, async (tx) => {
    const { rows } = await sql<
      Omit<TriedMatter, keyof History> &
        Omit<Matter, "status" | "stage" | "heldFor"> & { happened: Told[] | null }
    >`
      select c.id, c.number, c.subject, c.created_at, c.line, c.brand_id, c.priority, c.channel, p.tier,
        coalesce(p.country, i.country) as country,
        (select json_agg(json_build_object('at', e.at, 'kind', e.kind, 'by', e.actor ->> 'kind',
            'data', e.data - 'clocks' - 'answers') order by e.seq)
          from events e
          where e.workspace_id = c.workspace_id and e.conversation_id = c.id and e.at >= c.created_at - interval '1 second'
            and e.kind like any(array['conversation.%', 'clock.escalated'])) as happened
      from conversations c
      join customers p on p.workspace_id = c.workspace_id and p.id = c.customer_id
      join inboxes i on i.workspace_id = c.workspace_id and i.id = c.inbox_id
      where c.workspace_id = ${workspaceId} and c.created_at >= ${since} and c.started_by = 'customer'
        ${brands ? sql`and c.brand_id = any(${[...brands]}::uuid[])` : sql``}
        ${before ? sql`and (c.created_at, c.id) < (${before.at}, ${before.id})` : sql``}
      order by c.created_at desc, c.id desc
      limit ${atOnce}`.execute(tx);
    return rows.map(({ id, number, subject, createdAt, happened, ...matter }) => ({
      ...{ id, number, subject, createdAt, turns },
      now: { ...matter, status: "new", stage: null, heldFor: null },
      happened: happened ?? [],
    }));
  });
}

/** Whose turn it is at the stages of the lines. */
async function turnsOf(tx: Tx, workspaceId: string): Promise<History["turns"]> {
  const lines = await tx
    .selectFrom("lines")
    .select("stages")
    .where("workspaceId", "=", workspaceId)
    .execute();
  return new Map(
    lines.flatMap(({ stages }) => (stages as Stage[]).map(({ key, countsAs }) => [key, countsAs] as const)),
  );
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

/** One that goes on in time may still become late. */
const isDecided = ({ endedAt, late }: Run) => endedAt !== null || late;

const toldRun = (run: Run | undefined) =>
  run ? { dueAt: run.dueAt?.toISOString() ?? null, late: run.late } : null;
