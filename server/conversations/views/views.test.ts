import { sql } from "kysely";
import { expect, test } from "vitest";
import {
  listConversations,
  patchConversation,
  postReply,
  putOwner,
  putRead,
  putTags,
  Sort,
} from "../../../contract/conversations.ts";
import { patchCustomer } from "../../../contract/customers.ts";
import type { QueryIn } from "../../../contract/route.ts";
import {
  countSavedViews,
  deleteView,
  listSavedViews,
  listViewLooks,
  patchView,
  postView,
  putViewLook,
  putViewOrder,
} from "../../../contract/views.ts";
import { postTag } from "../../../contract/workspace.ts";
import { type Person, world } from "../../../test/world.ts";
import { withoutWall } from "../../db/database.ts";

const { omar, nina, salma, kolo, safra, db, workspaceId, conversationFrom, stranger, person, key } =
  await world();
const lead = await person({ name: "Lena Lead", role: "lead", teams: [kolo.teamId] });

const listed = async (who: Person, query: QueryIn<typeof listConversations>) =>
  (await who.call(listConversations, { query })).items.map(({ id }) => id);
const namesFor = async (who: Person) => (await who.call(listSavedViews, {})).items.map(({ name }) => name);

test("a view of one's own is seen by nobody else", async () => {
  const view = await nina.call(postView, {
    body: {
      name: "Angry VIPs",
      emoji: "🔥",
      base: "open",
      filters: { mood: "negative", tier: "vip" },
      sort: "due",
    },
  });
  expect(view).toMatchObject({ shared: "nobody", mayChange: true, owner: { id: nina.id } });
  expect(await namesFor(nina)).toContain("Angry VIPs");
  for (const other of [omar, lead, salma]) expect(await namesFor(other)).not.toContain("Angry VIPs");
  const params = { id: view.id };
  for (const other of [omar, (await stranger()).owner]) {
    expect((await other.refused(patchView, { params, body: { name: "Mine" } })).code).toBe("not_found");
    expect((await other.refused(deleteView, { params })).code).toBe("not_found");
  }
  await nina.call(patchView, { params, body: { name: "Angry" } });
  await nina.call(deleteView, { params });
  expect(await namesFor(nina)).not.toContain("Angry");
});

test("sharing is for who leads; what is shared with a team is for its people", async () => {
  const body = { name: "Workshop", base: "open" as const, shared: "team" as const, team: kolo.teamId };
  expect((await nina.refused(postView, { body })).code).toBe("forbidden");
  const view = await lead.call(postView, { body });
  expect(await namesFor(nina)).toContain("Workshop");
  expect(await namesFor(salma)).not.toContain("Workshop");
  const params = { id: view.id };
  expect((await nina.refused(patchView, { params, body: { name: "Ours" } })).code).toBe("forbidden");
  expect((await nina.refused(deleteView, { params })).code).toBe("forbidden");

  await omar.call(patchView, { params, body: { shared: "everybody" } });
  expect(await namesFor(salma)).toContain("Workshop");
  const program = await key("conversations.read");
  expect((await program.call(listSavedViews, {})).items.map(({ name }) => name)).toContain("Workshop");
  await omar.call(deleteView, { params });
});

test("a shared view shows each of its readers what is on their side of the wall", async () => {
  const [mine, other] = await Promise.all([
    conversationFrom("ines", "A question", { brand: safra }),
    conversationFrom("ines", "A question", { brand: kolo }),
  ]);
  const { id } = await omar.call(postView, { body: { name: "All open", base: "open", shared: "everybody" } });
  expect(await listed(salma, { view: "open" })).toContain(mine.id);
  expect(await listed(salma, { view: "open" })).not.toContain(other.id);
  const hers = (await salma.call(countSavedViews, {})).counts[id]!;
  const his = (await omar.call(countSavedViews, {})).counts[id]!;
  expect(his).toBe(hers + 1);
});

test("a view can only hold filters that a list understands", async () => {
  const problem = await nina.refused(postView, {
    body: { name: "Odd", base: "open", filters: { colour: "red", status: "asleep" } },
  });
  expect(problem.code).toBe("invalid");
  expect(problem.fields?.map(({ path }) => path)).toEqual(expect.arrayContaining(["filters.status.0"]));
});

test("everybody has their own order and look", async () => {
  const ids: string[] = [];
  for (const name of ["One", "Two", "Three"])
    ids.push((await omar.call(postView, { body: { name, base: "open", shared: "everybody" } })).id);
  await nina.call(putViewOrder, { body: { views: [ids[2]!, ids[0]!, ids[1]!] } });
  const order = async (who: Person) =>
    (await namesFor(who)).filter((name) => ["One", "Two", "Three"].includes(name));
  expect(await order(nina)).toEqual(["Three", "One", "Two"]);
  expect(await order(omar)).toEqual(["One", "Two", "Three"]);

  const look = {
    layout: "table" as const,
    columns: ["customer" as const, "field:serial" as const],
    sort: "due" as const,
  };
  await nina.call(putViewLook, { params: { id: "mine" }, body: look });
  await nina.call(putViewLook, { params: { id: ids[0]! }, body: { ...look, columns: null } });
  const { items } = await nina.call(listViewLooks, {});
  expect(items).toContainEqual({ view: "mine", ...look });
  expect((await omar.call(listViewLooks, {})).items).toEqual([]);
  expect(await order(nina)).toEqual(["Three", "One", "Two"]);
});

test("each filter leaves what fits", async () => {
  const fits = await conversationFrom("rosa", "The brakes squeal, what can I do?");
  const other = await conversationFrom("sven", "Do you open on Sunday?");
  const [tag, second] = await Promise.all(
    ["Filters", "Filters too"].map((name) => omar.call(postTag, { body: { name, colour: "#336699" } })),
  );
  await omar.call(putTags, { params: { id: fits.id }, body: { tags: [tag!.id] } });
  await omar.call(putOwner, { params: { id: fits.id }, body: { agent: nina.id } });
  await omar.call(patchConversation, {
    params: { id: fits.id },
    body: { priority: "critical", line: "support" },
  });
  await omar.call(patchConversation, {
    params: { id: other.id },
    body: { priority: "low", line: "service" },
  });
  await omar.call(patchCustomer, {
    params: { id: fits.customer.id },
    body: { company: "Rosa & Sons 100%", tier: "vip" },
  });
  await withoutWall(db, (tx) =>
    sql`update conversations set mood = 'negative', stage = null, fields = '{"serial":"KB-1"}', waiting_since = now() - interval '5 hours',
        next_step_at = now() + interval '20 minutes', created_at = now() - interval '3 days'
      where workspace_id = ${workspaceId} and id = ${fits.id}`.execute(tx),
  );
  await withoutWall(db, (tx) =>
    sql`update conversations set mood = null, next_step_at = now() + interval '9 hours', snoozed_until = now(), snoozed_for = 'time'
      where workspace_id = ${workspaceId} and id = ${other.id}`.execute(tx),
  );
  await nina.call(putRead, { params: { id: other.id } });

  const cases: QueryIn<typeof listConversations>[] = [
    { priority: "critical,high" },
    { line: "support" },
    { owner: "me" },
    { owner: nina.id },
    { tag: `${tag!.id},${second!.id}` },
    { tagAll: tag!.id },
    { tier: "vip" },
    { company: "sons 100%" },
    { mood: "negative" },
    { waitingOver: "4h" },
    { dueWithin: "30m" },
    { createdBefore: "2d" },
    { unread: "yes" },
    { snoozed: "no" },
    { field: "serial:kb-1" },
    { customer: fits.customer.id },
  ];
  for (const filters of cases) {
    const ids = await listed(nina, { view: "all", limit: 100, ...filters });
    expect([filters, ids.includes(fits.id), ids.includes(other.id)]).toEqual([filters, true, false]);
  }
  const negative: QueryIn<typeof listConversations>[] = [
    { tagNone: `${tag!.id}` },
    { tagAll: `${tag!.id},${second!.id}` },
    { owner: "nobody" },
    { createdAfter: "2d" },
    { createdAfter: new Date(Date.now() - 86_400_000).toISOString().slice(0, 10) },
    { attachments: "yes" },
    { closedAfter: "7d" },
    { field: "serial:" },
    { snoozed: "yes" },
    { unread: "no" },
    { status: "closed,waiting" },
  ];
  for (const filters of negative)
    expect([filters, (await listed(nina, { view: "all", ...filters })).includes(fits.id)]).toEqual([
      filters,
      false,
    ]);
});

test("a filter that makes no sense is refused by name", async () => {
  for (const query of [
    { status: "open,asleep" },
    { owner: "everyone" },
    { waitingOver: "soon" },
    { field: "x" },
  ]) {
    const problem = await nina.refused(listConversations, { query: query as never });
    expect(problem).toMatchObject({
      code: "invalid",
      fields: [{ path: expect.stringMatching(Object.keys(query)[0]!) }],
    });
  }
});

test("each order is a list without gaps or repeats, however small its pages", async () => {
  const answered = await conversationFrom("rosa", "And one more");
  await nina.call(postReply, { params: { id: answered.id }, body: { text: "Yes", after: "close" } });
  for (const sort of Sort.options) {
    const whole = await listed(omar, { view: "all", sort, limit: 100 });
    const paged: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await omar.call(listConversations, { query: { view: "all", sort, limit: 3, cursor } });
      paged.push(...page.items.map(({ id }) => id));
      cursor = page.next ?? undefined;
    } while (cursor);
    expect([sort, paged]).toEqual([sort, whole]);
    expect(whole.length).toBeGreaterThan(3);
  }
  const page = await omar.call(listConversations, { query: { view: "open", sort: "priority", limit: 100 } });
  const places = page.items.map(({ priority }) => ["critical", "high", "normal", "low"].indexOf(priority));
  expect(places).toEqual(places.toSorted((a, b) => a - b));
});
