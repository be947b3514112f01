import { html } from "ghtml";
import { crumbs, icon, type Page, searchForm } from "./page.ts";
import { rateForm } from "./request-pages.ts";
import { to, type Visit } from "./visit.ts";

/** Where one asks for a link. What it answers does not tell whether we know the address. */
export function signInPage(
  visit: Visit,
  { email, goesTo, state }: { email: string; goesTo: string; state: "asks" | "bad" | "sent" },
): Page {
  const { t } = visit;
  const trail = crumbs(visit, [{ name: t("help.signIn"), path: "/sign-in" }]);
  if (state === "sent")
    return {
      title: t("help.signIn.sent"),
      body: html`<div class="wide narrow">!${trail}<div class="alone">!${icon("good")}<h1>${t("help.signIn.sent")}</h1><p>${t("help.signIn.sentWords", { email: `\u2068${email}\u2069` })}</p><p class="quiet">${t("help.signIn.none")}</p><a class="button second" href="${to(visit, "/sign-in")}">${t("help.signIn.again")}</a></div></div>`,
    };
  return {
    title: t("help.signIn"),
    body: html`<div class="wide narrow">
!${trail}
<h1>${t("help.signIn.title")}</h1>
<p class="lead">${t("help.signIn.words")}</p>
<form class="asks" method="post" action="${to(visit, "/sign-in")}" novalidate>
<input type="hidden" name="to" value="${goesTo}">
<div class="field!${state === "bad" ? " faulty" : ""}"><label for="email">${t("help.form.email")}</label>!${state === "bad" ? html`<p class="fault" id="email-fault" role="alert">${t("form.answer.email")}</p>` : ""}<input id="email" name="email" type="email" inputmode="email" autocomplete="email" maxlength="254" dir="ltr" required value="${email}" !${state === "bad" ? `aria-invalid="true" aria-describedby="email-fault"` : ""}></div>
<button class="button" type="submit">${t("help.signIn.do")}</button>
</form></div>`,
  };
}

/** Behind the link: a button, since mail programs open links by themselves, and one press uses it up. */
export function useLinkPage(visit: Visit, token: string): Page {
  const { t } = visit;
  return {
    title: t("help.signIn"),
    body: html`<div class="wide narrow"><div class="alone"><h1>${t("help.signIn.ready")}</h1><p>${t("help.signIn.readyWords")}</p><form method="post" action="${to(visit, `/sign-in/${token}`)}"><button class="button" type="submit">${t("help.signIn.enter")}</button></form></div></div>`,
  };
}

/** Behind the link of a mail: what they think of the answer. Opening it says nothing yet. */
export function ratePage(
  visit: Visit,
  { token, score, who, isSaid }: { token: string; score: number | null; who: string; isSaid: boolean },
): Page {
  const { t } = visit;
  return {
    title: t("help.rate.title"),
    body: html`<div class="wide narrow"><h1>${t("help.rate.title")}</h1>!${
      isSaid
        ? html`<p class="notice" role="status">!${icon("good")}<span>${t("help.request.rated")}</span></p>`
        : rateForm(visit, { action: to(visit, `/rate/${token}`), score, comment: "", who, hidden: "" })
    }</div>`,
  };
}

/** Something that did not work, in words, with a way on. */
export function problemPage(visit: Visit, status: number, code: string): Page {
  const { t } = visit;
  const known =
    status === 404
      ? "gone"
      : code === "link_expired"
        ? "link"
        : status === 429
          ? "often"
          : code === "foreign_origin"
            ? "foreign"
            : status === 413
              ? "large"
              : status >= 500
                ? status === 503
                  ? "away"
                  : "broken"
                : "unread";
  return {
    title: t(`help.problem.${known}`),
    searches: known === "gone",
    body: html`<div class="wide narrow"><div class="alone"><p class="quiet" aria-hidden="true">${String(status)}</p><h1>${t(`help.problem.${known}`)}</h1><p>${t(`help.problem.${known}.words`)}</p>!${known === "gone" ? searchForm(visit, { id: "again" }) : ""}!${code === "link_expired" ? html`<a class="button" href="${to(visit, "/sign-in")}">${t("help.signIn.again")}</a>` : html`<a class="button" href="${to(visit)}">${t("help.home")}</a>`}</div></div>`,
  };
}
