import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import type { ChatSecret, ChatWidget, patchChatWidget, postChatWidget } from "../../contract/chat.ts";
import type { BodyOf } from "../../contract/route.ts";
import { serves } from "../brand-wall.ts";
import type { Caller } from "../caller.ts";
import { afterCommit, type Db, look, type Tx, within } from "../db/database.ts";
import { actorOf, record } from "../events.ts";
import { lineOfChosen } from "../lines/index.ts";
import { Refusal } from "../refusal.ts";
import type { Secret } from "../secret.ts";
import { taken } from "../taken.ts";
import { type Settings, usualSettings } from "./settings.ts";
import { forgetWidgets, makeKey } from "./widget.ts";

/** The widgets of the brands that the caller serves, by name. */
export const listWidgets = (db: Db, caller: Caller): Promise<ChatWidget[]> =>
  look(db, caller.workspaceId, (tx) => widgetsSeen(tx, caller));

async function widgetsSeen(tx: Tx, caller: Caller, id?: string): Promise<ChatWidget[]> {
  let query = tx
    .selectFrom("chatWidgets as g")
    .innerJoin("brands as b", (join) =>
      join.onRef("b.workspaceId", "=", "g.workspaceId").onRef("b.id", "=", "g.brandId"),
    )
    .select(["g.id", "g.key", "g.name", "g.isOn", "g.inboxId", "g.settings", "g.createdAt"])
    .select(["b.id as brandId", "b.name as brandName"])
    .select(
      sql<Omit<ChatSecret, "at">[] | null>`(
        select json_agg(json_build_object('id', s.id, 'ending', s.ending, 'createdAt', s.created_at,
          'lastUsedAt', s.last_used_at) order by s.created_at, s.id)
        from chat_secrets s where s.workspace_id = g.workspace_id and s.widget_id = g.id)`.as("secrets"),
    )
    .where("g.workspaceId", "=", caller.workspaceId)
    .where("g.deletedAt", "is", null);
  if (id) query = query.where("g.id", "=", id);
  const rows = await query.orderBy("g.name").orderBy("g.id").execute();
  const iso = (at: string) => new Date(at).toISOString();
  return rows
    .filter(({ brandId }) => serves(caller, brandId))
    .map(({ brandId, brandName, inboxId, settings, secrets, createdAt, ...row }) => ({
      ...row,
      ...(settings as Settings),
      inbox: inboxId,
      brand: { id: brandId, name: brandName },
      secrets: (secrets ?? []).map(({ createdAt: made, lastUsedAt, ...one }) => ({
        ...one,
        createdAt: iso(made),
        lastUsedAt: lastUsedAt && iso(lastUsedAt),
      })),
      createdAt: createdAt.toISOString(),
    }));
}

async function widgetSeen(tx: Tx, caller: Caller, id: string): Promise<ChatWidget> {
  const [widget] = await widgetsSeen(tx, caller, id);
  if (!widget) throw new Refusal("not_found");
  return widget;
}

export function addWidget(db: Db, caller: Caller, body: BodyOf<typeof postChatWidget>): Promise<ChatWidget> {
  const { name, inbox, isOn = true, ...settings } = body;
  return within(db, caller.workspaceId, async (tx) => {
    const { workspaceId } = caller;
    const { brandId, colour } = await inboxOf(tx, caller, inbox);
    await refuseUnknownTopics(tx, workspaceId, settings);
    const id = randomUUIDv7();
    await tx
      .insertInto("chatWidgets")
      .values({
        workspaceId,
        id,
        key: makeKey(workspaceId),
        brandId,
        inboxId: inbox,
        name,
        isOn,
        settings: JSON.stringify({ ...usualSettings(colour), ...settings }),
      })
      .execute()
      .catch(taken("name"));
    return changed(db, tx, caller, id, brandId);
  });
}

export function changeWidget(
  db: Db,
  caller: Caller,
  id: string,
  { name, inbox, isOn, ...settings }: BodyOf<typeof patchChatWidget>,
): Promise<ChatWidget> {
  return within(db, caller.workspaceId, async (tx) => {
    const before = await lockWidget(tx, caller, id);
    if (inbox && (await inboxOf(tx, caller, inbox)).brandId !== before.brandId)
      throw new Refusal("not_found");
    await refuseUnknownTopics(tx, caller.workspaceId, settings);
    await tx
      .updateTable("chatWidgets")
      .set({
        ...(name !== undefined && { name }),
        ...(isOn !== undefined && { isOn }),
        ...(inbox && { inboxId: inbox }),
        settings: JSON.stringify({ ...before.settings, ...settings }),
      })
      .where("workspaceId", "=", caller.workspaceId)
      .where("id", "=", id)
      .execute()
      .catch(taken("name"));
    return changed(db, tx, caller, id, before.brandId);
  });
}

/** Takes it off the sites. Who is in it now can still read what was said, and is answered by mail. */
export function removeWidget(db: Db, caller: Caller, id: string): Promise<void> {
  return within(db, caller.workspaceId, async (tx) => {
    const { brandId } = await lockWidget(tx, caller, id);
    await tx
      .updateTable("chatWidgets")
      .set({ deletedAt: new Date(), isOn: false })
      .where("workspaceId", "=", caller.workspaceId)
      .where("id", "=", id)
      .execute();
    await tell(db, tx, caller, id, brandId);
  });
}

const mostSecrets = 2;

/** Makes a secret for signing identities; it can be told at this moment only. */
export function addSecret(
  db: Db,
  secret: Secret,
  caller: Caller,
  widgetId: string,
): Promise<ChatSecret & { secret: string }> {
  return within(db, caller.workspaceId, async (tx) => {
    const { brandId } = await lockWidget(tx, caller, widgetId);
    const { workspaceId } = caller;
    const { n } = await tx
      .selectFrom("chatSecrets")
      .select((eb) => eb.fn.countAll<number>().as("n"))
      .where("workspaceId", "=", workspaceId)
      .where("widgetId", "=", widgetId)
      .executeTakeFirstOrThrow();
    if (n >= mostSecrets) throw new Refusal("too_many");
    const id = randomUUIDv7();
    const made = identitySecret(secret, id);
    const row = { id, ending: made.slice(-4), createdAt: new Date() };
    await tx
      .insertInto("chatSecrets")
      .values({ workspaceId, widgetId, ...row })
      .execute();
    await tell(db, tx, caller, widgetId, brandId);
    return { ...row, createdAt: row.createdAt.toISOString(), lastUsedAt: null, secret: made };
  });
}

export function removeSecret(db: Db, caller: Caller, widgetId: string, id: string): Promise<void> {
  return within(db, caller.workspaceId, async (tx) => {
    const { brandId } = await lockWidget(tx, caller, widgetId);
    const { numDeletedRows } = await tx
      .deleteFrom("chatSecrets")
      .where("workspaceId", "=", caller.workspaceId)
      .where("widgetId", "=", widgetId)
      .where("id", "=", id)
      .executeTakeFirst();
    if (!numDeletedRows) throw new Refusal("not_found");
    await tell(db, tx, caller, widgetId, brandId);
  });
}

/** The secret of this id: 256 bits in hex, made of the installation's key, so that none has to be kept. */
export const identitySecret = (secret: Secret, id: string): string =>
  secret.sign("chat-identity", id).toString("hex");

async function lockWidget(tx: Tx, caller: Caller, id: string) {
  const row = await tx
    .selectFrom("chatWidgets")
    .select(["brandId", "settings"])
    .where("workspaceId", "=", caller.workspaceId)
    .where("id", "=", id)
    .where("deletedAt", "is", null)
    .forUpdate()
    .executeTakeFirst();
  if (!row || !serves(caller, row.brandId)) throw new Refusal("not_found");
  return row;
}

async function inboxOf(tx: Tx, caller: Caller, id: string) {
  const row = await tx
    .selectFrom("inboxes as i")
    .innerJoin("brands as b", (join) =>
      join.onRef("b.workspaceId", "=", "i.workspaceId").onRef("b.id", "=", "i.brandId"),
    )
    .select(["i.brandId", "b.colour"])
    .where("i.workspaceId", "=", caller.workspaceId)
    .where("i.id", "=", id)
    .where("i.channel", "=", "email")
    .executeTakeFirst();
  if (!row || !serves(caller, row.brandId)) throw new Refusal("not_found");
  return row;
}

async function refuseUnknownTopics(tx: Tx, workspaceId: string, { preChat }: Partial<Settings>) {
  const topics = preChat?.topics ?? [];
  if (new Set(topics.map(({ key }) => key)).size < topics.length)
    throw new Refusal("invalid", { fields: [{ path: "preChat.topics", message: "taken" }] });
  await Promise.all(
    topics.map(({ intent, line }) => intent && lineOfChosen(tx, workspaceId, intent, line ?? undefined)),
  );
}

async function changed(db: Db, tx: Tx, caller: Caller, id: string, brandId: string): Promise<ChatWidget> {
  await tell(db, tx, caller, id, brandId);
  return widgetSeen(tx, caller, id);
}

async function tell(db: Db, tx: Tx, caller: Caller, widgetId: string, brandId: string) {
  afterCommit(() => forgetWidgets(db));
  await record(tx, {
    workspaceId: caller.workspaceId,
    kind: "chat_widget.changed",
    actor: actorOf(caller),
    brandId,
    data: { widgetId },
  });
}
