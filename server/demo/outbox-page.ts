import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { html } from "ghtml";
import { directionOf, type Locale } from "../../contract/languages.ts";
import { type Address, type ReadMail, readMail } from "../channels/mail/reading/index.ts";
import { isThisMachine } from "../http/this-machine.ts";
import { localeFrom, type TextKey, text } from "../texts.ts";
import { outboxStyle } from "./outbox-style.ts";

/**
 * `/dev/outbox`: the mails that a demo without a mail server would have sent, as their readers would see them. Plain
 * pages without a script.
 *
 * They show the mails of all workspaces, with the links to choose a password in them. So they exist in demo mode
 * alone, and open for whoever is signed in, and without signing in on the machine itself, where whoever can ask for
 * the page can read the folder as well.
 */
export function outboxPages(app: FastifyInstance, { folder }: { folder: string }): void {
  const page =
    (show: (visit: Visit) => Promise<unknown>) => async (request: FastifyRequest, response: FastifyReply) => {
      const caller = await app.authenticate(request);
      request.caller = caller;
      const locale = caller?.locale ?? localeFrom(request.headers["accept-language"]);
      const visit = { folder, request, response, locale };
      response.header("cache-control", "private, no-store").header("content-language", locale);
      if (!caller && !isAtTheMachine(request)) return sendPage(visit, 401, lockedPage(locale));
      return show(visit);
    };

  app.get("/dev/outbox", page(list));
  app.get("/dev/outbox/:name", page(whole));
  app.get("/dev/outbox/:name/shown", page(shown));
  app.get("/dev/outbox/:name/raw", page(raw));
  app.get("/dev/outbox/:name/files/:index", page(file));
}

/** At the machine, and by its own name: a page elsewhere may have pointed a name of its own at 127.0.0.1. */
const isAtTheMachine = (request: FastifyRequest) =>
  isThisMachine(request) && /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/.test(request.headers.host ?? "");

interface Visit {
  folder: string;
  request: FastifyRequest;
  response: FastifyReply;
  locale: Locale;
}

const perPage = 50;
/** Headers of ours are far shorter; a list reads no more of a mail than this. */
const headBytes = 64 * 1024;

async function list(visit: Visit) {
  const { folder, request, locale } = visit;
  const { before } = request.query as { before?: string };
  const names = (await readdir(folder).catch(whenMissing(() => [])))
    .filter((name) => isName(name))
    .sort()
    .reverse();
  const from = before ? names.findIndex((name) => name < before) : 0;
  const shownNames = from === -1 ? [] : names.slice(from, from + perPage);
  const mails = await Promise.all(
    shownNames.map(async (name) => {
      const bytes = await readFile(join(folder, name));
      const end = bytes.indexOf("\r\n\r\n");
      const head = bytes.subarray(0, Math.min(end === -1 ? bytes.length : end + 4, headBytes));
      return { name, mail: await readMail(head), at: (await stat(join(folder, name))).mtime };
    }),
  );
  const last = shownNames.at(-1);
  const t = words(locale);
  return sendPage(visit, 200, {
    title: t("outbox.title"),
    body: html`<header class="head">
        <h1>${t("outbox.title")}</h1>
        <p class="quiet">${t("outbox.about")}</p>
      </header>
      !${mails.length ? html`<ol class="mails">!${mails.map((one) => row(one, locale))}</ol>` : emptyPage(locale)}
      <nav class="pages">
        <span class="quiet">${t("outbox.count", { n: names.length })}</span>
        !${before ? html`<a href="/dev/outbox">${t("outbox.newest")}</a>` : ""}
        !${last && last !== names.at(-1) ? html`<a href="/dev/outbox?before=${encodeURIComponent(last)}" rel="next">${t("outbox.older")}</a>` : ""}
      </nav>`,
  });
}

const row = ({ name, mail, at }: { name: string; mail: ReadMail; at: Date }, locale: Locale) =>
  html`<li><a class="mail" href="/dev/outbox/${name}">
      <span class="to"><bdi>${mail.to.map((to) => to.name || to.address).join(", ")}</bdi></span>
      <span class="subject" dir="auto">${mail.subject || text(locale, "conversation.noSubject")}</span>
      !${time(at, locale)}
    </a></li>`;

const emptyPage = (locale: Locale) =>
  html`<div class="empty"><h2>${text(locale, "outbox.empty")}</h2><p class="quiet">${text(locale, "outbox.emptyWords")}</p></div>`;

async function whole(visit: Visit) {
  const { locale } = visit;
  const found = await read(visit);
  if (!found) return sendPage(visit, 404, gonePage(locale));
  const { mail, name, bytes, at } = found;
  const t = words(locale);
  const place = `/dev/outbox/${name}`;
  const subject = mail.subject || t("conversation.noSubject");
  const facts: [TextKey, Address[]][] = [
    ["outbox.from", mail.from ? [mail.from] : []],
    ["outbox.to", mail.to],
    ["outbox.cc", mail.cc],
    ["outbox.replyTo", mail.replyTo],
  ];
  const head = bytes.subarray(0, bytes.indexOf("\r\n\r\n")).toString("utf8");
  return sendPage(visit, 200, {
    title: subject,
    body: html`<nav class="pages"><a href="/dev/outbox">${t("outbox.all")}</a></nav>
      <article>
        <h1 dir="auto">${subject}</h1>
        <dl class="facts">
          !${facts
            .filter(([, addresses]) => addresses.length)
            .map(
              ([key, addresses]) =>
                html`<div><dt>${t(key)}</dt><dd>!${addresses.map(addressOf).join(" ")}</dd></div>`,
            )}
          <div><dt>${t("outbox.sentAt")}</dt><dd>!${time(at, locale)}</dd></div>
        </dl>
        !${mail.html ? html`<section><h2>${t("outbox.asShown")}</h2><iframe src="${place}/shown" title="${t("outbox.asShown")}" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe></section>` : ""}
        <section><h2>${t("outbox.asText")}</h2><div class="text" dir="auto">!${withLinks(mail.text)}</div></section>
        !${
          mail.attachments.length
            ? html`<section><h2>${t("attachments.files")}</h2><ul class="files">!${mail.attachments.map(
                (one, i) =>
                  html`<li><a href="${place}/files/${i}" aria-label="${t("attachments.save", { name: one.filename })}"><bdi>${one.filename}</bdi></a> <span class="quiet">${one.mimeType}, ${sizeOf(one.size, locale)}</span></li>`,
              )}</ul></section>`
            : ""
        }
        <details><summary>${t("outbox.headers")}</summary><pre dir="ltr">${head}</pre></details>
        <p><a class="button" href="${place}/raw">${t("outbox.save")}</a></p>
      </article>`,
  });
}

const addressOf = ({ name, address }: Address) =>
  html`<span>!${name ? html`<bdi>${name}</bdi> ` : ""}<bdi class="quiet" dir="ltr">${address}</bdi></span>`;

/** The mail's HTML as it was sent, where no script runs, nothing is loaded and nothing is shared with the desk. */
async function shown(visit: Visit) {
  const { response, locale } = visit;
  const found = await read(visit);
  if (!found?.mail.html) return sendPage(visit, 404, gonePage(locale));
  const { mail } = found;
  return response
    .type("text/html; charset=utf-8")
    .header(
      "content-security-policy",
      "default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox",
    )
    .header("x-frame-options", "SAMEORIGIN")
    .header("referrer-policy", "no-referrer")
    .send(withLinksOutside(withPictures(mail)));
}

/** Links open in a tab of their own. What comes before a doctype would have the browser draw as it did in 1998. */
function withLinksOutside(body: string): string {
  const start = body.match(/<head[^>]*>/i) ?? body.match(/<!doctype[^>]*>/i);
  const at = start ? start.index! + start[0].length : 0;
  return `${body.slice(0, at)}<base target="_blank">${body.slice(at)}`;
}

function withPictures({ html, attachments }: ReadMail): string {
  return html!.replace(/\bcid:([^"'\s)>]+)/g, (whole, id: string) => {
    const picture = attachments.find(({ contentId }) => contentId?.replace(/^<|>$/g, "") === id);
    return picture && /^image\/[\w.+-]+$/.test(picture.mimeType)
      ? `data:${picture.mimeType};base64,${Buffer.from(picture.content).toString("base64")}`
      : whole;
  });
}

async function raw(visit: Visit) {
  const found = await read(visit);
  if (!found) return sendPage(visit, 404, gonePage(visit.locale));
  return visit.response
    .type("message/rfc822")
    .header("content-disposition", `attachment; filename="${found.name}"`)
    .send(found.bytes);
}

async function file(visit: Visit) {
  const found = await read(visit);
  const one = found?.mail.attachments[Number((visit.request.params as { index: string }).index)];
  if (!one) return sendPage(visit, 404, gonePage(visit.locale));
  return visit.response
    .type(one.mimeType)
    .header("content-disposition", `attachment; filename*=UTF-8''${encodeURIComponent(one.filename)}`)
    .header("content-security-policy", "sandbox; default-src 'none'")
    .send(Buffer.from(one.content));
}

/** Names as `folderTransport` gives them, and whatever else somebody put there that cannot lead out of the folder. */
const isName = (name: string) => /^[\w-][\w.-]*\.eml$/.test(name);

async function read({ folder, request }: Visit) {
  const { name } = request.params as { name: string };
  if (!isName(name)) return null;
  const path = join(folder, name);
  const bytes = await readFile(path).catch(whenMissing(() => null));
  return bytes && { name, bytes, mail: await readMail(bytes), at: (await stat(path)).mtime };
}

const whenMissing =
  <T>(instead: () => T) =>
  (error: NodeJS.ErrnoException): T => {
    if (error.code === "ENOENT") return instead();
    throw error;
  };

const gonePage = (locale: Locale): Page => ({
  title: text(locale, "outbox.gone"),
  body: html`<div class="empty"><h1>${text(locale, "outbox.gone")}</h1><p><a class="button" href="/dev/outbox">${text(locale, "outbox.all")}</a></p></div>`,
});

const lockedPage = (locale: Locale): Page => ({
  title: text(locale, "outbox.locked"),
  body: html`<div class="empty"><h1>${text(locale, "outbox.locked")}</h1><p class="quiet">${text(locale, "outbox.lockedWords")}</p><p><a class="button" href="/sign-in">${text(locale, "accounts.signIn.go")}</a></p></div>`,
});

interface Page {
  title: string;
  body: string;
}

function sendPage({ response, locale }: Visit, status: number, { title, body }: Page) {
  return response
    .code(status)
    .type("text/html; charset=utf-8")
    .send(html`<!doctype html>
<html lang="${locale}" dir="${directionOf(locale)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
<title>${title} · Tandem</title><style nonce="${response.cspNonce}">!${outboxStyle}</style></head>
<body><header class="bar"><a href="/">${text(locale, "api.desk")}</a></header><main>!${body}</main></body></html>`);
}

const words =
  (locale: Locale) =>
  (key: TextKey, values?: Record<string, string | number>): string =>
    text(locale, key, values);

function time(at: Date, locale: Locale): string {
  const exactly = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" }).format(at);
  return html`<time datetime="${at.toISOString()}">${exactly}</time>`;
}

function sizeOf(bytes: number, locale: Locale): string {
  const [value, unit] =
    bytes < 1_000_000 ? [Math.ceil(bytes / 1000), "kilobyte"] : [bytes / 1_000_000, "megabyte"];
  return new Intl.NumberFormat(locale, { style: "unit", unit, maximumFractionDigits: 1 }).format(
    value as number,
  );
}

/** The links of a text as links: those to choose a password are there to be followed. */
function withLinks(plain: string): string {
  return plain
    .split(/(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]])/)
    .map((piece, i) => (i % 2 ? html`<a href="${piece}" rel="noreferrer">${piece}</a>` : html`${piece}`))
    .join("");
}
