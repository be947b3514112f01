import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { cutConnections } from "../../test/cut-connections.ts";
import { freshDatabase, makeWorkspace } from "../../test/database.ts";
import { type Db, within, withoutWall } from "../db/database.ts";
import { record } from "../events.ts";
import { localBus } from "./bus.ts";
import type { SequencedEvent } from "./sequenced-event.ts";
import { startSequencer } from "./sequencer.ts";

const actor = { kind: "automation", id: null, name: "test" } as const;
let database: Awaited<ReturnType<typeof freshDatabase>>;
let db: Db;

beforeAll(async () => {
  database = await freshDatabase();
  db = database.open();
});
afterAll(() => database.drop());

test("events that writers record at the same time get numbers without gaps, each once", async () => {
  const { published, sequencer } = listening(db);
  const workspaces = await Promise.all([makeWorkspace(db), makeWorkspace(db), makeWorkspace(db)]);

  await Promise.all(
    Array.from({ length: 12 }, async (_, writer) => {
      for (let n = 0; n < 25; n++) await recordIn(db, workspaces[(writer + n) % 3]!, { writer, n });
    }),
  );
  await sequencer.idle();

  for (const workspaceId of workspaces) {
    const stored = await stream(db, workspaceId);
    expect(stored.map(({ seq }) => seq)).toEqual(Array.from({ length: 100 }, (_, n) => n + 1));
    expect(published.filter((event) => event.workspaceId === workspaceId).map(({ id }) => id)).toEqual(
      stored.map(({ id }) => id),
    );
    for (let writer = 0; writer < 12; writer++) expect(inOrder(stored, writer)).toBe(true);
  }
});

test("events of one transaction keep the order they were recorded in", async () => {
  const { sequencer } = listening(db);
  const workspaceId = await makeWorkspace(db);

  await within(db, workspaceId, async (tx) => {
    for (let n = 0; n < 40; n++)
      await record(tx, { workspaceId, kind: "conversation.changed", actor, data: { writer: 0, n } });
  });
  await sequencer.idle();

  expect((await stream(db, workspaceId)).map(({ data }) => data.n)).toEqual(
    Array.from({ length: 40 }, (_, n) => n),
  );
});

test("an event that is rolled back takes no number", async () => {
  const { sequencer } = listening(db);
  const workspaceId = await makeWorkspace(db);

  await expect(
    within(db, workspaceId, async (tx) => {
      await record(tx, { workspaceId, kind: "conversation.changed", actor });
      throw new Error("no");
    }),
  ).rejects.toThrow("no");
  await recordIn(db, workspaceId, { n: 1 });
  await sequencer.idle();

  expect((await stream(db, workspaceId)).map(({ seq, data }) => [seq, data.n])).toEqual([[1, 1]]);
});

test("an event is heard of within a moment of its commit, without anybody asking", async () => {
  const { published } = listening(db);
  const workspaceId = await makeWorkspace(db);

  await recordIn(db, workspaceId, { n: 1 });
  // The look that happens anyway, each second, would be too late for this.
  await expect.poll(() => published.length, { interval: 5, timeout: 600 }).toBe(1);

  expect(published[0]).toMatchObject({ workspaceId, seq: 1, kind: "conversation.changed", data: { n: 1 } });
});

test("an event is heard of as quickly while others commit without end", async () => {
  const { published } = listening(db);
  const workspaceId = await makeWorkspace(db);
  const busy = setInterval(() => db.onRecorded(), 1);
  onTestFinished(() => clearInterval(busy));

  await new Promise((resolve) => setTimeout(resolve, 50));
  await recordIn(db, workspaceId, { n: 1 });

  await expect.poll(() => published.length, { interval: 5, timeout: 600 }).toBe(1);
});

test("what another process recorded is found without a hint", async () => {
  const { published } = listening(db);
  const other = database.open();
  const workspaceId = await makeWorkspace(db);

  await recordIn(other, workspaceId, { n: 1 });

  await expect.poll(() => published.length, { timeout: 3_000 }).toBe(1);
});

test("two sequencers at once give each event one number", async () => {
  const other = database.open();
  const here = listening(db);
  const there = listening(other);
  const workspaceId = await makeWorkspace(db);

  await Promise.all(
    [db, other, db, other].map(async (at, writer) => {
      for (let n = 0; n < 60; n++) await recordIn(at, workspaceId, { writer, n });
    }),
  );
  await Promise.all([here.sequencer.idle(), there.sequencer.idle()]);

  const stored = await stream(db, workspaceId);
  expect(stored.map(({ seq }) => seq)).toEqual(Array.from({ length: 240 }, (_, n) => n + 1));
  const heard = [...here.published, ...there.published].map(({ id }) => id);
  expect(heard.toSorted()).toEqual(stored.map(({ id }) => id).toSorted());
});

test("numbers stay gap-free while connections are cut under the sequencer and the writers", async () => {
  const warnings: string[] = [];
  const own = database.open();
  const { sequencer } = listening(own, (line) => warnings.push(line));
  const workspaceId = await makeWorkspace(db);
  const kept: string[] = [];

  let writing = true;
  const cutting = (async () => {
    while (writing) {
      await new Promise((resolve) => setTimeout(resolve, 15));
      await cutConnections(database.connection, "tandem tandem%", 0.5);
    }
  })();
  await Promise.all(
    Array.from({ length: 4 }, async (_, writer) => {
      // Until a cut has met the sequencer too.
      for (let n = 0; n < 40 || (!warnings.length && n < 4000); n++) {
        const key = `${writer}/${n}`;
        await recordIn(own, workspaceId, { writer, n, key }).then(
          () => kept.push(key),
          // The writer is told that its connection broke; whether the commit came first it cannot know.
          () => undefined,
        );
      }
    }),
  );
  writing = false;
  await cutting;
  await sequencer.idle();

  const stored = await stream(db, workspaceId);
  expect(stored.map(({ seq }) => seq)).toEqual(stored.map((_, n) => n + 1));
  const storedKeys = stored.map(({ data }) => data.key as string);
  expect(new Set(storedKeys).size).toBe(storedKeys.length);
  expect(kept.filter((key) => !storedKeys.includes(key))).toEqual([]);
  expect(kept.length).toBeGreaterThan(0);
  expect(warnings.length).toBeGreaterThan(0);
});

test("an event from before the months that are kept does not stop the stream", async () => {
  const { sequencer } = listening(db);
  const workspaceId = await makeWorkspace(db);

  for (const at of ["1999-12-31T00:00:00Z", "2999-12-31T00:00:00Z"])
    await within(db, workspaceId, (tx) =>
      record(tx, { workspaceId, kind: "conversation.changed", actor, at: new Date(at) }),
    );
  await sequencer.idle();

  expect((await stream(db, workspaceId)).map(({ seq }) => seq)).toEqual([1, 2]);
});

test("what follows from events commits with their numbers or not at all", async () => {
  const workspaceId = await makeWorkspace(db);
  let refuse = true;
  const sequencer = startSequencer(db, {
    bus: localBus(),
    follow: async (tx, events) => {
      for (const event of events)
        await tx
          .insertInto("throttles")
          .values({ key: event.id, tries: event.seq, resetsAt: new Date() })
          .execute();
      if (refuse) throw new Error("not now");
    },
  });
  onTestFinished(() => sequencer.stop());

  await recordIn(db, workspaceId, { n: 1 });
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect(await stream(db, workspaceId)).toEqual([]);
  refuse = false;
  await sequencer.idle();

  const [event] = await stream(db, workspaceId);
  const follows = await withoutWall(db, (tx) =>
    tx.selectFrom("throttles").selectAll().where("key", "=", event!.id).execute(),
  );
  expect(follows.map(({ tries }) => tries)).toEqual([1]);
});

function listening(at: Db, warn: (line: string) => void = () => undefined) {
  const bus = localBus();
  const published: SequencedEvent[] = [];
  bus.subscribe((events) => published.push(...events));
  const sequencer = startSequencer(at, {
    bus,
    log: { info: () => undefined, warn: (_: unknown, line?: string) => warn(line ?? "") },
  });
  onTestFinished(() => sequencer.stop());
  return { published, sequencer };
}

const recordIn = (at: Db, workspaceId: string, data: Record<string, unknown>) =>
  within(at, workspaceId, (tx) => record(tx, { workspaceId, kind: "conversation.changed", actor, data }));

const stream = (at: Db, workspaceId: string) =>
  within(at, workspaceId, (tx) =>
    tx
      .selectFrom("events")
      .select(["seq", "id", "data"])
      .where("workspaceId", "=", workspaceId)
      .orderBy("seq")
      .execute(),
  );

const inOrder = (events: { data: { writer: number; n: number } }[], writer: number) =>
  events
    .filter(({ data }) => data.writer === writer)
    .every(({ data }, at, those) => at === 0 || data.n > those[at - 1]!.data.n);
