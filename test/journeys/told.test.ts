import { beforeAll, expect, test } from "vitest";
import { putOwner } from "../../contract/conversations.ts";
import { getFollowing } from "../../contract/following.ts";
import { listNotices } from "../../contract/notices.ts";
import { putIntent } from "../../contract/triage.ts";
import { type DeskWorld, deskWorld, expectNothingSerious } from "./desk.ts";

let around: DeskWorld;
beforeAll(async () => {
  around = await deskWorld();
});

test("a colleague is asked with the keys alone, answers, and the owner stays who it was", async () => {
  const { nina, omar, conversationFrom, desk } = around;
  const { id } = await conversationFrom("ines", "Is the frame covered?", { subject: "Frame" });
  await nina.call(putOwner, { params: { id }, body: { agent: nina.id } });
  const [one, other] = [await desk(nina), await desk(omar)];
  await other.go("/inbox/open");
  await one.go(`/inbox/open/${id}`);
  await one.page.getByRole("textbox", { name: "Reply to the customer" }).waitFor();

  await one.page.keyboard.press("Shift+n");
  const note = one.page.getByRole("textbox", { name: "Note for colleagues" });
  await note.waitFor();
  // By letters of another script; who does not serve the brand is shown and not taken.
  await one.page.keyboard.type("ома");
  await one.page.getByRole("option", { name: "Omar Haddad" }).waitFor();
  await one.page.keyboard.press("Enter");
  await one.page.keyboard.type("is it?");
  await one.page.getByText("Ask: they answer, it stays yours").waitFor();
  await one.page.keyboard.press("Control+Enter");
  await one.page.getByRole("article").getByText("@Omar Haddad").waitFor();
  await one.page.getByText("Asked, no answer yet: Omar Haddad").waitFor();

  await other.page.getByRole("button", { name: "Open", exact: true }).click();
  const strip = other.page.getByRole("region", { name: "What you were named in" });
  await strip.getByText("Nina Kovalenko asked you").waitFor();
  await expectNothingSerious(other.page);
  await strip.getByRole("button", { name: "Answer" }).click();
  await other.page.keyboard.type("Yes, until May.");
  await other.page.keyboard.press("Control+Enter");
  await strip.waitFor({ state: "detached" });
  await one.page.getByText("Asked, no answer yet").waitFor({ state: "detached" });
  expect((await nina.sees({ id })).owner.id).toBe(nina.id);
  const { mentions, followers } = await nina.call(getFollowing, { params: { id } });
  expect(mentions[0]?.doneAt).not.toBeNull();
  expect(followers).toMatchObject([{ agent: { id: omar.id }, because: "asked" }]);
});

test("done is said on one screen, and the bell is quiet on the other", async () => {
  const { nina, omar, conversationFrom, desk } = around;
  const { postNote } = await import("../../contract/conversations.ts");
  const { id } = await conversationFrom("tom", "Hello", { subject: "Greeting" });
  const html = `<p><span data-mention="agent:${omar.id}">@Omar Haddad</span> look</p>`;
  await nina.call(postNote, { params: { id }, body: { html } });
  const [phone, laptop] = [await desk(omar, { phone: true }), await desk(omar)];
  await laptop.go("/inbox/open");
  const bell = laptop.page.getByRole("button", { name: /^Notices \d/ });
  await bell.waitFor();
  await phone.go(`/inbox/open/${id}`);
  await phone.page.getByRole("button", { name: "Done", exact: true }).click();
  await phone.page.getByRole("region", { name: "What you were named in" }).waitFor({ state: "detached" });
  // It was seen where it was open.
  await laptop.page.keyboard.press("g");
  await laptop.page.keyboard.press("t");
  const notices = laptop.page.getByRole("dialog", { name: "Notices" });
  await notices.getByRole("heading", { name: "Named or asked" }).waitFor();
  await notices.getByRole("button", { name: /^Done: .*Nina Kovalenko.* named you/ }).click();
  await expect
    .poll(async () =>
      (await omar.call(listNotices, {})).items.filter(({ conversation }) => conversation?.id === id),
    )
    .toEqual([]);
});

test("words written without a connection are shown there, outlive a reload, and are handed over", async () => {
  const { nina, conversationFrom, desk } = around;
  const { getDraft } = await import("../../contract/conversations.ts");
  const { id } = await conversationFrom("uma", "Where?", { subject: "Place" });
  const { page, context, go } = await desk(nina, { installed: true });
  await go(`/inbox/open/${id}`);
  const words = page.getByRole("textbox", { name: "Reply to the customer" });
  await words.waitFor();
  await page.waitForFunction(
    'navigator.serviceWorker.ready.then(({ active }) => active.state === "activated")',
  );
  // What the first page had loaded is kept a moment after it.
  await page.waitForFunction(
    'caches.match([...performance.getEntriesByType("resource")].find(({ name }) => name.includes("/Editor-")).name).then(Boolean)',
  );
  await context.setOffline(true);
  await words.click();
  await page.keyboard.type("By the harbour, number five.");
  await page.reload();
  await page.getByText("No connection").waitFor();
  await page.getByText("By the harbour, number five.").waitFor();
  await expectNothingSerious(page);

  await context.setOffline(false);
  await words.getByText("By the harbour, number five.").waitFor();
  await expect
    .poll(async () => (await nina.call(getDraft, { params: { id } })).draft?.html)
    .toContain("number five");
});

test("what a push brings is shown in one place for each matter, and rings once", async () => {
  const { nina, conversationFrom, desk } = around;
  const { id, number } = await conversationFrom("walt", "Hello", { subject: "Push" });
  const { page, context, go } = await desk(nina, { installed: true });
  const browser = await context.newCDPSession(page);
  const registered = new Promise<string>((found) => {
    browser.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      if (registrations[0]) found(registrations[0].registrationId);
    });
  });
  await browser.send("ServiceWorker.enable");
  await go("/inbox/open");
  await page.waitForFunction(
    'navigator.serviceWorker.ready.then(({ active }) => active.state === "activated")',
  );
  const [worker] = context.serviceWorkers();
  // A browser without a screen has no place for notifications and refuses them; what it was asked to show is noted.
  await worker!.evaluate(
    "self.shown = []; self.registration.showNotification = async (title, options) => void self.shown.push({ title, ...options })",
  );
  const told = { id, tag: id, title: `#${number}`, place: `/inbox/all/${id}`, lang: "en", dir: "ltr" };
  for (const more of [
    { body: "New message", again: false },
    { body: "2 new messages", again: true },
  ])
    await browser.send("ServiceWorker.deliverPushMessage", {
      origin: new URL(page.url()).origin,
      registrationId: await registered,
      data: JSON.stringify({ ...told, ...more, open: "Open", done: "Done" }),
    });
  await expect
    .poll(() => worker!.evaluate("self.shown"))
    .toMatchObject([
      {
        title: `#${number}`,
        body: "New message",
        tag: id,
        silent: false,
        data: { place: `/inbox/all/${id}` },
      },
      { body: "2 new messages", tag: id, silent: true, actions: [{ title: "Open" }, { title: "Done" }] },
    ]);
});

test("on an Arabic phone one is named, follows, and chooses what one is told", async () => {
  const { nina, conversationFrom, desk, kolo, person } = around;
  const amira = await person({ name: "Amira Saleh", role: "agent", locale: "ar", teams: [kolo.teamId] });
  const { id } = await conversationFrom("vera", "مرحبا، أين طلبي؟", { subject: "طلبي" });
  await amira.call(putIntent, { params: { id }, body: { intent: "order_status" } });
  const { page, go } = await desk(amira, { phone: true });
  await go(`/inbox/open/${id}`);
  await page.getByRole("radio", { name: "ملاحظة" }).click();
  await page.keyboard.type("@نينا");
  await page.getByRole("option", { name: nina.name }).click();
  await page.keyboard.type("ما رأيك؟");
  await page.getByText("سؤال: يجيبون وتبقى المحادثة لك").click();
  await expectNothingSerious(page);
  await page.getByRole("button", { name: "احفظ الملاحظة" }).click();
  await page.getByText("سُئل ولم يُجب بعد").waitFor();
  expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);

  await go("/settings/notices");
  const mail = page.getByRole("checkbox", { name: "ما أُسند إليّ: بالبريد" });
  await mail.waitFor();
  await page.getByText("ساعات الهدوء").first().waitFor();
  await expectNothingSerious(page);
  expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
});

test("the desk can be installed, under the name of the workspace", async () => {
  const { nina, desk } = around;
  const { page, go } = await desk(nina);
  await go("/inbox/open");
  const manifest = (await page.evaluate(
    'fetch(document.querySelector("link[rel=manifest]").href, { credentials: "include" }).then((answer) => answer.json())',
  )) as { icons: { src: string; sizes: string }[] };
  expect(manifest).toMatchObject({ display: "standalone", short_name: "Meridian Care" });
  for (const { src, sizes } of manifest.icons) {
    const drawn = `fetch("${src}").then((answer) => answer.blob()).then(createImageBitmap)`;
    expect(await page.evaluate(`${drawn}.then(({ width, height }) => width + "x" + height)`)).toBe(sizes);
  }
});
