import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import type { LoopBrake } from "../../contract/loops.ts";
import { type Db, send, type Tx, withoutWall } from "../db/database.ts";
import { type Actor, recordAll } from "../events.ts";
import { notify } from "../notices/index.ts";
import { Refusal } from "../refusal.ts";

/** Who answers by itself more often than this in an hour answers a machine. */
const mostAnswers = { perHour: 5 };
/** No person writes more than this in ten minutes. */
const mostMails = { perTenMinutes: 20 };
/** In one matter it takes less to see that two machines talk. */
const mostInOne = { answers: 3, mails: 12 };
/** So long a brake holds; a mail that comes meanwhile makes it hold for at least an hour more. */
const holdsHours = 6;
const keptHours = 24;

const actor: Actor = { kind: "automation", id: null, name: "loops" };

/** A mail as the brakes see it. */
export interface Watched {
  inboxId: string;
  brandId: string;
  /** To whom an answer would go; empty where to nobody. */
  address: string;
  /** What comes back of what we sent wants no answer, and says nothing of who answers whom. */
  isBounce: boolean;
  /** The matter it goes to, where there is one already. */
  conversationId: string | null;
  /** It tells by itself that it goes round. */
  sign: "hops" | "own_mail" | null;
}

/** A brake that was pulled a moment ago. */
export interface Pulled {
  id: string;
  address: string;
  because: LoopBrake["because"];
  seen: number;
  brandId: string;
}

/**
 * Notes mails that arrive and pulls the brake where there are too many. Returns for each, in their order, whether
 * nothing is to be said to its sender by ourselves, and the brake that it pulled.
 */
export async function watchMails(
  tx: Tx,
  workspaceId: string,
  mails: Watched[],
  now: Date,
): Promise<{ isBraked: boolean; pulled: Pulled | null }[]> {
  const rows = mails
    .flatMap((mail, at) => (mail.isBounce || !mail.address ? [] : { ...mail, at }))
    .map((mail) => ({
      at: mail.at,
      id: randomUUIDv7(),
      inbox_id: mail.inboxId,
      address: mail.address,
      conversation_id: mail.conversationId,
      sign: mail.sign,
    }));
  if (!rows.length) return mails.map(() => ({ isBraked: false, pulled: null }));
  const { rows: seen } = await sql<{
    at: number;
    brakeId: string | null;
    mails: number;
    answers: number;
    mailsInOne: number;
    answersInOne: number;
  }>`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r (at integer, id uuid, inbox_id uuid, address text, conversation_id uuid, sign text)
    ), noted as (
      insert into mail_paces (workspace_id, id, inbox_id, address, conversation_id, is_ours, at)
      select ${workspaceId}, id, inbox_id, address, conversation_id, false, ${now} from given
    ), let_go as (
      update loop_brakes b set let_go_at = b.until_at
      from (select distinct inbox_id, address from given) g
      where b.workspace_id = ${workspaceId} and b.inbox_id = g.inbox_id and b.address = g.address
        and b.let_go_at is null and b.until_at <= ${now}
    ), held as (
      update loop_brakes b set mails = b.mails + g.n, until_at = greatest(b.until_at, ${now}::timestamptz + interval '1 hour')
      from (select inbox_id, address, count(*) as n from given group by 1, 2) g
      where b.workspace_id = ${workspaceId} and b.inbox_id = g.inbox_id and b.address = g.address
        and b.let_go_at is null and b.until_at > ${now}
      returning b.id, b.inbox_id, b.address
    )
    select g.at, h.id as brake_id, p.*
    from given g
    left join held h on h.inbox_id = g.inbox_id and h.address = g.address
    cross join lateral (
      select
        count(*) filter (where not is_ours and at > ${now}::timestamptz - interval '10 minutes') as mails,
        count(*) filter (where is_ours) as answers,
        count(*) filter (where not is_ours and conversation_id = g.conversation_id and at > ${now}::timestamptz - interval '10 minutes') as mails_in_one,
        count(*) filter (where is_ours and conversation_id = g.conversation_id) as answers_in_one
      from mail_paces
      where workspace_id = ${workspaceId} and address = g.address and inbox_id = g.inbox_id
        and at > ${now}::timestamptz - interval '1 hour'
    ) as p
    order by g.at`.execute(tx);
  const done = new Map<string, string>();
  const results: { isBraked: boolean; pulled: Pulled | null }[] = mails.map(() => ({
    isBraked: false,
    pulled: null,
  }));
  for (const row of seen) {
    const mail = mails[row.at]!;
    const key = `${mail.inboxId} ${mail.address}`;
    if (row.brakeId || done.has(key)) {
      results[row.at] = { isBraked: true, pulled: null };
      continue;
    }
    const why = whyBrake(mail, row);
    if (why) done.set(key, why.because);
    if (why) results[row.at] = { isBraked: true, pulled: await pull(tx, workspaceId, mail, why, now) };
  }
  return results;
}

type Counts = Record<"mails" | "answers" | "mailsInOne" | "answersInOne", number>;

/** Why the brake is pulled; the mail that arrives is not among the counts yet. */
function whyBrake(
  { sign }: Watched,
  { mails, answers, mailsInOne, answersInOne }: Counts,
): { because: LoopBrake["because"]; seen: number } | null {
  if (sign) return { because: sign, seen: 1 };
  if (Number(answers) > mostAnswers.perHour || Number(answersInOne) > mostInOne.answers)
    return { because: "answers", seen: Number(answers) };
  if (Number(mails) >= mostMails.perTenMinutes || Number(mailsInOne) >= mostInOne.mails)
    return { because: "mails", seen: Number(mails) + 1 };
  return null;
}

async function pull(
  tx: Tx,
  workspaceId: string,
  mail: Watched,
  { because, seen }: { because: LoopBrake["because"]; seen: number },
  now: Date,
): Promise<Pulled | null> {
  const brake = await tx
    .insertInto("loopBrakes")
    .values({
      workspaceId,
      id: randomUUIDv7(),
      inboxId: mail.inboxId,
      address: mail.address,
      conversationId: mail.conversationId,
      because,
      seen,
      beganAt: now,
      untilAt: new Date(now.getTime() + holdsHours * 3_600_000),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .executeTakeFirst();
  return brake ? { id: brake.id, address: mail.address, because, seen, brandId: mail.brandId } : null;
}

/** Tells of a brake, in the matter where it was noticed and to those who run the workspace. */
export async function tellPulled(
  tx: Tx,
  workspaceId: string,
  { id, address, because, seen, brandId }: Pulled,
  conversationId: string,
  now: Date,
): Promise<void> {
  send(
    tx,
    tx
      .updateTable("loopBrakes")
      .set({ conversationId })
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", id),
  );
  const people = await tx
    .selectFrom("agents")
    .select("id")
    .where("workspaceId", "=", workspaceId)
    .where("status", "=", "active")
    .where("role", "in", ["owner", "admin"])
    .execute();
  const data = { address, because, seen, brake: id };
  await notify(tx, workspaceId, {
    to: people.map((person) => person.id),
    kind: "loop",
    conversationId,
    data,
    at: now,
  });
  await recordAll(tx, [
    {
      workspaceId,
      kind: "loop.braked",
      actor,
      conversationId,
      brandId,
      data: { ...data, to: people.map((person) => person.id) },
      at: now,
    },
  ]);
}

/** Notes that we said something by ourselves. */
export function noteAutomatic(
  tx: Tx,
  workspaceId: string,
  said: { inboxId: string; address: string; conversationId: string }[],
  now: Date,
): void {
  if (!said.length) return;
  send(
    tx,
    tx.insertInto("mailPaces").values(
      said.map((one) => ({
        workspaceId,
        id: randomUUIDv7(),
        inboxId: one.inboxId,
        address: one.address.toLowerCase(),
        conversationId: one.conversationId,
        isOurs: true,
        at: now,
      })),
    ),
  );
}

/** Whether nothing is to be said by ourselves to an address; counts what is held back by it. */
export async function isBraked(
  tx: Tx,
  workspaceId: string,
  { inboxId, address }: { inboxId: string; address: string },
  now: Date,
): Promise<boolean> {
  const { rows } = await sql`
    update loop_brakes set held_back = held_back + 1
    where workspace_id = ${workspaceId} and inbox_id = ${inboxId} and address = ${address.toLowerCase()}
      and let_go_at is null and until_at > ${now}
    returning id`.execute(tx);
  return rows.length > 0;
}

/** Refuses a mail that a rule writes to where machines seem to answer each other; else notes that it is written. */
export async function refuseBraked(
  tx: Tx,
  matter: { workspaceId: string; id: string; inboxId: string },
  address: string,
  now: Date,
): Promise<void> {
  const { workspaceId, inboxId } = matter;
  if (await isBraked(tx, workspaceId, { inboxId, address }, now)) throw new Refusal("loop_braked");
  noteAutomatic(tx, workspaceId, [{ inboxId, address, conversationId: matter.id }], now);
}

/** Forgets how often whom, once nobody asks any more. */
export const forgetPaces = (db: Db): Promise<void> =>
  withoutWall(db, async (tx) => {
    await sql`delete from mail_paces where at < now() - make_interval(hours => ${keptHours})`.execute(tx);
  });
