import { generateSync } from "otplib";
import { beforeAll, expect, test, vi } from "vitest";
import { postAgent, postSecondFactor, putSecondFactor } from "../../contract/accounts.ts";
import { password } from "../world.ts";
import { type DeskWorld, deskWorld, expectNothingSerious } from "./desk.ts";

// A whole journey, with axe on the way, on a machine that may be busy with others.
vi.setConfig({ testTimeout: 120_000 });

let around: DeskWorld;
beforeAll(async () => {
  around = await deskWorld();
});

/** A browser in which nobody is signed in. */
async function visitor(options: { phone?: boolean; dark?: boolean } = {}) {
  const desk = await around.desk(around.omar, options);
  await desk.context.clearCookies();
  return desk;
}

const linkIn = (letter: { text: string }) => letter.text.match(/\/link\/\S+/)![0];

test("a wrong password is said, a right one leads to where one wanted to go", async () => {
  const { page, go } = await visitor();
  await go("/settings/tags");
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  await expectNothingSerious(page);

  await page.getByLabel("E-mail").fill(around.nina.email);
  await page.getByLabel("Password", { exact: true }).fill("not her password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByText("E-mail and password do not match.").waitFor();

  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Tags" }).waitFor();
});

test("a second factor is switched on with a first code, asked for at the next signing in, and switched off", async () => {
  const person = await around.person({ name: "Grace Miller", role: "agent" });
  const { page, context, go } = await around.desk(person);
  await go("/settings/security");
  await page.getByRole("button", { name: "Switch on" }).click();
  const dialog = page.getByRole("dialog", { name: "Second factor" });
  await dialog.getByLabel("Your password").fill("a guess");
  await dialog.getByRole("button", { name: "Continue" }).click();
  await dialog.getByText("This is not your current password.").waitFor();
  await dialog.getByLabel("Your password").fill(password);
  await dialog.getByRole("button", { name: "Continue" }).click();

  await dialog.getByRole("img", { name: "QR code for the authenticator app" }).waitFor();
  await expectNothingSerious(page);
  const secret = (await dialog.locator("code").textContent())!.replaceAll(" ", "");
  await dialog.getByLabel("Code").fill("000000");
  await dialog.getByRole("button", { name: "Switch on" }).click();
  await dialog.getByText("This code is not right, or it has been used.").waitFor();
  await dialog.getByLabel("Code").fill(generateSync({ secret }));
  await dialog.getByRole("button", { name: "Switch on" }).click();

  const shown = page.getByRole("alertdialog", { name: "Keep these recovery codes" });
  await shown.waitFor();
  await page.keyboard.press("Escape");
  const codes = await shown.getByRole("listitem").allTextContents();
  expect(codes.length).toBeGreaterThanOrEqual(8);
  await expectNothingSerious(page);
  await shown.getByRole("button", { name: "They are kept" }).click();
  await page.getByText("Switched on").waitFor();

  await context.clearCookies();
  await go("/sign-in");
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "One more step" }).waitFor();
  await expectNothingSerious(page);
  await page.getByLabel("Code").fill("123456");
  await page.keyboard.press("Enter");
  await page.getByText("This code is not right, or it has been used.").waitFor();
  await page.getByLabel("Code").fill(codes[0]!);
  await page.keyboard.press("Enter");
  await page.getByRole("navigation", { name: "Places" }).waitFor();

  await go("/settings/security");
  await page.getByRole("button", { name: "Switch off" }).click();
  const stop = page.getByRole("dialog", { name: "Switch off the second factor?" });
  await stop.getByLabel("Your password").fill(password);
  await stop.getByRole("button", { name: "Switch off" }).click();
  await page.getByText("Switched off").waitFor();
});

test("an invitation is a letter with a link: choose a password and be in, once", async () => {
  const { omar, letters } = around;
  const { page, go } = await around.desk(omar);
  await go("/settings/agents");
  await page.getByRole("button", { name: "Invite a person" }).click();
  const dialog = page.getByRole("dialog", { name: "Invite a person" });
  await expectNothingSerious(page);
  await dialog.getByRole("button", { name: "Send the invitation" }).click();
  await expect.poll(() => dialog.getByText("Fill this in.").count()).toBe(2);
  await dialog.getByLabel("Name", { exact: true }).fill("Тарас Бондар");
  await dialog.getByLabel("E-mail").fill("taras@meridian.example");
  await dialog.getByRole("button", { name: /Language of the letter/ }).click();
  await page.getByRole("option", { name: "Українська" }).click();
  await dialog.getByText("Only these").click();
  await dialog.getByRole("checkbox", { name: "Safra" }).uncheck({ force: true });
  await dialog.getByRole("button", { name: "Send the invitation" }).click();
  await page.getByText("taras@meridian.example has a letter with a link").waitFor();
  await page
    .getByRole("row", { name: /Тарас Бондар/ })
    .getByText("Invited")
    .waitFor();
  await expect.poll(() => letters.at(-1)?.to.address).toBe("taras@meridian.example");

  const guest = await visitor({ phone: true });
  const link = linkIn(letters.at(-1)!);
  await guest.go(link);
  await guest.page.getByRole("heading", { name: "Вітаємо, Тарас Бондар" }).waitFor();
  await expectNothingSerious(guest.page);
  await guest.page.getByLabel("Пароль", { exact: true }).fill("коротко");
  await guest.page.getByRole("button", { name: "Відкрити робочий стіл" }).click();
  await guest.page.getByText("Щонайменше 10 знаків.", { exact: true }).waitFor();
  await guest.page.getByLabel("Пароль", { exact: true }).fill("сім зелених велосипедів");
  await guest.page.getByRole("button", { name: "Відкрити робочий стіл" }).click();
  await guest.page.getByRole("navigation", { name: "Розділи" }).waitFor();

  await guest.context.clearCookies();
  await guest.go(link);
  await guest.page.getByRole("heading", { name: "Це посилання більше не працює" }).waitFor();
});

test("a forgotten password: the answer is the same for all, and the link asks for the second factor", async () => {
  const { letters } = around;
  const person = await around.person({ name: "Lin Wei", role: "agent" });
  const { secret } = await person.call(postSecondFactor, { body: { password } });
  const { recoveryCodes } = await person.call(putSecondFactor, { body: { code: generateSync({ secret }) } });
  const before = letters.length;
  const { page, go } = await visitor();
  await go("/sign-in");
  for (const email of ["nobody@meridian.example", person.email]) {
    await page.getByRole("button", { name: "Forgot your password?" }).click();
    await page.getByLabel("E-mail").fill(email);
    await page.getByRole("button", { name: "Send the link" }).click();
    await page.getByRole("heading", { name: "Look into your mail" }).waitFor();
    await page.getByText(`If ${email} belongs to an account`).waitFor();
    await expectNothingSerious(page);
    await page.getByRole("button", { name: "Back to signing in" }).click();
  }
  await expect.poll(() => letters.length).toBe(before + 1);

  await go(linkIn(letters.at(-1)!));
  await page.getByRole("heading", { name: "A new password" }).waitFor();
  await page.getByLabel("New password").fill("nine green tandems ride");
  await page.getByRole("button", { name: "Save and sign in" }).click();
  await page.getByLabel("Code").fill("123456");
  await page.getByRole("button", { name: "Save and sign in" }).click();
  await page.getByText("This code is not right, or it has been used.").waitFor();
  await expectNothingSerious(page);
  await page.getByLabel("Code").fill(recoveryCodes[0]!);
  await page.getByRole("button", { name: "Save and sign in" }).click();
  await page.getByRole("navigation", { name: "Places" }).waitFor();
});

test("one's own profile: name, language, appearance, password, and an end to other sessions", async () => {
  const person = await around.person({ name: "Hannah Vogt", role: "readonly" });
  const elsewhere = await around.desk(person);
  await elsewhere.go("/profile");
  await elsewhere.page.getByRole("heading", { name: "Profile" }).waitFor();
  const { page, go } = await around.desk(person, { dark: true });
  await go("/profile");
  await expectNothingSerious(page);

  await page.getByLabel("Your name").fill("Hannah Vogt-Lange");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved").waitFor();
  await page.getByText("Light", { exact: true }).click();
  await expect.poll(() => page.evaluate("document.documentElement.dataset.theme")).toBe("light");
  await page.getByRole("combobox", { name: "Time zone" }).fill("Shanghai");
  await page.getByRole("option", { name: /Asia\/Shanghai/ }).click();

  await go("/settings/security");
  await expectNothingSerious(page);
  await page.getByLabel("Current password").fill("a guess");
  await page.getByLabel("New password").fill("nine green tandems ride");
  await page.getByRole("button", { name: "Change the password" }).click();
  await page.getByText("This is not your current password.").waitFor();
  expect(await page.getByRole("button", { name: /^End the session/ }).count()).toBeGreaterThanOrEqual(2);
  await page.getByLabel("Current password").fill(password);
  await page.getByRole("button", { name: "Change the password" }).click();
  await page.getByText("The password is changed, other sessions have ended").waitFor();
  await expect.poll(() => page.getByRole("button", { name: /^End the session/ }).count()).toBe(0);

  await go("/settings/profile");
  await page.getByRole("button", { name: /English/ }).click();
  await page.getByRole("option", { name: "العربية" }).click();
  await page.getByRole("heading", { name: "الملف الشخصي" }).waitFor();
  await page.reload();
  await page.getByRole("heading", { name: "الملف الشخصي" }).waitFor();
  expect(await page.getByLabel("اسمك").inputValue()).toBe("Hannah Vogt-Lange");
  expect(await page.getByRole("combobox", { name: "المنطقة الزمنية" }).inputValue()).toContain(
    "Asia/Shanghai",
  );

  await elsewhere.page.reload();
  await elsewhere.page.getByRole("heading", { name: "Sign in" }).waitFor();
});

test("somebody who was invited by nobody is not let in", async () => {
  const { omar, letters } = around;
  await omar.call(postAgent, {
    body: { name: "Ghost", email: "ghost@meridian.example", role: "agent", locale: "en" },
  });
  await expect.poll(() => letters.at(-1)?.to.address).toBe("ghost@meridian.example");
  const { page, go } = await visitor();
  await go(`${linkIn(letters.at(-1)!).slice(0, -3)}abc`);
  await page.getByRole("heading", { name: "This link no longer works" }).waitFor();
  await expectNothingSerious(page);
  await page.getByRole("button", { name: "Back to signing in" }).click();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
});
