import { createTransport } from "nodemailer";
import { beforeAll, expect, test, vi } from "vitest";
import { listConversations, postConversation, postReply } from "../../contract/conversations.ts";
import { type DeskWorld, deskWorld, expectNothingSerious } from "./desk.ts";

vi.setConfig({ testTimeout: 120_000 });

const answer = "It leaves on Thursday, I promise.";

let around: DeskWorld;
let second: { id: string; number: number };
beforeAll(async () => {
  around = await deskWorld();
  const { kolo, nina, settled, smtp } = around;
  // By mail first, and answered; then again, while it was being looked at.
  const door = await smtp();
  const post = createTransport({ host: "127.0.0.1", port: door.port, ignoreTLS: true });
  const mail = { from: "Ines Moreno <ines@customers.example>", to: kolo.inbox.address };
  await post.sendMail({
    ...mail,
    subject: "Order KB-20417",
    text: "I ordered a walnut bookshelf, order KB-20417, and it has not been dispatched yet. When will it leave?",
  });
  await settled();
  const [first] = (await nina.call(listConversations, { query: { limit: 1 } })).items;
  await nina.call(postReply, { params: { id: first!.id }, body: { text: answer, after: "close" } });
  await post.sendMail({ ...mail, subject: "Bookshelf", text: "KB-20417 still has not left, a week now!" });
  await settled();
  second = (await nina.call(listConversations, { query: { limit: 1 } })).items[0]!;
  post.close();
});

/** The same customer by the form of the shop's page. */
async function thirdTime() {
  const { key, kolo, settled } = around;
  const form = await key("conversations.reply");
  const third = await form.call(postConversation, {
    body: {
      inbox: kolo.inbox.id,
      channel: "form",
      customer: { email: "ines@customers.example", name: "Ines Moreno" },
      text: "Where is my bookshelf??? KB-20417!",
    },
  });
  await settled();
  return third;
}

test("a customer writes a third time by another door, and the agent sees the former answer first and links with one key", async () => {
  const { omar, nina, kolo, person, desk } = around;
  const other = await desk(omar);
  await other.go("/inbox/open");
  const third = await thirdTime();

  // The list says that it is not the first time, before anybody has opened it.
  await other.page.getByRole("listitem").filter({ hasText: "3rd time" }).first().waitFor();
  await other.page.goto(`${new URL(other.page.url()).origin}/inbox/open/${third.id}`);

  const { page, go } = await desk(nina);
  await go(`/inbox/open/${third.id}`);
  const strip = page.getByRole("region", { name: "The same matter before" });
  await strip.getByText("3rd time about this").waitFor();
  await strip.getByText(answer).waitFor();
  await strip.getByText("by Nina Kovalenko").waitFor();
  const [said, asked] = [
    strip.getByText(answer),
    page.getByText("Where is my bookshelf??? KB-20417!").last(),
  ];
  expect((await said.boundingBox())!.y).toBeLessThan((await asked.boundingBox())!.y);
  await expectNothingSerious(page);

  // All of it in place: what was asked, both former contacts, and why it is taken for the same.
  await page.keyboard.press("o");
  await strip.getByText("I ordered a walnut bookshelf").waitFor();
  await strip.getByText("Both name KB-20417").waitFor();
  await strip.getByRole("link", { name: `#${second.number}` }).waitFor();
  await expectNothingSerious(page);

  // One key, and the other desk sees it: linked, and with whoever answered before.
  await page.keyboard.press("y");
  // Pointed at, what was said stays.
  await page.getByText(/is the same matter as/).hover();
  const theirs = other.page.getByRole("region", { name: "The same matter before" });
  await theirs.getByText("Linked", { exact: true }).waitFor();
  await expect.poll(async () => (await omar.sees(third)).owner.name).toBe("Nina Kovalenko");
  await other.page
    .getByRole("complementary", { name: "Customer" })
    .getByText("The same matter, told again")
    .waitFor();

  // And back, for both.
  await page.getByRole("button", { name: "Undo" }).click();
  await theirs.getByText("Linked", { exact: true }).waitFor({ state: "detached" });
  await expect.poll(async () => (await omar.sees(third)).owner.kind).toBe("team");

  // Whoever reads Arabic sees it cut where it ends, not where it begins.
  const salma = await person({ name: "Salma Nasser", role: "agent", locale: "ar", teams: [kolo.teamId] });
  const arabic = await desk(salma);
  await arabic.go(`/inbox/open/${third.id}`);
  await arabic.page.getByRole("region", { name: "الموضوع نفسه من قبل" }).getByText(answer).waitFor();
  const cutting = await arabic.page.evaluate(`[...document.querySelectorAll("*")]
    .filter((each) => each.textContent.includes(${JSON.stringify(answer)}))
    .map((each) => getComputedStyle(each))
    .filter((style) => style.webkitLineClamp !== "none")
    .map((style) => style.direction)`);
  expect(cutting).toEqual(["ltr"]);
});

test("what is not the same is gone with one key, comes back with undo, and stays gone otherwise", async () => {
  const { nina, desk } = around;
  const { page, go } = await desk(nina);
  await go(`/inbox/open/${second.id}`);
  const strip = page.getByRole("region", { name: "The same matter before" });
  await strip.getByText("2nd time about this").waitFor();
  await page.keyboard.press("Shift+Y");
  await page.getByText(/are two matters/).waitFor();
  await strip.getByText("2nd time about this").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Undo" }).click();
  await strip.getByText("2nd time about this").waitFor();
  await page.keyboard.press("Shift+Y");
  await strip.getByText("2nd time about this").waitFor({ state: "detached" });
  await page.reload();
  await page.getByRole("article", { name: /Bookshelf/ }).waitFor();
  expect(await strip.getByText("2nd time about this").count()).toBe(0);
});

test("in Arabic, on a phone, in the dark, the former answer comes first as well", async () => {
  const { conversationFrom, person, kolo, nina, desk, key, settled } = around;
  const [asked, said] = [
    "طلبت مكتبة خشبية، رقم الطلب KB-31007، ولم تُشحن حتى الآن.",
    "تُشحن يوم الخميس بإذن الله.",
  ];
  const first = await conversationFrom("layla", asked);
  await nina.call(postReply, { params: { id: first.id }, body: { text: said } });
  const form = await key("conversations.reply");
  const third = await form.call(postConversation, {
    body: {
      inbox: kolo.inbox.id,
      channel: "form",
      customer: { email: "layla@customers.example" },
      text: "أين المكتبة؟؟ KB-31007 للمرة الثانية!",
    },
  });
  await settled();
  const yusuf = await person({ name: "Yusuf Saleh", role: "agent", locale: "ar", teams: [kolo.teamId] });
  const { page, go } = await desk(yusuf, { phone: true, dark: true });
  await go(`/inbox/open/${third.id}`);
  const strip = page.getByRole("region", { name: "الموضوع نفسه من قبل" });
  await strip.getByText(said).waitFor();
  await strip.getByRole("button", { name: /إظهار الجواب السابق/ }).click();
  await strip.getByText("في كليهما KB-31007").waitFor();
  await expectNothingSerious(page);
  expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
  await strip.getByRole("button", { name: "ربط" }).click();
  await strip.getByText("مرتبطة", { exact: true }).waitFor();
});
