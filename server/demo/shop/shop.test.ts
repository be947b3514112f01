import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { getLauncher, postVisitor } from "../../../contract/chat.ts";
import { world } from "../../../test/world.ts";
import { openServer } from "../../http/server.ts";
import { readSecret } from "../../secret.ts";
import { shopPages } from "./index.ts";
import { products } from "./products.ts";
import { shopChat } from "./shop-chat.ts";

const { db, visitor } = await world();
const secret = await readSecret(db);

async function shop(chat = () => shopChat(db, secret)) {
  const app = await openServer({
    db,
    publicUrl: new URL("http://localhost:3000"),
    trustProxy: false,
    logLevel: "silent",
    authenticate: async () => null,
    recognise: async () => null,
  });
  shopPages(app, { chat });
  return app;
}

test.each([
  ["en", "ltr", "Bicycles that stay"],
  ["ru", "ltr", "Велосипеды надолго"],
  ["uk", "ltr", "Велосипеди надовго"],
  ["zh", "ltr", "经久耐骑的自行车"],
  ["ar", "rtl", "دراجات تبقى معك"],
])("the shop speaks %s, on every page, with the chat on it", async (locale, direction, tagline) => {
  const app = await shop();
  const home = (await app.inject(`/demo/shop/${locale}`)).body;
  expect(home).toContain(`<html lang="${locale}" dir="${direction}">`);
  expect(home).toContain(tagline);
  for (const product of products) expect(home).toContain(product.name[locale as "en"]);
  for (const path of [
    "",
    "/bikes/city",
    "/cart",
    "/checkout/delivery",
    "/checkout/payment",
    "/checkout/done",
    "/account",
  ]) {
    const { statusCode, body } = await app.inject(`/demo/shop/${locale}${path}`);
    expect(statusCode, path).toBe(200);
    expect(body).toMatch(/<script async src="\/chat\/loader\.js" data-widget="[\w.-]+"/);
    expect(body).not.toContain("undefined");
  }
  await app.close();
});

test("it is as strict as a site can be", async () => {
  const app = await shop();
  const { headers, body } = await app.inject("/demo/shop/en");
  const policy = String(headers["content-security-policy"]);
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("require-trusted-types-for 'script'; trusted-types 'none'");
  expect(policy).not.toContain("unsafe");
  expect(body).not.toMatch(/ style=| onclick=/);
  await app.close();
});

test("who signs in at the shop is known in its chat", async () => {
  const app = await shop();
  const chat = (await shopChat(db, secret))!;
  const who = (await app.inject("/demo/shop/identity/khalid")).json();
  expect(who.hash).toBe(
    createHmac("sha256", chat.secret!).update(`${who.userId}\n${who.email}`).digest("hex"),
  );
  const { home } = await visitor.call(postVisitor, { body: { key: chat.key, identity: who, locale: "ar" } });
  expect(home.visitor).toMatchObject({ isKnown: true, email: who.email });
  await app.close();
});

test("its chat is made once, and asks for consent", async () => {
  const [one, other] = await Promise.all([shopChat(db, secret), shopChat(db, secret)]);
  expect(other).toEqual(one);
  const launcher = await visitor.call(getLauncher, { params: { key: one!.key } });
  expect(launcher).toMatchObject({ isOn: true, asksConsent: true, brand: "Kolo Bikes" });
});

test("without its brand the shop stands without a chat", async () => {
  const app = await shop(async () => null);
  const { body } = await app.inject("/demo/shop/en");
  expect(body).not.toContain("loader.js");
  expect((await app.inject("/demo/shop/identity/ines")).statusCode).toBe(404);
  await app.close();
});

test.each([
  "/demo/shop/fr",
  "/demo/shop/en/bikes/unicycle",
  "/demo/shop/en/checkout/later",
  "/demo/shop/identity/nobody",
])("%s is not there", async (url) => {
  const app = await shop();
  expect((await app.inject(url)).statusCode).toBe(404);
  await app.close();
});

test("where there is no demo there is no shop", async () => {
  const { app } = await world();
  const { headers } = await app.inject("/demo/shop/en");
  expect(String(headers["content-security-policy"])).not.toContain("trusted-types 'none'");
});
