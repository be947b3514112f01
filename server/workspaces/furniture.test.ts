import { expect, test } from "vitest";
import { putTags } from "../../contract/conversations.ts";
import { listInboxes, patchInbox, postInbox } from "../../contract/inboxes.ts";
import {
  deleteTag,
  deleteTeam,
  getWorkspace,
  listBrands,
  listTags,
  listTeams,
  patchBrand,
  patchTeam,
  patchWorkspace,
  postBrand,
  postTag,
  postTeam,
} from "../../contract/workspace.ts";
import { world } from "../../test/world.ts";

const { conversationFrom, kolo, nina, omar, person, safra, salma, stranger, workspaceId, db, settled } =
  await world();

test("the workspace is renamed and moved to another zone, which must exist", async () => {
  const changed = await omar.call(patchWorkspace, { body: { name: "Meridian", timeZone: "Asia/Dubai" } });
  expect(changed).toMatchObject({ id: workspaceId, name: "Meridian", timeZone: "Asia/Dubai", locale: "en" });
  expect(await nina.call(getWorkspace, {})).toEqual(changed);
  const refusal = await omar.refused(patchWorkspace, { body: { timeZone: "Mars/Olympus" } });
  expect(refusal).toMatchObject({ code: "invalid", fields: [{ path: "timeZone" }] });
});

test("a brand is added and changed; a name is used once", async () => {
  const brand = await omar.call(postBrand, {
    body: { name: "Lumen", locales: ["en", "zh", "en"], lines: ["support"] },
  });
  expect(brand).toMatchObject({ name: "Lumen", domain: null, locales: ["en", "zh"], lines: ["support"] });

  const body = { domain: "Lumen.example", signatures: { zh: "祝好！", ar: "مع التحية" }, colour: "#112233" };
  const changed = await omar.call(patchBrand, { params: { id: brand.id }, body });
  expect(changed).toMatchObject({ ...body, domain: "lumen.example", name: "Lumen" });

  for (const refusal of [
    await omar.refused(postBrand, { body: { name: "Lumen", locales: ["en"], lines: ["service"] } }),
    await omar.refused(patchBrand, { params: { id: brand.id }, body: { name: kolo.name } }),
  ])
    expect(refusal).toMatchObject({ code: "already_exists", fields: [{ path: "name" }] });
});

test("a signature holds whatever people write, but nothing the database could not keep", async () => {
  const params = { id: kolo.id };
  for (const broken of ["null \u0000 character", "half a \ud800 character"])
    expect((await omar.refused(patchBrand, { params, body: { signatures: { en: broken } } })).code).toBe(
      "invalid",
    );
  const signatures = { en: "All the best 🚲\n<Nina> & co" };
  expect((await omar.call(patchBrand, { params, body: { signatures } })).signatures).toEqual(signatures);
});

test("one sees the brands, teams and inboxes one serves", async () => {
  const ids = (page: { items: { id: string }[] }) => page.items.map((item) => item.id);
  expect(ids(await salma.call(listBrands, {}))).toEqual([safra.id]);
  expect(ids(await salma.call(listTeams, {}))).toEqual([safra.teamId]);
  expect(ids(await salma.call(listInboxes, {}))).toEqual([safra.inbox.id]);
  expect(ids(await nina.call(listBrands, {}))).toEqual(expect.arrayContaining([kolo.id, safra.id]));
});

test("lists stand in the order of the reader's language", async () => {
  const taras = await person({ name: "Taras", role: "lead", locale: "uk" });
  for (const name of ["Яблука", "Її теги", "Абетка", "Єдність"])
    await omar.call(postTag, { body: { name, colour: "#112233" } });
  const names = (await taras.call(listTags, {})).items.map((tag) => tag.name);
  expect(names.filter((name) => /\p{Script=Cyrillic}/u.test(name))).toEqual([
    "Абетка",
    "Єдність",
    "Її теги",
    "Яблука",
  ]);
});

test("a team is made, changed and removed", async () => {
  const team = await omar.call(postTeam, {
    body: { name: "Night", brands: [kolo.id, kolo.id], members: [nina.id] },
  });
  expect(team).toMatchObject({ name: "Night", brands: [kolo.id], members: [nina.id] });
  const changed = await omar.call(patchTeam, { params: { id: team.id }, body: { members: [] } });
  expect(changed).toMatchObject({ name: "Night", brands: [kolo.id], members: [] });

  expect((await omar.refused(postTeam, { body: { name: "Night", brands: [], members: [] } })).code).toBe(
    "already_exists",
  );
  await omar.call(deleteTeam, { params: { id: team.id } });
  expect((await omar.refused(deleteTeam, { params: { id: team.id } })).code).toBe("not_found");
});

test("a team that an inbox or a conversation leans on stays", async () => {
  expect((await omar.refused(deleteTeam, { params: { id: kolo.teamId } })).code).toBe("still_in_use");
  expect((await omar.call(listTeams, {})).items.map((team) => team.id)).toContain(kolo.teamId);
});

test("somebody of one brand does not change a team that serves others too", async () => {
  const lead = await person({ name: "Lin", role: "lead", brands: [safra.id] });
  const shared = await omar.call(postTeam, {
    body: { name: "Shared", brands: [kolo.id, safra.id], members: [salma.id] },
  });
  const seen = (await lead.call(listTeams, {})).items.find((team) => team.id === shared.id);
  expect(seen).toMatchObject({ brands: [safra.id] });

  const change = { params: { id: shared.id }, body: { brands: [safra.id] } };
  expect((await lead.refused(patchTeam, change)).code).toBe("forbidden");
  expect((await lead.refused(deleteTeam, { params: { id: shared.id } })).code).toBe("forbidden");
  expect((await lead.refused(patchTeam, { ...change, params: { id: kolo.teamId } })).code).toBe("not_found");

  const own = await lead.call(patchTeam, { params: { id: safra.teamId }, body: { name: "Floor" } });
  expect(own.name).toBe("Floor");
  const pavel = await person({ name: "Pavel", role: "agent", brands: [kolo.id] });
  const stranger = { params: { id: safra.teamId }, body: { members: [pavel.id] } };
  expect((await lead.refused(patchTeam, stranger)).code).toBe("not_found");
  expect((await omar.call(patchTeam, stranger)).members).toEqual([pavel.id]);
  expect((await lead.call(listTeams, {})).items.find((team) => team.id === safra.teamId)?.members).toEqual(
    [],
  );
});

test("a removed tag leaves the conversations that carried it", async () => {
  const tag = await omar.call(postTag, { body: { name: "Urgent", colour: "#c2412d" } });
  expect((await omar.refused(postTag, { body: { name: "Urgent", colour: "#000000" } })).code).toBe(
    "already_exists",
  );
  const conversation = await conversationFrom("ines", "Help");
  await nina.call(putTags, { params: { id: conversation.id }, body: { tags: [tag.id] } });

  await omar.call(deleteTag, { params: { id: tag.id } });
  expect((await nina.sees(conversation)).tags).toEqual([]);
  expect((await omar.refused(deleteTag, { params: { id: tag.id } })).code).toBe("not_found");
});

test("an inbox takes mail under one address, which works in one workspace only", async () => {
  const fields = { name: "Sales", brand: kolo.id, line: "service" as const, team: kolo.teamId };
  const inbox = await omar.call(postInbox, { body: { ...fields, address: "Sales@KoloBikes.example" } });
  expect(inbox).toMatchObject({
    channel: "email",
    address: "sales@kolobikes.example",
    brand: { id: kolo.id, name: kolo.name },
    team: { id: kolo.teamId },
  });
  const { rows } = await db.pools.system.query(
    "select inbox_id from directory_addresses where address = $1",
    [inbox.address],
  );
  expect(rows).toEqual([{ inbox_id: inbox.id }]);

  const other = await stranger();
  const here = await omar.refused(postInbox, { body: { ...fields, address: inbox.address } });
  const there = await omar.refused(postInbox, { body: { ...fields, address: other.brand.inbox.address } });
  expect(here).toMatchObject({ code: "already_exists", fields: [{ path: "address" }] });
  expect(there).toEqual(here);

  const changed = await omar.call(patchInbox, {
    params: { id: inbox.id },
    body: { brand: safra.id },
  });
  expect(changed).toMatchObject({ name: "Sales", brand: { id: safra.id } });
});

test("an inbox opens conversations only in a line its brand has", async () => {
  const body = {
    name: "Repairs",
    brand: safra.id,
    line: "support" as const,
    team: safra.teamId,
    address: "repairs@safra.example",
  };
  expect(await omar.refused(postInbox, { body })).toMatchObject({
    code: "invalid",
    fields: [{ path: "line" }],
  });

  const gone = await omar.refused(patchBrand, { params: { id: kolo.id }, body: { lines: ["support"] } });
  expect(gone).toMatchObject({ code: "still_in_use", fields: [{ path: "lines" }] });
});

test("somebody of one brand neither moves an inbox behind another wall nor takes one from there", async () => {
  const admin = await person({ name: "Ada", role: "admin", brands: [safra.id] });
  const move = (id: string, brand: string) => admin.refused(patchInbox, { params: { id }, body: { brand } });
  expect((await move(kolo.inbox.id, safra.id)).code).toBe("not_found");
  expect((await move(safra.inbox.id, kolo.id)).code).toBe("not_found");
  expect(
    (await admin.call(patchInbox, { params: { id: safra.inbox.id }, body: { name: "Table" } })).name,
  ).toBe("Table");
});

test("every change leaves an event behind the right wall", async () => {
  const tag = await omar.call(postTag, { body: { name: "Seen", colour: "#112233" } });
  await omar.call(patchBrand, { params: { id: safra.id }, body: { colour: "#445566" } });
  await settled();
  const { rows } = await db.pools.system.query(
    "select kind, brand_id, actor, data from events where workspace_id = $1 order by seq desc limit 2",
    [workspaceId],
  );
  expect(rows).toMatchObject([
    { kind: "brand.changed", brand_id: safra.id, actor: { kind: "agent", id: omar.id, name: omar.name } },
    { kind: "tag.changed", brand_id: null, data: { tagId: tag.id } },
  ]);
});
