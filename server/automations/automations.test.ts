import { expect, onTestFinished, test } from "vitest";
import {
  type Action,
  type ConditionGroup,
  deleteAutomation,
  getAutomation,
  listAutomationRuns,
  listAutomations,
  listAutomationTemplates,
  listAutomationVersions,
  patchAutomation,
  postAutomation,
  putAutomationOrder,
} from "../../contract/automations.ts";
import {
  listMessages,
  patchConversation,
  postClosure,
  postConversation,
  postNote,
  postReply,
  putOwner,
  putTags,
} from "../../contract/conversations.ts";
import { patchCustomer } from "../../contract/customers.ts";
import { patchAcknowledgement, postWaiver } from "../../contract/ledger.ts";
import { patchLine } from "../../contract/lines.ts";
import { listNotices } from "../../contract/notices.ts";
import type { BodyIn } from "../../contract/route.ts";
import { postQueue } from "../../contract/routing.ts";
import { listCorrections } from "../../contract/triage.ts";
import { deleteTag } from "../../contract/workspace.ts";
import { promising, runs } from "../../test/promised.ts";
import { writesAgainIn } from "../../test/writes-again.ts";
import { escalate } from "../conversations/index.ts";
import { look } from "../db/database.ts";
import { runAutomations } from "./index.ts";
import { on, outcomes, worldWithRules } from "./rules-for-test.ts";
import { alwaysOpen } from "./working-time.ts";

const {
  db,
  omar,
  nina,
  kolo,
  person,
  conversationFrom,
  settled,
  workspaceId,
  outbox,
  rule,
  tagged,
  runsIn,
  tagsOf,
  eventsOf,
} = await worldWithRules();

test("a rule answers an event once, and says why in the conversation's log", async () => {
  const refund = await tagged("refund");
  const made = await rule({
    trigger: on("opened"),
    conditions: {
      match: "all",
      of: [{ field: "brand", is: "any_of", values: [kolo.id] }],
      groups: [
        { match: "any", of: [{ field: "message_words", is: "any_word", values: ["refund", "возврат"] }] },
      ],
    },
    actions: [
      { do: "add_tags", tags: [refund.id] },
      { do: "set_priority", priority: "high" },
    ],
  });
  const asked = await conversationFrom("ines", "I would like my money: please refund the bell.");
  const other = await conversationFrom("tom", "What a lovely bell.");
  await settled();

  expect(await nina.sees(asked)).toMatchObject({ priority: "high", tags: [{ name: "refund" }] });
  expect(await tagsOf(other)).toEqual([]);
  const [ran] = await runsIn(asked);
  expect(ran).toMatchObject({
    automation: { id: made.id, name: made.name },
    version: 1,
    outcome: "ran",
    setOffBy: "conversation.opened",
    findings: [
      { path: "of.0", found: kolo.id, held: true },
      { path: "groups.0.of.0", found: ["refund"], held: true },
    ],
    did: [
      { do: "add_tags", result: "done", about: ["refund"] },
      { do: "set_priority", result: "done", about: ["high"] },
    ],
  });
  expect(ran!.names[kolo.id]).toBe("Kolo Bikes");
  expect((await runsIn(other))[0]).toMatchObject({
    outcome: "skipped",
    findings: [{ held: true }, { held: false }],
  });

  const events = await eventsOf(asked);
  const told = events.filter(({ kind }) => kind === "automation.ran");
  expect(told).toMatchObject([{ actor: { kind: "automation", id: made.id }, data: { name: made.name } }]);
  // What it did itself is told as its work, and never sets it off.
  expect(events.find(({ kind }) => kind === "conversation.tagged")!.actor).toMatchObject({
    kind: "automation",
    id: made.id,
    chain: [made.id],
  });
  expect(await omar.call(getAutomation, { params: { id: made.id } })).toMatchObject({
    ranInWeek: 1,
    failedInWeek: 0,
  });
});

test("what is told twice is answered once", async () => {
  await rule({ trigger: on("noted"), actions: [{ do: "raise_priority" }] });
  const { id } = await conversationFrom("ines", "Where is my bell?");
  await nina.call(postNote, { params: { id }, body: { text: "Asked the courier" } });
  await settled();
  const event = await look(db, workspaceId, (tx) =>
    tx
      .selectFrom("events")
      .selectAll()
      .where("workspaceId", "=", workspaceId)
      .where("conversationId", "=", id)
      .where("kind", "=", "conversation.noted")
      .executeTakeFirstOrThrow(),
  );
  const again = [{ ...event, conversationId: id, actor: event.actor as never, data: event.data as never }];
  await Promise.all([1, 2, 3].map(() => runAutomations({ db, working: alwaysOpen }, again)));
  expect((await nina.sees({ id })).priority).toBe("high");
  expect(outcomes(await runsIn({ id }))).toEqual([["ran", null]]);
});

test("rules are asked in their order; later ones see what was done, and one that stops ends it", async () => {
  const [first, second, third] = [await tagged("first"), await tagged("second"), await tagged("third")];
  const has = (id: string): ConditionGroup => ({
    match: "all",
    of: [{ field: "tags", is: "any_of", values: [id] }],
  });
  const a = await rule({ actions: [{ do: "add_tags", tags: [first.id] }] });
  const b = await rule({
    conditions: has(first.id),
    stops: true,
    actions: [{ do: "add_tags", tags: [second.id] }],
  });
  const c = await rule({ actions: [{ do: "add_tags", tags: [third.id] }] });
  const before = await conversationFrom("ines", "In this order, please");
  await settled();
  expect(await tagsOf(before)).toEqual(["first", "second"]);
  expect(outcomes(await runsIn(before))).toEqual([
    ["stopped", b.name],
    ["ran", null],
    ["ran", null],
  ]);

  const { items } = await omar.call(putAutomationOrder, { body: { automations: [c.id, b.id, a.id] } });
  expect(items.filter(({ id }) => [a.id, b.id, c.id].includes(id)).map(({ id }) => id)).toEqual([
    c.id,
    b.id,
    a.id,
  ]);
  const after = await conversationFrom("ines", "And now in the other");
  await settled();
  expect(await tagsOf(after)).toEqual(["first", "third"]);
});

test("rules that undo each other come to an end, and whoever looks after them is told", async () => {
  const flip = await tagged("flip");
  const tag = (is: "any_of" | "none_of"): ConditionGroup => ({
    match: "all",
    of: [{ field: "tags", is, values: [flip.id] }],
  });
  const puts = await rule({
    trigger: on("tagged"),
    conditions: tag("none_of"),
    actions: [{ do: "add_tags", tags: [flip.id] }],
  });
  const _takes = await rule({
    trigger: on("tagged"),
    conditions: tag("any_of"),
    actions: [{ do: "remove_tags", tags: [flip.id] }],
  });
  const { id } = await conversationFrom("ines", "Flip");
  await nina.call(putTags, { params: { id }, body: { tags: [flip.id] } });
  for (let n = 0; n < 8; n++) await settled();

  const runs = await runsIn({ id });
  expect(runs.filter(({ outcome }) => outcome === "ran")).toHaveLength(5);
  expect(outcomes(runs)[0]).toEqual(["loop", "too_deep"]);
  const chains = (await eventsOf({ id })).flatMap(({ kind, actor }) =>
    kind === "conversation.tagged" ? [actor.chain?.length ?? 0] : [],
  );
  expect(chains).toEqual([0, 1, 2, 3, 4, 5]);
  const { items } = await omar.call(listAutomations, {});
  expect(items.filter(({ loopedAt }) => loopedAt !== null).map(({ id }) => id)).toEqual([puts.id]);
});

test("a rule acts at most twenty times an hour in one conversation", async () => {
  const made = await rule({ trigger: on("noted"), actions: [{ do: "note", text: "Seen" }] });
  const { id } = await conversationFrom("ines", "A long story");
  for (let n = 0; n < 22; n++) await nina.call(postNote, { params: { id }, body: { text: `${n}` } });
  await settled();
  const counted = Object.groupBy(
    (await omar.call(listAutomationRuns, { params: { id: made.id }, query: { limit: 100 } })).items,
    ({ outcome }) => outcome,
  );
  expect([counted.ran?.length, counted.loop?.length]).toEqual([20, 2]);
  expect(counted.loop![0]).toMatchObject({ because: "too_often" });
});

test("a rule does all that it says, or nothing, and the log tells which part could not be", async () => {
  await omar.call(patchLine, {
    params: { line: "service" },
    body: {
      fields: [
        { key: "cause", names: { en: "Cause" }, kind: "text", required: true, choices: [], intents: [] },
      ],
    },
  });
  const made = await rule({
    trigger: on("customer_wrote", "noted"),
    actions: [{ do: "set_priority", priority: "critical" }, { do: "close" }, { do: "note", text: "Done" }],
  });
  const { id } = await conversationFrom("ines", "Could you tell me when my order comes?");
  await omar.call(patchConversation, { params: { id }, body: { line: "service", priority: "low" } });
  await nina.call(postNote, { params: { id }, body: { text: "It will not close" } });
  await settled();
  expect(await nina.sees({ id })).toMatchObject({ priority: "low", status: "new" });
  expect((await runsIn({ id }))[0]).toMatchObject({
    outcome: "failed",
    because: "fields_missing",
    did: [
      { do: "set_priority", result: "undone" },
      { do: "close", result: "refused", about: ["fields.cause"] },
      { do: "note", result: "not_tried" },
    ],
  });
  expect((await eventsOf({ id })).some(({ actor }) => actor.id === made.id)).toBe(false);
  expect((await omar.call(getAutomation, { params: { id: made.id } })).failedInWeek).toBe(1);
  await omar.call(patchLine, { params: { line: "service" }, body: { fields: [] } });
});

test("every kind of action does what people do, in one run", async () => {
  const [late, done] = [await tagged("late"), await tagged("done")];
  const queue = await omar.call(postQueue, {
    body: { name: "Sorting table", team: kolo.teamId, languages: ["zh"] },
  });
  const lead = await person({ name: "Lena Lead", role: "lead", teams: [kolo.teamId] });
  await omar.call(patchLine, {
    params: { line: "support" },
    body: {
      stages: [{ key: "diagnosing", names: { en: "Diagnosing" }, countsAs: "open" }],
      fields: [
        { key: "serial", names: { en: "Serial" }, kind: "text", required: false, choices: [], intents: [] },
      ],
    },
  });
  const { id, number } = await conversationFrom("ines", "Could you tell me when my order comes?");
  await nina.call(patchConversation, { params: { id }, body: { line: "service" } });
  await nina.call(putTags, { params: { id }, body: { tags: [done.id] } });
  await nina.call(postReply, { params: { id }, body: { text: "I will look.", after: "keep" } });
  const lessons = (await omar.call(listCorrections, {})).items.length;
  await settled();

  const made = await rule({
    trigger: on("noted"),
    actions: [
      { do: "hand_over", line: "support", reason: "A fault of {customer.name|theirs}" },
      { do: "set_intent", intent: "device_fault" },
      { do: "set_stage", line: "support", stage: "diagnosing" },
      { do: "set_field", line: "support", field: "serial", value: "KB-7" },
      { do: "set_field", line: "service", field: "none_here", value: null },
      { do: "raise_priority" },
      { do: "add_tags", tags: [late.id, done.id] },
      { do: "remove_tags", tags: [done.id] },
      { do: "assign", to: { agent: nina.id } },
      { do: "give_back" },
      { do: "assign", to: { queue: queue.id } },
      { do: "notify", owner: true, leads: true, agents: [nina.id], teams: [], text: "See #{number}" },
      { do: "ask_to_sort" },
      { do: "reply", texts: { en: "Hello {customer.name|there}, #{number} is with {team}." }, after: "keep" },
      { do: "follow_up", minutes: 90, hours: "all" },
      { do: "hold", minutes: 2 * 24 * 60, hours: "all", note: "The workshop: {number}" },
      { do: "release" },
      { do: "snooze", minutes: 24 * 60, hours: "all" },
      { do: "wake" },
      { do: "close" },
      { do: "reopen" },
    ].filter((action) => action.do !== "set_field" || action.line === "support") as Action[],
  });
  await nina.call(postNote, { params: { id }, body: { text: "Now" } });
  await settled();

  const [run] = await runsIn({ id });
  expect(run!.did.map((one) => [one.do, one.result])).toEqual(run!.did.map((one) => [one.do, "done"]));
  expect(run).toMatchObject({ outcome: "ran" });
  expect(await nina.sees({ id })).toMatchObject({
    line: "support",
    intent: "device_fault",
    stage: "diagnosing",
    fields: { serial: "KB-7" },
    toSort: true,
    tags: [{ name: "late" }],
    status: "open",
    owner: { kind: "team", id: kolo.teamId },
  });
  const said = (await nina.call(listMessages, { params: { id } })).items;
  for (const agent of [lead, nina])
    expect(
      (await agent.call(listNotices, { query: {} })).items.find(({ kind }) => kind === "automation"),
    ).toMatchObject({
      conversation: { id },
      data: { automationId: made.id, name: made.name, text: `See #${number}` },
    });
  expect((await omar.call(listNotices, { query: {} })).items).toEqual([]);
  const timeline = await eventsOf({ id });
  expect(timeline.find(({ kind }) => kind === "automation.ran")!.data).toMatchObject({
    to: expect.arrayContaining([lead.id, nina.id]),
  });
  expect(timeline.find(({ kind }) => kind === "conversation.held")!.data).toMatchObject({
    note: `The workshop: ${number}`,
  });
  const mail = said.find(({ linkedBy }) => linkedBy === "automation" && said.length > 0)!;
  expect(mail).toBeDefined();
  // A rule is no lesson: what it says of intents is not learnt from.
  expect((await omar.call(listCorrections, {})).items).toHaveLength(lessons);
  const [sent] = (await outbox()).filter((mail) => mail.includes("auto-generated"));
  expect(sent).toMatch(/^From: "?Kolo Bikes"? </m);
});

test("a rule writes to a customer in their language, once an hour, and never to a machine", async () => {
  await rule({
    trigger: on("customer_wrote", "machine_wrote", "opened", "noted"),
    actions: [
      {
        do: "reply",
        texts: { en: "Hello {customer.name|there}", uk: "Вітаємо, {customer.name|друже}!" },
        after: "wait",
      },
    ],
  });
  const { id } = await omar.call(postConversation, {
    body: {
      inbox: kolo.inbox.id,
      customer: { email: "oksana@customers.example", name: "Оксана" },
      text: "Доброго дня! Коли приїде моє замовлення, дякую?",
    },
  });
  await settled();
  const words = async () =>
    (await nina.call(listMessages, { params: { id } })).items.filter(
      ({ author }) => author.kind === "automation",
    );
  expect((await words()).map(({ text }) => text)).toEqual(["Вітаємо, Оксана!"]);
  // What a rule writes answers nobody.
  expect(await nina.sees({ id })).toMatchObject({ status: "new", waitingSince: expect.any(String) });

  await nina.call(postNote, { params: { id }, body: { text: "Again" } });
  await settled();
  expect(await words()).toHaveLength(1);
  expect((await runsIn({ id }))[0]!.did).toEqual([
    { do: "reply", result: "withheld", because: "too_soon", about: [] },
  ]);
});

const writesAgain = writesAgainIn({ db, kolo, workspaceId });

test("a machine is never written to, and is told from a person", async () => {
  const answers = await rule({
    trigger: on("noted", "customer_wrote"),
    actions: [{ do: "reply", texts: { en: "Hello" }, after: "wait" }],
  });
  const notes = await rule({
    trigger: on("machine_wrote"),
    actions: [{ do: "set_priority", priority: "low" }],
  });
  const { id } = await conversationFrom("robot", "Where is my bell?");
  await writesAgain("robot", { id }, "I am away", { auto: "auto-reply" });
  await settled();
  await nina.call(postNote, { params: { id }, body: { text: "Again" } });
  await settled();
  const runs = await runsIn({ id });
  expect(runs.map(({ automation, outcome }) => [automation.id, outcome])).toEqual([
    [answers.id, "ran"],
    [notes.id, "ran"],
  ]);
  expect(runs[0]!.did).toMatchObject([{ do: "reply", result: "withheld", because: "machine" }]);
  expect((await nina.sees({ id })).priority).toBe("low");
});

test("what a rule names and is gone is a fault that is shown; the rule does not guess", async () => {
  const gone = await tagged("short-lived");
  const made = await rule({
    trigger: on("noted"),
    conditions: { match: "none", of: [{ field: "tags", is: "any_of", values: [gone.id] }] },
    actions: [{ do: "set_priority", priority: "critical" }],
  });
  await omar.call(deleteTag, { params: { id: gone.id } });
  const { id } = await conversationFrom("ines", "No tag at all");
  await nina.call(patchConversation, { params: { id }, body: { priority: "low" } });
  await nina.call(postNote, { params: { id }, body: { text: "Look" } });
  await settled();
  expect((await nina.sees({ id })).priority).toBe("low");
  expect((await runsIn({ id }))[0]).toMatchObject({ outcome: "failed", because: `fault:is_gone:${gone.id}` });
  expect((await omar.call(getAutomation, { params: { id: made.id } })).faults).toEqual([
    { path: "conditions.of.0.values.0", code: "is_gone", value: gone.id },
  ]);
  // Saved anew it must be right.
  const said = await omar.refused(patchAutomation, { params: { id: made.id }, body: { name: "Other name" } });
  expect([said.code, said.fields?.[0]?.path]).toEqual(["not_found", "conditions.of.0.values.0"]);
});

test.each<[string, Partial<BodyIn<typeof postAutomation>>, string]>([
  [
    "a field that is none",
    { conditions: { match: "all", of: [{ field: "shoe_size", is: "any_of", values: ["1"] }] } },
    "conditions.of.0.field",
  ],
  [
    "a question that does not fit",
    { conditions: { match: "all", of: [{ field: "status", is: "contains", values: ["o"] }] } },
    "conditions.of.0.is",
  ],
  [
    "a value that is none of them",
    { conditions: { match: "all", of: [{ field: "status", is: "any_of", values: ["asleep"] }] } },
    "conditions.of.0.values.0",
  ],
  [
    "no value where one is asked for",
    { conditions: { match: "all", of: [{ field: "status", is: "any_of", values: [] }] } },
    "conditions.of.0.values",
  ],
  [
    "an event where only time passed",
    {
      trigger: { kind: "elapsed", since: "open", minutes: 5, hours: "all", unless: [] },
      conditions: { match: "all", of: [{ field: "event_by", is: "any_of", values: ["agent"] }] },
    },
    "conditions.of.0.field",
  ],
  ["braces that mean nothing", { actions: [{ do: "note", text: "Hi {first_name}" }] }, "actions.0.text"],
  ["no words to reply with", { actions: [{ do: "reply", texts: {}, after: "wait" }] }, "actions.0.texts"],
  ["nobody to tell", { actions: [{ do: "notify", text: "Hi" }] }, "actions.0.agents"],
  ["an intent that is none", { actions: [{ do: "set_intent", intent: "juggling" }] }, "actions.0.intent"],
])("a rule with %s is not taken", async (_, body, path) => {
  const said = await omar.refused(postAutomation, {
    body: { name: "Wrong", trigger: on("opened"), actions: [{ do: "close" }], ...body },
  });
  expect(said.fields?.map((field) => field.path)).toEqual([path]);
  expect(["invalid", "not_found"]).toContain(said.code);
});

test("changing a rule makes a version, and two people do not overwrite each other", async () => {
  const made = await rule({ actions: [{ do: "close" }], isOn: false });
  const change = (body: BodyIn<typeof patchAutomation>) =>
    omar.call(patchAutomation, { params: { id: made.id }, body });
  expect(await change({ isOn: true })).toMatchObject({ version: 1, isOn: true });
  expect(await change({ name: `${made.name}, once more`, version: 1 })).toMatchObject({ version: 2 });
  expect(await change({ name: `${made.name}, once more` })).toMatchObject({ version: 2 });
  const said = await omar.refused(patchAutomation, {
    params: { id: made.id },
    body: { stops: true, version: 1 },
  });
  expect(said.code).toBe("changed_meanwhile");
  expect(await change({ actions: [{ do: "reopen" }], version: 2, isOn: false })).toMatchObject({
    version: 3,
  });
  const { items } = await omar.call(listAutomationVersions, { params: { id: made.id } });
  expect(items.map(({ version, actions, changedBy }) => [version, actions[0]!.do, changedBy])).toEqual([
    [3, "reopen", omar.name],
    [2, "close", omar.name],
    [1, "close", omar.name],
  ]);
  const [, , { version: _version, changedBy: _by, changedAt: _at, ...first }] = items as [
    unknown,
    unknown,
    (typeof items)[0],
  ];
  expect(await change(first)).toMatchObject({ version: 4, name: made.name, actions: [{ do: "close" }] });
  expect((await omar.refused(postAutomation, { body: { ...first } })).code).toBe("already_exists");
  await omar.call(deleteAutomation, { params: { id: made.id } });
  expect((await omar.refused(getAutomation, { params: { id: made.id } })).code).toBe("not_found");
  const again = await omar.call(postAutomation, { body: { ...first } });
  expect(again).toMatchObject({ version: 1, isOn: false });
});

test("customers, conversations and owners can be asked of", async () => {
  await rule({
    trigger: on("assigned"),
    conditions: {
      match: "all",
      of: [
        { field: "customer_tier", is: "any_of", values: ["vip"] },
        { field: "customer_domain", is: "any_of", values: ["Customers.example"] },
        { field: "customer_company", is: "contains", values: ["couriers"] },
        { field: "owner", is: "any_of", values: [nina.id] },
        { field: "event_by", is: "any_of", values: ["agent"] },
        { field: "event_agent", is: "any_of", values: [omar.id] },
        { field: "status", is: "none_of", values: ["closed"] },
        { field: "waiting", is: "at_least", values: [0] },
        { field: "messages", is: "equals", values: [1] },
      ],
    },
    actions: [{ do: "set_priority", priority: "critical" }],
  });
  const { id, customer } = await conversationFrom("vip", "My bell");
  await omar.call(patchCustomer, {
    params: { id: customer.id },
    body: { tier: "vip", company: "Duarte Couriers" },
  });
  await omar.call(putOwner, { params: { id }, body: { agent: nina.id } });
  await settled();
  const [run] = await runsIn({ id });
  expect(run!.findings.filter(({ held }) => !held)).toEqual([]);
  expect(run!.outcome).toBe("ran");
  await nina.call(postWaiver, { params: { id }, body: { reason: "other" } });
  await nina.call(postClosure, { params: { id } });
});

test("a clock that runs out sets a rule off, and the rule asks which", async () => {
  const promised = promising({ omar });
  await promised({
    name: "All",
    clocks: [runs("first_reply", 60, { steps: [{ percent: 100, does: "raise_priority" }] })],
  });
  await rule({
    trigger: on("clock_breached", "clock_escalated"),
    conditions: {
      match: "all",
      of: [
        { field: "event_clock", is: "any_of", values: ["first_reply"] },
        { field: "event_by", is: "any_of", values: ["automation"] },
        { field: "customer_country", is: "any_of", values: ["PT"] },
        { field: "repeat_nth", is: "empty", values: [] },
        { field: "held", is: "no", values: [] },
      ],
    },
    actions: [{ do: "note", text: "{customer.name|They} waited too long" }],
  });
  const matter = await conversationFrom("late", "Where is my parcel? It has not moved for days");
  await omar.call(patchCustomer, { params: { id: matter.customer.id }, body: { country: "PT" } });
  await escalate(db, new Date(Date.parse(matter.createdAt) + 65 * 60_000));
  await settled();
  const ran = await runsIn(matter);
  expect(ran.map(({ setOffBy, outcome }) => [setOffBy, outcome])).toEqual([
    ["clock.escalated", "ran"],
    ["clock.breached", "ran"],
  ]);
  expect(ran.flatMap(({ findings }) => findings).filter(({ held }) => !held)).toEqual([]);
  expect(ran[1]!.findings[0]).toMatchObject({ found: "first_reply" });
});

test("who tells two former matters again in one arrival sets a rule off once, and again when they come anew", async () => {
  const again = await tagged("again");
  const made = await rule({
    trigger: on("repeat_found"),
    actions: [{ do: "add_tags", tags: [again.id] }],
  });
  const bell = await conversationFrom("rosa", "The bell has a crack.");
  const lamp = await conversationFrom("rosa", "My invoice for the lamp shows another address.");
  const saddle = await conversationFrom("rosa", "Could the saddle be sent to my sister in Lviv?");
  await settled();
  const both = await conversationFrom("rosa", `What became of #${bell.number} and #${lamp.number}?`);
  await settled();

  const found = async () => (await eventsOf(both)).filter(({ kind }) => kind === "conversation.repeat_found");
  expect((await found()).map(({ data }) => data.repeatOf).sort()).toEqual([bell.id, lamp.id].sort());
  const ran = { automation: { id: made.id }, outcome: "ran", setOffBy: "conversation.repeat_found" };
  expect(await runsIn(both)).toMatchObject([ran]);
  expect(await tagsOf(both)).toEqual(["again"]);

  await writesAgain("rosa", both, `And what became of #${saddle.number}?`);
  await settled();
  expect(await found()).toHaveLength(3);
  expect(await runsIn(both)).toMatchObject([ran, ran]);
});

test("a rule that closes leaves nobody without an answer", async () => {
  await rule({ trigger: on("noted"), actions: [{ do: "close" }] });
  const { id } = await conversationFrom("ines", "Could you tell me when my order comes?");
  await nina.call(postNote, { params: { id }, body: { text: "Close it" } });
  await settled();
  expect((await nina.sees({ id })).status).toBe("new");
  expect((await runsIn({ id }))[0]).toMatchObject({ outcome: "failed", because: "answer_owed" });
  await nina.call(postReply, { params: { id }, body: { text: "On Monday.", after: "wait" } });
  await nina.call(postNote, { params: { id }, body: { text: "Now" } });
  await settled();
  expect((await nina.sees({ id })).status).toBe("closed");
});

test("that we have their message is no answer which keeps a rule from answering", async () => {
  await omar.call(patchAcknowledgement, { params: { line: "service" }, body: { isOn: true } });
  onTestFinished(async () => {
    await omar.call(patchAcknowledgement, { params: { line: "service" }, body: { isOn: false } });
  });
  await rule({
    trigger: on("opened"),
    conditions: { match: "all", of: [{ field: "messages", is: "equals", values: [1] }] },
    actions: [{ do: "reply", texts: { en: "We look into it." }, after: "keep" }],
  });
  const { id } = await conversationFrom("ines", "Where is my order 10321? I have waited for weeks");
  await settled();
  const said = (await nina.call(listMessages, { params: { id } })).items;
  expect(said.map(({ author, auto }) => [author.kind, auto])).toEqual([
    ["customer", null],
    ["automation", "acknowledgement"],
    ["automation", null],
  ]);
});

test("the rules to begin with can be taken as they are, once what they leave open is chosen", async () => {
  const { items } = await omar.call(listAutomationTemplates, {});
  expect(items.length).toBeGreaterThanOrEqual(6);
  const chosen = await tagged("chosen");
  for (const { key: _key, words, ...template } of items) {
    expect(words).not.toBe("");
    const actions = template.actions.map((action) =>
      action.do === "add_tags" && action.tags.length === 0 ? { ...action, tags: [chosen.id] } : action,
    );
    const { faults, isOn } = await omar.call(postAutomation, { body: { ...template, actions } });
    expect([faults, isOn]).toEqual([[], false]);
  }
});
