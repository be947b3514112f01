import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import { countCustomerLink, countLink, makeToken, readToken } from "../accounts/index.ts";
import { type Db, type Tx, within, withoutWall } from "../db/database.ts";
import { Refusal } from "../refusal.ts";

/** A customer who showed that an address is theirs, in one browser. */
export interface SignedIn {
  workspaceId: string;
  brandId: string;
  id: string;
  name: string;
  email: string | null;
  sessionId: string;
}

const linkMinutes = 20;
const sessionDays = 30;

interface Place {
  workspaceId: string;
  brandId: string;
}

/**
 * Makes a link for the customer of a brand whose address this is, and returns what to mail; null for an address that we
 * do not know. What the asker is told does not depend on it, nor does the time it takes.
 */
export async function askForLink(
  db: Db,
  { workspaceId, brandId }: Place,
  { email, address, goesTo }: { email: string; address: string; goesTo: string },
): Promise<{ token: string; name: string; email: string } | null> {
  await countCustomerLink(db, `${brandId} ${email}`, address);
  const sameTime = new Promise((resolve) => setTimeout(resolve, 150));
  const made = await within(db, workspaceId, async (tx) => {
    const customer = await tx
      .selectFrom("identities as i")
      .innerJoin("customers as p", (join) =>
        join.onRef("p.workspaceId", "=", "i.workspaceId").onRef("p.id", "=", "i.customerId"),
      )
      .select(["p.id", "p.name"])
      .where("i.workspaceId", "=", workspaceId)
      .where("i.brandId", "=", brandId)
      .where("i.kind", "=", "email")
      .where("i.value", "=", email)
      .executeTakeFirst();
    if (!customer) return null;
    const token = makeToken(workspaceId);
    await tx
      .insertInto("customerLinks")
      .values({
        workspaceId,
        id: randomUUIDv7(),
        brandId,
        customerId: customer.id,
        tokenHash: token.hash,
        goesTo,
        expiresAt: sql<Date>`now() + make_interval(mins => ${linkMinutes})`,
      })
      .execute();
    return { token: token.text, name: customer.name, email };
  });
  await sameTime;
  return made;
}

/** Whether a link can still be used; looking at it does not use it up, since mail programs look at all links. */
export async function isGoodLink(db: Db, place: Place, text: string): Promise<boolean> {
  const token = readToken(text);
  if (!token || token.workspaceId !== place.workspaceId) return false;
  return within(db, place.workspaceId, async (tx) => (await goodLink(tx, place, token.hash)) !== undefined);
}

/**
 * Uses a link up and signs its customer in. The session is new whatever the browser held before, and the one it held
 * ends.
 */
export async function spendLink(
  db: Db,
  place: Place,
  text: string,
  browser: { address: string; userAgent: string; before: string | undefined },
): Promise<{ token: string; goesTo: string }> {
  const { workspaceId, brandId } = place;
  const link = readToken(text);
  const signedIn =
    link?.workspaceId === workspaceId &&
    (await within(db, workspaceId, async (tx) => {
      const found = await goodLink(tx, place, link.hash, { lock: true });
      if (!found) return null;
      await tx
        .updateTable("customerLinks")
        .set({ usedAt: new Date() })
        .where("workspaceId", "=", workspaceId)
        .where("id", "=", found.id)
        .execute();
      if (browser.before) await endSession(tx, workspaceId, browser.before);
      const token = makeToken(workspaceId);
      await tx
        .insertInto("customerSessions")
        .values({
          workspaceId,
          id: randomUUIDv7(),
          brandId,
          customerId: found.customerId,
          tokenHash: token.hash,
          userAgent: browser.userAgent.slice(0, 300),
          expiresAt: sql<Date>`now() + make_interval(days => ${sessionDays})`,
        })
        .execute();
      return { token: token.text, goesTo: found.goesTo };
    }));
  if (signedIn) return signedIn;
  await countLink(db, browser.address);
  throw new Refusal("link_expired");
}

function goodLink(tx: Tx, { workspaceId, brandId }: Place, hash: Buffer, { lock = false } = {}) {
  const which = tx
    .selectFrom("customerLinks")
    .select(["id", "customerId", "goesTo"])
    .where("workspaceId", "=", workspaceId)
    .where("brandId", "=", brandId)
    .where("tokenHash", "=", hash)
    .where("usedAt", "is", null)
    .where(sql<boolean>`expires_at > now()`);
  return (lock ? which.forUpdate() : which).executeTakeFirst();
}

/** The customer whose session this is, of this brand; null for none. */
export async function customerBy(db: Db, place: Place, text: string): Promise<SignedIn | null> {
  const { workspaceId, brandId } = place;
  const token = readToken(text);
  if (token?.workspaceId !== workspaceId) return null;
  return within(db, workspaceId, async (tx) => {
    const row = await tx
      .selectFrom("customerSessions as s")
      .innerJoin("customers as p", (join) =>
        join.onRef("p.workspaceId", "=", "s.workspaceId").onRef("p.id", "=", "s.customerId"),
      )
      .select(["s.id as sessionId", "s.seenAt", "p.id", "p.name", "p.email"])
      .where("s.workspaceId", "=", workspaceId)
      .where("s.brandId", "=", brandId)
      .where("p.brandId", "=", brandId)
      .where("s.tokenHash", "=", token.hash)
      .where(sql<boolean>`s.expires_at > now()`)
      .executeTakeFirst();
    if (!row) return null;
    const { seenAt, ...customer } = row;
    // Once a day is enough to tell a session in use from one that is not.
    if (Date.now() - seenAt.getTime() > 86_400_000)
      await tx
        .updateTable("customerSessions")
        .set({ seenAt: new Date(), expiresAt: sql<Date>`now() + make_interval(days => ${sessionDays})` })
        .where("workspaceId", "=", workspaceId)
        .where("id", "=", row.sessionId)
        .execute();
    return { workspaceId, brandId, ...customer };
  });
}

/** Ends this session, or all that the customer has. */
export function signOut(
  db: Db,
  { workspaceId, id, sessionId }: SignedIn,
  everywhere: boolean,
): Promise<void> {
  return within(db, workspaceId, async (tx) => {
    const mine = tx
      .deleteFrom("customerSessions")
      .where("workspaceId", "=", workspaceId)
      .where("customerId", "=", id);
    await (everywhere ? mine : mine.where("id", "=", sessionId)).execute();
    if (everywhere)
      await tx
        .deleteFrom("customerLinks")
        .where("workspaceId", "=", workspaceId)
        .where("customerId", "=", id)
        .execute();
  });
}

async function endSession(tx: Tx, workspaceId: string, text: string) {
  const token = readToken(text);
  if (token)
    await tx
      .deleteFrom("customerSessions")
      .where("workspaceId", "=", workspaceId)
      .where("tokenHash", "=", token.hash)
      .execute();
}

/** Forgets links and sessions whose time is over. */
export const forgetCustomerSessions = (db: Db): Promise<void> =>
  withoutWall(db, async (tx) => {
    await tx
      .deleteFrom("customerLinks")
      .where("expiresAt", "<", sql<Date>`now() - interval '1 day'`)
      .execute();
    await tx.deleteFrom("customerSessions").where("expiresAt", "<", sql<Date>`now()`).execute();
  });
