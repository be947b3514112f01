import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import type { PageContext, patchVisitor, postVisitor, TrailStep } from "../../contract/chat.ts";
import type { Locale } from "../../contract/languages.ts";
import type { BodyOf } from "../../contract/route.ts";
import { TimeZone } from "../../contract/workspace.ts";
import { makeToken, readToken } from "../accounts/index.ts";
import { type Db, look, send, type Tx, within } from "../db/database.ts";
import { Refusal } from "../refusal.ts";
import type { Secret } from "../secret.ts";
import type { Visitor } from "../visitor.ts";
import { joinAccount } from "./account.ts";
import { mailWhatWaits } from "./answers-by-mail.ts";
import { type Identity, verifyIdentity } from "./identity.ts";
import { ownAddress } from "./own-address.ts";
import type { Widget } from "./widget.ts";
import { identitySecret } from "./widgets.ts";

export const visitorPrefix = "tdv_";

/** The visitor of a token; null when it is worth nothing. */
export function visitorByToken(db: Db, text: string): Promise<Visitor | null> {
  const token = readToken(text, visitorPrefix);
  if (!token) return Promise.resolve(null);
  return look(db, token.workspaceId, (tx) => findByToken(tx, token.workspaceId, token.hash));
}

async function findByToken(tx: Tx, workspaceId: string, tokenHash: Buffer): Promise<Visitor | null> {
  const row = await visitorRows(tx, workspaceId).where("v.tokenHash", "=", tokenHash).executeTakeFirst();
  return row ? toVisitor(row) : null;
}

export const visitorRows = (tx: Tx, workspaceId: string) =>
  tx
    .selectFrom("chatVisitors as v")
    .select(["v.workspaceId", "v.id", "v.widgetId", "v.brandId", "v.customerId", "v.account", "v.name"])
    .select(["v.email", "v.locale", "v.consents"])
    .select(
      // Who is blocked under a name is blocked in every browser.
      sql<boolean>`v.blocked is not null or (v.account is not null and exists (
        select from chat_visitors o where o.workspace_id = v.workspace_id and o.customer_id = v.customer_id
          and o.blocked is not null))`.as("isBlocked"),
    )
    .where("v.workspaceId", "=", workspaceId)
    .where("v.revokedAt", "is", null);

const toVisitor = ({ locale, ...row }: Omit<Visitor, "locale"> & { locale: string }): Visitor => ({
  ...row,
  locale: locale as Locale,
});

/**
 * Somebody comes in: who was here before goes on, whom the site vouches for is who it says, anybody else is new. A
 * browser in which somebody else was known before gets a token of its own.
 */
export async function come(
  db: Db,
  secret: Secret,
  widget: Widget,
  { userAgent, ...body }: BodyOf<typeof postVisitor> & { userAgent: string | null },
): Promise<{ token: string; visitor: Visitor }> {
  const { workspaceId } = widget;
  const consents = widget.settings.consent === "assumed" || body.consents;
  // What is told of them besides, with their consent alone.
  const told = consents && {
    ...(body.page && { page: JSON.stringify(body.page) }),
    // Browsers say `Etc/Unknown` where they do not know.
    timeZone: TimeZone.safeParse(body.timeZone).data ?? null,
    userAgent,
  };
  const token = body.token ? readToken(body.token, visitorPrefix) : null;
  return within(db, workspaceId, async (tx) => {
    const identity = await vouchedFor(tx, secret, widget, body);
    const found = token?.workspaceId === workspaceId ? await findByToken(tx, workspaceId, token.hash) : null;
    // A token of another site, and one of somebody whom the site no longer calls by that name, begin anew.
    const isSame =
      found?.widgetId === widget.id &&
      (!identity || found.account === null || found.account === identity.userId);
    if (found && !isSame && identity) await revoke(tx, found);
    if (isSame && (!identity || found.account !== null)) {
      const set = {
        locale: body.locale,
        ...(consents && { consents, ...told }),
        ...(identity?.name && { name: identity.name }),
      };
      await update(tx, found, set);
      if (identity) await joinAccount(tx, widget, found, identity);
      return { token: body.token!, visitor: (await findByToken(tx, workspaceId, token!.hash))! };
    }
    // Whoever becomes known gets a new token: one that somebody else may have planted is worth nothing then.
    const made = makeToken(workspaceId, visitorPrefix);
    const id = isSame ? found.id : randomUUIDv7();
    const now = new Date();
    if (isSame) await update(tx, found, { tokenHash: made.hash, locale: body.locale, consents, ...told });
    else
      await tx
        .insertInto("chatVisitors")
        .values({
          workspaceId,
          id,
          widgetId: widget.id,
          brandId: widget.brandId,
          tokenHash: made.hash,
          locale: body.locale,
          consents,
          ...told,
          createdAt: now,
          seenAt: now,
        })
        .execute();
    const visitor = (await findByToken(tx, workspaceId, made.hash))!;
    if (identity) await joinAccount(tx, widget, visitor, identity);
    return { token: made.text, visitor: (await findByToken(tx, workspaceId, made.hash))! };
  });
}

/** Who the site says it is; refuses what was not signed, and where it must be signed, whoever is nobody. */
async function vouchedFor(
  tx: Tx,
  secret: Secret,
  widget: Widget,
  body: BodyOf<typeof postVisitor>,
): Promise<Identity | null> {
  const { workspaceId, settings } = widget;
  if (settings.identity === "off") return null;
  if (!body.identity) {
    if (settings.identity === "required") throw new Refusal("identity_required");
    return null;
  }
  const secrets = await tx
    .selectFrom("chatSecrets")
    .select("id")
    .where("workspaceId", "=", workspaceId)
    .where("widgetId", "=", widget.id)
    .execute();
  const identity = verifyIdentity(body.identity, {
    key: widget.key,
    secrets: secrets.map(({ id }) => ({ id, secret: identitySecret(secret, id) })),
    now: new Date(),
  });
  if (!identity) throw new Refusal("identity_invalid");
  send(
    tx,
    sql`update chat_secrets set last_used_at = now() where workspace_id = ${workspaceId} and id = ${identity.secretId}
      and coalesce(last_used_at < now() - interval '1 minute', true)`,
  );
  return identity;
}

const update = (tx: Tx, { workspaceId, id }: Visitor, set: Record<string, unknown>) =>
  tx
    .updateTable("chatVisitors")
    .set({ ...set, seenAt: new Date() })
    .where("workspaceId", "=", workspaceId)
    .where("id", "=", id)
    .execute();

/** Ends a token; what was said stays, and answers to it go by mail. */
export const leave = (db: Db, visitor: Visitor): Promise<void> =>
  within(db, visitor.workspaceId, (tx) => revoke(tx, visitor));

async function revoke(tx: Tx, visitor: Visitor): Promise<void> {
  await tx
    .updateTable("chatVisitors")
    .set({ revokedAt: new Date(), leftAt: new Date(), ...forgotten })
    .where("workspaceId", "=", visitor.workspaceId)
    .where("id", "=", visitor.id)
    .execute();
}

/** What is kept with consent alone. */
const forgotten = { page: null, trail: "[]", timeZone: null, userAgent: null };

/**
 * Says who one is and where answers are to go. An address that is somebody else's stays that: answers go there, and
 * nothing of theirs is shown here.
 */
export function amendVisitor(
  db: Db,
  visitor: Visitor,
  { name, email, locale, consents }: BodyOf<typeof patchVisitor>,
): Promise<Visitor> {
  if (visitor.isBlocked && (name || email)) throw new Refusal("blocked");
  const { workspaceId, id } = visitor;
  return within(db, workspaceId, async (tx) => {
    await tx
      .updateTable("chatVisitors")
      .set({
        ...(name && { name }),
        ...(email && { email }),
        ...(locale && { locale }),
        ...(consents !== undefined && { consents }),
        ...(consents === false && forgotten),
        seenAt: new Date(),
      })
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", id)
      .execute();
    const { customerId } = visitor;
    if (customerId && name && !visitor.account)
      await tx
        .updateTable("customers")
        .set({ name, updatedAt: new Date() })
        .where("workspaceId", "=", workspaceId)
        .where("id", "=", customerId)
        .execute();
    if (customerId && email) {
      await ownAddress(tx, { ...visitor, customerId }, email);
      await mailWhatWaits(tx, visitor);
    }
    const row = await visitorRows(tx, workspaceId).where("v.id", "=", id).executeTakeFirstOrThrow();
    return toVisitor(row);
  });
}

const longestTrail = 30;

/** Notes where somebody is on the site, if they agreed to that. */
export function notePage(db: Db, visitor: Visitor, page: PageContext): Promise<void> {
  if (!visitor.consents) return Promise.resolve();
  const step = { at: new Date().toISOString(), name: "page", url: page.url, title: page.title, data: {} };
  return noteStep(db, visitor, step, page);
}

export function noteTrack(
  db: Db,
  visitor: Visitor,
  { name, data }: { name: string; data: Record<string, string | number | boolean> },
): Promise<void> {
  if (!visitor.consents) return Promise.resolve();
  return noteStep(db, visitor, { at: new Date().toISOString(), name, url: "", title: "", data });
}

async function noteStep(
  db: Db,
  { workspaceId, id }: Visitor,
  step: TrailStep,
  page?: PageContext,
): Promise<void> {
  await within(db, workspaceId, (tx) =>
    // The same page told again, with another cart perhaps, is no further step.
    sql`
      update chat_visitors set seen_at = ${new Date()}
        ${page ? sql`, page = ${JSON.stringify(page)}::jsonb` : sql``},
        trail = case when ${step.name} = 'page' and trail -> 0 ->> 'url' = ${step.url} then trail else
          (select coalesce(jsonb_agg(one order by place), '[]') from (
            select one, place from jsonb_array_elements(jsonb_build_array(${JSON.stringify(step)}::jsonb) || trail)
              with ordinality as all_of (one, place) where place <= ${longestTrail}) as kept) end
      where workspace_id = ${workspaceId} and id = ${id} and consents`.execute(tx),
  );
}
