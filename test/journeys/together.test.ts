/** Two agents at one matter: who looks and writes, who is answering, what came meanwhile, and a draft that changes hands. */
import { beforeAll, expect, test } from "vitest";
import { postNote, postReply } from "../../contract/conversations.ts";
import { type Desk, type DeskWorld, deskWorld, expectNothingSerious } from "./desk.ts";

let around: DeskWorld;
beforeAll(async () => {
  around = await deskWorld();
});

const reply = ({ page }: Desk) => page.getByRole("textbox", { name: "Reply to the customer" });
async function type(desk: Desk, words: string) {
  await reply(desk).click();
  await desk.page.keyboard.type(words);
}

test("two at one matter see each other look and write, and one answers", async () => {
  const { nina, omar, conversationFrom, desk } = around;
  const { id } = await conversationFrom("ines", "Where is my order?", { subject: "Order" });
  const [ninas, omars] = [await desk(nina), await desk(omar)];
  await ninas.go(`/inbox/open/${id}`);
  await omars.go(`/inbox/open/${id}`);
  const here = (one: Desk) => one.page.getByRole("list", { name: "Colleagues looking at this" });
  await here(ninas).getByText(`${omar.name} is looking`).waitFor();
  await here(omars).getByText(`${nina.name} is looking`).waitFor();

  await type(ninas, "It left yesterday");
  await here(omars).getByText(`${nina.name} is writing`).waitFor();
  const strip = omars.page.getByRole("region", { name: `${nina.name} is answering` });
  await strip.waitFor();
  // In the list, too, for whoever chooses what to do next.
  await omars.page
    .getByRole("listitem")
    .filter({ hasText: "Where is my order?" })
    .getByText(`${nina.name} is answering`)
    .first()
    .waitFor();
  await expectNothingSerious(omars.page);

  await strip.getByRole("button", { name: "Write anyway" }).click();
  await strip.waitFor({ state: "detached" });
  await ninas.page.getByText(`${omar.name} is answering #`).waitFor();
  expect(await reply(ninas).textContent()).toBe("It left yesterday");
  const back = ninas.page.getByRole("region", { name: `${omar.name} is answering` });
  await back.getByRole("button", { name: `Leave it to ${omar.name}` }).click();
  await back.waitFor({ state: "detached" });

  await type(omars, "On its way.");
  await omars.page.keyboard.press("Control+Enter");
  await omars.page.getByRole("article", { name: "Our answer, by Omar Haddad" }).waitFor();
  await ninas.page.getByText(`${omar.name} answered`).waitFor();
  await omars.page.close();
  await here(ninas).waitFor({ state: "detached" });
});

test("what comes while one writes is shown above the words, and stops the answer until it was looked at", async () => {
  const { nina, omar, conversationFrom, desk } = around;
  const { id } = await conversationFrom("tom", "Where are you?", { subject: "Address" });
  const ninas = await desk(nina);
  const { page } = ninas;
  await ninas.go(`/inbox/open/${id}`);
  await type(ninas, "Harbour street 5.");
  const place = await reply(ninas).boundingBox();
  await omar.call(postNote, { params: { id }, body: { text: "We moved to number 7." } });
  const strip = page.getByRole("region", { name: "New while you were writing" });
  await strip.getByText("We moved to number 7.").waitFor();
  expect((await reply(ninas).boundingBox())?.y).toBe(place?.y);
  // The caret is where it was.
  await page.keyboard.type(" Come by");
  expect(await reply(ninas).textContent()).toBe("Harbour street 5. Come by");

  await page.keyboard.press("Control+Enter");
  const difference = page.getByRole("region", { name: "What came while you were writing" });
  await difference.getByText("We moved to number 7.").waitFor();
  await expect.poll(() => difference.evaluate((box) => box.matches(":focus"))).toBe(true);
  await expectNothingSerious(page);
  expect(await reply(ninas).textContent()).toBe("Harbour street 5. Come by");
  await difference.getByRole("button", { name: "Go on writing" }).click();
  await page.keyboard.press("Control+A");
  await page.keyboard.type("Harbour street 7.");

  await omar.call(postReply, { params: { id }, body: { text: "It is number 7.", after: "keep" } });
  await strip.getByText("It is number 7.").waitFor();
  await page.keyboard.press("Control+Enter");
  await difference.getByRole("button", { name: "Throw mine away" }).click();
  await expect.poll(() => reply(ninas).textContent()).toBe("");
  await page.getByRole("button", { name: "Undo" }).click();
  await reply(ninas).getByText("Harbour street 7.").waitFor();
  // What was looked at does not stop it twice.
  await reply(ninas).click();
  await page.keyboard.press("Control+Enter");
  await page.getByRole("article", { name: "Our answer, by Nina" }).getByText("Harbour street 7.").waitFor();
});

test("a draft is left to a colleague, who finishes it; its author sees it go on", async () => {
  const { nina, omar, conversationFrom, desk } = around;
  const { id } = await conversationFrom("lea", "Can I pay later?", { subject: "Paying" });
  const [ninas, omars] = [await desk(nina), await desk(omar)];
  await ninas.go(`/inbox/open/${id}`);
  await omars.go(`/inbox/open/${id}`);
  await type(ninas, "You can pay until");
  await ninas.page.getByText("Draft kept").waitFor();
  await ninas.page.getByRole("button", { name: "Draft", exact: true }).click();
  await ninas.page.getByRole("menuitem", { name: "Let a colleague finish it" }).click();
  const card = omars.page.getByRole("region", { name: `Draft by ${nina.name}` });
  await card.getByText("You can pay until").waitFor();
  await card.getByRole("button", { name: "Take it over" }).click();
  await reply(omars).getByText("You can pay until").waitFor();
  await expect.poll(() => reply(ninas).textContent()).toBe("");
  await omars.page.keyboard.press("Control+End");
  await omars.page.keyboard.type(" Friday.");
  await ninas.page
    .getByRole("region", { name: `Draft by ${omar.name}` })
    .getByText("until Friday.")
    .waitFor();

  // What she had written is hers still.
  await ninas.page.getByRole("button", { name: "Draft", exact: true }).click();
  await ninas.page.getByRole("menuitem", { name: "Earlier states" }).click();
  await ninas.page.getByRole("dialog").getByText("You can pay until").waitFor();
  await expectNothingSerious(ninas.page);
  await ninas.page.getByRole("dialog").getByRole("button", { name: "Restore" }).first().click();
  await reply(ninas).getByText("You can pay until").waitFor();
});

test("a matter is handed over with a note in one step", async () => {
  const { nina, omar, conversationFrom, desk } = around;
  const { id } = await conversationFrom("kim", "It broke again", { subject: "Broken" });
  const ninas = await desk(nina);
  const { page } = ninas;
  await ninas.go(`/inbox/open/${id}`);
  await page.getByText("It broke again").last().waitFor();
  await page.keyboard.press("a");
  await page.getByText("With a note to the new owner").click();
  await page.getByRole("textbox", { name: "Note to the new owner" }).fill("She called twice.");
  await page.getByRole("option", { name: omar.name }).click();
  await page.getByRole("article").getByText("She called twice.").waitFor();
  const omars = await desk(omar);
  await omars.go("/inbox/mine");
  await omars.page.getByRole("button", { name: /Notices/ }).click();
  await omars.page
    .getByText(/gave you this: “.?She called twice\..?”/u)
    .first()
    .waitFor();
});

test("a draft survives a page that dies in the middle of a word while the server is out of reach", async () => {
  const { nina, conversationFrom, desk } = around;
  const { id } = await conversationFrom("max", "Does it float?", { subject: "Floating" });
  const ninas = await desk(nina);
  await ninas.go(`/inbox/open/${id}`);
  await type(ninas, "It floats as long as");
  await ninas.page.getByText("Draft kept").waitFor();
  // From now on nothing reaches the server, and the page dies before it is back.
  await ninas.page.route("**/draft", (route) => route.abort());
  await ninas.page.keyboard.type(" the valve is shu");
  const devtools = await ninas.context.newCDPSession(ninas.page);
  const died = ninas.page.waitForEvent("crash");
  // Of what has died nothing answers.
  void devtools.send("Page.crash").catch(() => undefined);
  await died;
  const again = await ninas.context.newPage();
  await again.goto(new URL(`/inbox/open/${id}`, await around.url()).href);
  const words = again.getByRole("textbox", { name: "Reply to the customer" });
  await words.getByText("It floats as long as the valve is shu").waitFor();
});

test("the strips fit a phone in Arabic", async () => {
  const { omar, person, conversationFrom, desk, kolo } = around;
  const noor = await person({ name: "Noor Haddad", role: "agent", locale: "ar", teams: [kolo.teamId] });
  const { id } = await conversationFrom("ines", "هل وصل طلبي؟", { subject: "الطلب" });
  const [noors, omars] = [await desk(noor, { phone: true }), await desk(omar)];
  await omars.go(`/inbox/open/${id}`);
  await type(omars, "لحظة من فضلك");
  await noors.go(`/inbox/open/${id}`);
  await noors.page.getByRole("region", { name: /يردّ الآن/ }).waitFor();
  await noors.page.getByRole("textbox", { name: "رد على العميل" }).click();
  await noors.page.keyboard.type("نعم وصل");
  await omar.call(postNote, { params: { id }, body: { text: "انتظروا، لم يصل بعد." } });
  await noors.page.getByRole("region", { name: "جديد أثناء كتابتك" }).waitFor();
  expect(await noors.page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
});
