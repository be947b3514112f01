import { randomUUIDv7 } from "node:crypto";
import type { getPush, PushDevice, PushShows, postPushDevice } from "../../contract/notices.ts";
import type { BodyOf, ReplyOf } from "../../contract/route.ts";
import type { Caller } from "../caller.ts";
import { type Db, look, type Tx, within, withoutWall } from "../db/database.ts";
import { actorOf, record } from "../events.ts";
import { Refusal } from "../refusal.ts";
import type { Secret } from "../secret.ts";
import { vapidKeys } from "./vapid.ts";

/** What a browser subscribes with, and where the caller is told. */
export async function readPush(db: Db, secret: Secret, caller: Caller): Promise<ReplyOf<typeof getPush>> {
  personWithSession(caller);
  const { publicKey } = await vapidKeys(db, secret);
  return look(db, caller.workspaceId, async (tx) => {
    const { pushShows } = await tx
      .selectFrom("workspaces")
      .select("pushShows")
      .where("id", "=", caller.workspaceId)
      .executeTakeFirstOrThrow();
    const devices = await devicesOf(tx, caller).execute();
    return {
      key: publicKey,
      shows: pushShows as PushShows,
      devices: devices.map((device) => shown(device, caller)),
    };
  });
}

/** The bytes of a key as they are written once more, whatever stood between them. */
const plain = (key: string) => Buffer.from(key, "base64url").toString("base64url");

/** At most so many; the oldest goes. */
const mostDevices = 20;

/**
 * Tells the caller on this browser from now on. A browser has one subscription, whoever sits at it: it belongs to who
 * asked last, so that nobody reads on it what is for whoever was there before.
 */
export async function addDevice(
  db: Db,
  caller: Caller,
  userAgent: string | null,
  { endpoint: said, keys }: BodyOf<typeof postPushDevice>,
): Promise<PushDevice> {
  const sessionId = personWithSession(caller);
  const { workspaceId, id: agentId } = caller;
  const endpoint = new URL(said).href;
  const device = {
    workspaceId,
    id: randomUUIDv7(),
    agentId,
    sessionId,
    endpoint,
    p256dh: plain(keys.p256dh),
    auth: plain(keys.auth),
    userAgent: userAgent?.slice(0, 500) ?? null,
    createdAt: new Date(),
  };
  // The former person of this browser may have been of another workspace.
  await withoutWall(db, async (tx) => {
    await tx.deleteFrom("pushDevices").where("endpoint", "=", endpoint).execute();
    await tx.insertInto("pushDevices").values(device).execute();
    const all = await devicesOf(tx, caller).execute();
    const tooMany = all.slice(mostDevices).map(({ id }) => id);
    if (tooMany.length)
      await tx
        .deleteFrom("pushDevices")
        .where("workspaceId", "=", workspaceId)
        .where("id", "in", tooMany)
        .execute();
  });
  return shown({ ...device, toldAt: null }, caller);
}

export function removeDevice(db: Db, caller: Caller, id: string): Promise<void> {
  personWithSession(caller);
  return within(db, caller.workspaceId, async (tx) => {
    const { numDeletedRows } = await tx
      .deleteFrom("pushDevices")
      .where("workspaceId", "=", caller.workspaceId)
      .where("agentId", "=", caller.id)
      .where("id", "=", id)
      .executeTakeFirstOrThrow();
    if (!numDeletedRows) throw new Refusal("not_found");
  });
}

/** Says what pushes tell besides kind and number. */
export function choosePushShows(db: Db, caller: Caller, shows: PushShows): Promise<void> {
  return within(db, caller.workspaceId, async (tx) => {
    await tx
      .updateTable("workspaces")
      .set({ pushShows: shows })
      .where("id", "=", caller.workspaceId)
      .execute();
    await record(tx, {
      workspaceId: caller.workspaceId,
      kind: "workspace.changed",
      actor: actorOf(caller),
      data: { pushShows: shows },
    });
  });
}

function personWithSession(caller: Caller): string {
  if (caller.kind !== "agent" || !caller.sessionId) throw new Refusal("forbidden");
  return caller.sessionId;
}

const devicesOf = (tx: Tx, { workspaceId, id }: Caller) =>
  tx
    .selectFrom("pushDevices")
    .select(["id", "sessionId", "userAgent", "createdAt", "toldAt"])
    .where("workspaceId", "=", workspaceId)
    .where("agentId", "=", id)
    .orderBy("createdAt", "desc")
    .orderBy("id", "desc");

const shown = (
  device: { id: string; sessionId: string; userAgent: string | null; createdAt: Date; toldAt: Date | null },
  caller: Caller,
): PushDevice => ({
  id: device.id,
  userAgent: device.userAgent,
  current: device.sessionId === caller.sessionId,
  createdAt: device.createdAt.toISOString(),
  toldAt: device.toldAt?.toISOString() ?? null,
});
