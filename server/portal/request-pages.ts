import { html } from "ghtml";
import { directionOf, locales } from "../../contract/languages.ts";
import { crumbs, icon, type Page } from "./page.ts";
import type { OwnMessage, OwnRequest, ownRequest, RequestState } from "./requests.ts";
import { to, type Visit } from "./visit.ts";

/** The matters of whoever is signed in. */
export function requestsPage(visit: Visit, requests: OwnRequest[]): Page {
  const { t, customer, centre } = visit;
  return {
    title: t("help.requests"),
    body: html`<div class="wide narrow">
!${crumbs(visit, [{ name: t("help.requests"), path: "/requests" }])}
<h1>${t("help.requests")}</h1>
<p class="quiet">${t("help.requests.as", { email: customer?.email ?? customer?.name ?? "" })}</p>
!${
      requests.length
        ? html`<ul class="requests">!${requests.map(
            (one) =>
              html`<li><a href="${to(visit, `/requests/${one.number}`)}"><span class="subject"><bdi dir="auto">${one.subject || t("conversation.noSubject")}</bdi></span><span class="quiet"><bdi>#${one.number}</bdi> · !${time(visit, one.lastMessageAt)}</span>!${stateOf(visit, one.state)}</a></li>`,
          )}</ul>`
        : html`<p class="empty">${t("help.requests.none")}</p>`
    }
!${centre.takesRequests ? html`<p><a class="button" href="${to(visit, "/contact")}">${t("help.contact.do")}</a></p>` : ""}
<div class="two leave">
<form method="post" action="${to(visit, "/sign-out")}">!${guard(visit)}<button type="submit">${t("help.signOut")}</button></form>
<form method="post" action="${to(visit, "/sign-out")}">!${guard(visit)}<input type="hidden" name="everywhere" value="1"><button type="submit">${t("help.signOut.everywhere")}</button></form>
</div>
</div>`,
  };
}

/** The session's own word, without which nothing is done in its name. */
export const guard = ({ guardWord }: Visit): string =>
  html`<input type="hidden" name="guard" value="${guardWord ?? ""}">`;

function stateOf(visit: Visit, state: RequestState): string {
  return html`<span class="state is-!${state.is}">${stateWords(visit, state)}</span>`;
}

/** Where it stands, in plain words, with the time that was promised. */
export function stateWords({ t, locale, centre }: Visit, state: RequestState): string {
  const at = "at" in state ? state.at : null;
  const when = at && whenText(locale, at, centre.timeZone);
  if (state.is === "waiting" || state.is === "late")
    return when ? t(`help.state.${state.is}`, { time: when }) : t("help.state.received");
  if (state.is === "held") return t("help.state.held", { time: when! });
  if (state.is === "closed") return t("help.state.closed", { time: when! });
  return t("help.state.asked");
}

export const whenText = (locale: Visit["locale"], at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat(locale, {
    weekday: "short",
    day: "numeric",
    month: "short",
    ...(at.getFullYear() !== new Date().getFullYear() && { year: "numeric" }),
    hour: "numeric",
    minute: "2-digit",
    timeZone,
    timeZoneName: "short",
  }).format(at);

const time = ({ locale, centre }: Visit, at: Date): string =>
  html`<time datetime="${at.toISOString()}">${whenText(locale, at, centre.timeZone)}</time>`;

/** What stands in the answer's field when the page is made. */
export interface Answering {
  token: string;
  text: string;
  fault: string | null;
  kept: { id: string; filename: string }[];
}

/** One matter: what was said, where it stands, and what its customer can do. */
export function requestPage(
  visit: Visit,
  request: NonNullable<Awaited<ReturnType<typeof ownRequest>>>,
  answering: Answering,
  said: "rated" | "sent" | "closed" | null,
): Page {
  const { t } = visit;
  const path = `/requests/${request.number}`;
  const isClosed = request.state.is === "closed";
  const subject = request.subject || t("conversation.noSubject");
  return {
    title: subject,
    body: html`<div class="wide narrow">
!${crumbs(visit, [
      { name: t("help.requests"), path: "/requests" },
      { name: `#${request.number}`, path },
    ])}
<h1><bdi dir="auto">${subject}</bdi></h1>
<p class="now">!${stateOf(visit, request.state)}</p>
!${said ? html`<p class="notice" role="status">!${icon("good")}<span>${t(`help.request.${said}`)}</span></p>` : ""}
!${request.owed.length ? html`<section class="owed"><h2>${t("help.request.promised")}</h2><ul>!${request.owed.map((one) => html`<li><bdi dir="auto">${one.text}</bdi> <span class="quiet">${t("help.request.by", { time: whenText(visit.locale, one.dueAt, visit.centre.timeZone) })}</span></li>`)}</ul></section>` : ""}
<ol class="messages">!${request.messages.map((message) => messageOf(visit, path, message))}</ol>
!${rateBox(visit, path, request)}
<section class="answer" id="answer"><h2>${t(isClosed ? "help.request.reopen" : "help.request.answer")}</h2>
<form method="post" action="${to(visit, path)}" enctype="multipart/form-data" class="asks" novalidate>!${guard(visit)}<input type="hidden" name="token" value="${answering.token}">
<div class="field!${answering.fault ? " faulty" : ""}"><label for="text">${t(isClosed ? "help.request.reopen.label" : "help.request.answer.label")}</label>!${answering.fault ? html`<p class="fault" id="text-fault" role="alert">${answering.fault}</p>` : ""}<textarea id="text" name="text" rows="5" maxlength="20000" required !${answering.fault ? `aria-invalid="true" aria-describedby="text-fault"` : ""}>!${"\n"}${answering.text}</textarea></div>
<div class="field"><label for="files">${t("help.request.files")} <span class="quiet">${t("help.form.optional")}</span></label>!${answering.kept.map(({ id, filename }) => html`<label class="option" for="k-${id}"><input type="checkbox" id="k-${id}" name="keep" value="${id}" checked><bdi>${filename}</bdi></label>`)}<input type="file" id="files" name="f.files" multiple></div>
<button class="button" type="submit">${t(isClosed ? "help.request.reopen.do" : "help.request.send")}</button></form></section>
!${isClosed ? "" : html`<section class="solve"><form method="post" action="${to(visit, `${path}/close`)}">!${guard(visit)}<p>${t("help.request.solvedAsk")}</p><button class="button second" type="submit">${t("help.request.solved")}</button></form></section>`}
</div>`,
  };
}

function messageOf(visit: Visit, path: string, message: OwnMessage): string {
  const { t, locale, centre } = visit;
  const known = locales.find((one) => one === message.language);
  return html`<li class="message!${message.isMine ? " mine" : ""}"><p class="who"><strong><bdi>${message.isMine ? t("help.request.you") : message.author}</bdi></strong> <span class="quiet">!${time(visit, message.sentAt)}</span></p>
<div class="said" !${known ? `lang="${known}" dir="${directionOf(known)}"` : `dir="auto"`}>!${withLinks(message.text)}</div>
!${message.promises.length ? html`<ul class="promised">!${message.promises.map((one) => html`<li>${t("mail.promised", { text: `\u2068${one.text}\u2069`, when: whenText(locale, one.dueAt, centre.timeZone) })}</li>`)}</ul>` : ""}
!${message.files.length ? html`<ul class="files">!${message.files.map((one) => html`<li>!${icon("file")}<a href="${to(visit, `${path}/files/${one.id}`)}"><bdi>${one.filename}</bdi></a> <span class="quiet">${sizeText(locale, one.size)}</span></li>`)}</ul>` : ""}</li>`;
}

export function sizeText(locale: Visit["locale"], bytes: number): string {
  const [unit, value] =
    bytes >= 1_000_000 ? ["megabyte", bytes / 1_000_000] : ["kilobyte", Math.max(1, bytes / 1000)];
  return new Intl.NumberFormat(locale, {
    style: "unit",
    unit: unit as string,
    unitDisplay: "short",
    maximumFractionDigits: unit === "megabyte" ? 1 : 0,
  }).format(value as number);
}

/** Plain words with their line breaks; addresses of pages become links. */
export function withLinks(words: string): string {
  return words
    .split(/(https?:\/\/[^\s<>"'()]+[^\s<>"'().,;:!?،。])/)
    .map((part, at) =>
      at % 2
        ? html`<a href="${part}" rel="nofollow noopener ugc" dir="ltr">${part}</a>`
        : part
            .split("\n")
            .map((line) => html`${line}`)
            .join("<br>"),
    )
    .join("");
}

function rateBox(
  visit: Visit,
  path: string,
  { rating, state }: NonNullable<Awaited<ReturnType<typeof ownRequest>>>,
): string {
  if (!rating.answeredBy || state.is === "waiting" || state.is === "late") return "";
  return html`<section class="rate" id="rate">!${rateForm(visit, { action: to(visit, `${path}/rating`), score: rating.score, comment: rating.comment, who: rating.answeredBy, hidden: guard(visit) })}</section>`;
}

/** Five stars, as words for who does not see them, and room for a comment. */
export function rateForm(
  { t }: Visit,
  {
    action,
    score,
    comment,
    who,
    hidden,
  }: { action: string; score: number | null; comment: string; who: string; hidden: string },
): string {
  return html`<form method="post" action="${action}" class="rating">!${hidden}<fieldset><legend>${t("help.rate.ask", { name: who })}</legend><div class="stars">!${[5, 4, 3, 2, 1].map((n) => html`<input type="radio" id="score-!${String(n)}" name="score" value="!${String(n)}" !${score === n ? "checked" : ""} required><label for="score-!${String(n)}"><span class="away">${t(`help.rate.${n}` as "help.rate.1")}</span>!${icon("star")}</label>`)}</div></fieldset>
<label for="comment">${t("help.rate.comment")}</label><textarea id="comment" name="comment" rows="2" maxlength="2000">!${"\n"}${comment}</textarea><button type="submit">${t(score ? "help.rate.again" : "help.rate.do")}</button></form>`;
}
