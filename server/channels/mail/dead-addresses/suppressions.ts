import { sql } from "kysely";
import type { QueryOf, ReplyOf } from "../../../../contract/route.ts";
import type { listSuppressions, Suppression } from "../../../../contract/suppressions.ts";
import type { Caller } from "../../../caller.ts";
import { type Db, look, type Tx, within } from "../../../db/database.ts";
import { actorOf, record, recordAll } from "../../../events.ts";
import { readCursor, writeCursor } from "../../../http/cursor.ts";
import { Refusal } from "../../../refusal.ts";
import type { Secret } from "../../../secret.ts";
import { mailer } from "../actor.ts";
import type { Verdict } from "./verdict.ts";

/** So many failures that may pass, within a month, and the address is left alone for a week. */
const mostSoft = 3;
const softDays = 30;
const restDays = 7;

interface Cause {
  because: Suppression["because"];
  said?: string | null;
  conversationId?: string;
  messageId?: string;
  byAgent?: string;
  kind?: Suppression["kind"];
  until?: Date;
}

/** SQL: a wall of brands shows the addresses of their customers alone. */
const behind = ({ brands }: Caller) =>
  brands
    ? sql`and exists (select from identities i where i.workspace_id = s.workspace_id and i.kind = 'email'
        and i.value = s.address and i.brand_id = any(${[...brands]}::uuid[]))`
    : sql``;

/** Why an address is held back, the weakest first: what a machine said never takes the place of what a person did. */
const reasons: readonly Suppression["because"][] = [
  "soft_bounces",
  "hard_bounce",
  "complaint",
  "asked",
  "by_hand",
];

/**
 * From now on nothing goes to this address. What held before for a weaker reason, or is over, gives way; what holds for a
 * stronger one stays as it is.
 */
export async function suppress(tx: Tx, workspaceId: string, address: string, cause: Cause): Promise<void> {
  const { because, said = null, kind = "all", until = null } = cause;
  const row = {
    because,
    said,
    conversationId: cause.conversationId ?? null,
    messageId: cause.messageId ?? null,
    byAgent: cause.byAgent ?? null,
    at: new Date(),
    until,
  };
  await tx
    .insertInto("suppressions")
    .values({ workspaceId, address: address.toLowerCase(), kind, ...row })
    .onConflict((conflict) =>
      conflict
        .columns(["workspaceId", "address", "kind"])
        .doUpdateSet(row)
        .where((eb) =>
          eb.or([
            eb("suppressions.because", "in", reasons.slice(0, reasons.indexOf(because) + 1)),
            eb("suppressions.until", "<=", sql<Date>`now()`),
          ]),
        ),
    )
    .execute();
}

/** Takes a failure into account: a dead address is left alone, one that fails for now only when it does so again and again. */
export async function noteFailure(
  tx: Tx,
  workspaceId: string,
  address: string,
  verdict: Verdict,
  cause: Pick<Cause, "said" | "conversationId" | "messageId">,
): Promise<void> {
  if (verdict === "not_the_address") return;
  if (verdict === "dead") return suppress(tx, workspaceId, address, { ...cause, because: "hard_bounce" });
  const { rows } = await sql<{ n: number }>`
    insert into soft_bounces (workspace_id, address, n, last_at)
    values (${workspaceId}, ${address.toLowerCase()}, 1, now())
    on conflict (workspace_id, address) do update set last_at = now(),
      n = case when soft_bounces.last_at < now() - make_interval(days => ${softDays}) then 1 else soft_bounces.n + 1 end
    returning n`.execute(tx);
  if (rows[0]!.n < mostSoft) return;
  await forgetSoft(tx, workspaceId, address);
  const until = new Date(Date.now() + restDays * 86_400_000);
  await suppress(tx, workspaceId, address, { ...cause, because: "soft_bounces", until });
}

/** Somebody wrote from there: what failed on the way to them before says nothing any more. A complaint stands. */
export async function livesAgain(tx: Tx, workspaceId: string, addresses: readonly string[]): Promise<void> {
  if (!addresses.length) return;
  const lifted = await tx
    .deleteFrom("suppressions")
    .where("workspaceId", "=", workspaceId)
    .where("address", "in", [...addresses])
    .where("because", "in", ["hard_bounce", "soft_bounces"])
    .returning("address")
    .execute();
  await recordAll(
    tx,
    lifted.map(({ address }) => ({
      workspaceId,
      kind: "suppression.changed" as const,
      actor: mailer,
      data: { address },
    })),
  );
}

/** What of these addresses is held back at this moment, by address. */
export async function suppressedOf(
  tx: Tx,
  workspaceId: string,
  addresses: readonly string[],
  { isPersonal }: { isPersonal: boolean },
): Promise<Map<string, Suppression["because"]>> {
  if (!addresses.length) return new Map();
  const rows = await tx
    .selectFrom("suppressions")
    .select(["address", "because"])
    .where("workspaceId", "=", workspaceId)
    .where("address", "in", [...addresses])
    .where("kind", "in", isPersonal ? ["all"] : ["all", "not_personal"])
    .where((eb) => eb.or([eb("until", "is", null), eb("until", ">", sql<Date>`now()`)]))
    .execute();
  return new Map(rows.map(({ address, because }) => [address, because as Suppression["because"]]));
}

export function allSuppressions(
  db: Db,
  secret: Secret,
  caller: Caller,
  { cursor, limit, address, search }: QueryOf<typeof listSuppressions>,
): Promise<ReplyOf<typeof listSuppressions>> {
  const list = `suppressions ${JSON.stringify([address, search])}`;
  const after = readCursor(secret, list, cursor);
  const part = search?.toLowerCase().replace(/[\\%_]/g, "\\$&");
  return look(db, caller.workspaceId, async (tx) => {
    const { rows } = await sql<Row>`
      ${suppressionRows}
      where s.workspace_id = ${caller.workspaceId} and (s.until is null or s.until > now()) ${behind(caller)}
        ${address ? sql`and s.address = ${address}` : sql``}
        ${part ? sql`and s.address like ${`%${part}%`}` : sql``}
        ${after ? sql`and (s.at, s.address) < (${after[0]}, ${after[1]})` : sql``}
      order by s.at desc, s.address desc
      limit ${limit + 1}`.execute(tx);
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    const next = rows.length > limit && last ? writeCursor(secret, list, [last.exactly, last.address]) : null;
    return { items: shown.map(toSuppression), next };
  });
}

export function suppressByHand(db: Db, caller: Caller, address: string): Promise<Suppression> {
  return within(db, caller.workspaceId, async (tx) => {
    const byAgent = caller.kind === "agent" ? caller.id : undefined;
    await suppress(tx, caller.workspaceId, address, { because: "by_hand", byAgent });
    await tellChanged(tx, caller, address);
    const { rows } = await sql<Row>`
      ${suppressionRows}
      where s.workspace_id = ${caller.workspaceId} and s.address = ${address} and s.kind = 'all'`.execute(tx);
    return toSuppression(rows[0]!);
  });
}

/** Lets mail go there again, as if nothing had failed. */
export function lift(db: Db, caller: Caller, address: string): Promise<void> {
  return within(db, caller.workspaceId, async (tx) => {
    const { numDeletedRows } = await tx
      .deleteFrom("suppressions")
      .where("workspaceId", "=", caller.workspaceId)
      .where("address", "=", address)
      .executeTakeFirst();
    if (!numDeletedRows) throw new Refusal("not_found");
    await forgetSoft(tx, caller.workspaceId, address);
    await tellChanged(tx, caller, address);
  });
}

const forgetSoft = (tx: Tx, workspaceId: string, address: string) =>
  tx
    .deleteFrom("softBounces")
    .where("workspaceId", "=", workspaceId)
    .where("address", "=", address.toLowerCase())
    .execute();

const tellChanged = (tx: Tx, caller: Caller, address: string) =>
  record(tx, {
    workspaceId: caller.workspaceId,
    kind: "suppression.changed",
    actor: actorOf(caller),
    data: { address },
  });

interface Row {
  address: string;
  because: string;
  kind: string;
  said: string | null;
  conversationId: string | null;
  byName: string | null;
  at: Date;
  exactly: string;
  until: Date | null;
}

const suppressionRows = sql`
  select s.address, s.because, s.kind, s.said, s.conversation_id, s.at, s.at::text as exactly, s.until, a.name as by_name
  from suppressions s
  left join agents a on a.workspace_id = s.workspace_id and a.id = s.by_agent`;

const toSuppression = (row: Row): Suppression => ({
  address: row.address,
  because: row.because as Suppression["because"],
  kind: row.kind as Suppression["kind"],
  said: row.said,
  conversation: row.conversationId,
  by: row.byName,
  at: row.at.toISOString(),
  until: row.until?.toISOString() ?? null,
});
