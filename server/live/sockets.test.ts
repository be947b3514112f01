import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { type AddressInfo, connect } from "node:net";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { WebSocket } from "ws";
import { livePath, ToDesk } from "../../contract/live.ts";
import { roles } from "../../contract/permissions.ts";
import { freshDatabase } from "../../test/database.ts";
import type { Caller } from "../caller.ts";
import { type Db, within, withoutWall } from "../db/database.ts";
import { record } from "../events.ts";
import { openServer } from "../http/server.ts";
import { createWorkspace } from "../workspaces/index.ts";
import { type Bus, localBus } from "./bus.ts";
import { type Sequencer, startSequencer } from "./sequencer.ts";
import { type LiveSockets, liveSockets, type Pace } from "./sockets.ts";

const actor = { kind: "automation", id: null, name: "test" } as const;
const publicUrl = new URL("http://desk.example");
let database: Awaited<ReturnType<typeof freshDatabase>>;
let db: Db;

beforeAll(async () => {
  database = await freshDatabase();
  db = database.open();
});
afterAll(() => database.drop());

test("a desk hears what happens, in order, from the moment it looks", async () => {
  const { record, look } = await house();
  await record({ n: 1 });
  const desk = await look();

  for (let n = 2; n <= 40; n++) await record({ n });

  await expect.poll(() => desk.heard.map(({ data }) => data.n)).toEqual(range(2, 40));
  expect(desk.ready).toBe(1);
  expect(desk.seq).toBe(40);
});

test("a desk that comes back is told what it missed, once", async () => {
  const { record, look } = await house();
  const before = await look();
  await record({ n: 1 });
  await expect.poll(() => before.seq).toBe(1);
  before.drop();
  for (let n = 2; n <= 30; n++) await record({ n });

  const after = await look({ resume: before.seq });
  await record({ n: 31 });

  await expect.poll(() => after.heard.map(({ data }) => data.n)).toEqual(range(2, 31));
});

test("a desk that was away for long is told from the database, without a gap to what happens meanwhile", async () => {
  const { recordMany, record, look, restart } = await house();
  await recordMany(3_000);
  // What this process remembers is gone; only the database knows the past.
  await restart();

  const desk = await look({ resume: 100 });
  for (let n = 0; n < 20; n++) await record({ n: 3_001 + n });

  await expect.poll(() => desk.seq, { timeout: 10_000 }).toBe(3_020);
  expect(desk.heard.map(({ seq }) => seq)).toEqual(range(101, 3_020));
});

test("a desk that missed more than five thousand events reads everything anew", async () => {
  const { recordMany, record, look } = await house();
  await recordMany(5_100);

  const desk = await look({ resume: 10 });
  await record({ n: 1 });

  await expect.poll(() => desk.seq).toBe(5_101);
  expect(desk.resyncs).toEqual([5_100]);
  expect(desk.heard.map(({ seq }) => seq)).toEqual([5_101]);
});

test("a desk that was away for more than three days reads everything anew", async () => {
  const { record, look, restart } = await house();
  await record({ n: 1 }, { at: new Date(Date.now() - 80 * 3_600_000) });
  await record({ n: 2 });
  await restart();

  const desk = await look({ resume: 0 });

  await expect.poll(() => desk.resyncs).toEqual([2]);
});

test("a desk that knows more than the stream reads everything anew: the database was put back", async () => {
  const { record, look } = await house();
  await record({ n: 1 });

  const desk = await look({ resume: 99 });

  await expect.poll(() => desk.resyncs).toEqual([1]);
});

test("an agent hears nothing of a brand behind whose wall they are not, and keeps their place", async () => {
  const { record, look } = await house();
  const [mine, foreign] = [randomUUID(), randomUUID()];
  const desk = await look({ brands: [mine] });

  await record({ n: 1 }, { brandId: foreign });
  await record({ n: 2 }, { brandId: mine });
  await record({ n: 3 }, { brandId: null });

  await expect.poll(() => desk.seq).toBe(3);
  expect(desk.heard.map(({ data }) => data.n)).toEqual([2, 3]);
});

test("the same wall stands in a replay", async () => {
  const { record, look, restart } = await house();
  const [mine, foreign] = [randomUUID(), randomUUID()];
  await record({ n: 1 }, { brandId: foreign });
  await record({ n: 2 }, { brandId: mine });
  await restart();

  const desk = await look({ brands: [mine], resume: 0 });

  await expect.poll(() => desk.seq).toBe(2);
  expect(desk.heard.map(({ data }) => data.n)).toEqual([2]);
});

test("who signs in is told only to those who manage agents", async () => {
  const { record, look } = await house();
  const [agent, admin] = [await look({ role: "agent" }), await look({ role: "admin" })];

  await record({ n: 1 }, { kind: "agent.signed_in" });
  await record({ n: 2 });

  await expect.poll(() => [agent.seq, admin.seq]).toEqual([2, 2]);
  expect(agent.heard.map(({ data }) => data.n)).toEqual([2]);
  expect(admin.heard.map(({ data }) => data.n)).toEqual([1, 2]);
});

test("one workspace never hears of another", async () => {
  const [one, other] = [await house(), await house()];
  const desk = await one.look();
  const stranger = await other.look();

  await one.record({ n: 1 });

  await expect.poll(() => desk.seq).toBe(1);
  expect(stranger.heard).toEqual([]);
});

test("events the bus lost are found within a second or two", async () => {
  const { record, look, lose } = await house();
  const desk = await look();
  lose(true);
  await record({ n: 1 });
  await record({ n: 2 });

  await expect.poll(() => desk.heard.map(({ data }) => data.n), { timeout: 5_000 }).toEqual([1, 2]);
});

test("a hole in what the bus carries is filled before anything later is told", async () => {
  const { record, look, lose } = await house();
  const desk = await look();
  await record({ n: 1 });
  lose(true);
  await record({ n: 2 });
  lose(false);
  await record({ n: 3 });

  await expect.poll(() => desk.heard.map(({ data }) => data.n), { timeout: 5_000 }).toEqual([1, 2, 3]);
});

test("nobody who is not signed in, no key and no foreign page may listen", async () => {
  const { knock } = await house();

  expect(await knock({ cookie: "nobody" })).toBe(401);
  expect(await knock({ kind: "key" })).toBe(403);
  expect(await knock({ origin: "https://evil.example" })).toBe(403);
  expect(await knock({ origin: "null" })).toBe(403);
  expect(await knock({ origin: publicUrl.origin })).toBe(101);
  expect(await knock({})).toBe(101);
  expect(await knock({ path: "/api/v1/elsewhere" })).toBe(404);
});

test("a request that offers another protocol is answered as if it had not", async () => {
  const { knock } = await house();

  expect(await knock({ path: "/api/v1/elsewhere", upgrade: "h2c" })).toBe(404);
  expect(await knock({ upgrade: "h2c" })).toBe(400);
});

test("a plain request to the stream is refused in words", async () => {
  const { app } = await house();
  const answer = await app.inject({ url: livePath });

  expect(answer.statusCode).toBe(400);
  expect(answer.json().code).toBe("malformed");
});

test.each([
  ["words that are no message", "hello"],
  ["a message of another shape", '{"resume":"everything"}'],
  ["more than a message may be", JSON.stringify({ ping: 1, more: "x".repeat(5_000) })],
  ["a second wish to resume", '{"resume":null}'],
  ["bytes", Buffer.from([1, 2, 3])],
])("%s end the connection and nothing else", async (_, words) => {
  const { look, record } = await house();
  const [good, bad] = [await look(), await look()];

  bad.socket.send(words);

  await expect.poll(() => bad.closed).toBeGreaterThan(1000);
  await record({ n: 1 });
  await expect.poll(() => good.seq).toBe(1);
});

test("a desk that talks without end is sent away", async () => {
  const { look } = await house();
  const desk = await look();

  for (let n = 0; n < 60; n++) desk.socket.send(JSON.stringify({ ping: n }));

  await expect.poll(() => desk.closed).toBe(1008);
});

test("a desk may ask whether the line is alive", async () => {
  const { look } = await house();
  const desk = await look();

  desk.socket.send('{"ping":42}');

  await expect.poll(() => desk.pongs).toEqual([42]);
});

test("a session that ends takes its sockets with it", async () => {
  const { look, signOut } = await house({ checkMilliseconds: 300 });
  const [stays, goes] = [await look(), await look()];

  signOut(goes);

  await expect.poll(() => goes.closed, { timeout: 5_000 }).toBe(4401);
  expect(stays.closed).toBeUndefined();
});

test("an agent who was changed is asked for again at once", async () => {
  const { look, signOut, record } = await house();
  const desk = await look();

  signOut(desk);
  await record({ agentId: desk.caller.id }, { kind: "agent.changed" });

  await expect.poll(() => desk.closed, { timeout: 5_000 }).toBe(4401);
});

test("a session that is ended elsewhere closes its desk before the next look, whatever is remembered of it", async () => {
  const { look, signOut, record } = await house({ tickMilliseconds: 60_000 }, { remembers: true });
  const [stays, goes] = [await look(), await look()];

  signOut(goes);
  await record({ agentId: goes.caller.id }, { kind: "agent.session_ended" });

  await expect.poll(() => goes.closed, { timeout: 5_000 }).toBe(4401);
  expect(stays.closed).toBeUndefined();
});

test("an agent who is given another brand reads everything anew and hears of it from then on", async () => {
  const { look, record } = await house();
  const [mine, given] = [randomUUID(), randomUUID()];
  const desk = await look({ brands: [mine] });
  await record({ n: 1 }, { brandId: given });

  desk.caller.brands = [mine, given];
  await record({ agentId: desk.caller.id }, { kind: "agent.changed" });
  await expect.poll(() => desk.resyncs.length, { timeout: 5_000 }).toBe(1);
  await record({ n: 3 }, { brandId: given });

  await expect.poll(() => desk.heard.at(-1)?.data.n).toBe(3);
});

test("a desk that does not answer is given up", async () => {
  const { look, sockets } = await house({ pingMilliseconds: 200, silentMilliseconds: 1_500 });
  const [alive, dead] = [await look(), await look({ deaf: true })];

  await expect.poll(() => sockets().size, { timeout: 6_000 }).toBe(1);
  expect(alive.closed).toBeUndefined();
  dead.socket.terminate();
});

test("a desk that reads too slowly is sent away, and the others do not wait for it", async () => {
  const { look, record } = await house();
  const [quick, slow] = [await look(), await look()];
  slow.socket.pause();

  const words = "x".repeat(100_000);
  for (let n = 1; n <= 120; n++) await record({ n, words });

  await expect.poll(() => quick.seq, { timeout: 10_000 }).toBe(120);
  slow.socket.resume();
  await expect.poll(() => slow.closed, { timeout: 10_000 }).toBeGreaterThan(1000);
  const again = await look({ resume: slow.seq });
  await expect.poll(() => again.seq, { timeout: 10_000 }).toBe(120);
  expect([...slow.heard, ...again.heard].map(({ data }) => data.n)).toEqual(range(1, 120));
});

test("a server that stops says when to come back, and closes in good time", async () => {
  const { look, app } = await house();
  const desks = await Promise.all(Array.from({ length: 5 }, () => look()));

  const began = performance.now();
  await app.close();

  expect(performance.now() - began).toBeLessThan(4_000);
  for (const desk of desks) {
    expect(desk.comeBackIn).toBeGreaterThan(0);
    expect(desk.closed).toBe(1012);
  }
});

test("through lost connections, lost hints, restarts and two sequencers every desk hears everything once", async () => {
  const { look, record, lose, restart, restartSequencer } = await house({}, { sequencers: 2 });
  const brands: string[] = [randomUUID(), randomUUID()];
  let writing = true;
  const written = (async () => {
    const writers = Array.from({ length: 4 }, async (_, writer) => {
      for (let n = 0; n < 150; n++) {
        await record({ writer, n }, { brandId: n % 3 ? brands[n % 2] : null });
        if (n % 10 === 0) await pause(Math.random() * 30);
      }
    });
    await Promise.all(writers);
    writing = false;
  })();
  const troublemaker = (async () => {
    while (writing) {
      await pause(60);
      lose(Math.random() < 0.5);
      if (Math.random() < 0.3) await restartSequencer();
      if (Math.random() < 0.2) await restart();
    }
    lose(false);
  })();
  const desks = Array.from({ length: 6 }, async (_, which) => {
    const walls = which % 2 ? [brands[0]!] : null;
    const heard: Told[] = [];
    let seq: number | null = 0;
    let resyncs = 0;
    while (writing || seq !== 600) {
      const desk: Desk = await look({ resume: seq, brands: walls }).catch(() => undefined as never);
      if (!desk) {
        await pause(20);
        continue;
      }
      const until = performance.now() + 20 + Math.random() * 150;
      while (desk.closed === undefined && (performance.now() < until || !writing) && desk.seq !== 600)
        await pause(5);
      desk.drop();
      heard.push(...desk.heard);
      resyncs += desk.resyncs.length;
      seq = desk.seq;
    }
    expect(resyncs).toBe(0);
    expect(heard.map((event) => event.seq)).toEqual(
      [...new Set(heard.map((event) => event.seq))].sort((a, b) => a - b),
    );
    return { heard, walls };
  });

  await Promise.all([written, troublemaker]);
  const all = await Promise.all(desks);

  const truth = await stream();
  expect(truth).toHaveLength(600);
  for (const { heard, walls } of all)
    expect(heard.map(({ seq }) => seq)).toEqual(
      truth.filter(({ brandId }) => !walls || !brandId || walls.includes(brandId)).map(({ seq }) => seq),
    );

  function stream() {
    return within(db, latestWorkspace, (tx) =>
      tx
        .selectFrom("events")
        .select(["seq", "brandId"])
        .where("workspaceId", "=", latestWorkspace)
        .orderBy("seq")
        .execute(),
    );
  }
}, 60_000);

interface Told {
  seq: number;
  kind: string;
  data: Record<string, unknown>;
}

interface Desk {
  socket: WebSocket;
  caller: Caller;
  cookie: string;
  heard: Told[];
  seq: number | null;
  ready: number | undefined;
  resyncs: number[];
  pongs: number[];
  /** Breaks the connection. */
  drop(): void;
  comeBackIn: number | undefined;
  closed: number | undefined;
}

let latestWorkspace = "";

/** A workspace, a server with the live stream, and people who look. */
async function house(pace: Partial<Pace> = {}, { sequencers = 1, remembers = false } = {}) {
  const workspaceId = await withoutWall(db, (tx) =>
    createWorkspace(tx, { name: "Velo", trade: "shop", locale: "en", timeZone: "UTC" }),
  );
  latestWorkspace = workspaceId;
  const callers = new Map<string, Caller>();
  const known = new Map<string, Caller>();
  let lossy = false;
  const inner = localBus();
  const bus: Bus = { ...inner, publish: (events) => void (lossy || inner.publish(events)) };
  const others = Array.from({ length: sequencers - 1 }, () => database.open());
  const start = (): Sequencer[] => [db, ...others].map((one) => startSequencer(one, { bus }));
  let running = start();
  let app: FastifyInstance;
  let live: LiveSockets;

  const open = async () => {
    app = await openServer({
      db,
      publicUrl,
      trustProxy: 0,
      logLevel: "silent",
      authenticate: async ({ headers: { cookie = "" } }, { anew } = { anew: false }) => {
        const caller = (remembers && !anew && known.get(cookie)) || callers.get(cookie);
        if (caller) known.set(cookie, caller);
        return caller ? { ...caller } : null;
      },
    });
    live = liveSockets(app, { db, bus, publicUrl, pace });
    await app.listen({ host: "127.0.0.1", port: 0 });
  };
  await open();
  onTestFinished(async () => {
    await app.close();
    await Promise.all(running.map((sequencer) => sequencer.stop()));
  });

  const port = () => (app.server.address() as AddressInfo).port;
  const person = ({ brands = null, role = "agent", kind = "agent" }: Wish): [string, Caller] => {
    const cookie = randomUUID();
    const caller: Caller = {
      kind,
      workspaceId,
      id: randomUUID(),
      name: "Nina",
      permissions: new Set(roles[role]),
      brands,
      locale: "en",
      sessionId: cookie,
    };
    callers.set(cookie, caller);
    return [cookie, caller];
  };

  return {
    get app() {
      return app;
    },
    sockets: () => live,
    lose: (yes: boolean) => {
      lossy = yes;
    },
    signOut: ({ cookie }: Desk) => callers.delete(cookie),
    async restart() {
      await app.close();
      await open();
    },
    async restartSequencer() {
      await Promise.all(running.map((sequencer) => sequencer.stop()));
      running = start();
    },
    record: (data: Record<string, unknown>, more: Partial<Parameters<typeof record>[1]> = {}) =>
      within(db, workspaceId, (tx) =>
        record(tx, { workspaceId, kind: "conversation.changed", actor, data, ...more }),
      ).then(() => (pace.checkMilliseconds || sequencers > 1 ? undefined : running[0]!.idle())),
    async recordMany(count: number) {
      await within(db, workspaceId, async (tx) => {
        for (let n = 0; n < count; n++)
          await record(tx, { workspaceId, kind: "conversation.changed", actor, data: { n } });
      });
      await running[0]!.idle();
    },
    async look({
      resume = null,
      deaf = false,
      ...wish
    }: Wish & { resume?: number | null; deaf?: boolean } = {}) {
      const [cookie, caller] = person(wish);
      const socket = new WebSocket(`ws://127.0.0.1:${port()}${livePath}`, {
        headers: { cookie },
        autoPong: !deaf,
      });
      const desk: Desk = {
        socket,
        caller,
        cookie,
        heard: [],
        seq: resume,
        ready: undefined,
        resyncs: [],
        pongs: [],
        drop: () => socket.terminate(),
        comeBackIn: undefined,
        closed: undefined,
      };
      socket.on("message", (data) => take(desk, ToDesk.parse(JSON.parse(data.toString()))));
      socket.on("close", (code) => {
        desk.closed = code;
      });
      await once(socket, "open");
      socket.send(JSON.stringify({ resume }));
      await expect
        .poll(() => desk.ready !== undefined || desk.resyncs.length > 0 || desk.closed !== undefined, {
          interval: 2,
        })
        .toBe(true);
      return desk;
    },
    /** The status that answers somebody who wants to listen. */
    async knock({
      cookie,
      origin,
      kind,
      path = livePath,
      upgrade = "websocket",
    }: {
      cookie?: string;
      origin?: string;
      kind?: "key";
      path?: string;
      upgrade?: string;
    }) {
      const [own] = person(kind ? { kind } : {});
      const wire = connect(port(), "127.0.0.1");
      wire.write(
        [
          `GET ${path} HTTP/1.1`,
          "Host: desk.example",
          "Connection: Upgrade",
          `Upgrade: ${upgrade}`,
          "Sec-WebSocket-Version: 13",
          "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
          `Cookie: ${cookie ?? own}`,
          ...(origin ? [`Origin: ${origin}`] : []),
          "",
          "",
        ].join("\r\n"),
      );
      const [answer] = (await once(wire, "data")) as [Buffer];
      wire.destroy();
      return Number(answer.toString().split(" ")[1]);
    },
  };
}

interface Wish {
  brands?: string[] | null;
  role?: keyof typeof roles;
  kind?: Caller["kind"];
}

function take(desk: Desk, message: ToDesk) {
  if ("ready" in message) {
    desk.ready = message.ready;
    desk.seq ??= message.ready;
  } else if ("events" in message) {
    desk.heard.push(...message.events);
    desk.seq = message.seq;
  } else if ("resync" in message) {
    desk.resyncs.push(message.resync);
    desk.seq = message.resync;
  } else if ("pong" in message) desk.pongs.push(message.pong);
  else if ("leave" in message) desk.comeBackIn = message.leave;
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => from + n);
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
