/** Whatever happens to requests, in whatever order and folded at whatever moment: the figures and lists are those that one gets by counting slowly. */
import { randomUUIDv7 } from "node:crypto";
import fc from "fast-check";
import { sql } from "kysely";
import { expect, test, vi } from "vitest";
import type { Channel } from "../../contract/conversations.ts";
import { getLedger, type LedgerCount, listRequests } from "../../contract/ledger.ts";
import type { Line } from "../../contract/lines.ts";
import type { QueryIn } from "../../contract/route.ts";
import { world } from "../../test/world.ts";
import { within, withoutWall } from "../db/database.ts";
import { dayMs } from "./counts.ts";
import {
  foldRequestCounts,
  moveDue,
  oweAgain,
  reopenRequests,
  requestCountDrift,
  settleRequests,
  withdrawAcknowledgement,
  writeRequest,
} from "./index.ts";

vi.setConfig({ testTimeout: 300_000 });

const { conversationFrom, db, kolo, omar, safra, salma, workspaceId } = await world({ breaksLedger: true });
const matters: { id: string; brandId: string; messageIds: string[] }[] = [];
for (const [brand, name] of [
  [kolo, "ana"],
  [kolo, "ben"],
  [safra, "cem"],
  [safra, "dia"],
] as const) {
  const { id } = await conversationFrom(name, "Hello", { brand });
  matters.push({ id, brandId: brand.id, messageIds: [] });
}

/** Few days around a month's end, so that much happens on each, and instants at their edges. */
const days = 4;
const begin = Date.UTC(2026, 1, 27);
const instant = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.integer({ min: 0, max: days * 24 * 60 }).map((minutes) => begin + minutes * 60_000),
  },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: days }).map((day) => begin + day * dayMs) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: days }).map((day) => begin + day * dayMs - 1) },
);
const matter = fc.integer({ min: 0, max: matters.length - 1 });
const soon = fc.integer({ min: 1, max: 2000 });

const happening = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      does: fc.constant("ask" as const),
      matter,
      at: instant,
      line: fc.constantFrom<Line>("service", "support"),
      channel: fc.constantFrom<Channel>("email", "chat", "phone"),
      dueIn: fc.option(soon),
      told: fc.constantFrom("told", "covered", "not"),
    }),
  },
  { weight: 3, arbitrary: fc.record({ does: fc.constant("reply" as const), matter, after: soon }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant("waive" as const), matter, after: soon }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant("unwaive" as const), matter }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant("bounce" as const), matter }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant("untell" as const), matter, at: instant }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant("move" as const), matter, at: instant }) },
  {
    weight: 2,
    arbitrary: fc.record({ does: fc.constant("fold" as const), most: fc.integer({ min: 1, max: 9 }) }),
  },
);
type Happening = typeof happening extends fc.Arbitrary<infer One> ? One : never;

const asked = fc.record({
  from: fc.oneof(fc.constant(begin), instant),
  to: fc.oneof(fc.constant(begin + (days + 1) * dayMs), instant),
  brand: fc.option(fc.constantFrom(kolo.id, safra.id), { nil: undefined }),
  line: fc.option(fc.constantFrom<Line>("service", "support"), { nil: undefined }),
  channel: fc.option(fc.constantFrom<Channel>("email", "chat", "phone", "counter"), { nil: undefined }),
});

let clock = begin;
let answers: { matter: number; answerId: string }[] = [];

async function happens(one: Happening): Promise<void> {
  if (one.does === "fold") {
    await withoutWall(db, (tx) => foldRequestCounts(tx, one.most));
    return;
  }
  const { id, brandId } = matters[one.matter]!;
  const conversation = { workspaceId, id };
  await within(db, workspaceId, async (tx) => {
    switch (one.does) {
      case "ask": {
        const askedAt = new Date(one.at);
        clock = Math.max(clock, one.at);
        const messageId = randomUUIDv7();
        await sql`insert into messages (workspace_id, id, conversation_id, kind, author_kind, author_name, channel, text, reply, language, linked_by, sent_at)
          values (${workspaceId}, ${messageId}, ${id}, 'message', 'customer', 'x', ${one.channel}, 'x', 'x', 'en', 'new', ${askedAt})`.execute(
          tx,
        );
        return writeRequest(tx, workspaceId, {
          messageId,
          conversationId: id,
          brandId,
          line: one.line,
          channel: one.channel,
          askedAt,
          dueAt: one.dueIn === null ? null : new Date(one.at + one.dueIn * 60_000),
          acknowledgedAt: one.told === "not" ? null : askedAt,
          toldAt: one.told === "told" ? new Date(one.at + dayMs) : null,
        });
      }
      case "reply": {
        clock += one.after * 60_000;
        const answerId = randomUUIDv7();
        answers.push({ matter: one.matter, answerId });
        await settleRequests(tx, conversation, { by: "reply", answerId }, new Date(clock));
        return;
      }
      case "waive": {
        clock += one.after * 60_000;
        await settleRequests(tx, conversation, { by: "waived", reason: "thanks" }, new Date(clock));
        return;
      }
      case "unwaive":
        await oweAgain(tx, conversation);
        return;
      case "bounce": {
        const last = answers.findLast((answer) => answer.matter === one.matter);
        if (last) await reopenRequests(tx, conversation, [last.answerId]);
        return;
      }
      case "untell":
        return withdrawAcknowledgement(tx, conversation, new Date(one.at));
      case "move":
        return moveDue(tx, conversation, new Date(one.at));
    }
  });
}

type Row = Awaited<ReturnType<typeof rowsNow>>[number];
const rowsNow = () => withoutWall(db, (tx) => tx.selectFrom("requests").selectAll().execute());

function counted(rows: Row[], now: Date): LedgerCount {
  const count = {
    requests: 0,
    answered: 0,
    acknowledged: 0,
    inTime: 0,
    judged: 0,
    waived: 0,
    open: 0,
    openLate: 0,
  };
  for (const { answeredAt, acknowledgedAt, dueAt, answeredBy } of rows) {
    count.requests++;
    if (acknowledgedAt) count.acknowledged++;
    if (answeredAt) count.answered++;
    else count.open++;
    if (answeredBy === "waived") count.waived++;
    if (dueAt && (answeredAt ? answeredAt <= dueAt : false)) count.inTime++;
    if (dueAt && (answeredAt || dueAt < now)) count.judged++;
    if (dueAt && !answeredAt && dueAt < now) count.openLate++;
  }
  return count;
}

const kinds: Record<NonNullable<QueryIn<typeof listRequests>["which"]>, (row: Row, now: Date) => boolean> = {
  all: () => true,
  open: ({ answeredAt }) => !answeredAt,
  open_late: ({ answeredAt, dueAt }, now) => !answeredAt && dueAt !== null && dueAt < now,
  answered: ({ answeredAt }) => answeredAt !== null,
  not_acknowledged: ({ acknowledgedAt }) => !acknowledgedAt,
  late: ({ answeredAt, dueAt }, now) => dueAt !== null && (answeredAt ?? now) > dueAt,
  waived: ({ answeredBy }) => answeredBy === "waived",
};

/** What is open first and the oldest first; then what is settled, the newest first. */
function inOrder(rows: Row[]): string[] {
  const by = (a: Row, b: Row) =>
    a.askedAt.getTime() - b.askedAt.getTime() || (a.messageId < b.messageId ? -1 : 1);
  const open = rows.filter(({ answeredAt }) => !answeredAt).sort(by);
  const settled = rows
    .filter(({ answeredAt }) => answeredAt)
    .sort(by)
    .reverse();
  return [...open, ...settled].map(({ messageId }) => messageId);
}

test("figures and lists agree with a slow count over random histories", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(happening, { minLength: 10, maxLength: 80, size: "max" }),
      fc.array(asked, { minLength: 2, maxLength: 3 }),
      async (happenings, questions) => {
        clock = begin;
        answers = [];
        await withoutWall(db, async (tx) => {
          for (const table of ["requests", "request_counts", "request_count_changes"])
            await sql`delete from ${sql.table(table)}`.execute(tx);
        });
        for (const one of happenings) await happens(one);
        const rows = await rowsNow();
        for (const { from, to, ...narrowed } of questions) {
          const query = { ...narrowed, from: new Date(from).toISOString(), to: new Date(to).toISOString() };
          const now = new Date();
          for (const caller of [omar, salma]) {
            const mine = rows.filter(
              (row) =>
                row.askedAt.getTime() >= from &&
                row.askedAt.getTime() < to &&
                (caller !== salma || row.brandId === safra.id) &&
                (!narrowed.brand || row.brandId === narrowed.brand) &&
                (!narrowed.line || row.line === narrowed.line) &&
                (!narrowed.channel || row.channel === narrowed.channel),
            );
            const ledger = await caller.call(getLedger, { query });
            expect(ledger.total).toEqual(counted(mine, now));
            for (const { brand, ...count } of ledger.byBrand)
              expect(count).toEqual(
                counted(
                  mine.filter((row) => row.brandId === brand.id),
                  now,
                ),
              );
            for (const { channel, ...count } of ledger.byChannel)
              expect(count).toEqual(
                counted(
                  mine.filter((row) => row.channel === channel),
                  now,
                ),
              );
            expect(ledger.byLine.map(({ line }) => line)).toEqual(
              [...new Set(mine.map(({ line }) => line))].sort(),
            );
            const open = mine.filter(({ answeredAt }) => !answeredAt).map(({ askedAt }) => askedAt.getTime());
            expect(ledger.oldestOpenAt).toBe(open.length ? new Date(Math.min(...open)).toISOString() : null);
          }
          for (const [which, belongs] of Object.entries(kinds)) {
            const expected = inOrder(
              rows.filter(
                (row) =>
                  row.askedAt.getTime() >= from &&
                  row.askedAt.getTime() < to &&
                  (!narrowed.brand || row.brandId === narrowed.brand) &&
                  (!narrowed.line || row.line === narrowed.line) &&
                  (!narrowed.channel || row.channel === narrowed.channel) &&
                  belongs(row, now),
              ),
            );
            const found: string[] = [];
            for (let cursor: string | undefined; ; ) {
              const page: { items: { message: string }[]; next: string | null } = await omar.call(
                listRequests,
                {
                  query: { ...query, which: which as "all", limit: 3, cursor },
                },
              );
              found.push(...page.items.map(({ message }) => message));
              if (!page.next) break;
              cursor = page.next;
            }
            expect([which, found]).toEqual([which, expected]);
          }
        }
        expect(await withoutWall(db, requestCountDrift)).toEqual([]);
        await withoutWall(db, (tx) => foldRequestCounts(tx));
        expect(await withoutWall(db, requestCountDrift)).toEqual([]);
      },
    ),
    { numRuns: 25 },
  );
});

test("a count that is wrong is seen", async () => {
  await withoutWall(db, (tx) =>
    tx
      .insertInto("requestCountChanges")
      .values({
        workspaceId,
        day: 20_000,
        brandId: kolo.id,
        line: "service",
        channel: "email",
        answered: 1,
        acknowledged: 0,
        judged: 0,
        inTime: 0,
        waived: 2,
      })
      .execute(),
  );
  expect(await withoutWall(db, requestCountDrift)).toEqual([{ workspaceId, drift: 3 }]);
});
