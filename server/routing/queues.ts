import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import type { BodyOf } from "../../contract/route.ts";
import type { Duty, Giving, patchQueue, postQueue, Queue } from "../../contract/routing.ts";
import { hiddenTeams, refuseForeignBrands, serves } from "../brand-wall.ts";
import type { Caller } from "../caller.ts";
import { type Db, look, type Tx, within } from "../db/database.ts";
import { actorOf, record } from "../events.ts";
import { Refusal } from "../refusal.ts";
import { changeRules } from "../rules.ts";
import { taken } from "../taken.ts";
import { queueFor, readRouting } from "./rules.ts";

interface QueueRow {
  id: string;
  name: string;
  position: number;
  teamId: string;
  teamName: string;
  line: Queue["line"];
  brands: string[];
  languages: Queue["languages"];
  intents: string[];
  skills: string[];
  giving: Giving;
  sameAgain: boolean;
  calendar: string | null;
  overflow: string | null;
  duty: Duty[];
  waiting: number;
}

async function queueRows(tx: Tx, { workspaceId, brands }: Caller, id?: string): Promise<QueueRow[]> {
  const wall = brands ? sql`and c.brand_id = any(${[...brands]}::uuid[])` : sql``;
  const { rows } = await sql<QueueRow>`
    select q.id, q.name, q.position, q.team_id, t.name as team_name, q.line, q.brands, q.languages, q.intents, q.skills,
      q.giving, q.same_again, q.calendar_id as calendar, q.overflow_id as overflow, q.duty,
      (select count(*) from conversations c where c.workspace_id = q.workspace_id and c.team_id = q.team_id
        and c.queue_id = q.id and c.owner_id is null and c.status in ('new', 'open') and not c.to_sort ${wall}) as waiting
    from queues q
    join teams t on t.workspace_id = q.workspace_id and t.id = q.team_id
    where q.workspace_id = ${workspaceId} ${id ? sql`and q.id = ${id}` : sql``}
    order by q.position, q.id`.execute(tx);
  return rows;
}

const toQueue = (caller: Caller, { teamId, teamName, ...row }: QueueRow): Queue => ({
  ...row,
  brands: row.brands.filter((brand) => serves(caller, brand)),
  team: { id: teamId, name: teamName },
});

/** The queues that the caller may know of, in the order in which they are tried. */
export const listQueues = (db: Db, caller: Caller): Promise<Queue[]> =>
  look(db, caller.workspaceId, (tx) => queuesSeen(tx, caller));

export async function queuesSeen(tx: Tx, caller: Caller): Promise<Queue[]> {
  const hidden = await hiddenTeams(tx, caller);
  return (await queueRows(tx, caller))
    .filter((row) => isSeen(caller, hidden, row))
    .map((row) => toQueue(caller, row));
}

/** One for brands behind other walls alone is not there. */
const isSeen = (caller: Caller, hidden: Set<string>, { teamId, brands }: QueueRow) =>
  !hidden.has(teamId) && (brands.length === 0 || brands.some((brand) => serves(caller, brand)));

export function addQueue(db: Db, caller: Caller, queue: BodyOf<typeof postQueue>): Promise<Queue> {
  return within(db, caller.workspaceId, async (tx) => {
    await refuseMisfit(tx, caller, queue);
    const { workspaceId } = caller;
    const id = randomUUIDv7();
    const { team, position, ...fields } = toColumns(queue);
    await tx
      .insertInto("queues")
      .values({
        workspaceId,
        id,
        teamId: team,
        position: position ?? (await lastPosition(tx, caller)),
        ...fields,
      })
      .execute()
      .catch(taken("name"));
    return changed(tx, caller, id);
  });
}

const lastPosition = async (tx: Tx, caller: Caller) =>
  Math.min(10_000, Math.max(0, ...(await queueRows(tx, caller)).map(({ position }) => position)) + 10);

export function changeQueue(
  db: Db,
  caller: Caller,
  id: string,
  change: BodyOf<typeof patchQueue>,
): Promise<Queue> {
  const { team, ...fields } = toColumns(change);
  return within(db, caller.workspaceId, async (tx) => {
    const before = await lockQueue(tx, caller, id);
    await refuseMisfit(tx, caller, { ...change, id, team: team ?? before.teamId });
    await tx
      .updateTable("queues")
      .set({ teamId: team ?? before.teamId, ...fields })
      .where("workspaceId", "=", caller.workspaceId)
      .where("id", "=", id)
      .execute()
      .catch(taken("name"));
    return changed(tx, caller, id);
  });
}

/** What waits in it goes where it would go if it came now; without another queue, it stays with its team. */
export function removeQueue(db: Db, caller: Caller, id: string): Promise<void> {
  return within(db, caller.workspaceId, async (tx) => {
    const { name } = await lockQueue(tx, caller, id);
    await tx
      .deleteFrom("queues")
      .where("workspaceId", "=", caller.workspaceId)
      .where("id", "=", id)
      .execute();
    await placeAnew(tx, caller.workspaceId, id);
    await recordChange(tx, caller, { queueId: id, removed: true, name });
  });
}

async function placeAnew(tx: Tx, workspaceId: string, formerQueueId: string) {
  const rules = await readRouting(tx, workspaceId);
  const waiting = await tx
    .selectFrom("conversations")
    .select(["id", "line", "brandId", "language", "intent", "teamId"])
    .where("workspaceId", "=", workspaceId)
    .where("queueId", "=", formerQueueId)
    .where("status", "<>", "closed")
    .orderBy("id")
    .forUpdate()
    .execute();
  const placed = waiting.map((matter) => {
    const queue = queueFor(rules, matter);
    return { id: matter.id, queue_id: queue?.id ?? null, team_id: queue?.teamId ?? matter.teamId };
  });
  await sql`
    update conversations c set queue_id = p.queue_id, team_id = case when c.owner_id is null then p.team_id else c.team_id end
    from jsonb_to_recordset(${JSON.stringify(placed)}::jsonb) as p (id uuid, queue_id uuid, team_id uuid)
    where c.workspace_id = ${workspaceId} and c.id = p.id`.execute(tx);
}

/** Somebody limited to some brands does not change a queue that others, behind other walls, rely on. */
async function lockQueue(tx: Tx, caller: Caller, id: string): Promise<QueueRow> {
  await tx
    .selectFrom("queues")
    .select("id")
    .where("workspaceId", "=", caller.workspaceId)
    .where("id", "=", id)
    .forUpdate()
    .execute();
  const [row] = await queueRows(tx, caller, id);
  if (!row || !isSeen(caller, await hiddenTeams(tx, caller), row)) throw new Refusal("not_found");
  if (caller.brands && (!row.brands.length || row.brands.some((brand) => !serves(caller, brand))))
    throw new Refusal("forbidden");
  return row;
}

/** What of a queue stands in columns of other names. */
const toColumns = <Fields extends BodyOf<typeof patchQueue>>({
  calendar,
  overflow,
  duty,
  ...fields
}: Fields) => ({
  ...fields,
  ...(calendar !== undefined && { calendarId: calendar }),
  ...(overflow !== undefined && { overflowId: overflow }),
  ...(duty && { duty: JSON.stringify(duty) }),
});

async function refuseMisfit(
  tx: Tx,
  caller: Caller,
  {
    id,
    brands = [],
    team,
    skills = [],
    calendar,
    overflow,
    duty = [],
  }: Pick<BodyOf<typeof patchQueue>, "brands" | "skills" | "calendar" | "overflow" | "duty"> & {
    id?: string;
    team: string;
  },
) {
  refuseForeignBrands(caller, brands);
  const { workspaceId } = caller;
  const there = (table: "brands" | "skills" | "calendars" | "queues" | "agents", ids: string[]) =>
    ids.length
      ? tx
          .selectFrom(table)
          .select("id")
          .where("workspaceId", "=", workspaceId)
          .where("id", "in", ids)
          .execute()
      : [];
  const found = await tx
    .selectFrom("teams")
    .select("id")
    .where("workspaceId", "=", workspaceId)
    .where("id", "=", team)
    .executeTakeFirst();
  if (overflow && overflow === id)
    throw new Refusal("invalid", { fields: [{ path: "overflow", message: "the_queue_itself" }] });
  const agents = [...new Set(duty.map(({ agent }) => agent))];
  const known =
    (await there("brands", brands)).length +
    (await there("skills", skills)).length +
    (await there("calendars", calendar ? [calendar] : [])).length +
    (await there("queues", overflow ? [overflow] : [])).length +
    (await there("agents", agents)).length;
  if (!found || (await hiddenTeams(tx, caller)).has(team)) throw new Refusal("not_found");
  const wanted = new Set([...brands, ...skills, ...agents]).size + (calendar ? 1 : 0) + (overflow ? 1 : 0);
  if (known < wanted) throw new Refusal("not_found");
}

async function changed(tx: Tx, caller: Caller, id: string): Promise<Queue> {
  await recordChange(tx, caller, { queueId: id });
  return toQueue(caller, (await queueRows(tx, caller, id))[0]!);
}

async function recordChange(tx: Tx, caller: Caller, data: Record<string, unknown>) {
  await changeRules(tx, caller.workspaceId);
  await record(tx, {
    workspaceId: caller.workspaceId,
    kind: "queue.changed",
    actor: actorOf(caller),
    data,
  });
}
