import { type Db, isInTransaction } from "./database.ts";
import { isUnavailable } from "./unavailable.ts";

interface Waiting<Item, Result> {
  item: Item;
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
}

interface Lane<Item, Result> {
  waiting: Waiting<Item, Result>[];
  busy: boolean;
}

/**
 * Turns an act on many items into one on a single item: calls that come while the database is busy with those before
 * them share the next act, and with it its statements and its commit. A call that comes alone waits for nobody.
 * Items of different lanes (a workspace each, as a rule) never share.
 *
 * `act` returns for each item what its caller is told, in their order. When it fails, each item is tried by itself, so
 * that none spoils it for the others: it may run more than once, and has to leave nothing behind when it fails. Only
 * when the database was lost in the middle is nothing tried again, since it may have been done: all are told of that.
 * Inside a transaction the act joins that one, alone.
 */
export function gather<Item, Result>(
  act: (db: Db, items: Item[]) => Promise<Result[]>,
  { most = 50 }: { most?: number } = {},
): (db: Db, lane: string, item: Item) => Promise<Result> {
  const lanesOf = new WeakMap<Db, Map<string, Lane<Item, Result>>>();

  const alone = async (db: Db, item: Item): Promise<Result> => (await act(db, [item]))[0]!;

  const together = async (db: Db, batch: Waiting<Item, Result>[]) => {
    const items = batch.map(({ item }) => item);
    try {
      const results = await act(db, items);
      for (const [at, { resolve }] of batch.entries()) resolve(results[at]!);
    } catch (error) {
      if (batch.length === 1 || isUnavailable(error as Error)) for (const { reject } of batch) reject(error);
      else await Promise.all(batch.map(({ item, resolve, reject }) => alone(db, item).then(resolve, reject)));
    }
  };

  return (db, name, item) => {
    if (isInTransaction()) return alone(db, item);
    const lanes = lanesOf.get(db) ?? new Map<string, Lane<Item, Result>>();
    lanesOf.set(db, lanes);
    const lane = lanes.get(name) ?? { waiting: [], busy: false };
    lanes.set(name, lane);

    const go = async () => {
      // What arrives in the same turn of the event loop goes together.
      await new Promise(setImmediate);
      while (lane.waiting.length) await together(db, lane.waiting.splice(0, most));
      lanes.delete(name);
    };
    return new Promise<Result>((resolve, reject) => {
      lane.waiting.push({ item, resolve, reject });
      if (lane.busy) return;
      lane.busy = true;
      void go();
    });
  };
}
