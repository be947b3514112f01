import { expect, test } from "vitest";
import {
  deleteSession,
  getMe,
  listSessions,
  patchAgent,
  putPassword,
  signIn,
} from "../../contract/accounts.ts";
import { type Client, type Person, password, world } from "../../test/world.ts";
import { within } from "../db/database.ts";

const { db, workspaceId, omar, nina, person, visitor } = await world();

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
