import webPush from "web-push";
import { type Db, withoutWall } from "../db/database.ts";
import type { Secret } from "../secret.ts";

/** By what push services know this installation. */
export interface VapidKeys {
  publicKey: string;
  privateKey: string;
}

const name = "vapid";
const known = new WeakMap<Db, Promise<VapidKeys>>();

/** The installation's keys, made when they are first asked for. All processes on one database share them. */
export function vapidKeys(db: Db, secret: Secret): Promise<VapidKeys> {
  const keys = known.get(db) ?? readOrMake(db, secret);
  known.set(db, keys);
  // A database that is away now is asked again.
  keys.catch(() => known.delete(db));
  return keys;
}

const readOrMake = (db: Db, secret: Secret): Promise<VapidKeys> =>
  withoutWall(db, async (tx) => {
    const read = () =>
      tx.selectFrom("installation").select("value").where("name", "=", name).executeTakeFirst();
    let row = await read();
    if (!row) {
      const value = secret.seal(name, JSON.stringify(webPush.generateVAPIDKeys()));
      await tx
        .insertInto("installation")
        .values({ name, value })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      // Another process may have been quicker.
      row = await read();
    }
    return JSON.parse(secret.unseal(name, row!.value)) as VapidKeys;
  });
