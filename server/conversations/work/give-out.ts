import { sql } from "kysely";
import { type Db, type Tx, within, withoutWall } from "../../db/database.ts";
import type { Actor } from "../../events.ts";
import { oneByOne } from "../../one-by-one.ts";
import {
  canTake,
  type Person,
  peopleHere,
  type QueueRule,
  type RoutingRules,
  routingNow,
} from "../../routing/index.ts";
import { notClaimed } from "../together/claimed.ts";
import { type Given, hand } from "./hand.ts";
import { nobodyAnswers } from "./next-best.ts";

const giver: Actor = { kind: "automation", id: null, name: "routing" };

/** So many of those that wait are looked at, at once. */
const mostAtOnce = 100;

interface Waiting {
  workspaceId: string;
  id: string;
  brandId: string;
  customerId: string;
  line: string;
  language: string;
  channel: string;
  priority: string;
  status: string;
  stage: string | null;
  heldFor: string | null;
  ownerId: null;
  snoozedUntil: Date | null;
  mergedInto: null;
  queueId: string;
  /** Who had the customer's last matter. */
  lastOwnerId: string | null;
}

/**
 * Gives what waits in the queues that give work to who is free, the first by rank first: whoever came last never goes
 * before somebody who waits. Two who give out at once take turns, queue by queue.
 */
export async function giveOut(db: Db, workspaceId: string): Promise<number> {
  return within(db, workspaceId, async (tx) => {
    const rules = await routingNow(db, tx, workspaceId);
    let given = 0;
    for (const queue of rules.queues)
      if (queue.giving !== "pull") given += await giveFrom(db, tx, workspaceId, rules, queue);
    return given;
  });
}

/** The same in every workspace that has such queues. */
export async function giveOutEverywhere(db: Db): Promise<void> {
  const giving = await withoutWall(db, (tx) =>
    tx.selectFrom("queues").select("workspaceId").distinct().where("giving", "<>", "pull").execute(),
  );
  await oneByOne(giving, ({ workspaceId }) => giveOut(db, workspaceId));
}

/** The same for some queues of rules at hand, within the transaction in which something came into them. */
export async function giveFrom(
  db: Db,
  tx: Tx,
  workspaceId: string,
  { points }: RoutingRules,
  queue: QueueRule,
): Promise<number> {
  const { rows: held } = await sql<{ lastAgentId: string | null }>`
    select last_agent_id from queues where workspace_id = ${workspaceId} and id = ${queue.id} for update`.execute(
    tx,
  );
  // Somebody removed the queue a moment ago.
  if (!held[0]) return 0;
  const people = await peopleHere(tx, workspaceId, [queue.teamId], points);
  const someCanCarry = people.some(
    ({ carries, fits }) => carries.service! < fits.service! || carries.support! < fits.support!,
  );
  if (!someCanCarry) return 0;

  const given: Given[] = [];
  let last = held[0].lastAgentId;
  for (const waiting of await waitingIn(tx, workspaceId, queue)) {
    const weight = points[waiting.channel] ?? 1;
    const wanted = { ...waiting, teamId: queue.teamId, skills: queue.skills, points: weight };
    const able = people.filter((person) => canTake(person, wanted));
    if (!able.length) continue;
    const again = queue.sameAgain ? able.find(({ id }) => id === waiting.lastOwnerId) : undefined;
    const to =
      again ?? (queue.giving === "round_robin" ? after(able, last) : leastLoaded(able, waiting.line));
    to.carries[waiting.line]! += weight;
    if (!again) last = to.id;
    const because = again ? "same_again" : queue.giving;
    given.push({ matter: waiting, to, told: { because, queue: queue.name } });
  }
  if (!given.length) return 0;
  await hand(db, tx, workspaceId, giver, given);
  await tx
    .updateTable("queues")
    .set({ lastAgentId: last })
    .where("workspaceId", "=", workspaceId)
    .where("id", "=", queue.id)
    .execute();
  return given.length;
}

/** Who comes after the last in a circle. */
const after = (able: Person[], last: string | null): Person =>
  able.find(({ id }) => last === null || id > last) ?? able[0]!;

const share = ({ carries, fits }: Person, line: string) => carries[line]! / Math.max(1, fits[line]!);
const leastLoaded = (able: Person[], line: string): Person =>
  able.reduce((least, one) => (share(one, line) < share(least, line) ? one : least));

/** What waits in a queue, by rank; what somebody else takes at this moment is left out. */
async function waitingIn(tx: Tx, workspaceId: string, queue: QueueRule): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    select c.workspace_id, c.id, c.brand_id, c.customer_id, c.line, c.language, c.channel, c.priority, c.status,
      c.stage, c.held_for, c.owner_id, c.snoozed_until, c.merged_into, c.queue_id,
      (select p.owner_id from conversations p where p.workspace_id = c.workspace_id and p.customer_id = c.customer_id
        and p.owner_id is not null order by p.last_message_at desc, p.id desc limit 1) as last_owner_id
    from conversations c
    where c.workspace_id = ${workspaceId} and c.team_id = ${queue.teamId} and c.queue_id = ${queue.id}
      and c.owner_id is null and c.status in ('new', 'open') and c.snoozed_until is null and not c.to_sort and ${nobodyAnswers} and ${notClaimed(new Date())}
    order by c.rank_at, c.id
    limit ${mostAtOnce}
    for no key update of c skip locked`.execute(tx);
  return rows;
}
