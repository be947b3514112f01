import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { cutConnections } from "../../test/cut-connections.ts";
import { freshDatabase, makeWorkspace } from "../../test/database.ts";
import { type Db, within } from "../db/database.ts";
import { record } from "../events.ts";
import { type Bus, localBus } from "./bus.ts";
import { notifyBus } from "./notify-bus.ts";
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

describe.each<[string, () => Bus]>([
  ["in one process", localBus],
  ["between processes", openNotifyBus],
])("a bus %s", (_, open) => {
  test("gives every listener the events of a batch, in order", async () => {
    const bus = open();
    const [one, other] = [listen(bus), listen(bus)];

    bus.publish([event("a", 1), event("a", 2), event("b", 1)]);

    for (const heard of [one, other])
      await expect
        .poll(() => heard.map(({ workspaceId, seq }) => `${workspaceId}${seq}`))
        .toEqual(["a1", "a2", "b1"]);
  });

  test("brings a listener only what it wants", async () => {
    const bus = open();
    const heard = listen(bus, (workspaceId) => workspaceId === "b");

    bus.publish([event("a", 1), event("b", 1)]);

    await expect.poll(() => heard.map(({ workspaceId }) => workspaceId)).toEqual(["b"]);
  });

  test("brings nothing to a listener that has left", async () => {
    const bus = open();
    const heard: SequencedEvent[] = [];
    const leave = bus.subscribe((events) => heard.push(...events));
    const stays = listen(bus);

    leave();
    bus.publish([event("a", 1)]);

    await expect.poll(() => stays.length).toBe(1);
    expect(heard).toEqual([]);
  });
});

describe("between processes", () => {
  test("events that one process numbers are heard in the other, each once and in order", async () => {
    const workspaceId = await makeWorkspace(db);
    const [here, there] = [openNotifyBus(), openNotifyBus()];
    const [mine, theirs] = [listen(here), listen(there, (id) => id === workspaceId)];
    await there.connected();
    await here.connected();
    const sequencer = startSequencer(db, { bus: here });
    onTestFinished(() => sequencer.stop());

    for (let n = 0; n < 50; n++) await recordIn(workspaceId, n);

    const all = Array.from({ length: 50 }, (_, n) => n + 1);
    await expect.poll(() => mine.map(({ seq }) => seq)).toEqual(all);
    await expect.poll(() => theirs.map(({ seq }) => seq), { timeout: 5_000 }).toEqual(all);
    expect(theirs[7]).toEqual(mine[7]);
  });

  test("what a process has no use for is not read", async () => {
    const workspaceId = await makeWorkspace(db);
    const [here, there] = [openNotifyBus(), openNotifyBus()];
    await Promise.all([here.connected(), there.connected()]);
    const theirs = listen(there, (id) => id !== workspaceId);
    const wanted = listen(here);
    const sequencer = startSequencer(db, { bus: here });
    onTestFinished(() => sequencer.stop());

    await recordIn(workspaceId, 1);
    await expect.poll(() => wanted.length).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 200));

    expect(theirs).toEqual([]);
  });

  test("a connection that is cut comes back by itself, and says so once", async () => {
    const lines: string[] = [];
    const workspaceId = await makeWorkspace(db);
    const here = openNotifyBus();
    const there = openNotifyBus((line) => lines.push(line));
    await Promise.all([here.connected(), there.connected()]);
    const theirs = listen(there);
    const sequencer = startSequencer(db, { bus: here });
    onTestFinished(() => sequencer.stop());

    expect(await cutConnections(database.connection, "tandem bus")).toBe(2);
    await expect.poll(() => lines.length, { timeout: 10_000 }).toBe(2);
    await here.connected();
    await recordIn(workspaceId, 1);

    await expect.poll(() => theirs.length, { timeout: 5_000 }).toBe(1);
    expect(lines[0]).toContain("are away");
    expect(lines[1]).toContain("are back");
  });
});

test("a whisper is heard in every process, and one that is too long in its own alone", async () => {
  const [here, there] = [openNotifyBus(), openNotifyBus()];
  await Promise.all([here.connected(), there.connected()]);
  const heard: Record<string, string[]> = { here: [], there: [] };
  here.overhear(({ data }) => heard.here!.push(String(data.words).slice(0, 5)));
  there.overhear(({ data }) => heard.there!.push(String(data.words).slice(0, 5)));
  const whisper = (words: string) =>
    here.whisper({ workspaceId: "a", conversationId: "c", kind: "visitor", data: { words } });
  whisper("long ".repeat(2_000));
  whisper("short");
  await expect.poll(() => heard.there).toEqual(["short"]);
  expect(heard.here).toEqual(["long ", "short"]);
});

function openNotifyBus(say: (line: string) => void = () => undefined) {
  const bus = notifyBus(db, database.connection, {
    log: {
      info: (line: unknown) => say(String(line)),
      warn: (_: unknown, line?: string) => say(line ?? ""),
    },
  });
  onTestFinished(() => bus.close());
  return bus;
}

function listen(bus: Bus, wants?: (workspaceId: string) => boolean): SequencedEvent[] {
  const heard: SequencedEvent[] = [];
  onTestFinished(bus.subscribe((events) => heard.push(...events), wants));
  return heard;
}

const event = (workspaceId: string, seq: number): SequencedEvent => ({
  workspaceId,
  seq,
  id: `${workspaceId}-${seq}`,
  kind: "conversation.changed",
  at: "2026-01-01T00:00:00.000Z",
  conversationId: null,
  brandId: null,
  actor,
  data: {},
});

const recordIn = (workspaceId: string, n: number) =>
  within(db, workspaceId, (tx) =>
    record(tx, { workspaceId, kind: "conversation.changed", actor, data: { n } }),
  );
