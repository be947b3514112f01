import { expect, test } from "vitest";
import {
  deleteApiKey,
  getMe,
  listAgents,
  listApiKeys,
  patchMe,
  postApiKey,
} from "../../contract/accounts.ts";
import { listInboxes } from "../../contract/inboxes.ts";
import { listBrands } from "../../contract/workspace.ts";
import { world } from "../../test/world.ts";
import { within } from "../db/database.ts";

const { db, workspaceId, kolo, key, omar, person, safra, visitor } = await world();

const as = (text: string) => ({ headers: { authorization: `Bearer ${text}` } });

test("a key is shown once, does what its scopes say, and stops at once when revoked", async () => {
  const made = await omar.call(postApiKey, { body: { name: "Shop", scopes: ["agents.read"] } });
  expect(made.key).toMatch(/^tdm_/);
  await visitor.call(listAgents, as(made.key));
  expect((await visitor.refused(listInboxes, as(made.key))).code).toBe("forbidden");

  const { items } = await omar.call(listApiKeys, {});
  const listed = items.find((item) => item.id === made.id)!;
  expect(listed).toMatchObject({ name: "Shop", hint: made.hint, scopes: ["agents.read"] });
  expect(listed.lastUsedAt).not.toBeNull();
  expect(JSON.stringify(items)).not.toContain(made.key);

  await omar.call(deleteApiKey, { params: { id: made.id } });
  expect((await visitor.refused(listAgents, as(made.key))).code).toBe("not_signed_in");
  expect((await omar.refused(deleteApiKey, { params: { id: made.id } })).code).toBe("not_found");
});

test("nobody makes a key that may do more than they may", async () => {
  const admin = await person({ name: "Ada", role: "admin" });
  await admin.call(postApiKey, { body: { name: "ok", scopes: ["workspace.manage"] } });
  expect((await admin.refused(postApiKey, { body: { name: "no", scopes: ["workspace.own"] } })).code).toBe(
    "forbidden",
  );
  const keyMaker = await key("keys.manage");
  expect((await keyMaker.refused(postApiKey, { body: { name: "no", scopes: ["agents.read"] } })).code).toBe(
    "forbidden",
  );
});

test("a key reaches no further than the brands of whoever made it", async () => {
  const admin = await person({ name: "Ada", role: "admin", brands: [safra.id] });
  const made = await admin.call(postApiKey, {
    body: { name: "Safra", scopes: ["inboxes.read", "keys.manage"] },
  });
  expect(made.brands).toEqual([safra.id]);
  const { items } = await visitor.call(listBrands, as(made.key));
  expect(items.map((brand) => brand.id)).toEqual([safra.id]);
  expect(items.map((brand) => brand.id)).not.toContain(kolo.id);

  const wide = await omar.call(postApiKey, { body: { name: "All", scopes: ["inboxes.read"] } });
  expect((await admin.call(listApiKeys, {})).items.map((item) => item.id)).not.toContain(wide.id);
  expect((await admin.refused(deleteApiKey, { params: { id: wide.id } })).code).toBe("not_found");
  const next = await visitor.call(postApiKey, {
    ...as(made.key),
    body: { name: "Child", scopes: ["inboxes.read"] },
  });
  expect(next.brands).toEqual([safra.id]);
});

test("a key is nobody: it has no profile and no cookie", async () => {
  const robot = await key("agents.read");
  expect((await robot.refused(getMe, {})).code).toBe("forbidden");
  expect((await robot.refused(patchMe, { body: { name: "Robot" } })).code).toBe("forbidden");
  const asCookie = { headers: { cookie: `__Host-tandem=${robot.text}` } };
  expect((await visitor.refused(listAgents, asCookie)).code).toBe("not_signed_in");
});

test("a wrong key is not helped out by a cookie", async () => {
  const headers = { cookie: omar.cookie, authorization: "Bearer tdm_wrong" };
  expect((await visitor.refused(listAgents, { headers })).code).toBe("not_signed_in");
});

test("a retry with the same Idempotency-Key makes no second key, and the first lies nowhere", async () => {
  const ask = {
    body: { name: "Retried", scopes: ["agents.read" as const] },
    headers: { "idempotency-key": "once" },
  };
  const made = await omar.call(postApiKey, ask);
  expect((await omar.refused(postApiKey, ask)).code).toBe("already_exists");

  const { items } = await omar.call(listApiKeys, {});
  expect(items.filter((item) => item.name === "Retried")).toHaveLength(1);
  const kept = await within(db, workspaceId, (tx) => tx.selectFrom("idempotencyKeys").selectAll().execute());
  expect(JSON.stringify(kept)).not.toContain(made.key);
});
