import { beforeAll, expect, test, vi } from "vitest";
import { getConversation } from "../../contract/conversations.ts";
import { patchWorkProfile, postQueue, postSkill, putPresence } from "../../contract/routing.ts";
import type { Person } from "../world.ts";
import { type DeskWorld, deskWorld, expectNothingSerious } from "./desk.ts";

vi.setConfig({ testTimeout: 120_000 });

let around: DeskWorld;
/** Mends bicycles and reads Arabic. */
let yusuf: Person;
/** Mends bicycles and reads no Arabic. */
let grace: Person;
beforeAll(async () => {
  around = await deskWorld();
  const { omar, kolo, person } = around;
  const mechanic = (name: string, locale: "ar" | "en") =>
    person({ name, role: "agent", locale, teams: [kolo.teamId] });
  yusuf = await mechanic("Yusuf Saleh", "ar");
  grace = await mechanic("Grace Miller", "en");
  const skill = await omar.call(postSkill, { body: { name: "Bicycles" } });
  const profile = (who: Person, languages: ("ar" | "en")[]) =>
    omar.call(patchWorkProfile, { params: { id: who.id }, body: { languages, skills: [skill.id] } });
  await profile(yusuf, ["ar", "en"]);
  await profile(grace, ["en"]);
  await omar.call(patchWorkProfile, { params: { id: around.nina.id }, body: { lines: ["service"] } });
  await omar.call(postQueue, {
    body: {
      name: "Workshop",
      team: kolo.teamId,
      line: "support",
      skills: [skill.id],
      giving: "least_loaded",
    },
  });
  await omar.call(postQueue, { body: { name: "Gestures", team: kolo.teamId, line: "service" } });
  for (const who of [yusuf, grace]) await who.call(putPresence, { body: { state: "here" } });
});

test("an Arabic defect goes to who can mend it and reads Arabic, and on to service for a gesture", async () => {
  const { nina, conversationFrom, desk, settled } = around;
  const arrived = await conversationFrom(
    "layla",
    "السلام عليكم، الدراجة الكهربائية توقفت عن العمل والبطارية لا تشحن إطلاقًا. ماذا أفعل؟",
    { subject: "الدراجة لا تعمل" },
  );
  expect(await nina.sees(arrived)).toMatchObject({
    language: "ar",
    line: "support",
    intent: "device_fault",
    owner: { kind: "agent", id: yusuf.id },
  });
  await settled();

  // His desk is Arabic; he reads why it came to him, writes down what he found, and hands it over.
  const his = await desk(yusuf);
  await his.go(`/inbox/mine/${arrived.id}`);
  const { page } = his;
  await page.getByText("البطارية لا تشحن").first().waitFor();
  await page.getByText("عطل في الجهاز").first().waitFor();
  expect(await page.evaluate("document.documentElement.dir")).toBe("rtl");
  await page.keyboard.press("h");
  const dialog = page.getByRole("dialog", { name: "تسليم إلى الخدمة" });
  await dialog.getByLabel("السبب").fill("استبدلنا البطارية، لفتة صغيرة تكفي");
  await expectNothingSerious(page);
  await dialog.getByRole("button", { name: "تسليم", exact: true }).click();
  await expect.poll(async () => (await nina.sees(arrived)).line).toBe("service");

  // Nina has all of it before her: what was said, who had it, why it came, and by when the customer waits.
  const handed = await nina.call(getConversation, { params: { id: arrived.id } });
  expect(handed).toMatchObject({ owner: { kind: "team" }, nextStep: { what: "first_reply" } });
  const hers = await desk(nina);
  await hers.go("/inbox/unassigned");
  await hers.page.getByRole("button", { name: "Next best" }).click();
  await hers.page.waitForURL(`**/inbox/mine/${arrived.id}`);
  await hers.page.getByText("From Support by Yusuf Saleh:").waitFor();
  await hers.page.getByText("استبدلنا البطارية، لفتة صغيرة تكفي").first().waitFor();
  await hers.page.getByText("The customer waits: the answer stays due").waitFor();
  await hers.page.getByText("البطارية لا تشحن").first().waitFor();
  await expectNothingSerious(hers.page);
});
