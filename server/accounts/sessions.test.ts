import { once } from "node:events";
import { expect, onTestFinished, test } from "vitest";
import { WebSocket } from "ws";
import {
  deleteSession,
  getMe,
  listSessions,
  patchAgent,
  putPassword,
  signIn,
} from "../../contract/accounts.ts";
import { livePath } from "../../contract/live.ts";
import { type Client, type Person, password, world } from "../../test/world.ts";
import { openDb, within } from "../db/database.ts";
import { authenticate } from "./callers.ts";

const { db, connection, workspaceId, omar, nina, person, visitor, url } = await world();

/** The same person at another browser. */
async function elsewhere(someone: Person, secret = password) {
  const answer = await visitor.ask(signIn, {
    body: { email: someone.email, password: secret },
    headers: { "user-agent": "another browser" },
  });
  const headers = { cookie: `${answer.cookies[0]!.name}=${answer.cookies[0]!.value}` };
  return { call: () => visitor.ask(getMe, { headers }), headers };
}

const isIn = async (who: Client) => (await who.ask(getMe, {})).statusCode === 200;

test("one sees where one is signed in, and ends a session elsewhere at once", async () => {
  const grace = await person({ name: "Grace", role: "agent" });
  const other = await elsewhere(grace);
  expect((await other.call()).statusCode).toBe(200);

  const { items } = await grace.call(listSessions, {});
  expect(items).toHaveLength(2);
  const there = items.find((session) => !session.current)!;
  expect(there).toMatchObject({ userAgent: "another browser", address: "127.0.0.1" });

  await grace.call(deleteSession, { params: { id: there.id } });
  expect((await other.call()).statusCode).toBe(401);
  expect(await isIn(grace)).toBe(true);
});

test("a desk whose session is ended elsewhere closes at once, and the others stay", async () => {
  const grace = await person({ name: "Grace", role: "agent" });
  const other = await elsewhere(grace);
  const [stays, goes] = [await deskOf(grace.headers), await deskOf(other.headers)];

  const { items } = await grace.call(listSessions, {});
  await grace.call(deleteSession, { params: { id: items.find(({ current }) => !current)!.id } });

  // The next look at who sits there comes in twenty seconds or more.
  await expect.poll(() => goes.closed, { timeout: 10_000 }).toBe(4401);
  expect(stays.closed).toBeUndefined();
});

async function deskOf(headers: Record<string, string>): Promise<{ closed?: number }> {
  const address = new URL(livePath, await url());
  const socket = new WebSocket(address.href.replace("http", "ws"), { headers: { cookie: headers.cookie! } });
  onTestFinished(() => socket.terminate());
  const desk: { closed?: number } = {};
  socket.on("close", (code) => {
    desk.closed = code;
  });
  await once(socket, "open");
  socket.send('{"resume":null}');
  await once(socket, "message");
  return desk;
}

test("another process that remembers a session learns of its end when it asks anew", async () => {
  const grace = await person({ name: "Grace", role: "agent" });
  const other = await elsewhere(grace);
  const elsewhereToo = openDb(connection, { size: 1 });
  onTestFinished(() => elsewhereToo.close());
  const ask = authenticate(elsewhereToo, { publicUrl: "http://localhost:3000" });
  const request = { headers: { ...other.headers, host: "localhost:3000" } };
  expect(await ask(request)).toMatchObject({ id: grace.id });

  const { items } = await grace.call(listSessions, {});
  await grace.call(deleteSession, { params: { id: items.find(({ current }) => !current)!.id } });

  expect(await ask(request, { anew: true })).toBeNull();
  expect(await ask(request)).toBeNull();
});

test("nobody ends a session of somebody else", async () => {
  const grace = await person({ name: "Grace", role: "agent" });
  const { items } = await grace.call(listSessions, {});

  expect((await omar.refused(deleteSession, { params: { id: items[0]!.id } })).code).toBe("not_found");
  expect(await isIn(grace)).toBe(true);
});

test("a new password ends all other sessions and is the one that counts", async () => {
  const grace = await person({ name: "Grace", role: "agent" });
  const other = await elsewhere(grace);
  const next = "seven cats on a red roof";

  expect((await grace.refused(putPassword, { body: { current: "not mine", next } })).code).toBe(
    "wrong_credentials",
  );
  const weak = await grace.refused(putPassword, { body: { current: password, next: "qwertyuiop" } });
  expect(weak).toMatchObject({ code: "weak_password", fields: [{ path: "next", message: "too_regular" }] });
  expect((await other.call()).statusCode).toBe(200);

  await grace.call(putPassword, { body: { current: password, next } });
  expect((await other.call()).statusCode).toBe(401);
  expect(await isIn(grace)).toBe(true);
  expect((await visitor.ask(signIn, { body: { email: grace.email, password } })).statusCode).toBe(401);
  expect((await (await elsewhere(grace, next)).call()).statusCode).toBe(200);
});

test("whoever is disabled is out at once, and back in when enabled again", async () => {
  const grace = await person({ name: "Grace", role: "agent" });
  expect(await isIn(grace)).toBe(true);

  await omar.call(patchAgent, { params: { id: grace.id }, body: { status: "disabled" } });
  expect(await isIn(grace)).toBe(false);

  await omar.call(patchAgent, { params: { id: grace.id }, body: { status: "active" } });
  expect(await isIn(grace)).toBe(false);
  expect((await (await elsewhere(grace)).call()).statusCode).toBe(200);
});

test("a changed role counts with the next request", async () => {
  const grace = await person({ name: "Grace", role: "agent" });
  expect((await grace.call(getMe, {})).permissions).toContain("conversations.reply");
  await omar.call(patchAgent, { params: { id: grace.id }, body: { role: "readonly" } });
  expect((await grace.call(getMe, {})).permissions).not.toContain("conversations.reply");
});

test("a session ends thirty days after its last use; using it moves the end", async () => {
  const grace = await person({ name: "Grace", role: "agent" });
  const hannah = await person({ name: "Hannah", role: "agent" });
  const set = (someone: Person, lastSeenAt: Date, expiresAt: Date) =>
    within(db, workspaceId, (tx) =>
      tx
        .updateTable("sessions")
        .set({ lastSeenAt, expiresAt })
        .where("workspaceId", "=", workspaceId)
        .where("agentId", "=", someone.id)
        .execute(),
    );
  const day = 24 * 3600_000;
  await set(grace, new Date(Date.now() - 29 * day), new Date(Date.now() + day));
  await set(hannah, new Date(Date.now() - 31 * day), new Date(Date.now() - day));

  expect(await isIn(hannah)).toBe(false);
  expect(await isIn(grace)).toBe(true);
  const session = await within(db, workspaceId, (tx) =>
    tx
      .selectFrom("sessions")
      .select(["expiresAt", "lastSeenAt"])
      .where("agentId", "=", grace.id)
      .executeTakeFirstOrThrow(),
  );
  expect(session.lastSeenAt.getTime()).toBeGreaterThan(Date.now() - 60_000);
  expect(session.expiresAt.getTime()).toBeGreaterThan(Date.now() + 29.9 * day);
});

test("colleagues see when somebody was last here", async () => {
  const before = Date.now() - 60_000;
  await nina.call(getMe, {});
  const { agent } = await nina.call(getMe, {});
  expect(Date.parse(agent.lastSeenAt!)).toBeGreaterThan(before);
});
