import { type RawBuilder, sql } from "kysely";
import { firstReplyBy, type MatterRow } from "../../clocks/index.ts";
import type { Db, Tx } from "../../db/database.ts";
import { Refusal } from "../../refusal.ts";
import { minutesBefore, queueFor, routingNow, tiers } from "../../routing/index.ts";
import { withoutClock } from "../next-step.ts";
import type { ConversationRow } from "../read.ts";

/** Where a matter waits when nobody has it. */
export interface Place {
  teamId: string;
  teamName: string;
  queueId: string | null;
}

type Matter = Pick<ConversationRow, "workspaceId" | "brandId" | "line" | "language" | "intent">;

/** The queue that takes a matter; without one, the team that has it, or another where that team may not. */
export async function placeFor(db: Db, tx: Tx, matter: Matter, teamId: string): Promise<Place> {
  const { workspaceId } = matter;
  const queue = queueFor(await routingNow(db, tx, workspaceId), matter);
  if (queue) return { teamId: queue.teamId, teamName: queue.teamName, queueId: queue.id };
  const inbox = await teamOfLine(tx, matter);
  return { ...(inbox ?? (await teamById(tx, workspaceId, teamId))), queueId: null };
}

/** The same for a matter that nobody has; whoever has one keeps it, whatever it is said to be. */
export async function whereItWaits(
  db: Db,
  tx: Tx,
  matter: Matter & Pick<ConversationRow, "ownerId" | "teamId">,
): Promise<Partial<Pick<ConversationRow, "teamId" | "queueId">>> {
  if (matter.ownerId !== null) return {};
  const { teamId, queueId } = await placeFor(db, tx, matter, matter.teamId);
  return { teamId, queueId };
}

/** The team to which an inbox of that brand and line leads. */
const teamOfLine = (tx: Tx, { workspaceId, brandId, line }: Matter) =>
  tx
    .selectFrom("inboxes as i")
    .innerJoin("teams as t", (join) =>
      join.onRef("t.workspaceId", "=", "i.workspaceId").onRef("t.id", "=", "i.teamId"),
    )
    .select(["t.id as teamId", "t.name as teamName"])
    .where("i.workspaceId", "=", workspaceId)
    .where("i.brandId", "=", brandId)
    .where("i.line", "=", line)
    .orderBy("i.id")
    .limit(1)
    .executeTakeFirst();

async function teamById(tx: Tx, workspaceId: string, id: string) {
  const team = await tx
    .selectFrom("teams")
    .select(["id as teamId", "name as teamName"])
    .where("workspaceId", "=", workspaceId)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!team) throw new Refusal("not_found");
  return team;
}

/** By when somebody looks at a matter that passes on while nobody waits for an answer: as soon as at a first letter. */
export async function lookAt(
  db: Db,
  tx: Tx,
  matter: Omit<MatterRow, "id" | "stage" | "heldFor">,
): Promise<Date> {
  const now = new Date();
  return (await firstReplyBy(db, tx, matter, now)) ?? withoutClock(now);
}

type RankedRow = Pick<
  ConversationRow,
  "workspaceId" | "customerId" | "nextStepAt" | "priority" | "mood" | "triage"
> & { promiseAt?: Date | null };

/** As what time a conversation is ranked (`server/routing/rank.ts`), with what its customer is worth as it stands now. */
export const rankOf = (row: RankedRow): RawBuilder<Date | null> =>
  row.nextStepAt === null
    ? sql`null`
    : sql`least(${row.nextStepAt}::timestamptz, ${row.promiseAt ?? null}::timestamptz) - make_interval(mins => ${minutesOf(row)}::integer + coalesce((
        select ${tierMinutes} from customers p
        where p.workspace_id = ${row.workspaceId} and p.id = ${row.customerId}), 0))`;

const minutesOf = ({ priority, mood, triage }: RankedRow) =>
  minutesBefore({ priority, mood, isShort: triage?.isShort === true });

const minutesOfTier = (tier: RawBuilder<string | null>) =>
  sql<number>`coalesce((${JSON.stringify(tiers)}::jsonb ->> ${tier})::integer, 0)`;

/** By how many minutes a customer `p` is ranked before others. */
export const tierMinutes = minutesOfTier(sql`p.tier`);

/** Moves all of a customer's matters that are ranked to where they come once the customer is of another tier. */
export async function rankAnew(
  tx: Tx,
  { workspaceId, customerId }: { workspaceId: string; customerId: string },
  tier: string | null,
): Promise<void> {
  await sql`
    update conversations c
    set rank_at = c.rank_at - make_interval(mins => ${minutesOfTier(sql`${tier}::text`)} - ${tierMinutes})
    from customers p
    where c.workspace_id = ${workspaceId} and c.customer_id = ${customerId} and c.rank_at is not null
      and c.status <> 'closed' and p.workspace_id = c.workspace_id and p.id = c.customer_id`.execute(tx);
}
