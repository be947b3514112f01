/**
 * `/demo/shop`: a small bicycle shop of the sample brand, in the five languages, on which the chat stands as on any
 * site: taken in by one line, under a strict content policy, with a question for consent, a cart and a checkout to be
 * told of, and people who sign in and are signed for. It exists in demo mode alone.
 */
import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { identityText } from "../../../contract/chat.ts";
import { type Locale, locales } from "../../../contract/languages.ts";
import { Refusal } from "../../refusal.ts";
import { localeFrom } from "../../texts.ts";
import {
  accountPage,
  cartPage,
  checkoutPage,
  homePage,
  type Place,
  page,
  productPage,
  type Step,
  steps,
} from "./page.ts";
import { productOf } from "./products.ts";
import { type ShopWords, shopWords } from "./words.ts";

/** Customers of the sample workspace, so that the chat knows what they wrote before. */
const people = [
  { id: "ines", name: "Inês Duarte", email: "ines.duarte@postbox.example" },
  { id: "lili", name: "王丽丽", email: "lili.wang@spreenet.example" },
  { id: "khalid", name: "خالد المنصوري", email: "khalid.almansoori@marinapost.example" },
];

/** The chat of the shop's brand: its public key, and the secret that a shop's own server would keep. */
export interface ShopChat {
  key: string;
  secret: string | null;
}

export function shopPages(app: FastifyInstance, { chat }: { chat: () => Promise<ShopChat | null> }): void {
  const script = readFileSync(join(import.meta.dirname, "in-the-browser.js"));

  const show =
    (
      draw: (
        locale: Locale,
        words: ShopWords,
        params: Record<string, string>,
      ) => { title: string; body: string; place: Place },
    ) =>
    async (request: FastifyRequest, response: FastifyReply) => {
      const params = request.params as Record<string, string>;
      const locale = locales.find((one) => one === params.locale);
      if (!locale) throw new Refusal("not_found");
      const drawn = draw(locale, shopWords[locale], params);
      const found = await chat();
      return response
        .header("content-security-policy", policy(response.cspNonce))
        .header("cache-control", "no-store")
        .header("content-language", locale)
        .type("text/html; charset=utf-8")
        .send(page(locale, { ...drawn, chatKey: found?.key ?? null, nonce: response.cspNonce }));
    };

  app.get("/demo/shop", async (request, response) =>
    response.redirect(`/demo/shop/${localeFrom(request.headers["accept-language"])}`),
  );
  app.get("/demo/shop/shop.js", async (_request, response) =>
    response.type("text/javascript; charset=utf-8").header("cache-control", "no-cache").send(script),
  );
  app.get("/demo/shop/identity/:person", async (request, response) => {
    const { person } = request.params as { person: string };
    const who = people.find(({ id }) => id === person);
    const found = await chat();
    if (!who || !found?.secret) throw new Refusal("not_found");
    const hash = createHmac("sha256", found.secret).update(identityText(who.id, who.email)).digest("hex");
    return response
      .header("cache-control", "no-store")
      .send({ userId: who.id, email: who.email, name: who.name, hash });
  });

  app.get(
    "/demo/shop/:locale",
    show((locale, words) => ({
      title: words.tagline,
      body: homePage(locale, words),
      place: { path: "" },
    })),
  );
  app.get(
    "/demo/shop/:locale/bikes/:slug",
    show((locale, words, { slug = "" }) => {
      const product = productOf(slug);
      if (!product) throw new Refusal("not_found");
      return {
        title: product.name[locale],
        body: productPage(locale, words, product),
        place: { path: `/bikes/${slug}`, product: product.name[locale] },
      };
    }),
  );
  app.get(
    "/demo/shop/:locale/cart",
    show((locale, words) => ({
      title: words.cart,
      body: cartPage(locale, words),
      place: { path: "/cart", step: "cart" },
    })),
  );
  app.get(
    "/demo/shop/:locale/checkout/:step",
    show((_locale, words, { step }) => {
      const known = steps.find((one): one is Step => one === step);
      if (!known) throw new Refusal("not_found");
      return {
        title: words[known],
        body: checkoutPage(words, known),
        place: { path: `/checkout/${known}`, step: `checkout: ${known}` },
      };
    }),
  );
  app.get(
    "/demo/shop/:locale/account",
    show((_locale, words) => ({
      title: words.account,
      body: accountPage(words, people),
      place: { path: "/account" },
    })),
  );
}

/** As strict as a site can be: no inline code, no inline styles, no strings turned into code. The chat bears it. */
const policy = (nonce: string) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "connect-src 'self'",
    "frame-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; ");
