import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { patchAgent, patchMe } from "../../contract/accounts.ts";
import {
  type Conversation,
  listConversations,
  listEvents,
  listViews,
  postClosure,
  postReply,
  putOwner,
} from "../../contract/conversations.ts";
import { listLinks, postHandover } from "../../contract/handovers.ts";
import { postWaiver } from "../../contract/ledger.ts";
import { listNotices } from "../../contract/notices.ts";
import {
  deleteSettlement,
  listPromises,
  listPromisesOf,
  type PromiseMade,
  patchPromise,
  postPromise,
  postPromiseSuggestions,
  postSettlement,
} from "../../contract/promises.ts";
import { putPresence } from "../../contract/routing.ts";
import { type Client, type Person, world } from "../../test/world.ts";
import { withoutWall } from "../db/database.ts";
import { checkPromises } from "./index.ts";

const { db, omar, nina, salma, kolo, safra, key, person, stranger, conversationFrom, settled, outbox } =
  await world();
const lead = await person({ name: "Lena Lead", role: "lead", teams: [kolo.teamId], brands: [kolo.id] });

const minutes = 60_000;
const hours = 60 * minutes;
const inFuture = (ms: number) => new Date(Date.now() + ms).toISOString();
const words = "I will find out and come back to you";

/** Nina answers a new letter and promises something. */
async function promised(more: { ms?: number; shown?: boolean; by?: Person; owner?: string } = {}) {
  const { ms = 4 * hours, by = nina, ...rest } = more;
  const matter = await conversationFrom(`c${randomUUID().slice(0, 8)}`, "Where is my parcel?");
  await by.call(postReply, {
    params: { id: matter.id },
    body: { text: `${words}.`, promises: [{ text: words, dueAt: inFuture(ms), ...rest }] },
  });
  return { matter, promise: (await of(matter))[0]! };
}
const of = async (matter: { id: string }, by: Client = omar) =>
  (await by.call(listPromisesOf, { params: { id: matter.id } })).items;
const settle = (promise: PromiseMade, by: Client = nina) =>
  by.call(postSettlement, { params: { id: promise.id }, body: { as: "kept" } });
async function told(matter: { id: string }, kinds: RegExp) {
  await settled();
  const { items } = await omar.call(listEvents, { params: { id: matter.id } });
  return items.filter(({ kind }) => kinds.test(kind));
}
/** As if it had been made so much earlier, and so were due. */
const age = ({ id, conversation }: PromiseMade, ms: number) =>
  withoutWall(db, async (tx) => {
    const row = await tx.selectFrom("promises").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
    const earlier = (at: Date) => new Date(at.getTime() - ms);
    await tx
      .updateTable("promises")
      .set({ dueAt: earlier(row.dueAt), madeAt: earlier(row.madeAt), nextCheckAt: earlier(row.nextCheckAt!) })
      .where("id", "=", id)
      .execute();
    await tx
      .updateTable("conversations")
      .set({ promiseAt: earlier(row.dueAt), createdAt: earlier(row.madeAt) })
      .where("id", "=", conversation.id)
      .execute();
  });

beforeEach(async () => {
  for (const one of [nina, lead]) await one.call(putPresence, { body: { state: "here" } });
});

describe("a reply that promises something", () => {
  test("makes the promise with it: text, time, owner, message, and the next step of the conversation", async () => {
    const { matter, promise } = await promised();
    expect(promise).toMatchObject({
      text: words,
      state: "open",
      owner: { kind: "agent", id: nina.id },
      isTheirs: false,
      shown: false,
      madeBy: { kind: "agent", id: nina.id },
      settledAt: null,
      conversation: { number: matter.number },
      brand: { id: kolo.id },
      line: "service",
    });
    expect(promise.message).not.toBeNull();
    expect(await nina.sees(matter)).toMatchObject({ nextStep: { what: "promise", at: promise.dueAt } });
    expect(await told(matter, /^promise/)).toMatchObject([
      {
        kind: "promise.made",
        actor: { id: nina.id },
        data: { promiseId: promise.id, dueAt: promise.dueAt, owner: nina.id },
      },
    ]);
  });

  test("is refused as a whole when a promise is wrong", async () => {
    const matter = await conversationFrom("ada", "Where is my parcel?");
    const past = { text: words, dueAt: inFuture(-minutes) };
    const problem = await nina.refused(postReply, {
      params: { id: matter.id },
      body: { text: "Hello", promises: [{ text: words, dueAt: inFuture(hours) }, past] },
    });
    expect(problem).toMatchObject({ code: "invalid", fields: [{ path: "promises.1.dueAt" }] });
    expect(await nina.sees(matter)).toMatchObject({ status: "new" });
    expect(await of(matter)).toEqual([]);
  });

  test("sent twice with one key makes one promise", async () => {
    const matter = await conversationFrom("twice", "Where is my parcel?");
    const send = () =>
      nina.call(postReply, {
        params: { id: matter.id },
        body: { text: "Soon", promises: [{ text: words, dueAt: "2099-01-01T12:00:00Z" }] },
        headers: { "idempotency-key": "promise-once" },
      });
    const [first, second] = [await send(), await send()];
    expect(second).toEqual(first);
    expect(await of(matter)).toHaveLength(1);
  });

  test("tells the customer in their language, when that was wished, and else not", async () => {
    const matter = await conversationFrom("olga", "Здравствуйте, где моя посылка? Жду уже вторую неделю.");
    await nina.call(postReply, {
      params: { id: matter.id },
      body: {
        text: "Добрый день! Уточню на складе и вернусь к вам.",
        promises: [
          { text: "Уточню на складе и вернусь к вам", dueAt: "2099-03-12T18:00:00Z", shown: true },
          { text: "Позвоню мастеру", dueAt: "2099-03-11T18:00:00Z" },
        ],
      },
    });
    await settled();
    const mail = (await outbox()).at(-1)!;
    const bodies = mail
      .split(/\r?\n\r?\n/)
      .map((part) => Buffer.from(part.replace(/\s/g, ""), "base64").toString())
      .join("\n");
    expect(
      bodies.match(/Наше обещание: Уточню на складе и вернусь к вам \(до четверг, 12 марта/g),
    ).toHaveLength(2);
    expect(bodies).not.toContain("Позвоню мастеру");
  });
});

describe("the next step", () => {
  test("is the promise only when that is due before it, and what it was before once nothing is owed", async () => {
    const { matter, promise } = await promised({ ms: 20 * 24 * hours });
    expect(await nina.sees(matter)).toMatchObject({ nextStep: { what: "follow_up" } });
    await nina.call(patchPromise, { params: { id: promise.id }, body: { dueAt: inFuture(hours) } });
    expect(await nina.sees(matter)).toMatchObject({ nextStep: { what: "promise" } });
    await settle(promise);
    expect(await nina.sees(matter)).toMatchObject({ nextStep: { what: "follow_up" } });
  });

  test("is the promise that is due first of several", async () => {
    const { matter, promise } = await promised({ ms: 3 * hours });
    const sooner = await nina.call(postPromise, {
      params: { id: matter.id },
      body: { text: "Call back", dueAt: inFuture(hours) },
    });
    expect(await nina.sees(matter)).toMatchObject({ nextStep: { what: "promise", at: sooner.dueAt } });
    await settle(sooner);
    expect(await nina.sees(matter)).toMatchObject({ nextStep: { what: "promise", at: promise.dueAt } });
    expect((await of(matter)).map(({ id }) => id)).toEqual([promise.id, sooner.id]);
  });

  test("puts a matter that waits in its queue before others that are due later", async () => {
    const [first, second] = [
      await conversationFrom("one", "Where?"),
      await conversationFrom("two", "Where?"),
    ];
    await omar.call(postPromise, {
      params: { id: second.id },
      body: { text: "Call back", dueAt: inFuture(10 * minutes) },
    });
    const ranks = await withoutWall(db, (tx) =>
      tx
        .selectFrom("conversations")
        .select(["id", "rankAt"])
        .where("id", "in", [first.id, second.id])
        .orderBy("rankAt")
        .execute(),
    );
    expect(ranks.map(({ id }) => id)).toEqual([second.id, first.id]);
  });
});

describe("whom it binds", () => {
  test("whoever has the matter, and whoever gets it next", async () => {
    const { matter } = await promised();
    await omar.call(putOwner, { params: { id: matter.id }, body: { agent: lead.id } });
    expect(await of(matter)).toMatchObject([{ owner: { id: lead.id }, isTheirs: false }]);
    await omar.call(putOwner, { params: { id: matter.id }, body: { team: kolo.teamId } });
    expect(await of(matter)).toMatchObject([{ owner: { kind: "team", id: kolo.teamId } }]);
  });

  test("stays who promised something in a colleague's matter, until they leave", async () => {
    const pavel = await person({ name: "Pavel", role: "agent", teams: [kolo.teamId] });
    const { matter } = await promised();
    await pavel.call(postPromise, {
      params: { id: matter.id },
      body: { text: "Ask the workshop", dueAt: inFuture(hours) },
    });
    await omar.call(putOwner, { params: { id: matter.id }, body: { agent: lead.id } });
    expect((await of(matter)).map(({ owner }) => owner.id)).toEqual([pavel.id, lead.id]);

    await omar.call(patchAgent, { params: { id: pavel.id }, body: { status: "disabled" } });
    expect((await of(matter)).map(({ owner, isTheirs }) => [owner.id, isTheirs])).toEqual([
      [lead.id, false],
      [lead.id, false],
    ]);
    expect(await told(matter, /^promise.changed/)).toMatchObject([
      { data: { owner: null, because: "owner_left" } },
    ]);
  });

  test("goes along to the other line, which is told", async () => {
    const { matter, promise } = await promised();
    await nina.call(postHandover, {
      params: { id: matter.id },
      body: { line: "support", reason: "A defect" },
    });
    expect(await of(matter)).toMatchObject([{ id: promise.id, state: "open", owner: { kind: "team" } }]);
    const { handovers } = await nina.call(listLinks, { params: { id: matter.id } });
    expect(handovers[0]!.clocks.at(-1)).toMatch(/^The promise stands, due /);
  });

  test("only somebody who may answer there", async () => {
    const { promise } = await promised();
    for (const owner of [salma.id, randomUUID()])
      expect(await nina.refused(patchPromise, { params: { id: promise.id }, body: { owner } })).toMatchObject(
        {
          code: "not_found",
        },
      );
  });
});

describe("keeping", () => {
  test("a reply that says so keeps it, in time", async () => {
    const { matter, promise } = await promised();
    const answer = await nina.call(postReply, {
      params: { id: matter.id },
      body: { text: "It is in Lyon.", keeps: [promise.id] },
    });
    expect(await of(matter)).toMatchObject([
      { state: "kept", keptBy: answer.id, keptAt: expect.any(String) },
    ]);
    expect(await told(matter, /^promise.kept/)).toMatchObject([
      {
        data: {
          promiseId: promise.id,
          dueAt: promise.dueAt,
          late: false,
          keptAt: expect.any(String),
          messageId: answer.id,
        },
      },
    ]);
  });

  test("late, it stays broken and says when it was kept", async () => {
    const { matter, promise } = await promised();
    await age(promise, 5 * hours);
    expect(await of(matter)).toMatchObject([{ state: "broken", keptAt: null }]);
    const kept = await settle(promise);
    expect(kept).toMatchObject({
      state: "broken",
      keptAt: expect.any(String),
      settledAt: expect.any(String),
    });
    const events = await told(matter, /^promise\.(broken|kept)/);
    expect(events).toMatchObject([
      { kind: "promise.broken", at: kept.dueAt, data: { late: true, keptAt: null } },
      { kind: "promise.kept", data: { late: true } },
    ]);
    // Nothing is left for the sweep to find.
    await checkPromises(db, new Date());
    expect(await told(matter, /^promise\.(broken|kept)/)).toHaveLength(2);
  });

  test("two who keep it at once keep it once", async () => {
    const { matter, promise } = await promised();
    const answers = await Promise.all(
      [nina, omar].map((one) =>
        one.ask(postSettlement, { params: { id: promise.id }, body: { as: "kept" } }),
      ),
    );
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
    expect(await told(matter, /^promise.kept/)).toHaveLength(1);
  });

  test("a reply keeps nothing of another conversation", async () => {
    const [one, other] = [await promised(), await promised()];
    const problem = await nina.refused(postReply, {
      params: { id: one.matter.id },
      body: { text: "Here", keeps: [other.promise.id] },
    });
    expect(problem.code).toBe("not_found");
    expect(await of(one.matter)).toHaveLength(1);
  });

  test("what was given up has a reason, and either can be taken back", async () => {
    const { matter, promise } = await promised();
    const asked = { params: { id: promise.id } };
    expect(
      (await nina.refused(postSettlement, { ...asked, body: { as: "withdrawn", reason: " " } })).code,
    ).toBe("invalid");
    const withdrawn = await nina.call(postSettlement, {
      ...asked,
      body: { as: "withdrawn", reason: "They found it" },
    });
    expect(withdrawn).toMatchObject({ state: "withdrawn", reason: "They found it", keptAt: null });
    expect((await nina.refused(postSettlement, { ...asked, body: { as: "kept" } })).code).toBe(
      "promise_settled",
    );

    expect(await nina.call(deleteSettlement, asked)).toMatchObject({
      state: "open",
      settledAt: null,
      reason: null,
    });
    expect(await nina.sees(matter)).toMatchObject({ nextStep: { what: "promise" } });
  });
});

describe("closing", () => {
  const close = (matter: Conversation, by: Client = nina) =>
    by.refused(postClosure, { params: { id: matter.id } });

  test("is refused while something is owed, also when it is late", async () => {
    const { matter, promise } = await promised();
    expect(await close(matter)).toMatchObject({
      code: "promises_open",
      status: 409,
      fields: [{ path: `promises.${promise.id}`, message: words }],
    });
    await age(promise, 5 * hours);
    await checkPromises(db, new Date());
    expect(await close(matter)).toMatchObject({ code: "promises_open" });
    await settle(promise);
    await nina.call(postClosure, { params: { id: matter.id } });
    expect(await nina.sees(matter)).toMatchObject({ status: "closed", nextStep: null });
    expect((await nina.refused(deleteSettlement, { params: { id: promise.id } })).code).toBe(
      "conversation_closed",
    );
  });

  test("by a reply goes together with keeping, and not with promising", async () => {
    const { matter, promise } = await promised();
    const reply = (body: object) =>
      nina.ask(postReply, { params: { id: matter.id }, body: { text: "Done", after: "close", ...body } });
    expect((await reply({})).json().code).toBe("promises_open");
    const more = { keeps: [promise.id], promises: [{ text: "Call", dueAt: inFuture(hours) }] };
    expect((await reply(more)).json().code).toBe("promises_open");
    expect(await of(matter)).toMatchObject([{ state: "open" }]);
    expect((await reply({ keeps: [promise.id] })).statusCode).toBe(201);
    expect(await nina.sees(matter)).toMatchObject({ status: "closed" });
  });

  test("what is closed takes no promise", async () => {
    const matter = await conversationFrom("closed", "Thanks!");
    await nina.call(postWaiver, { params: { id: matter.id }, body: { reason: "thanks" } });
    await nina.call(postClosure, { params: { id: matter.id } });
    const body = { text: words, dueAt: inFuture(hours) };
    expect((await nina.refused(postPromise, { params: { id: matter.id }, body })).code).toBe(
      "conversation_closed",
    );
  });
});

describe("its ladder", () => {
  const nearlyDue = (promise: PromiseMade) => new Date(Date.parse(promise.dueAt) - 20 * minutes);
  const over = (promise: PromiseMade) => new Date(Date.parse(promise.dueAt) + minutes);
  const noticesOf = async (one: Person, promise: PromiseMade) =>
    (await one.call(listNotices, {})).items.filter(({ data }) => data.promiseId === promise.id);

  test("nudges its owner once, when a quarter of its time is left, and the matter is ours again", async () => {
    const { matter, promise } = await promised({ ms: 2 * hours });
    await checkPromises(db, new Date(Date.parse(promise.dueAt) - 31 * minutes));
    expect(await noticesOf(nina, promise)).toEqual([]);
    expect(await nina.sees(matter)).toMatchObject({ status: "waiting" });

    await Promise.all([1, 2, 3].map(() => checkPromises(db, nearlyDue(promise))));
    expect(await noticesOf(nina, promise)).toMatchObject([
      { kind: "promise", conversation: { id: matter.id }, data: { does: "nudge", text: words } },
    ]);
    expect(await noticesOf(lead, promise)).toEqual([]);
    expect(await told(matter, /^clock.warned/)).toMatchObject([
      { data: { clock: "promise", promiseId: promise.id, to: [nina.id] } },
    ]);
    expect(await nina.sees(matter)).toMatchObject({ status: "open", nextStep: { what: "promise" } });
    const { items } = await nina.call(listConversations, {
      query: { view: "waiting-for-us", owner: nina.id },
    });
    expect(items.map(({ id }) => id)).toContain(matter.id);
    expect((await omar.call(listViews, {})).counts["waiting-for-us"]).toBeGreaterThan(0);
  });

  test("tells the leads once when it is broken, at the instant at which it was due, however late that is seen", async () => {
    const { matter, promise } = await promised();
    // Nobody looked in between: as after a night in which nothing ran.
    await Promise.all([1, 2, 3].map(() => checkPromises(db, over(promise))));
    expect(await told(matter, /^(promise.broken|clock)/)).toMatchObject([
      {
        kind: "promise.broken",
        at: promise.dueAt,
        data: { promiseId: promise.id, owner: nina.id, late: true },
      },
      { kind: "clock.escalated", data: { clock: "promise", does: "notify_lead", to: [lead.id] } },
    ]);
    expect(await noticesOf(lead, promise)).toMatchObject([{ data: { does: "notify_lead" } }]);
  });

  test("looks again: what was kept, put off or given up in between is left alone", async () => {
    const [kept, later] = [await promised({ ms: 2 * hours }), await promised({ ms: 2 * hours })];
    await settle(kept.promise);
    await nina.call(patchPromise, {
      params: { id: later.promise.id },
      body: { dueAt: inFuture(12 * hours) },
    });
    await checkPromises(db, over(kept.promise));
    for (const { matter } of [kept, later]) expect(await told(matter, /^(promise.broken|clock)/)).toEqual([]);
    await checkPromises(db, new Date(Date.now() + 11 * hours));
    expect(await told(later.matter, /^clock.warned/)).toHaveLength(1);
  });

  test("tells the leads at once when its owner is not here", async () => {
    const { promise } = await promised({ ms: 2 * hours });
    await nina.call(putPresence, { body: { state: "away" } });
    await checkPromises(db, nearlyDue(promise));
    expect(await noticesOf(lead, promise)).toMatchObject([{ data: { does: "nudge" } }]);
    expect(await noticesOf(nina, promise)).toHaveLength(1);
  });
});

describe("changing", () => {
  test("keeps what it was before in its history", async () => {
    const { matter, promise } = await promised();
    const body = { text: "Send the label", dueAt: inFuture(6 * hours), owner: lead.id };
    const changed = await nina.call(patchPromise, { params: { id: promise.id }, body });
    expect(changed).toMatchObject({
      text: body.text,
      dueAt: body.dueAt,
      owner: { id: lead.id },
      isTheirs: true,
    });
    expect(await told(matter, /^promise.changed/)).toMatchObject([
      { data: { was: words, wasDueAt: promise.dueAt, dueAt: body.dueAt, owner: lead.id, name: "Lena Lead" } },
    ]);
    expect(await nina.call(patchPromise, { params: { id: promise.id }, body })).toEqual(changed);
    expect(await told(matter, /^promise.changed/)).toHaveLength(1);
  });

  test("does not make a broken one whole", async () => {
    const { promise } = await promised();
    await age(promise, 5 * hours);
    const asked = { params: { id: promise.id } };
    expect((await nina.refused(patchPromise, { ...asked, body: { dueAt: inFuture(hours) } })).code).toBe(
      "promise_settled",
    );
    await checkPromises(db, new Date());
    expect((await nina.refused(patchPromise, { ...asked, body: { dueAt: inFuture(hours) } })).code).toBe(
      "promise_settled",
    );
    expect(await nina.call(patchPromise, { ...asked, body: { owner: lead.id } })).toMatchObject({
      state: "broken",
      owner: { id: lead.id },
    });
  });
});

describe("the list", () => {
  test("shows what is owed, the soonest first, in pages, mine or by brand, and what became of the rest", async () => {
    const vera = await person({ name: "Vera", role: "agent", teams: [kolo.teamId] });
    const made = [];
    for (const ms of [3, 1, 2]) made.push(await promised({ by: vera, ms: ms * hours }));
    const [third, first, second] = made.map(({ promise }) => promise.id);
    const list = (query: object) => vera.call(listPromises, { query: { whose: "mine", ...query } });

    const page = await list({ limit: 2 });
    expect(page.items.map(({ id }) => id)).toEqual([first, second]);
    expect((await list({ limit: 2, cursor: page.next! })).items.map(({ id }) => id)).toEqual([third]);
    expect((await vera.refused(listPromises, { query: { cursor: page.next! } })).code).toBe("invalid_cursor");
    expect((await list({ due: inFuture(90 * minutes) })).items.map(({ id }) => id)).toEqual([first]);
    expect((await list({ brand: safra.id })).items).toEqual([]);
    expect((await list({ customer: made[0]!.matter.customer.id })).items.map(({ id }) => id)).toEqual([
      third,
    ]);

    await settle(made[0]!.promise, vera);
    await age(made[1]!.promise, 5 * hours);
    expect((await list({ state: "late" })).items.map(({ id }) => id)).toEqual([first]);
    expect((await list({ state: "broken" })).items).toMatchObject([{ id: first, state: "broken" }]);
    expect((await list({ state: "kept" })).items.map(({ id }) => id)).toEqual([third]);
    expect((await list({ state: "open" })).items.map(({ id }) => id)).toEqual([second]);
    const teams = await lead.call(listPromises, { query: { whose: "teams", owner: vera.id } });
    expect(teams.items.map(({ id }) => id)).toEqual([first, second]);
  });
});

describe("walls", () => {
  test("behind another brand or another workspace there is no promise", async () => {
    const { matter, promise } = await promised();
    const { owner: stranger_ } = await stranger();
    for (const outside of [salma, stranger_]) {
      expect((await outside.call(listPromises, {})).items).toEqual([]);
      const ask = { params: { id: promise.id } };
      const codes = [
        await outside.refused(listPromisesOf, { params: { id: matter.id } }),
        await outside.refused(postPromise, {
          params: { id: matter.id },
          body: { text: "x", dueAt: inFuture(hours) },
        }),
        await outside.refused(patchPromise, { ...ask, body: { text: "x" } }),
        await outside.refused(postSettlement, { ...ask, body: { as: "kept" } }),
        await outside.refused(deleteSettlement, ask),
        await outside.refused(postPromiseSuggestions, { params: { id: matter.id }, body: { text: "x" } }),
      ];
      expect(codes.map(({ code }) => code)).toEqual(codes.map(() => "not_found"));
    }
  });

  test("a key makes promises that bind whoever has the matter", async () => {
    const { matter } = await promised();
    const program = await key("conversations.reply", "conversations.read");
    const made = await program.call(postPromise, {
      params: { id: matter.id },
      body: { text: "Deliver", dueAt: inFuture(hours) },
    });
    expect(made).toMatchObject({ owner: { id: nina.id }, isTheirs: false, madeBy: { kind: "key" } });
  });
});

describe("suggestions", () => {
  const suggest = async (matter: { id: string }, body: { text?: string; html?: string }, by: Client = nina) =>
    (await by.call(postPromiseSuggestions, { params: { id: matter.id }, body })).suggestions;

  test("are the sentences of a draft that promise, with when they are due where the agent works", async () => {
    const tokyo = await person({ name: "Yuki", role: "agent" });
    await tokyo.call(patchMe, { body: { timeZone: "Asia/Tokyo" } });
    const matter = await conversationFrom("draft", "Where is my parcel?");
    const html =
      "<p>Hello Ines,</p><p>I will find out and come back to you <b>tomorrow</b>.</p><p>Best, Yuki</p>";
    const [found, ...others] = await suggest(matter, { html }, tokyo);
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      text: "I will find out and come back to you tomorrow.",
      dueWords: "tomorrow",
    });
    const due = Temporal.Instant.from(found!.dueAt!).toZonedDateTimeISO("Asia/Tokyo");
    expect([due.hour, due.minute]).toEqual([18, 0]);
    expect(due.toPlainDate().equals(Temporal.Now.plainDateISO("Asia/Tokyo").add({ days: 1 }))).toBe(true);
  });

  test.each([
    ["ar", "سأتحقق وأخبرك بحلول الخميس.", "بحلول الخميس"],
    ["uk", "Дізнаюся й напишу вам у четвер.", "у четвер"],
    ["zh", "我们会在周四之前回复您。", "在周四之前"],
  ])("know the language from the words: %s", async (_, text, dueWords) => {
    const matter = await conversationFrom("many", "Where is my parcel?");
    expect(await suggest(matter, { text })).toMatchObject([{ text, dueWords }]);
  });

  test("take a short draft to be in the language of the conversation", async () => {
    const matter = await conversationFrom("short", "Добрий день! Коли приїде моє замовлення? Дуже чекаю.");
    expect(await suggest(matter, { text: "Напишу завтра." })).toHaveLength(1);
  });
});
