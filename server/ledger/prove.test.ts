/** The ledger is held against the data: whatever is broken by hand is found, told once, and found mended. */
import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { type Conversation, listMessages, postReply } from "../../contract/conversations.ts";
import { getLedger, type LedgerBreak, postWaiver } from "../../contract/ledger.ts";
import { listNotices, putNoticesSeen } from "../../contract/notices.ts";
import { type Person, world } from "../../test/world.ts";
import { type Tx, withoutWall } from "../db/database.ts";
import { proveLedger, proveLedgers } from "./prove.ts";

const { conversationFrom, db, kolo, nina, omar, person, safra, salma, settled, stranger, workspaceId } =
  await world({ breaksLedger: true });
const admin = await person({ name: "Ada Quist", role: "admin" });

const by = (statement: ReturnType<typeof sql>) => (tx: Tx) => statement.execute(tx);
const byHand = (work: (tx: Tx) => Promise<unknown>) => withoutWall(db, work);
const ever = { from: "2020-01-01T00:00:00Z", to: "2100-01-01T00:00:00Z" };
const proofOf = async (person: Person) => (await person.call(getLedger, { query: ever })).proof;
const noticesOf = async (person: Person) => (await person.call(listNotices, {})).items;
const prove = (at = new Date()) => proveLedger(db, workspaceId, at);

type Break = [
  LedgerBreak["what"],
  string,
  (matter: Conversation, message: string) => (tx: Tx) => Promise<unknown>,
  (matter: Conversation, message: string) => (tx: Tx) => Promise<unknown>,
];
const inAnHour = () => new Date(Date.now() + 3_600_000);

const acknowledgements = (matter: Conversation) => async (tx: Tx) => {
  for (const minutes of [0, 59])
    await sql`
      insert into messages (workspace_id, id, conversation_id, kind, author_kind, author_name, channel, text, reply,
        language, auto, linked_by, sent_at)
      values (${workspaceId}, ${randomUUIDv7()}, ${matter.id}, 'message', 'automation', 'Kolo Bikes', 'email', 'We have it',
        'We have it', 'en', 'acknowledgement', 'desk', now() + ${minutes} * interval '1 minute')`.execute(tx);
  await sql`update conversations set acknowledged_at = now() where id = ${matter.id}`.execute(tx);
};

const stopClock = (id: string) =>
  by(
    sql`update clocks set state = 'cancelled', ended_at = now(), look_at = null where conversation_id = ${id} and clock = 'first_reply'`,
  );
const startClock = (id: string) =>
  by(
    sql`update clocks set state = 'running', ended_at = null where conversation_id = ${id} and clock = 'first_reply'`,
  );

const breaks: Break[] = [
  [
    "not_in_ledger",
    "a customer's message that is in no ledger",
    (_, message) => by(sql`delete from requests where message_id = ${message}`),
    ({ id, brand }, message) =>
      by(sql`insert into requests (workspace_id, message_id, conversation_id, brand_id, line, channel, asked_at)
        values (${workspaceId}, ${message}, ${id}, ${brand.id}, 'service', 'email', now())`),
  ],
  [
    "closed_unanswered",
    "a matter that is closed and owes an answer",
    ({ id }) =>
      by(
        sql`update conversations set status = 'closed', closed_at = now(), next_step = null, next_step_at = null where id = ${id}`,
      ),
    ({ id, nextStep }) =>
      by(
        sql`update conversations set status = 'open', closed_at = null, next_step = 'reply', next_step_at = ${nextStep!.at} where id = ${id}`,
      ),
  ],
  [
    "without_owner_or_step",
    "a matter whose owner is gone",
    ({ id }) =>
      async (tx) => {
        await sql`update agents set status = 'disabled' where id = ${salma.id}`.execute(tx);
        await sql`update conversations set owner_id = ${salma.id} where id = ${id}`.execute(tx);
      },
    ({ id }) =>
      async (tx) => {
        await sql`update agents set status = 'active' where id = ${salma.id}`.execute(tx);
        await sql`update conversations set owner_id = null where id = ${id}`.execute(tx);
      },
  ],
  [
    "without_clock",
    "an answer that is due by no clock",
    ({ id }) => stopClock(id),
    ({ id }) => startClock(id),
  ],
  [
    "acknowledged_twice",
    "two acknowledgements of one matter within the hour",
    acknowledgements,
    ({ id }) => by(sql`delete from messages where conversation_id = ${id} and auto = 'acknowledgement'`),
  ],
  [
    "clock_not_looked_at",
    "a clock that came due and that nobody looked at",
    ({ id }) =>
      by(sql`update clocks set look_at = now() - interval '11 minutes' where conversation_id = ${id}`),
    ({ id }) => by(sql`update clocks set look_at = now() + interval '1 hour' where conversation_id = ${id}`),
  ],
  [
    "mail_not_read",
    "mail that was accepted and not read",
    () =>
      by(sql`insert into raw_mails (workspace_id, id, inbox_id, envelope_from, envelope_to, client, size, sha256, received_at)
        values (${workspaceId}, ${randomUUIDv7()}, ${kolo.inbox.id}, 'x@customers.example', '', '{}', 1, 'x', now() - interval '11 minutes')`),
    () => by(sql`update raw_mails set state = 'read' where workspace_id = ${workspaceId}`),
  ],
];

test.each(breaks)(
  "%s: %s is found, told once to who runs the workspace, and found mended",
  async (what, _, breakIt, mendIt) => {
    const matter = await conversationFrom("ines", `Of ${what}`);
    const [first] = (await nina.call(listMessages, { params: { id: matter.id } })).items;
    const message = first!.id;
    expect(await prove()).toBe(0);
    const told = (await noticesOf(omar)).length;

    await byHand(breakIt(matter, message));
    const broken = await prove();
    expect(broken).toBeGreaterThan(0);
    const { breaks: open } = await proofOf(omar);
    const [found] = open.filter(({ mendedAt }) => !mendedAt);
    expect(found).toMatchObject({
      what,
      conversation: what === "mail_not_read" ? null : { id: matter.id, number: matter.number },
      mendedAt: null,
    });
    // Looked at again, it is the same break, and nobody is told of it anew.
    expect(await prove()).toBe(broken);
    expect((await proofOf(omar)).breaks.find(({ id }) => id === found!.id)).toEqual(found);
    for (const each of [omar, admin]) {
      const notices = await noticesOf(each);
      expect(notices).toHaveLength(told + 1);
      expect(notices[0]).toMatchObject({ kind: "ledger", data: { is: "broken", what }, seenAt: null });
    }
    expect(await noticesOf(nina)).toEqual([]);

    await byHand(mendIt(matter, message));
    expect(await prove()).toBe(0);
    expect((await proofOf(omar)).breaks.find(({ id }) => id === found!.id)!.mendedAt).not.toBeNull();
    expect((await noticesOf(omar))[0]).toMatchObject({ data: { is: "mended", mended: broken } });
    await nina.call(postWaiver, { params: { id: matter.id }, body: { reason: "other" } });
  },
);

test("what was found a month ago and is still broken is found still", async () => {
  const matter = await conversationFrom("ben", "Long ago");
  await byHand(stopClock(matter.id));
  const now = Date.now();
  expect(await prove(new Date(now))).toBe(1);
  expect(await prove(new Date(now + 40 * 86_400_000))).toBeGreaterThanOrEqual(1);
  await byHand(startClock(matter.id));
  await nina.call(postReply, { params: { id: matter.id }, body: { text: "Here." } });
  expect(await prove()).toBe(0);
});

test("an acknowledgement that came back does not count as one of two", async () => {
  const matter = await conversationFrom("cem", "Hello");
  await byHand(acknowledgements(matter));
  await byHand(
    by(sql`insert into deliveries (workspace_id, message_id, conversation_id, state)
      select workspace_id, id, conversation_id, 'failed' from messages
      where conversation_id = ${matter.id} and auto = 'acknowledgement' order by sent_at limit 1`),
  );
  expect(await prove()).toBe(0);
  await nina.call(postWaiver, { params: { id: matter.id }, body: { reason: "other" } });
});

test("what was said before there was a ledger is not missing from it", async () => {
  const matter = await conversationFrom("dia", "From before");
  await byHand(by(sql`delete from requests where conversation_id = ${matter.id}`));
  await byHand(by(sql`update workspaces set ledger_since = ${inAnHour()} where id = ${workspaceId}`));
  expect(await prove()).toBe(0);
  await byHand(by(sql`update workspaces set ledger_since = now() where id = ${workspaceId}`));
});

test("two processes that find the same tell it once", async () => {
  const matter = await conversationFrom("eva", "Twice");
  await byHand(stopClock(matter.id));
  const told = (await noticesOf(omar)).length;
  await Promise.all([prove(), prove(), prove()]);
  expect(await noticesOf(omar)).toHaveLength(told + 1);
  await byHand(startClock(matter.id));
  await prove();
});

test("of breaks and of how much was looked at, one reads what lies behind one's own walls", async () => {
  const theirs = await conversationFrom("fay", "Kolo");
  const hers = await conversationFrom("gus", "Safra", { brand: safra });
  for (const { id } of [theirs, hers]) await byHand(stopClock(id));
  await prove();
  const seen = await proofOf(salma);
  expect(seen.breaks.map(({ conversation }) => conversation?.id)).toEqual([hers.id]);
  expect(seen.lookedAt).toBe(1);
  expect((await proofOf(omar)).lookedAt).toBeGreaterThan(1);
  expect(seen.broken).toBe(1);
  expect((await proofOf(omar)).broken).toBe(2);
  const { owner } = await stranger();
  expect(await proofOf(owner)).toEqual({ at: null, lookedAt: 0, broken: 0, mended: 0, breaks: [] });
  for (const { id } of [theirs, hers]) await byHand(startClock(id));
  await prove();
});

test("of more breaks than are written down the oldest are, and it is told how many there are", async () => {
  const hers = await conversationFrom("ivy", "Safra, the youngest of all", { brand: safra });
  await byHand(stopClock(hers.id));
  const mails = 1_200;
  await byHand(
    by(sql`
      insert into raw_mails (workspace_id, id, inbox_id, envelope_from, envelope_to, client, size, sha256, received_at)
      select ${workspaceId}, gen_random_uuid(), ${kolo.inbox.id}, 'x@customers.example', '', '{}', 1, 'many',
        now() - interval '1 day' + n * interval '1 second'
      from generate_series(1, ${mails}) as n order by random()`),
  );
  const { rows: byAge } = await withoutWall(db, (tx) =>
    sql<{ id: string }>`select id from raw_mails where sha256 = 'many' order by received_at`.execute(tx),
  );
  const oldest = byAge.map(({ id }) => id);
  expect(oldest).toHaveLength(mails);
  const written = async () => {
    const rows = await withoutWall(db, (tx) =>
      tx
        .selectFrom("ledgerBreaks")
        .select("messageId")
        .where("workspaceId", "=", workspaceId)
        .where("mendedAt", "is", null)
        .orderBy("foundAt")
        .orderBy("id")
        .execute(),
    );
    return rows.map(({ messageId }) => messageId);
  };
  const read = (ids: string[]) =>
    byHand((tx) => sql`update raw_mails set state = 'read' where id = any(${ids}::uuid[])`.execute(tx));
  const told = (await noticesOf(omar)).length;
  const { mended } = await proofOf(omar);

  expect(await prove()).toBe(mails + 1);
  expect(await written()).toEqual(oldest.slice(0, 1_000));
  const seen = await proofOf(omar);
  expect(seen).toMatchObject({ broken: mails + 1, mended });
  expect(seen.breaks).toHaveLength(100);
  expect(new Set(seen.breaks.map(({ mendedAt }) => mendedAt))).toEqual(new Set([null]));
  // Also what is hers and was not written down is counted to her.
  expect(await proofOf(salma)).toMatchObject({ broken: 1 });
  expect((await noticesOf(omar))[0]).toMatchObject({ data: { is: "broken", broken: mails + 1 } });

  // What was not written down before is no less broken, and what is found again is not mended.
  await read(oldest.slice(0, 700));
  expect(await prove()).toBe(mails - 700 + 1);
  const left = await written();
  expect(left.slice(0, -1)).toEqual(oldest.slice(700));
  expect(await proofOf(omar)).toMatchObject({ broken: mails - 700 + 1, mended: mended + 700 });
  expect((await proofOf(salma)).breaks[0]).toMatchObject({ conversation: { id: hers.id }, mendedAt: null });

  await read(oldest);
  await byHand(startClock(hers.id));
  expect(await prove()).toBe(0);
  expect(await proofOf(omar)).toMatchObject({ broken: 0, mended: mended + mails + 1 });
  expect((await noticesOf(omar))[0]).toMatchObject({ data: { is: "mended" } });
  expect(await noticesOf(omar)).toHaveLength(told + 3);
});

test("every workspace is looked at, and told which is broken", async () => {
  await stranger();
  expect(await proveLedgers(db, new Date())).toEqual([]);
  const matter = await conversationFrom("hal", "Broken");
  await byHand(stopClock(matter.id));
  expect(await proveLedgers(db, new Date())).toEqual([{ workspaceId, broken: 1 }]);
});

test("notices are seen up to the one that was looked at, and no further", async () => {
  const { items, unseen } = await omar.call(listNotices, { query: { limit: 3 } });
  expect(unseen).toBeGreaterThan(3);
  await omar.call(putNoticesSeen, { body: { upTo: items[1]!.id } });
  const after = await omar.call(listNotices, { query: { limit: 3 } });
  expect(after.unseen).toBe(1);
  expect(after.items.map(({ seenAt }) => seenAt === null)).toEqual([true, false, false]);
  // Another's are another's.
  expect((await admin.call(listNotices, {})).unseen).toBeGreaterThan(3);
  await settled();
});
