import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { Agent } from "node:http";
import { WebSocket } from "ws";
import type { Chat } from "../contract/chat.ts";
import { makeApiKey, startSession } from "../server/accounts/index.ts";
import { withoutWall } from "../server/db/database.ts";
import { http } from "./callers.ts";
import { collectSignal } from "./collect.ts";
import type { Bench } from "./ground.ts";
import { percentile, type Row } from "./report.ts";

/** So many of those who are there talk; the others look. */
const talking = 100;
const perSecond = 25;
const seconds = 10;
const callers = 24;
const mostBytes = 10 * 1024;

interface Guest {
  authorization: string;
  token: string;
  conversation: string | null;
  socket?: WebSocket;
}

/**
 * Visitors in a chat: what a socket takes of our memory, and how long it is from a message until it is on the screen of
 * the other side, both ways.
 */
export async function chatRows(bench: Bench): Promise<Row[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: callers });
  const widget = await widgetOf(bench, agent);
  const guests: Guest[] = [];
  const rows: Row[] = [];
  const before = await rest(bench);
  for (const sockets of [1000, 5000]) {
    await come(bench, agent, widget, guests, sockets);
    await Promise.all(guests.map((guest) => (guest.socket ? undefined : open(bench, guest))));
    const after = await rest(bench);
    const perSocket = (after - before) / sockets;
    rows.push({
      what: `chat, memory of a socket, ${sockets.toLocaleString("en")} of them`,
      ours: perSocket / 1024,
      unit: "KB",
      bar: "≤ 10 KB",
      met: perSocket <= mostBytes,
      note: `with all that came with their visitors; ${Math.round(after / 2 ** 20)} MB in all: private memory of the process`,
    });
    rows.push(...(await talk(bench, agent, guests, sockets)));
  }
  for (const { socket } of guests) socket?.terminate();
  agent.destroy();
  return rows;
}

async function widgetOf({ url, db, large }: Bench, agent: Agent): Promise<string> {
  const key = await makeApiKey(db, large.workspaceId, "bench", ["brands.manage"]);
  const body = { name: `Bench ${randomUUID()}`, inbox: large.inboxId };
  const answer = await http(agent, `${url}/api/v1/chat-widgets`, { method: "POST", key, body });
  return (JSON.parse(answer) as { key: string }).key;
}

/** Lets visitors come until there are so many; the first of them say something. */
async function come(
  { url }: Bench,
  agent: Agent,
  key: string,
  guests: Guest[],
  count: number,
): Promise<void> {
  const one = async () => {
    const answer = await http(agent, `${url}/api/v1/chat/visitors`, {
      method: "POST",
      body: { key, locale: "en" },
    });
    const { token } = JSON.parse(answer) as { token: string };
    const guest: Guest = { token, authorization: `Visitor ${token}`, conversation: null };
    guests.push(guest);
    if (guests.length <= talking) guest.conversation = await say(url, agent, guest, "Hello");
  };
  while (guests.length < count)
    await Promise.all(Array.from({ length: Math.min(callers, count - guests.length) }, one));
}

async function say(url: string, agent: Agent, { authorization }: Guest, text: string): Promise<string> {
  const body = { clientId: randomUUID(), text };
  const answer = await http(agent, `${url}/api/v1/chat/messages`, { method: "POST", authorization, body });
  return (JSON.parse(answer) as { chat: Chat }).chat.conversation;
}

async function open({ url }: Bench, guest: Guest): Promise<void> {
  const socket = new WebSocket(`${url.replace("http", "ws")}/api/v1/chat/live`, { perMessageDeflate: false });
  guest.socket = socket;
  await new Promise<void>((resolve, reject) => {
    socket.on("error", reject);
    socket.on("close", (code) => reject(new Error(`closed: ${code}`)));
    socket.on("open", () => socket.send(JSON.stringify({ token: guest.token })));
    socket.once("message", () => resolve());
  });
}

/** Our process's own memory in bytes, once nothing moves and nothing is kept in vain: shared pages are not its sockets'. */
async function rest({ pid }: Bench): Promise<number> {
  for (let n = 0; n < 4; n++) {
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    process.kill(pid, collectSignal);
  }
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, "utf8");
  const kilobytes = [...rollup.matchAll(/^Private_(?:Clean|Dirty):\s+(\d+)/gm)].map(([, n]) => Number(n));
  return kilobytes.reduce((sum, n) => sum + n, 0) * 1024;
}

async function talk(bench: Bench, agent: Agent, guests: Guest[], sockets: number): Promise<Row[]> {
  const { url, db, large } = bench;
  const key = await makeApiKey(db, large.workspaceId, "bench", ["conversations.reply"]);
  const those = guests.filter(({ conversation }) => conversation);
  const begun = new Map<string, number>();
  const [toVisitor, toAgent]: [number[], number[]] = [[], []];
  const heard = (words: string, waits: number[]) => {
    const at = begun.get(words);
    if (at !== undefined) waits.push(performance.now() - at);
  };
  for (const { socket } of those)
    socket!.on("message", (data: Buffer) => {
      for (const { text, from } of JSON.parse(String(data)).messages ?? [])
        if (from === "automation") heard(text, toVisitor);
    });
  const desk = await deskOf(bench, (messageId) => heard(messageId, toAgent));

  const posts: Promise<unknown>[] = [];
  const first = performance.now();
  for (let n = 0; n < perSecond * seconds; n++) {
    const guest = those[n % those.length]!;
    const text = `Answer ${randomUUID()}`;
    const at = performance.now();
    begun.set(text, at);
    posts.push(
      http(agent, `${url}/api/v1/conversations/${guest.conversation}/replies`, {
        method: "POST",
        key,
        body: { text, after: "keep" },
      }),
      http(agent, `${url}/api/v1/chat/messages`, {
        method: "POST",
        authorization: guest.authorization,
        body: { clientId: randomUUID(), text: `Question ${n}` },
      }).then((answer) => {
        const { id } = (JSON.parse(answer) as { message: { id: string } }).message;
        const early = desk.early.get(id);
        if (early === undefined) begun.set(id, at);
        else toAgent.push(early - at);
      }),
    );
    const next = first + (1000 / perSecond) * (n + 1);
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, next - performance.now())));
  }
  await Promise.all(posts);
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  desk.socket.terminate();
  for (const { socket } of those) socket!.removeAllListeners("message");

  const expected = perSecond * seconds;
  const row = (what: string, waits: number[]): Row => ({
    what: `chat, ${what}, ${sockets.toLocaleString("en")} sockets, p95`,
    ours: percentile(waits, 95),
    unit: "ms",
    bar: "p95 ≤ 150 ms",
    met: percentile(waits, 95) <= 150 && waits.length === expected,
    note: `p50 ${percentile(waits, 50).toFixed(1)} ms; ${waits.length} of ${expected} arrived; ${perSecond} a second each way at once`,
  });
  return [row("an answer to the visitor's screen", toVisitor), row("a visitor's words to the desk", toAgent)];
}

/** A desk that hears of the messages of visitors. */
async function deskOf({ url, db, owner, large }: Bench, heard: (messageId: string) => void) {
  const { workspaceId } = large;
  const { rows } = await owner.query<{ id: string; name: string }>(
    "select id, name from agents where workspace_id = $1 limit 1",
    [workspaceId],
  );
  const { token } = await withoutWall(db, (tx) =>
    startSession(tx, { workspaceId, ...rows[0]! }, { userAgent: "bench", address: "127.0.0.1" }),
  );
  const socket = new WebSocket(`${url.replace("http", "ws")}/api/v1/live`, {
    headers: { cookie: `__Host-tandem=${token}` },
    perMessageDeflate: false,
  });
  const early = new Map<string, number>();
  await new Promise<void>((resolve, reject) => {
    socket.on("error", reject);
    socket.on("open", () => socket.send('{"resume":null}'));
    socket.on("message", (data: Buffer) => {
      resolve();
      for (const { kind, data: told } of JSON.parse(String(data)).events ?? [])
        if (kind === "conversation.customer_wrote") {
          early.set(told.messageId, performance.now());
          heard(told.messageId);
        }
    });
  });
  return { socket, early };
}
