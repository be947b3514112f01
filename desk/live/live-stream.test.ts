import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { ToDesk } from "../../contract/live.ts";
import { LiveStream, type Socket } from "./live-stream.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("events are given on as they come, each once", () => {
  const { server, stream, heard } = desk();
  server.record(3);
  stream.start();
  server.open();
  server.record(2);
  server.tell();
  server.tellAgain();

  expect(heard).toEqual([4, 5]);
});

test("after a lost connection it goes on from the last event it knows", () => {
  const { server, stream, heard } = desk();
  stream.start();
  server.open();
  server.record(2);
  server.tell();
  server.cut();
  server.record(3);
  expect(stream.state).toBe("waiting");

  vi.advanceTimersByTime(1_000);
  server.open();

  expect(stream.state).toBe("live");
  expect(heard).toEqual([1, 2, 3, 4, 5]);
});

test("a server that is away is asked again ever more seldom, and at once when the network is back", () => {
  const { server, stream } = desk();
  stream.start();
  const tries: number[] = [];
  for (let n = 0; n < 12; n++) {
    tries.push(server.sockets);
    server.cut();
    vi.advanceTimersByTime(5_000);
  }
  // Twelve times five seconds would be sixty tries a second apart.
  expect(server.sockets).toBeLessThan(14);

  server.cut();
  const before = server.sockets;
  stream.wake();
  expect(server.sockets).toBe(before + 1);
});

test("a server that says goodbye is visited again when it asked for it", () => {
  const { server, stream } = desk();
  stream.start();
  server.open();
  server.say({ leave: 4_000 });
  server.cut(1012);

  vi.advanceTimersByTime(3_900);
  expect(server.sockets).toBe(1);
  vi.advanceTimersByTime(200);
  expect(server.sockets).toBe(2);
});

test("a connection that is dead without a word is noticed and given up", () => {
  const { server, stream } = desk();
  stream.start();
  server.open();
  server.deaf = true;

  vi.advanceTimersByTime(15_000 + 10_000);

  expect(stream.state).toBe("waiting");
  expect(server.closed).toBe(1);
});

test("a connection that answers is kept", () => {
  const { server, stream } = desk();
  stream.start();
  server.open();

  vi.advanceTimersByTime(10 * 60_000);

  expect(stream.state).toBe("live");
  expect(server.sockets).toBe(1);
});

test("a server that takes the connection and says nothing is given up", () => {
  const { server, stream } = desk();
  server.deaf = true;
  stream.start();
  server.open();

  vi.advanceTimersByTime(10_000);

  expect(stream.state).toBe("waiting");
});

test("what a connection says that was given up is not heard", () => {
  const { server, stream, heard } = desk();
  stream.start();
  server.open();
  const old = server.socket;
  server.deaf = true;
  vi.advanceTimersByTime(25_000);

  old.onmessage?.call(
    old as WebSocket,
    {
      data: JSON.stringify({ events: [{ seq: 9 }], seq: 9 }),
    } as MessageEvent,
  );

  expect(heard).toEqual([]);
});

test("when too much was missed everything is read anew, and it goes on from there", () => {
  const { server, stream, heard, resyncs } = desk();
  stream.start();
  server.open();
  server.cut();
  server.record(50);
  server.forget(40);
  vi.advanceTimersByTime(1_000);
  server.open();
  server.record(1);
  server.tell();

  expect(resyncs()).toBe(1);
  expect(heard).toEqual([51]);
});

test("a session that ended is not knocked for again", () => {
  const { server, stream } = desk();
  stream.start();
  server.open();
  server.cut(4401);

  vi.advanceTimersByTime(10 * 60_000);

  expect(stream.state).toBe("ended");
  expect(server.sockets).toBe(1);
});

test("whoever signs in next begins anew", () => {
  const { server, stream, heard } = desk();
  stream.start();
  server.open();
  server.record(5);
  server.tell();
  stream.stop();
  server.record(5);
  stream.start();
  server.open();

  expect(server.resumed).toEqual([null, null]);
  expect(heard).toEqual([1, 2, 3, 4, 5]);
});

test("a listener that fails does not keep the others from hearing", () => {
  const reported: unknown[] = [];
  vi.stubGlobal("reportError", (thrown: unknown) => reported.push(thrown));
  const { server, stream, heard } = desk((one) =>
    one.onEvents(() => {
      throw new Error("no");
    }),
  );
  stream.start();
  server.open();
  server.record(1);
  server.tell();

  expect(heard).toEqual([1]);
  expect(reported).toHaveLength(1);
});

test("whatever happens to the connection, every event is heard once and in order", () => {
  const step = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ do: fc.constant("record" as const), n: fc.integer({ min: 1, max: 5 }) }),
    },
    { weight: 4, arbitrary: fc.record({ do: fc.constant("tell" as const) }) },
    fc.record({ do: fc.constant("tellAgain" as const) }),
    { weight: 2, arbitrary: fc.record({ do: fc.constant("cut" as const) }) },
    fc.record({ do: fc.constant("loseAndCut" as const) }),
    fc.record({ do: fc.constant("leave" as const), n: fc.integer({ min: 0, max: 5_000 }) }),
    fc.record({ do: fc.constant("goSilent" as const) }),
    fc.record({ do: fc.constant("wake" as const) }),
    { weight: 3, arbitrary: fc.record({ do: fc.constant("open" as const) }) },
    {
      weight: 3,
      arbitrary: fc.record({ do: fc.constant("wait" as const), n: fc.integer({ min: 1, max: 40_000 }) }),
    },
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const timers = vi.getTimerCount();
      const { server, stream, heard, resyncs } = desk();
      stream.start();
      server.open();
      for (const one of steps) {
        if (one.do === "record") server.record(one.n);
        else if (one.do === "tell") server.tell();
        else if (one.do === "tellAgain") server.tellAgain();
        else if (one.do === "cut") server.cut();
        else if (one.do === "loseAndCut") server.loseAndCut();
        else if (one.do === "leave") {
          server.say({ leave: one.n });
          server.cut(1012);
        } else if (one.do === "goSilent") server.deaf = true;
        else if (one.do === "wake") stream.wake();
        else if (one.do === "open") server.open();
        else vi.advanceTimersByTime(one.n);
      }
      // In the end all is well again.
      server.deaf = false;
      for (let n = 0; n < 200; n++) {
        vi.advanceTimersByTime(500);
        server.open();
      }
      server.tell();

      expect(heard).toEqual(Array.from({ length: server.seq }, (_, n) => n + 1));
      expect(resyncs()).toBe(0);
      expect(stream.state).toBe("live");
      stream.stop();
      expect(vi.getTimerCount()).toBe(timers);
    }),
    { numRuns: 400 },
  );
});

/** A stream, a server it talks to, and what is heard. */
function desk(before: (stream: LiveStream) => void = () => undefined) {
  const server = new FakeServer();
  const stream = new LiveStream(() => server.connect());
  const heard: number[] = [];
  let resyncs = 0;
  before(stream);
  stream.onEvents((events) => heard.push(...events.map(({ seq }) => seq)));
  stream.onResync(() => {
    resyncs++;
  });
  return { server, stream, heard, resyncs: () => resyncs };
}

/** Keeps the contract of `contract/live.ts` with one desk, over a network that the test controls. */
class FakeServer {
  seq = 0;
  sockets = 0;
  closed = 0;
  deaf = false;
  resumed: (number | null)[] = [];
  socket!: Socket;
  #dead = new WeakSet<Socket>();
  #opened = false;
  #told: number | undefined;
  #oldest = 0;
  #last: ToDesk | undefined;

  connect(): Socket {
    this.sockets++;
    this.#opened = false;
    this.#told = undefined;
    this.#last = undefined;
    const socket: Socket = {
      onopen: null,
      onmessage: null,
      onclose: null,
      send: (words) => this.socket === socket && this.#hear(JSON.parse(words as string)),
      close: () => {
        this.closed++;
        if (this.socket === socket) this.#told = undefined;
      },
    };
    this.socket = socket;
    return socket;
  }

  record(count: number) {
    this.seq += count;
  }

  /** What lies before this number is gone. */
  forget(seq: number) {
    this.#oldest = seq;
  }

  open() {
    if (this.#opened) return;
    this.#opened = true;
    this.socket.onopen?.call(this.socket as WebSocket, {} as globalThis.Event);
  }

  tell() {
    if (this.#told === undefined || this.#told === this.seq) return;
    const from = this.#told + 1;
    this.#told = this.seq;
    this.#last = {
      events: Array.from({ length: this.seq - from + 1 }, (_, n) => ({ seq: from + n })),
      seq: this.seq,
    } as ToDesk;
    this.say(this.#last);
  }

  /** A frame twice must not be heard twice. */
  tellAgain() {
    if (this.#told !== undefined && this.#last) this.say(this.#last);
  }

  cut(code = 1006) {
    this.#told = undefined;
    this.#opened = true;
    this.socket.onclose?.call(this.socket as WebSocket, { code } as CloseEvent);
  }

  /** Events that the server wrote and the desk never got. */
  loseAndCut() {
    this.record(2);
    if (this.#told !== undefined) this.#told = this.seq;
    this.cut();
  }

  say(message: ToDesk) {
    // A connection on which something was lost is never whole again.
    if (this.deaf) this.#dead.add(this.socket);
    if (!this.#dead.has(this.socket) && this.#opened)
      this.socket.onmessage?.call(
        this.socket as WebSocket,
        { data: JSON.stringify(message) } as MessageEvent,
      );
  }

  #hear(message: { resume: number | null } | { ping: number }) {
    if (this.deaf) this.#dead.add(this.socket);
    if (this.#dead.has(this.socket)) return;
    if ("ping" in message) return this.say({ pong: message.ping });
    this.resumed.push(message.resume);
    const { resume } = message;
    if (resume !== null && resume < this.#oldest) {
      this.#told = this.seq;
      return this.say({ resync: this.seq });
    }
    this.#told = resume ?? this.seq;
    this.say({ ready: this.#told });
    this.tell();
  }
}
