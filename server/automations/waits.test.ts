import { expect, test } from "vitest";
import { getAutomation, patchAutomation, type Trigger } from "../../contract/automations.ts";
import {
  deleteClosure,
  listMessages,
  patchConversation,
  postNote,
  postReply,
} from "../../contract/conversations.ts";
import type { BodyIn } from "../../contract/route.ts";
import { within } from "../db/database.ts";
import { armCurrent } from "./index.ts";
import { outcomes, worldWithRules } from "./rules-for-test.ts";
import { alwaysOpen } from "./working-time.ts";

const { db, omar, nina, conversationFrom, settled, workspaceId, rule, runsIn, after } =
  await worldWithRules();

const silence = (minutes: number): Trigger => ({
  kind: "elapsed",
  since: "waits_for_customer",
  minutes,
  hours: "all",
  unless: [],
});

test("time that is up is answered once, if what it counts from still goes on", async () => {
  const made = await rule({ trigger: silence(60), actions: [{ do: "close" }] });
  const armed = async () => (await omar.call(getAutomation, { params: { id: made.id } })).armed;
  const [silent, answers, later] = [
    await conversationFrom("silent", "One"),
    await conversationFrom("answers", "Two"),
    await conversationFrom("later", "Three"),
  ];
  await settled();
  expect(await armed()).toBe(0);
  for (const { id } of [silent, answers])
    await nina.call(postReply, { params: { id }, body: { text: "And?", after: "wait" } });
  await settled();
  expect(await armed()).toBe(2);

  await after(30);
  expect((await nina.sees(silent)).status).toBe("waiting");
  await nina.call(deleteClosure, { params: { id: answers.id } });
  await nina.call(postReply, { params: { id: answers.id }, body: { text: "Still with us", after: "keep" } });
  await settled();
  expect(await armed()).toBe(1);

  await Promise.all([after(61), after(61), after(61)]);
  await after(62);
  await settled();
  expect((await nina.sees(silent)).status).toBe("closed");
  expect((await nina.sees(answers)).status).toBe("open");
  expect((await nina.sees(later)).status).toBe("new");
  expect(outcomes(await runsIn(silent))).toEqual([["ran", null]]);
  expect((await runsIn(silent))[0]).toMatchObject({ isElapsed: true, setOffBy: "conversation.replied" });
});

test("when time is up the facts are looked at anew, also those no event has told of yet", async () => {
  await rule({
    trigger: { kind: "elapsed", since: "waits_for_us", minutes: 30, hours: "all", unless: [] },
    conditions: { match: "all", of: [{ field: "priority", is: "any_of", values: ["high"] }] },
    actions: [{ do: "note", text: "Late" }],
  });
  const [calm, answered] = [await conversationFrom("calm", "One"), await conversationFrom("answered", "Two")];
  for (const { id } of [calm, answered])
    await nina.call(patchConversation, { params: { id }, body: { priority: "high" } });
  await settled();
  await nina.call(patchConversation, { params: { id: calm.id }, body: { priority: "low" } });
  await nina.call(postReply, { params: { id: answered.id }, body: { text: "Just now", after: "wait" } });
  // The reply is committed; nothing has followed from it yet.
  await after(31);
  expect(outcomes(await runsIn(calm))).toEqual([["skipped", null]]);
  expect(await runsIn(answered)).toEqual([]);
  await settled();
});

test("time that waits follows its rule: longer, counted from something else, or off", async () => {
  const made = await rule({ trigger: silence(60), actions: [{ do: "raise_priority" }] });
  const change = (body: BodyIn<typeof patchAutomation>) =>
    omar.call(patchAutomation, { params: { id: made.id }, body });
  const { id } = await conversationFrom("patient", "One");
  await nina.call(patchConversation, { params: { id }, body: { priority: "low" } });
  await nina.call(postReply, { params: { id }, body: { text: "And?", after: "wait" } });
  await settled();
  const priority = async () => (await nina.sees({ id })).priority;

  await change({ trigger: silence(120) });
  await after(61);
  expect(await priority()).toBe("low");
  await change({ trigger: silence(90), actions: [{ do: "set_priority", priority: "critical" }] });
  await after(91);
  expect(await priority()).toBe("critical");

  await nina.call(postReply, { params: { id }, body: { text: "Hello?", after: "wait" } });
  await settled();
  expect((await change({ trigger: { ...silence(90), since: "open" } as Trigger })).armed).toBe(0);
  await change({ trigger: silence(90) });
  await nina.call(postReply, { params: { id }, body: { text: "Hello??", after: "wait" } });
  await settled();
  expect((await omar.call(getAutomation, { params: { id: made.id } })).armed).toBe(1);
  expect((await change({ isOn: false })).armed).toBe(0);
  const runs = (await runsIn({ id })).length;
  await after(500);
  expect(await runsIn({ id })).toHaveLength(runs);
});

test("time that counted by working hours is up sooner when all hours count", async () => {
  const working = { ...silence(60), hours: "working" } as Trigger;
  const made = await rule({ trigger: working, actions: [{ do: "set_priority", priority: "critical" }] });
  const { id } = await conversationFrom("overnight", "One");
  await nina.call(postReply, { params: { id }, body: { text: "And?", after: "wait" } });
  await settled();
  // As if it had begun on a Friday evening.
  const monday = new Date(Date.now() + 60 * 3_600_000);
  await within(db, workspaceId, (tx) =>
    tx
      .updateTable("automationWaits")
      .set({ dueAt: monday })
      .where("workspaceId", "=", workspaceId)
      .where("automationId", "=", made.id)
      .execute(),
  );
  await omar.call(patchAutomation, { params: { id: made.id }, body: { trigger: silence(60) } });
  await after(61);
  expect((await nina.sees({ id })).priority).toBe("critical");
});

test("a rule that is switched on leaves in peace what waits already, unless it is asked to", async () => {
  const { id } = await conversationFrom("old", "One");
  await nina.call(postReply, { params: { id }, body: { text: "And?", after: "wait" } });
  await settled();
  const made = await rule({ trigger: silence(60), actions: [{ do: "close" }], isOn: false });
  const change = (body: BodyIn<typeof patchAutomation>) =>
    omar.call(patchAutomation, { params: { id: made.id }, body });
  const armed = async () => (await omar.call(getAutomation, { params: { id: made.id } })).armed;
  await change({ isOn: true });
  await nina.call(postNote, { params: { id }, body: { text: "Something happens" } });
  await settled();
  expect(await armed()).toBe(0);

  await change({ isOn: false });
  await change({ isOn: true, alsoCurrent: true });
  await settled();
  expect(await armed()).toBeGreaterThanOrEqual(1);
  expect(await armCurrent({ db, working: alwaysOpen }, workspaceId, made.id)).toBeGreaterThan(0);
  await after(61);
  expect((await nina.sees({ id })).status).toBe("closed");
  const event = await rule({ actions: [{ do: "close" }], isOn: false });
  const said = await omar.refused(patchAutomation, {
    params: { id: event.id },
    body: { isOn: true, alsoCurrent: true },
  });
  expect(said).toMatchObject({ code: "invalid", fields: [{ path: "alsoCurrent" }] });
});

test("a reminder does not remind of itself, and a later rule counts from it", async () => {
  const _reminds = await rule({
    trigger: silence(60),
    actions: [{ do: "reply", texts: { en: "Are you still there?" }, after: "wait" }],
  });
  const _closes = await rule({ trigger: silence(180), actions: [{ do: "close" }] });
  const { id } = await conversationFrom("quiet", "One");
  await nina.call(postReply, { params: { id }, body: { text: "And?", after: "wait" } });
  await settled();
  await after(61);
  await settled();
  await after(125);
  await settled();
  const written = async () =>
    (await nina.call(listMessages, { params: { id } })).items.filter(
      ({ linkedBy }) => linkedBy === "automation",
    );
  expect(await written()).toHaveLength(1);
  expect((await nina.sees({ id })).status).toBe("waiting");
  await after(250);
  expect((await nina.sees({ id })).status).toBe("closed");
  expect(await written()).toHaveLength(1);
});
