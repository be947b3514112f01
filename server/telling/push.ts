import { sql } from "kysely";
import webPush from "web-push";
import { z } from "zod";
import { directionOf } from "../../contract/languages.ts";
import { noticeName, noticeWords, placeOfNotice } from "../../contract/notice-words.ts";
import type { PushShows } from "../../contract/notices.ts";
import { type Db, look, type Tx, within, withoutWall } from "../db/database.ts";
import { defineQueue, enqueue } from "../jobs/index.ts";
import type { Secret } from "../secret.ts";
import { text } from "../texts.ts";
import { type Carrier, carryPush } from "./carry-push.ts";
import {
  behindNoWall,
  digestAfter,
  heldBack,
  keyOf,
  type Reader,
  readersOf,
  type Told,
  toldColumns,
  toldFrom,
} from "./readers.ts";
import { speakerFor } from "./speaker.ts";
import { vapidKeys } from "./vapid.ts";

export const pushQueue = defineQueue({
  name: "send-push",
  schema: z.object({ workspaceId: z.uuid(), deviceId: z.uuid(), noticeId: z.uuid() }),
  // With growing pauses for some hours: a push of yesterday is no news.
  retryLimit: 8,
  retryDelaySeconds: 5,
});
type Order = z.infer<typeof pushQueue.schema>;

const mostAtOnce = 200;
/** Of what comes at one moment, a colleague's move of hundreds of matters, a phone rings for the first; the desk has all. */
const mostRung = 5;

/**
 * Orders the pushes of what is due and nobody has seen. Whoever wants quiet keeps it: what is held back by a pause or by
 * quiet hours is looked at again when they end, what comes while somebody is away waits for their mail.
 */
export async function pushDue(db: Db, now: Date): Promise<void> {
  await withoutWall(db, async (tx) => {
    const { rows } = await sql<{ workspaceId: string; agentId: string; id: string; isSeen: boolean }>`
      select workspace_id, agent_id, id, seen_at is not null or done_at is not null as is_seen
      from notices where push_at <= ${now} order by push_at limit ${mostAtOnce} for update skip locked`.execute(
      tx,
    );
    if (!rows.length) return;
    const readers = await readersOf(tx, rows, now);
    const devices = await devicesOf(tx, [...readers.values()]);
    const orders: Order[] = [];
    const rung = new Map<string, number>();
    const after = rows.map(({ workspaceId, agentId, id, isSeen }) => {
      const reader = readers.get(keyOf(workspaceId, agentId));
      const row = { workspace_id: workspaceId, id, push_at: null, mail_at: null, told_by: null };
      if (isSeen || !reader) return row;
      const held = heldBack(reader, now);
      if (held) return { ...row, push_at: held.until, mail_at: held.until ? null : digestAfter(reader, now) };
      const key = keyOf(workspaceId, agentId);
      const own = devices.get(key) ?? [];
      rung.set(key, (rung.get(key) ?? 0) + 1);
      if (rung.get(key)! > mostRung) return row;
      orders.push(...own.map((deviceId) => ({ workspaceId, deviceId, noticeId: id })));
      return { ...row, told_by: own.length ? "push" : null };
    });
    await sql`
      update notices n set push_at = r.push_at, mail_at = coalesce(n.mail_at, r.mail_at), told_by = coalesce(r.told_by, n.told_by)
      from jsonb_to_recordset(${JSON.stringify(after)}::jsonb)
        as r (workspace_id uuid, id uuid, push_at timestamptz, mail_at timestamptz, told_by text)
      where n.workspace_id = r.workspace_id and n.id = r.id`.execute(tx);
    await enqueue(tx, pushQueue, orders);
  });
}

async function devicesOf(tx: Tx, readers: Reader[]): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ workspaceId: string; agentId: string; id: string }>`
    select d.workspace_id, d.agent_id, d.id from push_devices d
    join jsonb_to_recordset(${JSON.stringify(readers.map(({ workspaceId, id }) => ({ workspace_id: workspaceId, agent_id: id })))}::jsonb)
      as r (workspace_id uuid, agent_id uuid) on r.workspace_id = d.workspace_id and r.agent_id = d.agent_id
    join sessions s on s.workspace_id = d.workspace_id and s.id = d.session_id
    where s.expires_at > now()`.execute(tx);
  const devices = new Map<string, string[]>();
  for (const { workspaceId, agentId, id } of rows) {
    const key = keyOf(workspaceId, agentId);
    devices.set(key, [...(devices.get(key) ?? []), id]);
  }
  return devices;
}

export interface PushNeeds {
  db: Db;
  secret: Secret;
  publicUrl?: string;
  /** Brings it to the service of the browser's maker. */
  carry?: Carrier;
}

interface Pushed extends Told {
  endpoint: string;
  p256dh: string;
  auth: string;
  locale: Reader["locale"];
  timeZone: string;
  pushShows: PushShows;
}

/** So long a push service keeps it for a device that is switched off. */
const keepSeconds = 4 * 60 * 60;

/** Pushes one notice to one browser, unless it was seen meanwhile. Throws where trying again makes sense. */
export async function sendPush(needs: PushNeeds, order: Order): Promise<void> {
  const { db, secret, carry = carryPush } = needs;
  const pushed = await read(db, order);
  if (!pushed) return;
  // Nothing can be sealed for a browser whose keys are none.
  if (bytesOf(pushed.p256dh) !== 65 || bytesOf(pushed.auth) < 16) return forget(db, order);
  const { publicKey, privateKey } = await vapidKeys(db, secret);
  const { endpoint, headers, body } = webPush.generateRequestDetails(
    { endpoint: pushed.endpoint, keys: { p256dh: pushed.p256dh, auth: pushed.auth } },
    JSON.stringify(payloadOf(pushed)),
    {
      vapidDetails: { subject: contactOf(needs.publicUrl), publicKey, privateKey },
      TTL: keepSeconds,
      urgency: "high",
      // One that was not fetched yet is replaced by a later one of the same matter.
      topic: topicOf(pushed),
    },
  );
  const answer = await carry({
    endpoint,
    headers: headers as Record<string, string>,
    body: body as Buffer,
  });
  if ("failed" in answer) {
    if (answer.failed === "private_address" || answer.failed === "not_https") return forget(db, order);
    throw new Error(`The push service was not reached: ${answer.failed}`);
  }
  if (answer.status >= 200 && answer.status < 300) return told(db, order);
  // The browser took its subscription back, or never gave it.
  if (answer.status === 404 || answer.status === 410) return forget(db, order);
  if (answer.status === 429 || answer.status >= 500)
    throw new Error(`The push service answered ${answer.status}.`);
  // Not this one, and not by trying again.
  await giveUpPush(db, order);
}

const bytesOf = (key: string) => Buffer.from(key, "base64url").length;

const contactOf = (publicUrl = "http://localhost") => {
  const url = new URL(publicUrl);
  return url.protocol === "https:" ? url.origin : `mailto:tandem@${url.hostname}`;
};

/** What is said of one matter stands in one place on the screen, and takes the place of what was said before. */
const tagOf = ({ id, conversation }: Told) => conversation?.id ?? id;
/** At most 32 letters. */
const topicOf = (notice: Told) => tagOf(notice).replaceAll("-", "");

/** What the service worker of the desk shows. */
function payloadOf(notice: Pushed) {
  const { id, locale, timeZone, conversation, pushShows } = notice;
  const said = { ...notice, at: notice.at.toISOString() };
  const speaker = speakerFor(locale, timeZone);
  const number = conversation && `#${conversation.number}`;
  const words = pushShows === "words";
  const short = noticeName(said, speaker);
  return {
    id,
    tag: tagOf(notice),
    title: words ? [number, conversation?.subject].filter(Boolean).join(" ") || short : (number ?? "Tandem"),
    body: words ? noticeWords(said, speaker) : short,
    place: placeOfNotice(notice),
    lang: locale,
    dir: directionOf(locale),
    again: notice.times > 1,
    open: text(locale, "notices.open"),
    done: text(locale, "notices.done"),
  };
}

function read(db: Db, { workspaceId, deviceId, noticeId }: Order): Promise<Pushed | null> {
  return look(db, workspaceId, async (tx) => {
    const { rows } = await sql<Pushed>`
      select ${toldColumns}, d.endpoint, d.p256dh, d.auth, a.locale, a.time_zone, w.push_shows
      from ${toldFrom}
      join workspaces w on w.id = n.workspace_id
      join push_devices d on d.workspace_id = n.workspace_id and d.agent_id = n.agent_id and d.id = ${deviceId}
      where n.workspace_id = ${workspaceId} and n.id = ${noticeId} and n.seen_at is null and n.done_at is null
        and a.status = 'active' and ${behindNoWall}`.execute(tx);
    return rows[0] ?? null;
  });
}

function told(db: Db, { workspaceId, deviceId, noticeId }: Order): Promise<void> {
  const now = new Date();
  return within(db, workspaceId, async (tx) => {
    await sql`update notices set told_by = 'push', told_at = ${now}
      where workspace_id = ${workspaceId} and id = ${noticeId} and told_by is distinct from 'mail'`.execute(
      tx,
    );
    await sql`update push_devices set told_at = ${now}
      where workspace_id = ${workspaceId} and id = ${deviceId}`.execute(tx);
  });
}

async function forget(db: Db, order: Order): Promise<void> {
  await within(db, order.workspaceId, (tx) =>
    tx
      .deleteFrom("pushDevices")
      .where("workspaceId", "=", order.workspaceId)
      .where("id", "=", order.deviceId)
      .execute(),
  );
  await giveUpPush(db, order);
}

/** What reached no device is left to the mail of who wants it by mail. */
export function giveUpPush(db: Db, { workspaceId, noticeId }: Order): Promise<void> {
  return within(db, workspaceId, async (tx) => {
    await sql`update notices set told_by = null
      where workspace_id = ${workspaceId} and id = ${noticeId} and told_by = 'push' and told_at is null`.execute(
      tx,
    );
  });
}
