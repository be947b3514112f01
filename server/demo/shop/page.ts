import { html } from "ghtml";
import { directionOf, type Locale, locales } from "../../../contract/languages.ts";
import { draw } from "./drawing.ts";
import { type Product, priceText, products } from "./products.ts";
import { shopStyle } from "./style.ts";
import { type ShopWords, shopWords } from "./words.ts";

export interface Place {
  /** Below the language: `/bikes/city`. */
  path: string;
  step?: string;
  product?: string;
}

const names: Record<Locale, string> = {
  en: "English",
  ru: "Русский",
  uk: "Українська",
  zh: "中文",
  ar: "العربية",
};

/** A page of the shop with all that stands on each of them: the head, the consent, the chat by one line. */
export function page(
  locale: Locale,
  {
    title,
    body,
    place,
    chatKey,
    nonce,
  }: { title: string; body: string; place: Place; chatKey: string | null; nonce: string },
): string {
  const words = shopWords[locale];
  const home = `/demo/shop/${locale}`;
  const data = {
    locale,
    words: { remove: words.remove, askText: words.askText },
    products: Object.fromEntries(
      products.map((one) => [one.slug, { name: one.name[locale], price: one.price }]),
    ),
    place,
  };
  return html`<!doctype html>
<html lang="${locale}" dir="${directionOf(locale)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Kolo Bikes</title><style nonce="${nonce}">!${shopStyle}</style>
!${chatKey ? html`<script async src="/chat/loader.js" data-widget="${chatKey}" data-consent="required" data-page data-title></script>` : ""}
<script type="application/json" id="shop">!${JSON.stringify(data).replaceAll("<", "\\u003c")}</script>
<script type="module" src="/demo/shop/shop.js"></script></head>
<body>
<header class="top"><div class="wide">
  <a class="logo" href="${home}">Kolo Bikes</a>
  <a href="${home}/cart">${words.cart} <span class="badge" id="count"></span></a>
  <a href="${home}/account">${words.account}</a>
  <select id="language" aria-label="${words.language}">!${locales.map(
    (one) =>
      html`<option value="/demo/shop/${one}${place.path}" lang="${one}" !${one === locale ? "selected" : ""}>${names[one]}</option>`,
  )}</select>
</div></header>
<main>!${body}</main>
<footer class="wide note">${words.note}</footer>
<section class="consent" id="consent" aria-label="${words.consent}" hidden>
  <p>${words.consent}</p>
  <div class="row"><button class="button" id="consent-yes">${words.yes}</button><button class="button second" id="consent-no">${words.no}</button></div>
</section>
</body></html>`;
}

export const homePage = (locale: Locale, words: ShopWords): string => html`
  <div class="wide hero">
    <div><h1>${words.tagline}</h1><p>${words.intro}</p><a class="button" href="#bikes">${words.look}</a></div>
    <div class="stage">!${draw(products[0]!.drawing, products[0]!.name[locale])}</div>
  </div>
  <section class="wide" id="bikes"><h2>${words.bikes}</h2>
    <ul class="grid">!${products.map(
      (one) => html`<li><a class="item" href="/demo/shop/${locale}/bikes/${one.slug}">
        !${draw(one.drawing, one.name[locale])}<b>${one.name[locale]}</b><span class="quiet">${one.line[locale]}</span><span class="price">${priceText(locale, one.price)}</span></a></li>`,
    )}</ul>
  </section>`;

export const productPage = (locale: Locale, words: ShopWords, product: Product): string => html`
  <div class="wide thing">
    <div class="stage">!${draw(product.drawing, product.name[locale])}</div>
    <div>
      <h1>${product.name[locale]}</h1>
      <p class="quiet">${product.line[locale]}</p>
      <p>${product.about[locale]}</p>
      <p class="price">${priceText(locale, product.price)}</p>
      <form id="add" data-slug="${product.slug}">
        !${
          product.sizes.length
            ? html`<fieldset><legend>${words.size}</legend><div class="row">!${product.sizes.map(
                (size, at) =>
                  html`<label class="size"><input type="radio" name="size" value="${size}" !${at === 0 ? "checked" : ""}>${size}</label>`,
              )}</div></fieldset>`
            : ""
        }
        <div class="row"><button class="button">${words.add}</button>
        <button type="button" class="button second" id="ask" data-name="${product.name[locale]}">${words.ask}</button></div>
      </form>
    </div>
  </div>`;

export const cartPage = (locale: Locale, words: ShopWords): string => html`
  <div class="narrow">
    <h1>${words.cart}</h1>
    <p id="empty" hidden>${words.empty} <a href="/demo/shop/${locale}#bikes">${words.look}</a></p>
    <ul class="lines" id="lines"></ul>
    <div id="sum" hidden><p class="price">${words.total}: <span id="total"></span></p>
      <div class="row"><a class="button" href="/demo/shop/${locale}/checkout/delivery">${words.checkout}</a>
      <button type="button" class="button second" id="help">${words.help}</button></div></div>
    <template id="line"><li><div class="picture"></div><div><b class="name"></b><br><span class="quiet size-of"></span><br><button type="button">${words.remove}</button></div><span class="price"></span></li></template>
    !${products.map((one) => html`<template data-picture="${one.slug}">!${draw(one.drawing, one.name[locale])}</template>`)}
  </div>`;

export const steps = ["delivery", "payment", "done"] as const;
export type Step = (typeof steps)[number];

export function checkoutPage(words: ShopWords, step: Step): string {
  const field = (name: string, label: string, autocomplete: string) =>
    html`<label class="field">${label}<input id="${name}" name="${name}" autocomplete="${autocomplete}"></label>`;
  const list = html`<ol class="steps">!${steps.map(
    (one) => html`<li !${one === step ? 'aria-current="step"' : ""}>${words[one]}</li>`,
  )}</ol>`;
  if (step === "done")
    return html`<div class="narrow">!${list}<h1>${words.done}</h1><p>${words.doneWords}</p></div>`;
  return html`<div class="narrow">!${list}<h1>${words[step]}</h1>
    <form id="checkout" data-next="${step === "delivery" ? "payment" : "done"}">
      !${
        step === "delivery"
          ? [
              field("name", words.name, "name"),
              field("street", words.street, "street-address"),
              field("town", words.town, "address-level2"),
            ].join("")
          : html`!${field("card", words.card, "cc-number")}<p class="wrong" id="wrong" role="alert" hidden>${words.cardError}</p>`
      }
      <button class="button">${step === "delivery" ? words.next : words.pay}</button>
    </form></div>`;
}

export const accountPage = (words: ShopWords, people: { id: string; name: string }[]): string => html`
  <div class="narrow"><h1>${words.account}</h1>
    <div id="people" hidden><p>${words.signInWords}</p>
      <div class="row">!${people.map(({ id, name }) => html`<button class="button second" data-person="${id}">${name}</button>`)}</div></div>
    <div id="signed-in" hidden><p>${words.signedInAs} <b id="who"></b></p><button class="button" id="sign-out">${words.signOut}</button></div>
  </div>`;
