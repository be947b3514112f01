import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Automation,
  type ConditionGroup,
  type DryRun,
  getDryRun,
  postDryRun,
  type Trigger,
} from "../../contract/automations.ts";
import { deleteHold, putHold } from "../../contract/clocks.ts";
import {
  deleteClosure,
  patchConversation,
  postClosure,
  postNote,
  postReply,
  putOwner,
  putTags,
} from "../../contract/conversations.ts";
import { patchCustomer } from "../../contract/customers.ts";
import { deleteWaiver, patchAcknowledgement, postWaiver } from "../../contract/ledger.ts";
import { patchLine } from "../../contract/lines.ts";
import { writesAgainIn } from "../../test/writes-again.ts";
import { look, type Tx, within } from "../db/database.ts";
import { mattersOf } from "./facts.ts";
import { tale } from "./history.ts";
import { carryOutDryRun } from "./index.ts";
import { on, worldWithRules } from "./rules-for-test.ts";
import type { Happened } from "./triggers.ts";
import { alwaysOpen } from "./working-time.ts";

const {
  db,
  omar,
  nina,
  salma,
  kolo,
  safra,
  person,
  conversationFrom,
  settled,
  workspaceId,
  rule,
  tagged,
  after,
} = await worldWithRules();
const late = await tagged("late");
for (const line of ["service", "support"] as const)
  await omar.call(patchAcknowledgement, { params: { line }, body: { isOn: true } });
await omar.call(patchLine, {
  params: { line: "service" },
  body: { stages: [{ key: "at_workshop", names: { en: "At the workshop" }, countsAs: "waiting" }] },
});

interface Asked {
  trigger: Trigger;
  conditions?: ConditionGroup;
  automation?: string;
  brands?: string[];
  days?: number;
}
async function tried(asked: Asked, who = omar): Promise<DryRun> {
  const { id } = await who.call(postDryRun, {
    body: { conditions: { match: "all", of: [] }, days: 30, ...asked },
  });
  await settled();
  return who.call(getDryRun, { params: { id } });
}
/** The same at once, as of a moment. */
async function triedAt(now: Date, asked: Asked): Promise<DryRun> {
  const id = randomUUID();
  await within(db, workspaceId, (tx) =>
    tx
      .insertInto("automationDryRuns")
      .values({
        workspaceId,
        id,
        askedBy: omar.id,
        asked: JSON.stringify({ brands: [], behind: null, ...asked }),
        found: "{}",
      })
      .execute(),
  );
  await carryOutDryRun({ db, working: alwaysOpen }, workspaceId, id, now);
  return omar.call(getDryRun, { params: { id } });
}
const all = (...of: ConditionGroup["of"]): ConditionGroup => ({ match: "all", of });

test("a dry run says what a rule would have touched, why, and how far back it looked", async () => {
  const [one, other] = [
    await conversationFrom("ines", "A refund, please"),
    await conversationFrom("tom", "Hello"),
  ];
  await nina.call(putTags, { params: { id: one.id }, body: { tags: [late.id] } });
  await nina.call(patchConversation, { params: { id: one.id }, body: { priority: "critical" } });
  await settled();
  const found = await tried({
    trigger: on("opened"),
    conditions: all({ field: "message_words", is: "any_word", values: ["refund"] }),
    days: 7,
  });
  expect(found).toMatchObject({
    state: "done",
    isWhole: true,
    days: 7,
    looked: 2,
    touched: 1,
    times: 1,
    judgedToday: [],
  });
  expect(found.conversations).toMatchObject([
    {
      id: one.id,
      number: one.number,
      times: 1,
      setOffBy: "conversation.opened",
      findings: [{ found: ["refund"], held: true }],
    },
  ]);
  expect(found.byDay).toMatchObject([{ times: 1 }]);
  expect(Date.now() - Date.parse(found.reachedBackTo!)).toBeGreaterThan(6.9 * 86_400_000);

  // What it was then decides, not what it is now.
  const then = await tried({
    trigger: on("opened"),
    conditions: all({ field: "tags", is: "any_of", values: [late.id] }),
  });
  expect(then.touched).toBe(0);
  const later = await tried({
    trigger: on("changed"),
    conditions: all(
      { field: "tags", is: "any_of", values: [late.id] },
      { field: "was_priority", is: "none_of", values: ["critical"] },
    ),
  });
  expect(later.conversations.map(({ id }) => id)).toEqual([one.id]);
  expect((await tried({ trigger: on("opened") })).conversations.map(({ id }) => id)).toEqual([
    other.id,
    one.id,
  ]);
});

test("what is not kept of the past is judged by today, and said so", async () => {
  const { id, customer } = await conversationFrom("vip", "Hello");
  await omar.call(patchCustomer, { params: { id: customer.id }, body: { tier: "vip" } });
  await settled();
  const found = await tried({
    trigger: on("opened"),
    conditions: all(
      { field: "customer_tier", is: "any_of", values: ["vip"] },
      { field: "status", is: "any_of", values: ["new"] },
    ),
  });
  expect(found.judgedToday).toEqual(["customer_tier"]);
  expect(found.conversations.map((one) => one.id)).toEqual([id]);
});

test("a dry run stays behind the walls of who asks, of the rule, and is theirs alone", async () => {
  const admin = await person({ name: "Ada Admin", role: "admin", brands: [safra.id] });
  const guest = await conversationFrom("guest", "A table", { brand: safra });
  await settled();
  const theirs = await tried({ trigger: on("opened") }, admin);
  expect(theirs.conversations.map(({ id }) => id)).toEqual([guest.id]);
  expect((await omar.refused(getDryRun, { params: { id: theirs.id } })).code).toBe("not_found");
  expect((await salma.refused(postDryRun, { body: { trigger: on("opened"), conditions: all() } })).code).toBe(
    "forbidden",
  );
  expect(
    (await tried({ trigger: on("opened"), brands: [safra.id] })).conversations.map(({ id }) => id),
  ).toEqual([guest.id]);
  const said = await admin.refused(postDryRun, {
    body: { trigger: on("opened"), conditions: all({ field: "brand", is: "any_of", values: [kolo.id] }) },
  });
  expect(said.code).toBe("not_found");
});

/** One thing that people or customers do. */
const acts = {
  note: (id: string) => nina.call(postNote, { params: { id }, body: { text: "A note" } }),
  replyAndWait: (id: string) =>
    nina.call(postReply, { params: { id }, body: { text: "And?", after: "wait" } }),
  replyAndKeep: (id: string) =>
    nina.call(postReply, { params: { id }, body: { text: "Wait", after: "keep" } }),
  write: (id: string) => wrote(id, "Where is my refund?"),
  thank: (id: string) => wrote(id, "Thank you"),
  machine: (id: string) => wrote(id, "I am away", "auto-reply"),
  give: (id: string) => omar.call(putOwner, { params: { id }, body: { agent: nina.id } }),
  queue: (id: string) => omar.call(putOwner, { params: { id }, body: { team: kolo.teamId } }),
  tag: (id: string) => nina.call(putTags, { params: { id }, body: { tags: [late.id] } }),
  untag: (id: string) => nina.call(putTags, { params: { id }, body: { tags: [] } }),
  raise: (id: string) => nina.call(patchConversation, { params: { id }, body: { priority: "critical" } }),
  lower: (id: string) => nina.call(patchConversation, { params: { id }, body: { priority: "low" } }),
  waive: (id: string) => nina.call(postWaiver, { params: { id }, body: { reason: "thanks" } }),
  owe: (id: string) => nina.call(deleteWaiver, { params: { id } }),
  hold: (id: string) =>
    nina.call(putHold, {
      params: { id },
      body: { until: new Date(Date.now() + 3 * 86_400_000).toISOString() },
    }),
  release: (id: string) => nina.call(deleteHold, { params: { id }, query: {} }),
  workshop: (id: string) => nina.call(patchConversation, { params: { id }, body: { stage: "at_workshop" } }),
  close: (id: string) => nina.call(postClosure, { params: { id } }),
  reopen: (id: string) => nina.call(deleteClosure, { params: { id } }),
} satisfies Record<string, (id: string) => Promise<unknown>>;
type Act = keyof typeof acts;

const writesAgain = writesAgainIn({ db, kolo, workspaceId });
const wrote = (id: string, text: string, auto: "auto-reply" | null = null) =>
  writesAgain("ines", { id }, text, { subject: "Again", auto });

/** Conditions over what the past is kept of. */
const conditions: ConditionGroup[] = [
  all(),
  all({ field: "status", is: "any_of", values: ["waiting", "closed"] }),
  all({ field: "owner", is: "empty", values: [] }),
  { match: "none", of: [{ field: "tags", is: "any_of", values: [late.id] }] },
  {
    match: "any",
    of: [
      { field: "priority", is: "any_of", values: ["critical"] },
      { field: "messages", is: "at_least", values: [3] },
    ],
  },
  all({ field: "message_words", is: "any_word", values: ["refund"] }),
  all({ field: "stage", is: "any_of", values: ["service.at_workshop"] }),
  all({ field: "waiting", is: "filled", values: [] }),
  all({ field: "was_priority", is: "any_of", values: ["low"] }),
  all({ field: "event_by", is: "any_of", values: ["customer"] }),
  all({ field: "message_automatic", is: "no", values: [] }),
  all({ field: "held", is: "yes", values: [] }),
  all(
    { field: "team", is: "any_of", values: [kolo.teamId] },
    { field: "messages", is: "at_most", values: [2] },
  ),
];

const events = [
  on("noted"),
  on("replied", "closed"),
  on("customer_wrote"),
  on("machine_wrote", "assigned"),
  on("tagged"),
  { ...on("changed"), changes: ["priority"] } as Trigger,
  on("opened", "reopened", "noted", "tagged", "changed"),
];
const stories: Act[][] = [
  ["give", "replyAndWait", "write", "tag", "replyAndKeep", "workshop", "note", "close", "write", "note"],
  [
    "note",
    "machine",
    "raise",
    "replyAndWait",
    "replyAndWait",
    "note",
    "thank",
    "lower",
    "queue",
    "tag",
    "untag",
  ],
  ["tag", "close", "note", "reopen", "lower", "raise", "give", "queue", "note", "replyAndWait", "machine"],
  [
    "hold",
    "note",
    "waive",
    "note",
    "owe",
    "note",
    "release",
    "note",
    "waive",
    "hold",
    "close",
    "note",
    "write",
    "tag",
  ],
  ...fc.sample(
    fc.array(fc.constantFrom(...(Object.keys(acts) as Act[])), { minLength: 6, maxLength: 14 }),
    5,
  ),
];

/** Lives through all of them, side by side. */
async function lived(): Promise<string[]> {
  const ids: string[] = [];
  for (const _ of stories) {
    const { id } = await conversationFrom("ines", "Could you tell me when my order comes?");
    await nina.call(patchConversation, { params: { id }, body: { line: "service" } });
    ids.push(id);
  }
  await settled();
  for (let step = 0; step < Math.max(...stories.map((story) => story.length)); step++) {
    for (const [at, story] of stories.entries()) {
      const act = story[step];
      // What cannot be done just then, such as answering what is closed, happens to nobody.
      if (act) await acts[act](ids[at]!).catch(() => undefined);
    }
    await settled();
  }
  return ids;
}

/** A rule for each way to be set off and each condition; none of them changes anything. */
async function rulesFor(triggers: readonly Trigger[], asked: readonly ConditionGroup[]) {
  const nobodysTag = await tagged(`nobody's ${Math.random()}`);
  return Promise.all(
    triggers.flatMap((trigger) =>
      asked.map((conditions) =>
        rule({ trigger, conditions, actions: [{ do: "remove_tags", tags: [nobodysTag.id] }] }),
      ),
    ),
  );
}

/** By conversation and rule, how often rules ran, by their own log. */
async function ranByLog(ids: readonly string[]) {
  const { rows } = await db.pools.system.query<{ automation_id: string; conversation_id: string; n: number }>(
    `select automation_id, conversation_id, count(*) as n from automation_runs
     where conversation_id = any($1) and outcome = 'ran' group by 1, 2`,
    [ids],
  );
  return new Map(rows.map((row) => [`${row.automation_id} ${row.conversation_id}`, row.n]));
}

describe("a dry run touches what the rule itself touches on the same events", () => {
  const compare = async (rules: Automation[], ids: string[], dry: (asked: Asked) => Promise<DryRun>) => {
    const ran = await ranByLog(ids);
    for (const { id: automation, trigger, conditions } of rules) {
      const found = await dry({ trigger, conditions, automation, days: 1 });
      for (const [at, id] of ids.entries()) {
        const times = found.conversations.find((one) => one.id === id)?.times ?? 0;
        expect([trigger, conditions, stories[at], times]).toEqual([
          trigger,
          conditions,
          stories[at],
          ran.get(`${automation} ${id}`) ?? 0,
        ]);
      }
    }
    // Most of them had something to do somewhere, or this would say nothing.
    expect(new Set([...ran.keys()].map((key) => key.split(" ")[0])).size).toBeGreaterThan(rules.length / 2);
  };
  const since = (
    [
      "waits_for_us",
      "waits_for_customer",
      "nobodys",
      "somebodys",
      "in_stage",
      "open",
      "closed",
      "noted",
      "replied",
    ] as const
  ).flatMap((since) =>
    [[], ["closed" as const]].map(
      (unless): Trigger => ({ kind: "elapsed", since, minutes: 60, hours: "all", unless }),
    ),
  );

  test("of events and of time, for the events tell what the conversations are", async () => {
    const [onEvents, onTime] = [
      await rulesFor(events, conditions),
      await rulesFor(since, conditions.slice(0, 5)),
    ];
    const ids = await lived();
    await compare(onEvents, ids, (asked) => triedAt(new Date(), asked));
    await after(61);
    await compare(onTime, ids, (asked) => triedAt(new Date(Date.now() + 61 * 60_000), asked));
    for (const [at, id] of ids.entries()) {
      const { matter, past } = await look(db, workspaceId, (tx) => asTold(tx, id));
      expect({ story: stories[at], ...past, tags: [...past.tags].sort() }).toMatchObject({
        story: stories[at],
        status: matter.status,
        ownerId: matter.ownerId,
        line: matter.line,
        teamId: matter.teamId,
        language: matter.language,
        isHeld: matter.heldUntil !== null,
        intent: matter.intent,
        stage: matter.stage,
        priority: matter.priority,
        subject: matter.subject,
        messages: matter.messages,
        waitingSince: matter.waitingSince,
        tags: matter.tags.map(({ name }) => name).sort(),
      });
    }
  });
});

/** What a conversation is, and what it is by its events alone. */
async function asTold(tx: Tx, id: string) {
  const matter = (await mattersOf(tx, workspaceId, [id])).get(id)!;
  const rows = await tx
    .selectFrom("events")
    .selectAll()
    .where("workspaceId", "=", workspaceId)
    .where("conversationId", "=", id)
    .orderBy("seq")
    .execute();
  const { past } = tale(rows as Happened[], matter, {
    countsAs: (_, stage) => (stage === "at_workshop" ? "waiting" : undefined),
    message: () => ({ by: "customer", auto: false }),
  }).at(-1)!;
  return { matter, past };
}
