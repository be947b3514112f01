import { randomUUIDv7 } from "node:crypto";
import type { Selectable } from "kysely";
import { isReplyClock } from "../../clocks/index.ts";
import type { Tx } from "../../db/database.ts";
import type { Tables } from "../../db/tables.ts";
import type { ConversationRow } from "../read.ts";

export type ClockRow = Selectable<Tables["clocks"]>;
type Matter = Pick<ConversationRow, "workspaceId" | "id">;

/** The clocks of a conversation that have not ended. */
export const clocksThatRun = (tx: Tx, { workspaceId, id }: Matter): Promise<ClockRow[]> =>
  tx
    .selectFrom("clocks")
    .selectAll()
    .where("workspaceId", "=", workspaceId)
    .where("conversationId", "=", id)
    .where("endedAt", "is", null)
    .orderBy("id")
    .execute();

/** Two clocks that run for the same: those that wait for our answer, or those of one name. */
const isTwin = (one: ClockRow, other: ClockRow) =>
  one.clock === other.clock || (isReplyClock(one) && isReplyClock(other));

/** Whether a clock is due before another; one that stands still comes last. */
const isSooner = (one: ClockRow, other: ClockRow) =>
  (one.dueAt?.getTime() ?? Number.POSITIVE_INFINITY) < (other.dueAt?.getTime() ?? Number.POSITIVE_INFINITY);

/** Ends clocks without a result: another runs for what they ran for, or nothing is owed any more. */
export async function cancelClocks(tx: Tx, clocks: ClockRow[], now: Date): Promise<void> {
  for (const { workspaceId, id, pauses } of clocks)
    await tx
      .updateTable("clocks")
      .set({
        state: "cancelled",
        endedAt: now,
        pausedAt: null,
        lookAt: null,
        pauses: JSON.stringify(
          (pauses as { to: string | null }[]).map((pause) => ({
            ...pause,
            to: pause.to ?? now.toISOString(),
          })),
        ),
      })
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", id)
      .execute();
}

/**
 * Lets clocks of one conversation run for another as well: of two that run for the same the one that is due sooner goes
 * on, and whoever waits there waits no longer than was promised here. Those that are not `shared` go over, the others are
 * copied. Returns the clocks that ended for it.
 */
export async function lendClocks(
  tx: Tx,
  clocks: ClockRow[],
  to: Matter,
  now: Date,
  { shared }: { shared: boolean },
): Promise<ClockRow[]> {
  const there = await clocksThatRun(tx, to);
  const ended: ClockRow[] = [];
  for (const clock of clocks) {
    const twin = there.find((one) => isTwin(one, clock));
    if (twin && !isSooner(clock, twin)) {
      if (!shared) ended.push(clock);
      continue;
    }
    if (twin) ended.push(twin);
  }
  await cancelClocks(tx, ended, now);
  for (const clock of clocks) {
    const twin = there.find((one) => isTwin(one, clock));
    if (twin && !ended.includes(twin)) continue;
    if (shared) await runAlso(tx, clock, to);
    else await runIn(tx, [clock], to);
  }
  return ended;
}

/** Clocks run on for another conversation. */
export async function runIn(tx: Tx, clocks: ClockRow[], to: Matter): Promise<void> {
  for (const { workspaceId, id } of clocks)
    await tx
      .updateTable("clocks")
      .set({ conversationId: to.id })
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", id)
      .execute();
}

/** The same wait, from when it began and with what was done for it, in another conversation too. */
export async function runAlso(tx: Tx, clock: ClockRow, to: Matter): Promise<void> {
  await tx
    .insertInto("clocks")
    .values({
      ...clock,
      id: randomUUIDv7(),
      conversationId: to.id,
      terms: JSON.stringify(clock.terms),
      pauses: JSON.stringify(clock.pauses),
    })
    .execute();
}

const instant = (at: Date | string | null) => (at === null ? null : new Date(at));

/**
 * Clocks that gave way run again where they ran before, as they were then; those that went over and still run come back
 * as they are. One that ended by what it waited for stays ended, and one whose like runs there already is not needed.
 */
export async function revive(tx: Tx, clocks: ClockRow[], where: Matter, now: Date): Promise<void> {
  for (const was of clocks) {
    const is = await tx
      .selectFrom("clocks")
      .selectAll()
      .where("workspaceId", "=", where.workspaceId)
      .where("id", "=", was.id)
      .executeTakeFirst();
    if (!is || is.state === "met" || is.state === "late") continue;
    const there = await clocksThatRun(tx, where);
    if (there.some((one) => one.id !== was.id && isTwin(one, was))) {
      if (is.endedAt === null) await cancelClocks(tx, [is], now);
      continue;
    }
    await tx
      .updateTable("clocks")
      .set({
        conversationId: where.id,
        ...(is.endedAt !== null && {
          state: was.state,
          endedAt: null,
          dueAt: instant(was.dueAt),
          pausedAt: instant(was.pausedAt),
          lookAt: instant(was.lookAt),
          pauses: JSON.stringify(was.pauses),
        }),
      })
      .where("workspaceId", "=", where.workspaceId)
      .where("id", "=", was.id)
      .execute();
  }
}

/** One of two conversations that part: its row, the clocks that ran for it before they met, and what it is now. */
export interface Side {
  row: ConversationRow;
  was: ClockRow[];
  isWaiting: boolean;
  /** Whether it is done by that. */
  closes: boolean;
}

/**
 * Each has the clocks again by which it was waited for: those of the one that goes `home` run for it again, those of the
 * other that had given way to them run on as if they never had. Who has come to wait since goes on waiting by the clock
 * that ran.
 */
export async function partClocks(
  tx: Tx,
  { home, away }: { home: Side; away: Side },
  now: Date,
): Promise<void> {
  const together = await clocksThatRun(tx, away.row);
  const running = together.filter(isReplyClock);
  const runsIn = (clock: ClockRow, { isWaiting, closes }: Side) =>
    !closes && (!isReplyClock(clock) || isWaiting);

  const back = home.was.filter((clock) => runsIn(clock, home));
  await revive(tx, back, home.row, now);
  const went = together.filter(({ id }) => home.was.some((one) => one.id === id));
  await cancelClocks(
    tx,
    went.filter(({ id }) => !back.some((one) => one.id === id)),
    now,
  );
  if (away.row.status !== "closed")
    await revive(
      tx,
      away.was.filter((clock) => runsIn(clock, away)),
      away.row,
      now,
    );
  for (const { row, isWaiting, closes } of [home, away]) {
    const alive = await clocksThatRun(tx, row);
    const replies = alive.filter(isReplyClock);
    if (closes) await cancelClocks(tx, alive, now);
    else if (!isWaiting) await cancelClocks(tx, replies, now);
    else if (!replies.length) await lendClocks(tx, running, row, now, { shared: true });
  }
}
