import { setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import { getMe, listAgents, patchAgent, postAgent, signIn } from "../../contract/accounts.ts";
import { getConversation, putOwner } from "../../contract/conversations.ts";
import type { Role } from "../../contract/permissions.ts";
import { postBrand, postTeam } from "../../contract/workspace.ts";
import { password, world } from "../../test/world.ts";
import type { Db } from "../db/database.ts";
import { hashPassword } from "./passwords.ts";

const { conversationFrom, db, kolo, safra, nina, omar, person, salma, stranger, visitor } = await world();

let count = 0;
const newcomer = (role: Role, more: object = {}) =>
  ({ name: "Newcomer", email: `newcomer${++count}@meridian.example`, role, locale: "en", ...more }) as const;

test("an administrator makes everybody but owners, and does not touch owners", async () => {
  const admin = await person({ name: "Ada", role: "admin" });
  for (const role of ["admin", "lead", "agent", "light", "readonly"] as const)
    expect((await admin.call(postAgent, { body: newcomer(role) })).role).toBe(role);

  expect((await admin.refused(postAgent, { body: newcomer("owner") })).code).toBe("forbidden");
  const grace = await person({ name: "Grace", role: "agent" });
  const promote = { params: { id: grace.id }, body: { role: "owner" as const } };
  expect((await admin.refused(patchAgent, promote)).code).toBe("forbidden");
  expect((await admin.refused(patchAgent, { params: { id: omar.id }, body: { name: "Mud" } })).code).toBe(
    "forbidden",
  );
  expect((await omar.call(patchAgent, promote)).role).toBe("owner");
});

test("a key grants no more than it holds", async () => {
  const { key } = await world();
  const keeper = await key("agents.manage", "agents.read");
  expect((await keeper.refused(postAgent, { body: newcomer("readonly") })).code).toBe("forbidden");
});

test("the last owner can be neither lowered nor disabled, nor can anybody lock themselves out", async () => {
  const { omar: alone } = await world();
  const self = { id: alone.id };
  expect((await alone.refused(patchAgent, { params: self, body: { role: "admin" } })).code).toBe(
    "last_owner",
  );
  expect((await alone.refused(patchAgent, { params: self, body: { status: "disabled" } })).code).toBe(
    "forbidden",
  );

  // Somebody who has been invited but never came does not count.
  await alone.call(postAgent, { body: newcomer("owner") });
  expect((await alone.refused(patchAgent, { params: self, body: { role: "admin" } })).code).toBe(
    "last_owner",
  );
});

test("two owners who lower each other at the same moment do not leave none", async () => {
  const { omar: first, person: another, db } = await world();
  const second = await another({ name: "Second", role: "owner" });
  const together = await holdBack(db, [first.id, second.id]);
  const answers = Promise.all([
    first.ask(patchAgent, { params: { id: second.id }, body: { role: "agent" } }),
    second.ask(patchAgent, { params: { id: first.id }, body: { role: "agent" } }),
  ]);
  await together();
  expect((await answers).map((answer) => answer.statusCode).sort()).toEqual([200, 409]);
});

/** Keeps others from changing these agents until two of them wait, then lets them go at once. */
async function holdBack(db: Db, agentIds: string[]) {
  const holder = await db.pools.system.connect();
  await holder.query("begin");
  await holder.query("select from agents where id = any($1) for update", [agentIds]);
  return async () => {
    const waiting = `select from pg_locks join pg_stat_activity using (pid)
      where not granted and datname = current_database()`;
    while (((await db.pools.system.query(waiting)).rowCount ?? 0) < 2) await setTimeout(5);
    await holder.query("commit");
    holder.release();
  };
}

test("an owner serves all brands", async () => {
  const refusal = await omar.refused(postAgent, { body: newcomer("owner", { brands: [kolo.id] }) });
  expect(refusal).toMatchObject({ code: "invalid", fields: [{ path: "brands" }] });
});

test("an administrator of one brand works behind its wall", async () => {
  const admin = await person({ name: "Ada", role: "admin", brands: [safra.id] });
  const pavel = await person({ name: "Pavel", role: "agent", brands: [kolo.id] });

  const seen = (await admin.call(listAgents, {})).items.map((agent) => agent.id);
  expect(seen).toContain(salma.id);
  expect(seen).toContain(omar.id);
  expect(seen).not.toContain(pavel.id);

  const change = { name: "Renamed" };
  expect((await admin.refused(patchAgent, { params: { id: pavel.id }, body: change })).code).toBe(
    "not_found",
  );
  expect((await admin.refused(patchAgent, { params: { id: nina.id }, body: change })).code).toBe("forbidden");
  expect((await admin.call(patchAgent, { params: { id: salma.id }, body: change })).name).toBe("Renamed");

  const grant = (brands: string[] | null) => ({ params: { id: salma.id }, body: { brands } });
  expect((await admin.refused(patchAgent, grant([safra.id, kolo.id]))).code).toBe("not_found");
  expect((await admin.refused(patchAgent, grant(null))).code).toBe("forbidden");
  expect((await admin.refused(postAgent, { body: newcomer("agent") })).code).toBe("forbidden");
  expect((await admin.call(postAgent, { body: newcomer("agent", { brands: [safra.id] }) })).brands).toEqual([
    safra.id,
  ]);
  expect(
    (await admin.refused(postBrand, { body: { name: "Mine", locales: ["en"], lines: ["service"] } })).code,
  ).toBe("forbidden");
  expect(
    (await admin.refused(postTeam, { body: { name: "Mine", brands: [kolo.id], members: [] } })).code,
  ).toBe("not_found");
});

test("of a colleague who serves more one learns only what one shares", async () => {
  const taras = await person({ name: "Taras", role: "agent", brands: [kolo.id, safra.id] });
  const { items } = await salma.call(listAgents, {});
  expect(items.find((agent) => agent.id === taras.id)?.brands).toEqual([safra.id]);
});

test("an address that works elsewhere is taken, and nobody learns where", async () => {
  const other = await stranger();
  const here = await omar.refused(postAgent, {
    body: { ...newcomer("agent"), email: nina.email.toUpperCase() },
  });
  const there = await omar.refused(postAgent, { body: { ...newcomer("agent"), email: other.owner.email } });
  expect(here).toMatchObject({ code: "already_exists", fields: [{ path: "email" }] });
  expect({ ...there }).toEqual({ ...here });
});

test("a brand or team that is not there is not granted", async () => {
  const other = await stranger();
  const foreign = [
    newcomer("agent", { brands: [other.brand.id] }),
    newcomer("agent", { teams: [other.brand.teamId] }),
  ];
  for (const body of foreign) expect((await omar.refused(postAgent, { body })).code).toBe("not_found");
  // Nothing of the attempt is left behind: the address is free.
  expect((await omar.call(postAgent, { body: { ...foreign[0]!, brands: null } })).status).toBe("invited");
});

test("whoever leaves gives their conversations back to the queue, and the story says why", async () => {
  const grace = await person({ name: "Grace", role: "agent" });
  const conversation = await conversationFrom("ines", "Where is my bicycle?");
  await omar.call(putOwner, { params: { id: conversation.id }, body: { agent: grace.id } });

  await omar.call(patchAgent, { params: { id: grace.id }, body: { status: "disabled" } });
  const after = await omar.call(getConversation, { params: { id: conversation.id } });
  expect(after.owner).toMatchObject({ kind: "team", id: kolo.teamId });
  expect(after.nextStep).not.toBeNull();
});

test("so does whoever may no longer answer, or no longer for that brand; the rest stays theirs", async () => {
  const grace = await person({ name: "Grace", role: "agent" });
  for (const body of [{ role: "light" as const }, { brands: [safra.id] }]) {
    await omar.call(patchAgent, { params: { id: grace.id }, body: { role: "agent", brands: null } });
    const bicycle = await conversationFrom("ines", "Where is my bicycle?");
    const table = await conversationFrom("leila", "A table for two", { brand: safra });
    for (const { id } of [bicycle, table])
      await omar.call(putOwner, { params: { id }, body: { agent: grace.id } });

    await omar.call(patchAgent, { params: { id: grace.id }, body });
    expect((await omar.sees(bicycle)).owner.kind).toBe("team");
    expect((await omar.sees(table)).owner.kind).toBe("brands" in body ? "agent" : "team");
  }
});

test("nothing is given to somebody who has not come yet, has left, or may not answer", async () => {
  const { id } = await conversationFrom("ines", "Where is my bicycle?");
  const invited = await omar.call(postAgent, { body: newcomer("agent") });
  const reader = await person({ name: "Reader", role: "readonly" });
  const gone = await person({ name: "Gone", role: "agent" });
  await omar.call(patchAgent, { params: { id: gone.id }, body: { status: "disabled" } });
  for (const agent of [invited.id, reader.id, gone.id])
    expect((await omar.refused(putOwner, { params: { id }, body: { agent } })).code).toBe("not_found");
});

test("a conversation given to somebody at the moment they are disabled does not stay with them", async () => {
  const grace = await person({ name: "Grace", role: "agent" });
  const conversation = await conversationFrom("ines", "Where is my bicycle?");
  const together = await holdBack(db, [grace.id]);
  const both = Promise.all([
    omar.ask(putOwner, { params: { id: conversation.id }, body: { agent: grace.id } }),
    omar.ask(patchAgent, { params: { id: grace.id }, body: { status: "disabled" } }),
  ]);
  await together();
  await both;
  expect((await omar.sees(conversation)).owner.kind).toBe("team");
});

test("an invited person does not become active by somebody else's wish", async () => {
  const invited = await omar.call(postAgent, { body: newcomer("agent") });
  const params = { id: invited.id };
  expect((await omar.call(patchAgent, { params, body: { status: "active" } })).status).toBe("invited");
  expect((await omar.call(patchAgent, { params, body: { status: "disabled" } })).status).toBe("disabled");
  expect((await omar.call(patchAgent, { params, body: { status: "active" } })).status).toBe("invited");
});

test("a password is hashed again when we come to ask for more work, without anybody noticing", async () => {
  const { isOutdated } = await import("./passwords.ts");
  const { hash } = await import("@node-rs/argon2");
  expect(isOutdated(await hashPassword("anything"))).toBe(false);
  expect(isOutdated(await hash("anything", { memoryCost: 8192, timeCost: 1 }))).toBe(true);
});

test("changing oneself changes what one sees of oneself", async () => {
  const me = await visitor.call(signIn, { body: { email: nina.email, password } });
  expect(me.workspace.name).toBe("Meridian Care");
  expect((await nina.call(getMe, {})).agent.brands).toBeNull();
  expect((await salma.call(getMe, {})).agent.brands).toEqual([safra.id]);
});
