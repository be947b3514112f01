import { expect, test } from "vitest";
import { listConversations, listMessages, postConversation } from "../../contract/conversations.ts";
import { getCustomer } from "../../contract/customers.ts";
import { patchIntent, patchLine, postIntent } from "../../contract/lines.ts";
import {
  deleteCorrection,
  getTriage,
  getTriageSettings,
  listCorrections,
  patchTriageSettings,
  putIntent,
  putMessageLanguage,
} from "../../contract/triage.ts";
import { type World, world } from "../../test/world.ts";

const { omar, nina, kolo, safra, stranger, person, conversationFrom } = await world();

const from = (text: string, at: World["kolo"] = kolo, who = "ines") =>
  conversationFrom(who, text, { brand: at });
const correct = (id: string, intent: string) => nina.call(putIntent, { params: { id }, body: { intent } });

test.each([
  ["en", "My kettle does not turn on any more, no light, nothing", "support", "device_fault"],
  ["ru", "Подскажите, где моя посылка? Трек не обновляется уже неделю", "service", "order_status"],
  ["uk", "Не можу увійти в кабінет, пароль не підходить", "support", "sign_in_problem"],
  ["zh", "我想预订周五晚上七点四个人的桌子", "service", "booking"],
  ["ar", "الجهاز لا يشحن والبطارية تفرغ بسرعة", "support", "device_fault"],
])("a first message is told apart on arrival: %s", async (language, text, line, intent) => {
  const conversation = await from(text);
  expect(conversation).toMatchObject({ language, line, intent, toSort: false });
  const { triage } = await nina.call(getTriage, { params: { id: conversation.id } });
  expect(triage).toMatchObject({ isSure: true, sortedBy: null, language: { language } });
  expect(triage!.intents).toHaveLength(3);
  expect(triage!.line[line as "service"]).toBeGreaterThan(0.75);
  expect(triage!.reasons.filter((reason) => reason.for === "intent")).not.toEqual([]);
});

test("what the sender says of a message goes before what is guessed", async () => {
  const conversation = await omar.call(postConversation, {
    body: {
      inbox: kolo.inbox.id,
      customer: { email: "erp@customers.example" },
      text: "My kettle does not turn on any more",
      line: "service",
      intent: "complaint",
      priority: "critical",
    },
  });
  expect(conversation).toMatchObject({
    line: "service",
    intent: "complaint",
    priority: "critical",
    toSort: false,
  });
});

test("where the words leave it open, a person is asked", async () => {
  const conversation = await from("hm");
  expect(conversation).toMatchObject({ toSort: true, intent: null, line: "service" });
  const { items } = await nina.call(listConversations, { query: { view: "to-sort" } });
  expect(items.map(({ id }) => id)).toContain(conversation.id);
  const sorted = await correct(conversation.id, "cooperation");
  expect(sorted).toMatchObject({ toSort: false, intent: "cooperation", line: "service" });
  const after = await nina.call(listConversations, { query: { view: "to-sort" } });
  expect(after.items.map(({ id }) => id)).not.toContain(conversation.id);
});

test("a correction acts on the next message like it, and on no other workspace", async () => {
  const text = "The glove I left in your café on Saturday was brown leather, size 8";
  const wrong = await from(text);
  await omar.call(postIntent, {
    body: { key: "lost_property", line: "service", names: { en: "Lost property", ru: "Забытые вещи" } },
  });
  const corrected = await correct(wrong.id, "lost_property");
  expect(corrected.intent).toBe("lost_property");

  const next = await from("I left a brown leather glove in your café last Saturday, size 8", kolo, "petr");
  expect(next.intent).toBe("lost_property");
  const { triage } = await nina.call(getTriage, { params: { id: next.id } });
  expect(triage!.reasons.map((reason) => reason.text).join()).toContain("Lost property");

  const other = await stranger();
  const theirs = await other.owner.call(postConversation, {
    body: { inbox: other.brand.inbox.id, customer: { email: "p@customers.example" }, text },
  });
  expect(theirs.intent).not.toBe("lost_property");
});

test("a lesson's words stay behind the wall of their brand, and go when it is taken back", async () => {
  const taught = await from("My blue umbrella with the duck handle stayed in the fitting room");
  await correct(taught.id, "cooperation");
  const like = await from("The blue umbrella with a duck handle stayed in your fitting room", safra, "layla");
  expect(like.intent).toBe("cooperation");
  const why = async (who: typeof nina) =>
    (await who.call(getTriage, { params: { id: like.id } })).triage!.reasons.map(({ text }) => text).join();
  expect(await why(nina)).toContain("duck handle stayed in the fitting room");
  const walled = await person({ name: "Safra only", role: "agent", brands: [safra.id] });
  expect(await why(walled)).not.toContain("in the fitting room");
  expect(await why(walled)).toContain("Like an earlier message");
  const { items } = await omar.call(listCorrections, {});
  await omar.call(deleteCorrection, {
    params: { id: items.find((one) => one.conversationId === taught.id)!.id },
  });
  expect(await why(nina)).not.toContain("in the fitting room");
});

test("a correction moves a conversation to the line of its intent, and is told", async () => {
  const conversation = await from("Where is my parcel? The tracking has not moved for days", kolo, "olena");
  expect(conversation.line).toBe("service");
  expect(await correct(conversation.id, "slow_or_outage")).toMatchObject({ line: "support" });
  const { triage } = await nina.call(getTriage, { params: { id: conversation.id } });
  expect(triage!.sortedBy).toMatchObject({ name: nina.name });
  expect(
    (await nina.refused(putIntent, { params: { id: conversation.id }, body: { intent: "no_such" } })).code,
  ).toBe("not_found");
});

test("a correction can be taken back", async () => {
  const text = "Ваш попугай в зоомагазине научил моего ребёнка петь гимн";
  const first = await from(text);
  await correct(first.id, "praise_or_review");
  const { items } = await omar.call(listCorrections, {});
  const mine = items.find((one) => one.conversationId === first.id)!;
  expect(mine).toMatchObject({ text, language: "ru", intent: "praise_or_review", by: nina.name });
  const before = (await omar.call(getTriageSettings, {})).corrections;
  await omar.call(deleteCorrection, { params: { id: mine.id } });
  expect((await omar.call(getTriageSettings, {})).corrections).toBe(before - 1);
  expect((await omar.refused(deleteCorrection, { params: { id: mine.id } })).code).toBe("not_found");
});

test("a hidden intent is neither guessed nor taken", async () => {
  await omar.call(patchIntent, { params: { key: "gift_card_or_voucher" }, body: { isHidden: true } });
  const conversation = await from("My gift card code is not accepted at the checkout");
  expect(conversation.intent).not.toBe("gift_card_or_voucher");
  const refused = await nina.refused(putIntent, {
    params: { id: conversation.id },
    body: { intent: "gift_card_or_voucher" },
  });
  expect(refused.code).toBe("not_found");
  await omar.call(patchIntent, { params: { key: "gift_card_or_voucher" }, body: { isHidden: false } });
  expect((await from("My gift card code is not accepted at the checkout")).intent).toBe(
    "gift_card_or_voucher",
  );
});

test("a brand without support takes nothing for support", async () => {
  const conversation = await from("The coffee machine on your terrace does not turn on", safra);
  expect(conversation.line).toBe("service");
  const { triage } = await nina.call(getTriage, { params: { id: conversation.id } });
  expect(triage!.line.support).toBe(0);
  expect(triage!.intents.every(({ line }) => line === "service")).toBe(true);
});

test("how sure a guess must be is the workspace's to say", async () => {
  await omar.call(patchTriageSettings, { body: { askBelow: 1 } });
  expect((await from("Where is my parcel?")).toSort).toBe(true);
  await omar.call(patchTriageSettings, { body: { askBelow: 0 } });
  expect((await from("hm")).toSort).toBe(false);
  await omar.call(patchTriageSettings, { body: { askBelow: 0.5 } });
  expect((await nina.refused(patchTriageSettings, { body: { askBelow: 0.9 } })).code).toBe("forbidden");
});

test("a language said by hand is remembered for the customer", async () => {
  const conversation = await from("Супер", kolo, "maksym");
  const [message] = (await nina.call(listMessages, { params: { id: conversation.id } })).items;
  const params = { id: conversation.id, message: message!.id };
  expect(await nina.call(putMessageLanguage, { params, body: { language: "uk" } })).toMatchObject({
    language: "uk",
  });
  expect((await nina.sees(conversation)).language).toBe("uk");
  expect(await nina.call(getCustomer, { params: { id: conversation.customer.id } })).toMatchObject({
    locale: "uk",
  });
  // The next unsure word of theirs is read in that language.
  expect((await from("Супер", kolo, "maksym")).language).toBe("uk");
  const reader = await person({ name: "Reader", role: "readonly" });
  expect((await reader.refused(putMessageLanguage, { params, body: { language: "ru" } })).code).toBe(
    "forbidden",
  );
});

test("a line that is off takes nothing, and the last one stays on", async () => {
  const other = await stranger();
  const off = await other.owner.call(patchLine, { params: { line: "support" }, body: { isOn: false } });
  expect(off.isOn).toBe(false);
  const refused = await other.owner.refused(patchLine, {
    params: { line: "service" },
    body: { isOn: false },
  });
  expect([refused.code, refused.fields?.[0]?.path]).toEqual(["still_in_use", "isOn"]);
  const conversation = await other.owner.call(postConversation, {
    body: {
      inbox: other.brand.inbox.id,
      customer: { email: "p@customers.example" },
      text: "The app crashes with error 500 as soon as I open it",
    },
  });
  expect(conversation.line).toBe("service");
});
