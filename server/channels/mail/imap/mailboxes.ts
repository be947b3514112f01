import { randomUUIDv7 } from "node:crypto";
import type {
  Mailbox,
  MailboxChange,
  MailboxFailure,
  NewMailbox,
  TakeFrom,
} from "../../../../contract/mailboxes.ts";
import { serves } from "../../../brand-wall.ts";
import type { Caller } from "../../../caller.ts";
import { type Db, look, type Tx, within } from "../../../db/database.ts";
import { actorOf, record } from "../../../events.ts";
import { Refusal } from "../../../refusal.ts";
import type { Secret } from "../../../secret.ts";
import { taken } from "../../../taken.ts";
import { type MailboxRow, type MailboxSecret, readMailboxSecret, sealSecret } from "./settings.ts";

const mostOfInbox = 20;
const daysShown = 8;

/** The mailboxes that an inbox is filled from, the oldest first. */
export function listMailboxes(db: Db, caller: Caller, inboxId: string): Promise<Mailbox[]> {
  return look(db, caller.workspaceId, async (tx) => {
    await inboxOf(tx, caller, inboxId);
    const rows = await tx
      .selectFrom("mailboxes")
      .selectAll()
      .where("workspaceId", "=", caller.workspaceId)
      .where("inboxId", "=", inboxId)
      .orderBy("id")
      .execute();
    return withDays(tx, rows);
  });
}

/** Has an inbox filled from a mailbox as well. What it takes at first is said by `takeFrom`: from now on, or what came before. */
export function addMailbox(
  db: Db,
  secret: Secret,
  caller: Caller,
  inboxId: string,
  { password, clientSecret, refreshToken, takeFrom = "now", ...settings }: NewMailbox,
): Promise<Mailbox> {
  return within(db, caller.workspaceId, async (tx) => {
    const { workspaceId } = caller;
    const inbox = await inboxOf(tx, caller, inboxId);
    refuseMisfit(settings);
    const { length } = await tx
      .selectFrom("mailboxes")
      .select("id")
      .where("workspaceId", "=", workspaceId)
      .where("inboxId", "=", inboxId)
      .execute();
    if (length >= mostOfInbox) throw new Refusal("too_many");
    const id = randomUUIDv7();
    const row = await tx
      .insertInto("mailboxes")
      .values({
        workspaceId,
        id,
        inboxId,
        ...settings,
        oauth: settings.oauth ? JSON.stringify(settings.oauth) : null,
        secret: sealSecret(secret, { password, clientSecret: clientSecret || undefined, refreshToken }),
        since: sinceOf(takeFrom),
      })
      .returningAll()
      .executeTakeFirstOrThrow()
      .catch(taken("username"));
    await noteChange(tx, caller, inbox.brandId, row);
    return (await withDays(tx, [row]))[0]!;
  });
}

const sinceOf = (from: TakeFrom): Date | null => {
  if (from === "everything") return null;
  return from === "now" ? new Date() : new Date(Date.now() - from.days * 86_400_000);
};

/**
 * Changes how a mailbox is read. A password is given to no other host and no other user than it was entered for: who may
 * change settings may not thereby learn it.
 */
export function changeMailbox(
  db: Db,
  secret: Secret,
  caller: Caller,
  { inboxId, id }: { inboxId: string; id: string },
  { password, clientSecret, refreshToken, oauth, ...plain }: MailboxChange,
): Promise<Mailbox> {
  const change = { ...plain, ...(oauth !== undefined && { oauth }) };
  return within(db, caller.workspaceId, async (tx) => {
    const inbox = await inboxOf(tx, caller, inboxId);
    const before = await lockMailbox(tx, caller, inboxId, id);
    refuseMisfit({ ...(before as unknown as NewMailbox), ...change });
    const row = await tx
      .updateTable("mailboxes")
      .set({
        ...plain,
        ...(oauth !== undefined && { oauth: oauth && JSON.stringify(oauth) }),
        secret: sealSecret(secret, {
          ...stillGood(readMailboxSecret(secret, before), before, change),
          ...(password !== undefined && { password }),
          ...(clientSecret && { clientSecret }),
          ...(refreshToken !== undefined && { refreshToken, accessToken: undefined, accessUntil: undefined }),
        }),
        ...begunAnew,
        version: before.version + 1,
      })
      .where("workspaceId", "=", caller.workspaceId)
      .where("id", "=", id)
      .returningAll()
      .executeTakeFirstOrThrow()
      .catch(taken("username"));
    await noteChange(tx, caller, inbox.brandId, row);
    return (await withDays(tx, [row]))[0]!;
  });
}

const begunAnew = {
  connectedAt: null,
  lookedAt: null,
  failingSince: null,
  failure: null,
  failureWords: null,
  toldAt: null,
};

/** What of the passwords and tokens holds for the mailbox as it will be. */
export function stillGood(
  secret: MailboxSecret,
  before: Pick<MailboxRow, "host" | "port" | "username" | "security" | "oauth">,
  change: Partial<Pick<NewMailbox, "host" | "port" | "username" | "security" | "oauth">>,
): MailboxSecret {
  const isElsewhere =
    (change.host !== undefined && change.host !== before.host) ||
    (change.port !== undefined && change.port !== before.port) ||
    (change.username !== undefined && change.username !== before.username) ||
    (change.security === "plain" && before.security !== "plain");
  const { clientId, tokenUrl } = (before.oauth ?? {}) as { clientId?: string; tokenUrl?: string };
  const isOtherProvider =
    change.oauth !== undefined &&
    (change.oauth?.clientId !== clientId || change.oauth?.tokenUrl !== tokenUrl);
  return {
    ...(!isElsewhere && !isOtherProvider && secret),
    ...(!isElsewhere && isOtherProvider && { password: secret.password }),
    ...(isElsewhere && !isOtherProvider && { clientSecret: secret.clientSecret }),
  };
}

/** Forgets a mailbox and its password; what came by it stays. */
export function removeMailbox(
  db: Db,
  caller: Caller,
  { inboxId, id }: { inboxId: string; id: string },
): Promise<void> {
  return within(db, caller.workspaceId, async (tx) => {
    const inbox = await inboxOf(tx, caller, inboxId);
    const row = await lockMailbox(tx, caller, inboxId, id);
    await tx
      .deleteFrom("mailboxes")
      .where("workspaceId", "=", caller.workspaceId)
      .where("id", "=", id)
      .execute();
    await noteChange(tx, caller, inbox.brandId, row);
  });
}

/** Keeps what a person's consent gave, and begins anew with it. */
export async function keepConsent(
  tx: Tx,
  secret: Secret,
  caller: Caller,
  row: MailboxRow,
  tokens: MailboxSecret,
): Promise<void> {
  const inbox = await inboxOf(tx, caller, row.inboxId);
  await tx
    .updateTable("mailboxes")
    .set({ secret: sealSecret(secret, tokens), ...begunAnew, version: row.version + 1 })
    .where("workspaceId", "=", caller.workspaceId)
    .where("id", "=", row.id)
    .execute();
  await noteChange(tx, caller, inbox.brandId, row);
}

/** The inbox, if the caller may know of it. */
export async function inboxOf(
  tx: Tx,
  caller: Caller,
  id: string,
): Promise<{ brandId: string; address: string }> {
  const inbox = await tx
    .selectFrom("inboxes")
    .select(["brandId", "address"])
    .where("workspaceId", "=", caller.workspaceId)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!inbox || !serves(caller, inbox.brandId)) throw new Refusal("not_found");
  return inbox;
}

export async function lockMailbox(tx: Tx, caller: Caller, inboxId: string, id: string): Promise<MailboxRow> {
  const row = await tx
    .selectFrom("mailboxes")
    .selectAll()
    .where("workspaceId", "=", caller.workspaceId)
    .where("inboxId", "=", inboxId)
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new Refusal("not_found");
  return row;
}

/** What fits each by itself and not together. */
export function refuseMisfit(settings: Partial<NewMailbox>): void {
  const wrong = (path: string, message: string) => new Refusal("invalid", { fields: [{ path, message }] });
  if (settings.security === "plain" && !settings.isPrivate) throw wrong("security", "plain_is_private");
  if (settings.signIn === "oauth" && !settings.oauth) throw wrong("oauth", "is_missing");
  if (settings.afterReading === "move" && !settings.moveTo) throw wrong("moveTo", "is_missing");
  if (settings.moveTo && settings.folders?.includes(settings.moveTo) && settings.afterReading === "move")
    throw wrong("moveTo", "is_read_itself");
}

const noteChange = (tx: Tx, caller: Caller, brandId: string, { id, inboxId }: MailboxRow) =>
  record(tx, {
    workspaceId: caller.workspaceId,
    kind: "mailbox.changed",
    actor: actorOf(caller),
    brandId,
    data: { mailboxId: id, inboxId },
  });

async function withDays(tx: Tx, rows: MailboxRow[]): Promise<Mailbox[]> {
  if (!rows.length) return [];
  const days = await tx
    .selectFrom("mailboxDays")
    .select(["mailboxId", "day", "there", "here", "countedAt"])
    .where("workspaceId", "=", rows[0]!.workspaceId)
    .where(
      "mailboxId",
      "in",
      rows.map(({ id }) => id),
    )
    .where("day", ">=", new Date(Date.now() - daysShown * 86_400_000).toISOString().slice(0, 10))
    .orderBy("day", "desc")
    .execute();
  return rows.map((row) => ({
    ...toMailbox(row),
    days: days
      .filter(({ mailboxId }) => mailboxId === row.id)
      .map(({ day, there, here, countedAt }) => ({ day, there, here, countedAt: countedAt.toISOString() })),
  }));
}

const timeOf = (at: Date | null) => at?.toISOString() ?? null;

const toMailbox = (row: MailboxRow): Omit<Mailbox, "days"> => ({
  id: row.id,
  inbox: row.inboxId,
  host: row.host,
  port: row.port,
  security: row.security as Mailbox["security"],
  isPrivate: row.isPrivate,
  username: row.username,
  signIn: row.signIn as Mailbox["signIn"],
  oauth: row.oauth as Mailbox["oauth"],
  folders: row.folders,
  withJunk: row.withJunk,
  afterReading: row.afterReading as Mailbox["afterReading"],
  moveTo: row.moveTo,
  isOn: row.isOn,
  hasSecret: row.secret !== null,
  since: timeOf(row.since),
  createdAt: row.createdAt.toISOString(),
  state: {
    is: !row.isOn ? "off" : row.failingSince ? "failing" : row.connectedAt ? "connected" : "starting",
    connectedAt: timeOf(row.connectedAt),
    lookedAt: timeOf(row.lookedAt),
    lastMailAt: timeOf(row.lastMailAt),
    failingSince: timeOf(row.failingSince),
    failure: row.failure as MailboxFailure | null,
    failureWords: row.failureWords,
  },
});
