import { randomUUID } from "node:crypto";
import { Agent } from "node:http";
import { WebSocket, WebSocketServer } from "ws";
import { makeApiKey, startSession } from "../server/accounts/index.ts";
import { withoutWall } from "../server/db/database.ts";
import { http } from "./callers.ts";
import type { Filled } from "./fill.ts";
import type { Bench } from "./ground.ts";
import { percentile, type Row } from "./report.ts";

const sockets = 1000;
const perSecond = 100;
const seconds = 10;
const warmUpSeconds = 3;
/** One in so many is read event by event; of the others it is seen that they come as far. One process plays all of them. */
const readOne = 25;

/**
 * From the moment a message is sent to us until the screens of its workspace have been told: a thousand screens of one
 * workspace, and as many of twenty.
 */
export async function liveRows(bench: Bench): Promise<Row[]> {
  const { rows: all } = await bench.owner.query<Filled>(
    "select * from bench_filled order by conversations desc",
  );
  const raw = await rawSockets();
  return [await told(bench, all.slice(0, 20), raw), await told(bench, all.slice(0, 1), raw)];
}

interface Room extends Filled {
  key: string;
  tokens: string[];
}

async function told(bench: Bench, workspaces: Filled[], raw: number): Promise<Row> {
  const { url, db } = bench;
  const rooms: Room[] = [];
  for (const workspace of workspaces)
    rooms.push({
      ...workspace,
      key: await makeApiKey(db, workspace.workspaceId, "bench", ["conversations.reply"]),
      tokens: await signIn(bench, workspace),
    });
  const sentAt = new Map<string, number>();
  const early = new Map<string, number[]>();
  const waits: number[] = [];
  const open = await screens(`${url.replace("http", "ws")}/api/v1/live`, rooms, (id) => {
    const at = performance.now();
    const sent = sentAt.get(id);
    if (sent !== undefined) waits.push(at - sent);
    else early.set(id, [...(early.get(id) ?? []), at]);
  });

  const agent = new Agent({ keepAlive: true });
  const posts: Promise<unknown>[] = [];
  const first = performance.now() + warmUpSeconds * 1000;
  for (let i = -perSecond * warmUpSeconds; i < perSecond * seconds; i++) {
    const begun = performance.now();
    const { key, inboxId } = rooms[Math.abs(i) % rooms.length]!;
    const customer = { email: `live${Math.abs(i) % 100}@people.example` };
    const body = { inbox: inboxId, customer, text: `Live ${randomUUID()}` };
    posts.push(
      http(agent, `${url}/api/v1/conversations`, { method: "POST", key, body }).then((answer) => {
        if (i < 0) return;
        const { id } = JSON.parse(answer) as { id: string };
        sentAt.set(id, begun);
        for (const at of early.get(id) ?? []) waits.push(at - begun);
        early.delete(id);
      }),
    );
    const next = first + (1000 / perSecond) * (i + 1);
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, next - performance.now())));
  }
  await Promise.all(posts);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  agent.destroy();

  const furthest = Map.groupBy(open, ({ room }) => room);
  const complete = [...furthest.values()]
    .map((those) => those.map(({ place }) => place()))
    .reduce((sum, places) => sum + places.filter((place) => place === Math.max(...places)).length, 0);
  for (const { socket } of open) socket.close();
  const expected = (perSecond * seconds * sockets) / rooms.length / readOne;
  const p95 = percentile(waits, 95);
  return {
    what: `event to the second screen, ${perSecond} messages/s, ${sockets} sockets of ${rooms.length === 1 ? "one workspace" : `${rooms.length} workspaces`}, p95`,
    ours: p95,
    unit: "ms",
    limit: raw,
    limitIs: "a thousand raw sockets, same frames, no database",
    bar: "p95 ≤ 50 ms",
    met: p95 <= 50 && waits.length === expected && complete === sockets,
    note: `p50 ${percentile(waits, 50).toFixed(1)} ms; ${waits.length.toLocaleString("en")} of ${expected.toLocaleString("en")} read, ${complete} sockets told everything`,
  };
}

/** Every agent of a workspace signs in: its screens are those of fifty people. */
async function signIn({ db, owner }: Bench, { workspaceId }: Filled): Promise<string[]> {
  const { rows: agents } = await owner.query("select id, name from agents where workspace_id = $1", [
    workspaceId,
  ]);
  const sessions = await withoutWall(db, (tx) =>
    Promise.all(
      agents.map(({ id, name }) =>
        startSession(tx, { workspaceId, id, name }, { userAgent: "bench", address: "127.0.0.1" }),
      ),
    ),
  );
  return sessions.map(({ token }) => token);
}

interface Screen {
  socket: WebSocket;
  room: number;
  /** How far in the stream it has been told. */
  place: () => number;
}

async function screens(
  url: string,
  rooms: Room[],
  heard: (conversationId: string) => void,
): Promise<Screen[]> {
  const open: Screen[] = [];
  const each = sockets / rooms.length;
  for (const [index, room] of rooms.entries())
    for (let i = 0; i < each; i += 50)
      open.push(
        ...(await Promise.all(
          Array.from({ length: Math.min(50, each) }, (_, at) =>
            screen(
              url,
              index,
              room.tokens[(i + at) % room.tokens.length]!,
              at % readOne === 0 ? heard : undefined,
            ),
          ),
        )),
      );
  return open;
}

async function screen(
  url: string,
  room: number,
  token: string,
  heard?: (conversationId: string) => void,
): Promise<Screen> {
  const socket = new WebSocket(url, {
    headers: { cookie: `__Host-tandem=${token}` },
    perMessageDeflate: false,
  });
  let latest = "";
  await new Promise<void>((resolve, reject) => {
    socket.on("error", reject);
    socket.on("close", (code, reason) => reject(new Error(`closed: ${code} ${reason}`)));
    socket.on("open", () => socket.send('{"resume":null}'));
    socket.on("message", (data: Buffer) => {
      if (!latest) resolve();
      latest = data.subarray(-40).toString();
      if (!heard) return;
      for (const event of JSON.parse(String(data)).events ?? [])
        if (event.kind === "conversation.opened") heard(event.conversationId);
    });
  });
  return { socket, room, place: () => Number(latest.match(/"(?:seq|ready)":(\d+)\}$/)?.[1]) };
}

/** The same number of frames to the same number of sockets by a bare server in this process: p95 in milliseconds. */
async function rawSockets(): Promise<number> {
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0, perMessageDeflate: false });
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as { port: number };
  const waits: number[] = [];
  const clients = await Promise.all(
    Array.from({ length: sockets }, async () => {
      const socket = new WebSocket(`ws://127.0.0.1:${port}`, { perMessageDeflate: false });
      await new Promise((resolve) => socket.once("open", resolve));
      socket.on("message", (data) => waits.push(performance.now() - Number(JSON.parse(String(data)).at)));
      return socket;
    }),
  );
  const filler = "x".repeat(500);
  for (let i = 0; i < 200; i++) {
    const frame = JSON.stringify({ at: performance.now(), filler });
    for (const socket of server.clients) socket.send(frame);
    await new Promise((resolve) => setTimeout(resolve, 1000 / perSecond));
  }
  await new Promise((resolve) => setTimeout(resolve, 500));
  for (const socket of clients) socket.terminate();
  server.close();
  return percentile(waits, 95);
}
