import { type Db, withoutWall } from "../db/database.ts";

interface Block {
  next: number;
  end: number;
  size: number;
  takenAt: number;
}

/**
 * Conversation numbers, counted up within a workspace. Each process takes them in blocks, because a shared counter
 * would make all who write to one workspace wait for each other's commit; so numbers may have gaps.
 */
function openNumbers(db: Db) {
  const blocks = new Map<string, Block>();
  const underway = new Map<string, Promise<void>>();

  async function refill(workspaceId: string): Promise<void> {
    const former = blocks.get(workspaceId);
    // A busy workspace takes larger blocks: at most one a second.
    const size = former && performance.now() - former.takenAt < 1000 ? Math.min(former.size * 4, 1000) : 5;
    const { nextNumber } = await withoutWall(db, (tx) =>
      tx
        .updateTable("workspaces")
        .set((eb) => ({ nextNumber: eb("nextNumber", "+", size) }))
        .where("id", "=", workspaceId)
        .returning("nextNumber")
        .executeTakeFirstOrThrow(),
    );
    blocks.set(workspaceId, { next: nextNumber - size, end: nextNumber, size, takenAt: performance.now() });
  }

  return {
    async next(workspaceId: string): Promise<number> {
      for (;;) {
        const block = blocks.get(workspaceId);
        if (block && block.next < block.end) return block.next++;
        let refilling = underway.get(workspaceId);
        if (!refilling) {
          refilling = refill(workspaceId).finally(() => underway.delete(workspaceId));
          underway.set(workspaceId, refilling);
        }
        await refilling;
      }
    },
    /** Gives back what is left of the blocks, where nobody took another since. */
    async release(): Promise<void> {
      for (const [workspaceId, { next, end }] of blocks) {
        await withoutWall(db, (tx) =>
          tx
            .updateTable("workspaces")
            .set({ nextNumber: next })
            .where("id", "=", workspaceId)
            .where("nextNumber", "=", end)
            .execute(),
        );
      }
      blocks.clear();
    },
  };
}

const numbers = new WeakMap<Db, ReturnType<typeof openNumbers>>();

function numbersOf(db: Db) {
  const known = numbers.get(db);
  if (known) return known;
  const opened = openNumbers(db);
  numbers.set(db, opened);
  return opened;
}

export const nextNumber = (db: Db, workspaceId: string): Promise<number> => numbersOf(db).next(workspaceId);

/** To be called before the database is closed. */
export const releaseNumbers = (db: Db): Promise<void> => numbersOf(db).release();
