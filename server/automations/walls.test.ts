import { expect, test } from "vitest";
import {
  getAutomation,
  listAutomations,
  listConversationRuns,
  patchAutomation,
  postAutomation,
  putAutomationOrder,
} from "../../contract/automations.ts";

import { on, worldWithRules } from "./rules-for-test.ts";

const { nina, salma, kolo, safra, person, conversationFrom, settled, rule } = await worldWithRules();

test("who serves some brands makes rules for those, and knows of no others", async () => {
  const admin = await person({ name: "Ada Admin", role: "admin", brands: [safra.id] });
  const all = await rule({ actions: [{ do: "raise_priority" }] });
  const theirs = await rule({ brands: [kolo.id], actions: [{ do: "raise_priority" }] });
  const both = await rule({ brands: [kolo.id, safra.id], actions: [{ do: "raise_priority" }] });
  const body = { name: "Guests", trigger: on("opened"), actions: [{ do: "raise_priority" }] } as const;
  expect((await admin.refused(postAutomation, { body: { ...body, actions: [...body.actions] } })).code).toBe(
    "forbidden",
  );
  expect(
    (
      await admin.refused(postAutomation, {
        body: { ...body, actions: [...body.actions], brands: [kolo.id] },
      })
    ).code,
  ).toBe("not_found");
  expect(
    (
      await admin.refused(postAutomation, {
        body: { ...body, brands: [safra.id], actions: [{ do: "assign", to: { team: kolo.teamId } }] },
      })
    ).code,
  ).toBe("not_found");
  const own = await admin.call(postAutomation, {
    body: { ...body, actions: [...body.actions], brands: [safra.id], isOn: true },
  });
  expect((await admin.call(listAutomations, {})).items.map(({ id }) => id)).toEqual([own.id]);
  for (const { id } of [all, theirs, both]) {
    expect((await admin.refused(getAutomation, { params: { id } })).code).toBe("not_found");
    expect((await admin.refused(putAutomationOrder, { body: { automations: [own.id, id] } })).code).toBe(
      "not_found",
    );
  }
  expect((await admin.refused(patchAutomation, { params: { id: own.id }, body: { brands: [] } })).code).toBe(
    "forbidden",
  );

  // It acts behind its own wall, and what ran in a conversation is told to who may read it.
  const [guest, buyer] = [
    await conversationFrom("guest", "A table for two", { brand: safra }),
    await conversationFrom("buyer", "A bell"),
  ];
  await settled();
  const names = async (conversation: { id: string }, who = nina) =>
    (await who.call(listConversationRuns, { params: { id: conversation.id } })).items
      .filter(({ outcome }) => outcome === "ran")
      .map(({ automation }) => automation.name)
      .sort();
  expect(await names(guest, salma)).toEqual([all.name, both.name, own.name].sort());
  expect(await names(buyer)).toEqual([all.name, theirs.name, both.name].sort());
  expect((await salma.refused(listConversationRuns, { params: { id: buyer.id } })).code).toBe("not_found");
});

test("what a rule for all brands names is not shown behind a wall", async () => {
  await rule({
    conditions: { match: "all", of: [{ field: "team", is: "any_of", values: [kolo.teamId, safra.teamId] }] },
    actions: [{ do: "raise_priority" }],
  });
  const { id } = await conversationFrom("guest", "A table for three", { brand: safra });
  await settled();
  const { items } = await salma.call(listConversationRuns, { params: { id } });
  expect(items[0]!.findings).toMatchObject([{ values: [safra.teamId], found: safra.teamId, held: true }]);
  expect(JSON.stringify(items)).not.toContain(kolo.teamId);
});
