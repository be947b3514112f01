import { randomUUID } from "node:crypto";
import { Agent } from "node:http";
import { WebSocket, WebSocketServer } from "ws";
import { startSession } from "../server/accounts/index.ts";
import { withoutWall } from "../server/db/database.ts";
import { http } from "./callers.ts";
import type { Bench } from "./ground.ts";
import { percentile, type Row } from "./report.ts";

const sockets = 1000;
const perSecond = 100;
const seconds = 10;

/** From the moment a message is sent to us until every one of a thousand screens of its workspace has been told. */
export async function liveRows(bench: Bench): Promise<Row[]> {
  const { url, key, large } = bench;
  const tokens = await signIn(bench);
  const sentAt = new Map<string, number>();
  const early = new Map<string, number[]>();
  const waits: number[] = [];
  const heard = (subject: string, at: number) => {
    const sent = sentAt.get(subject);
    if (sent !== undefined) waits.push(at - sent);
    else early.set(subject, [...(early.get(subject) ?? []), at]);
  };
  const open = await screens(`${url.replace("http", "ws")}/api/v1/live`, tokens, (id) =>
    heard(id, performance.now()),
  );

  const agent = new Agent({ keepAlive: true });
  const posts: Promise<unknown>[] = [];
  for (let i = 0; i < perSecond * seconds; i++) {
    const begun = performance.now();
    posts.push(
      http(agent, `${url}/api/v1/conversations`, {
        method: "POST",
        key: key.large,
        body: {
          inbox: large.inboxId,
          customer: { email: `live${i % 100}@people.example` },
          text: `Live ${randomUUID()}`,
        },
      }).then((body) => {
        const { id } = JSON.parse(body) as { id: string };
        sentAt.set(id, begun);
        for (const at of early.get(id) ?? []) waits.push(at - begun);
        early.delete(id);
      }),
    );
    await new Promise((resolve) =>
      setTimeout(
        resolve,
        Math.max(0, (1000 / perSecond) * (i + 1) - (performance.now() - startOf(posts.length, begun))),
      ),
    );
  }
  await Promise.all(posts);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  agent.destroy();
  for (const socket of open) socket.close();

  const expected = perSecond * seconds * sockets;
  const raw = await rawSockets();
  const p95 = percentile(waits, 95);
  return [
    {
      what: `event to the second screen, ${perSecond} messages/s, ${sockets} sockets, p95`,
      ours: p95,
      unit: "ms",
      limit: raw,
      limitIs: "raw sockets, same frames, no database",
      bar: "p95 ≤ 50 ms",
      met: p95 <= 50 && waits.length === expected,
      note: `p50 ${percentile(waits, 50).toFixed(1)} ms; ${waits.length.toLocaleString("en")} of ${expected.toLocaleString("en")} arrived`,
    },
  ];
}

let firstPost: number | undefined;
/** When the first of the posts began, so that the pace holds whatever each takes. */
function startOf(count: number, begun: number): number {
  if (count === 1) firstPost = begun;
  return firstPost!;
}

/** Every agent of the workspace signs in: a thousand screens are those of fifty people. */
async function signIn({ db, owner, large }: Bench): Promise<string[]> {
  const { rows: agents } = await owner.query("select id, name from agents where workspace_id = $1", [
    large.workspaceId,
  ]);
  const sessions = await withoutWall(db, (tx) =>
    Promise.all(
      agents.map(({ id, name }) =>
        startSession(
          tx,
          { workspaceId: large.workspaceId, id, name },
          { userAgent: "bench", address: "127.0.0.1" },
        ),
      ),
    ),
  );
  return sessions.map(({ token }) => token);
}

async function screens(
  url: string,
  tokens: string[],
  heard: (conversationId: string) => void,
): Promise<WebSocket[]> {
  const open: WebSocket[] = [];
  for (let i = 0; i < sockets; i += 50) {
    open.push(
      ...(await Promise.all(
        Array.from({ length: 50 }, async (_, at) => {
          const socket = new WebSocket(url, {
            headers: { cookie: `__Host-tandem=${tokens[(i + at) % tokens.length]}` },
            perMessageDeflate: false,
          });
          const ready = new Promise<void>((resolve, reject) => {
            socket.on("error", reject);
            socket.on("close", (code, reason) => reject(new Error(`closed: ${code} ${reason}`)));
            socket.on("message", (data) => {
              const frame = JSON.parse(String(data));
              if ("ready" in frame) resolve();
              for (const event of frame.events ?? [])
                if (event.kind === "conversation.opened") heard(event.conversationId);
            });
          });
          socket.on("open", () => socket.send('{"resume":null}'));
          await ready;
          return socket;
        }),
      )),
    );
  }
  return open;
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
