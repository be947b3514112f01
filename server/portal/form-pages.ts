import { html } from "ghtml";
import type { AskedField, AskedForm, FormAnswers } from "../../contract/forms.ts";
import type { Fault } from "../forms/index.ts";
import type { ArticleFound } from "../knowledge/index.ts";
import type { TextKey } from "../texts.ts";
import { crumbs, icon, type Page } from "./page.ts";
import { languageOf } from "./reading-pages.ts";
import { articlePath, to, type Visit } from "./visit.ts";

/** What stands in a form when its page is made: nothing at first, later what was typed. */
export interface Filled {
  token: string;
  values: FormAnswers;
  email: string;
  name: string;
  faults: Record<string, Fault>;
  /** Files that came already. */
  kept: { id: string; field: string; filename: string }[];
  /** Something about the whole form. */
  about?: "machine" | "old" | "quick" | "too_many";
  /** Articles that may answer it were shown. */
  wasOffered?: boolean;
}

/** The forms of a help centre to choose from. */
export function chooseFormPage(
  visit: Visit,
  forms: Pick<AskedForm, "key" | "name" | "introduction">[],
): Page {
  const { t } = visit;
  return {
    title: t("help.contact"),
    isListed: true,
    alternates: Object.fromEntries(visit.centre.locales.map((one) => [one, "/contact"])),
    body: html`<div class="wide narrow">
!${crumbs(visit, [{ name: t("help.contact"), path: "/contact" }])}
<h1>${t("help.form.choose")}</h1>
!${forms.length ? html`<ul class="choices">!${forms.map(({ key, name, introduction }) => html`<li><a href="${to(visit, `/contact/${key}`)}"><strong><bdi>${name}</bdi></strong>!${introduction ? html`<span class="quiet">${introduction}</span>` : ""}</a></li>`)}</ul>` : html`<p class="empty">${t("help.form.none")}</p>`}
</div>`,
  };
}

/** A form to fill in. All of it stands there; what hangs on another answer says so, and a script hides it meanwhile. */
export function formPage(visit: Visit, form: AskedForm, filled: Filled, { isPreview = false } = {}): Page {
  const { t, customer } = visit;
  const action = to(visit, `/contact/${form.key}`);
  const faulty = form.fields.filter(({ key }) => filled.faults[key]);
  const people = (["email", "name"] as const).filter((key) => filled.faults[`from.${key}`]);
  const hasFiles = form.fields.some(({ kind }) => kind === "files");
  return {
    title: form.name,
    isListed: !faulty.length && !filled.about,
    alternates: Object.fromEntries(visit.centre.locales.map((one) => [one, `/contact/${form.key}`])),
    body: html`<div class="wide narrow">
!${crumbs(visit, [
      { name: t("help.contact"), path: "/contact" },
      { name: form.name, path: `/contact/${form.key}` },
    ])}
<h1><bdi>${form.name}</bdi></h1>
!${form.introduction ? html`<p class="lead">${form.introduction}</p>` : ""}
!${filled.about ? html`<p class="notice bad" role="alert">!${icon("note")}<span>${t(`help.form.about.${filled.about}`)}</span></p>` : ""}
!${
      faulty.length + people.length
        ? html`<div class="notice bad" role="alert" id="faults"><div><strong>${t("help.form.faults", { n: faulty.length + people.length })}</strong><ul>!${faulty.map(({ key, label }) => html`<li><a href="#f-${key}">${named(label)}${faultWords(visit, filled.faults[key]!)}</a></li>`)}!${people.map((key) => html`<li><a href="#from-${key}">${named(t(`help.form.${key}`))}${faultWords(visit, filled.faults[`from.${key}`]!)}</a></li>`)}</ul></div></div>`
        : ""
    }
<form class="asks" method="post" action="${action}" !${hasFiles ? `enctype="multipart/form-data"` : ""} novalidate data-offers="${to(visit, `/contact/${form.key}/offers`)}">
<input type="hidden" name="token" value="${filled.token}">
!${filled.wasOffered ? `<input type="hidden" name="offered" value="1">` : ""}
<p class="away" aria-hidden="true"><label>${t("help.form.trap")}<input name="website" tabindex="-1" autocomplete="off"></label></p>
!${form.fields.map((one) => field(visit, form, one, filled))}
!${
      customer
        ? html`<p class="quiet">${t("help.form.as", { name: customer.name, email: customer.email ?? "" })}</p>`
        : html`<fieldset class="from"><legend>${t("help.form.from")}</legend>
!${box(visit, { id: "from-email", label: t("help.form.email"), hint: t("help.form.email.hint"), required: true, fault: filled.faults["from.email"] }, (more) => html`<input id="from-email" name="email" type="email" inputmode="email" autocomplete="email" maxlength="254" dir="ltr" value="${filled.email}" !${more}>`)}
!${box(visit, { id: "from-name", label: t("help.form.name"), hint: "", required: false, fault: filled.faults["from.name"] }, (more) => html`<input id="from-name" name="name" autocomplete="name" maxlength="100" value="${filled.name}" !${more}>`)}
</fieldset>`
    }
<div class="offers" data-offered data-new-tab="${t("help.offer.newTab")}" hidden aria-live="polite"><h2>${t("help.offer.live")}</h2><ul class="plain"></ul></div>
<p><button class="button" type="submit" !${isPreview ? "disabled" : ""}>${t("help.form.send")}</button></p>
<p class="quiet small">${t("help.form.privacy")}</p>
</form></div>`,
  };
}

/** A field's label before what is wrong with it; a question needs no colon. */
const named = (label: string): string => (/[?？؟]$/u.test(label) ? `${label} ` : `${label}: `);

function field(visit: Visit, form: AskedForm, one: AskedField, filled: Filled): string {
  const { t } = visit;
  if (one.kind === "context") {
    const value = filled.values[one.key];
    return value ? html`<input type="hidden" name="f.${one.key}" value="${String(value)}">` : "";
  }
  const on = one.when && form.fields.find(({ key }) => key === one.when!.field);
  const condition = one.when && on ? conditionWords(visit, on, one.when.oneOf) : "";
  const hint = [condition, one.hint].filter(Boolean).join(" ");
  const body = inputOf(visit, one, filled, hint);
  return one.when
    ? html`<div class="hangs" data-when="${one.when.field}" data-one-of="${one.when.oneOf.join(",")}">!${body}</div>`
    : body;

  function conditionWords({ locale }: Visit, other: AskedField, oneOf: string[]): string {
    if (!oneOf.length) return t("help.form.whenAny", { field: other.label });
    const named = oneOf.map((key) =>
      key === "yes" || key === "no"
        ? t(key === "yes" ? "form.yes" : "form.no")
        : (other.choices.find((choice) => choice.key === key)?.label ?? key),
    );
    const list = new Intl.ListFormat(locale, { type: "disjunction" }).format(named);
    return t("help.form.when", { field: other.label, answer: list });
  }
}

function inputOf(visit: Visit, one: AskedField, filled: Filled, hint: string): string {
  const { t } = visit;
  const { key, kind, label, required } = one;
  const id = `f-${key}`;
  const name = `f.${key}`;
  const fault = filled.faults[key];
  const given = filled.values[key];
  const value = typeof given === "string" ? given : "";
  const chosen = typeof given === "string" ? [given] : (given ?? []);
  const about = { id, label, hint, required, fault };
  const input = (attributes: string) =>
    box(
      visit,
      about,
      (more) => html`<input id="${id}" name="${name}" value="${value}" !${attributes} !${more}>`,
    );
  switch (kind) {
    case "long_text":
      return box(
        visit,
        about,
        (more) =>
          html`<textarea id="${id}" name="${name}" rows="6" maxlength="20000" data-words !${more}>!${"\n"}${value}</textarea>`,
      );
    case "email":
      return input(`type="email" inputmode="email" maxlength="254" dir="ltr" autocomplete="email"`);
    case "phone":
      return input(`type="tel" inputmode="tel" maxlength="40" dir="ltr" autocomplete="tel"`);
    case "number":
      return input(`inputmode="decimal" maxlength="30" dir="ltr"`);
    case "date":
      return input(`type="date" dir="ltr"`);
    case "order_number":
      return input(`maxlength="100" dir="ltr" autocapitalize="characters" spellcheck="false"`);
    case "choice":
      return group(
        visit,
        about,
        one.choices.map((choice) => option("radio", name, `${id}-${choice.key}`, choice, chosen)),
      );
    case "choices":
      return group(
        visit,
        about,
        one.choices.map((choice) => option("checkbox", name, `${id}-${choice.key}`, choice, chosen)),
      );
    case "yes_no":
      return group(visit, about, [
        option("radio", name, `${id}-yes`, { key: "yes", label: t("form.yes") }, chosen),
        option("radio", name, `${id}-no`, { key: "no", label: t("form.no") }, chosen),
      ]);
    case "product":
      if (!one.choices.length) return input(`maxlength="200"`);
      return box(
        visit,
        about,
        (more) =>
          html`<select id="${id}" name="${name}" !${more}><option value="">${t("help.form.choosing")}</option>!${one.choices.map((choice) => html`<option value="${choice.key}" !${chosen.includes(choice.key) ? "selected" : ""}>${choice.label}</option>`)}</select>`,
      );
    case "files":
      return filesOf(visit, one, filled, about);
    default:
      return input(`maxlength="300" data-words`);
  }
}

interface About {
  id: string;
  label: string;
  hint: string;
  required: boolean;
  fault: Fault | undefined;
}

/** A field with its label, what helps with it, and what is wrong with it. */
function box(
  visit: Visit,
  { id, label, hint, required, fault }: About,
  input: (attributes: string) => string,
): string {
  const about = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(" ");
  const attributes = [
    required ? "required" : "",
    about && `aria-describedby="${about}"`,
    fault ? `aria-invalid="true"` : "",
  ].join(" ");
  return html`<div class="field!${fault ? " faulty" : ""}"><label for="${id}"><bdi>${label}</bdi>!${required ? "" : optional(visit)}</label>
!${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : ""}
!${fault ? html`<p class="fault" id="${id}-fault">${faultWords(visit, fault)}</p>` : ""}
!${input(attributes)}</div>`;
}

function group(visit: Visit, { id, label, hint, required, fault }: About, options: string[]): string {
  const about = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(" ");
  return html`<fieldset class="field!${fault ? " faulty" : ""}" id="${id}" tabindex="-1" !${about ? `aria-describedby="${about}"` : ""}><legend><bdi>${label}</bdi>!${required ? "" : optional(visit)}</legend>
!${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : ""}
!${fault ? html`<p class="fault" id="${id}-fault">${faultWords(visit, fault)}</p>` : ""}
!${options}</fieldset>`;
}

const optional = ({ t }: Visit): string => html` <span class="quiet">${t("help.form.optional")}</span>`;

const option = (
  type: "radio" | "checkbox",
  name: string,
  id: string,
  { key, label }: { key: string; label: string },
  chosen: readonly string[],
): string =>
  html`<label class="option" for="${id}"><input type="!${type}" id="${id}" name="${name}" value="${key}" !${chosen.includes(key) ? "checked" : ""}><bdi>${label}</bdi></label>`;

function filesOf(visit: Visit, { key, files }: AskedField, { kept }: Filled, about: About): string {
  const { t, locale } = visit;
  const mine = kept.filter(({ field: of }) => of === key);
  const limits = files ?? { groups: ["any" as const], most: 5, largest: 10 * 1_048_576, camera: false };
  const accepted = limits.groups
    .map((one) => accepts[one])
    .filter(Boolean)
    .join(",");
  const hint = [
    about.hint,
    t("help.form.files", { most: limits.most, megabytes: Math.floor(limits.largest / 1_048_576) }),
  ]
    .filter(Boolean)
    .join(" ");
  const list = mine.length
    ? html`<div class="kept"><p>${t("help.form.kept")}</p>!${mine.map(({ id, filename }) => html`<label class="option" for="k-${id}"><input type="checkbox" id="k-${id}" name="keep" value="${id}" checked><bdi lang="${locale}">${filename}</bdi></label>`)}</div>`
    : "";
  return box(
    visit,
    { ...about, hint, required: about.required && !mine.length },
    (more) =>
      html`!${list}<input type="file" id="${about.id}" name="f.${key}" !${limits.most > 1 ? "multiple" : ""} !${accepted ? `accept="${accepted}"` : ""} !${limits.camera && limits.most === 1 ? `capture="environment"` : ""} !${more}>!${limits.camera && limits.most > 1 ? html`<label class="camera" for="${about.id}-camera">${t("help.form.camera")}</label><input type="file" id="${about.id}-camera" name="f.${key}" accept="image/*" capture="environment">` : ""}`,
  );
}

const accepts = {
  pictures: "image/*,.heic,.heif",
  videos: "video/*",
  audio: "audio/*",
  documents: ".pdf,.doc,.docx,.xls,.xlsx,.odt,.ods,.rtf,.txt,.csv",
  any: "",
};

export const faultWords = ({ t }: Pick<Visit, "t">, { what, values }: Fault): string =>
  t(`form.answer.${what}` as TextKey, values);

/** Before it is sent: these may answer it. Sending it all the same is as easy as reading them. */
export function offerPage(
  visit: Visit,
  form: AskedForm,
  filled: Filled,
  found: ArticleFound[],
  offerId: string,
): Page {
  const { t } = visit;
  const action = to(visit, `/contact/${form.key}`);
  const hidden = (name: string, value: string) => html`<input type="hidden" name="${name}" value="${value}">`;
  const same = [
    hidden("token", filled.token),
    hidden("offered", "1"),
    hidden("offer", offerId),
    hidden("email", filled.email),
    hidden("name", filled.name),
    ...Object.entries(filled.values).flatMap(([key, value]) =>
      (typeof value === "string" ? [value] : value).map((one) => hidden(`f.${key}`, one)),
    ),
    ...filled.kept.map(({ id }) => hidden("keep", id)),
  ];
  return {
    title: t("help.offer.title"),
    body: html`<div class="wide narrow">
<h1>${t("help.offer.title")}</h1>
<p class="lead">${t("help.offer.words")}</p>
<ul class="articles">!${found.map((one) => html`<li><a href="${to(visit, articlePath(one))}?o=${offerId}" target="_blank" rel="noopener"><bdi !${languageOf(visit, one.locale)}>${one.title}</bdi><span class="away"> ${t("help.offer.newTab")}</span></a>!${one.summary || one.excerpt ? html`<p class="quiet" !${languageOf(visit, one.locale)}>${one.summary || one.excerpt}</p>` : ""}</li>`)}</ul>
<div class="two">
<form method="post" action="${action}">!${same}<button class="button" type="submit">${t("help.offer.send")}</button></form>
<form method="post" action="${action}/answered">!${hidden("token", filled.token)}!${hidden("offer", offerId)}<button class="button second" type="submit">${t("help.offer.answered")}</button></form>
</div>
<details class="again"><summary>${t("help.offer.change")}</summary><form method="post" action="${action}">!${same.filter((one) => !one.includes(`name="offered"`))}<input type="hidden" name="edit" value="1"><button type="submit">${t("help.offer.back")}</button></form></details>
</div>`,
  };
}

export function answeredPage(visit: Visit): Page {
  const { t } = visit;
  return {
    title: t("help.answered.title"),
    body: html`<div class="wide narrow"><div class="alone">!${icon("good")}<h1>${t("help.answered.title")}</h1><p>${t("help.answered.words")}</p><a class="button" href="${to(visit)}">${t("help.home")}</a></div></div>`,
  };
}

/** After it was sent: its number, when to expect an answer, and where to follow it. */
export function sentPage(
  visit: Visit,
  sent: { number: number; thanks: string; time: string | null; isMailed: boolean },
): Page {
  const { t, customer, centre } = visit;
  const path = `/requests/${sent.number}`;
  return {
    title: t("help.sent.title"),
    body: html`<div class="wide narrow"><div class="alone">!${icon("good")}<h1>${t("help.sent.title")}</h1>
!${sent.thanks ? html`<p>${sent.thanks}</p>` : ""}
<p>!${t("help.sent.number", { number: "\u0001" })
      .split("\u0001")
      .map((part) => html`${part}`)
      .join(`<strong><bdi>${sent.number}</bdi></strong>`)}</p>
!${sent.time ? html`<p>${t("help.sent.time", { time: sent.time })}</p>` : html`<p>${t("help.sent.soon")}</p>`}
!${sent.isMailed ? html`<p class="quiet">${t("help.sent.mailed")}</p>` : ""}
!${centre.showsRequests ? html`<a class="button" href="${to(visit, customer ? path : `/sign-in?to=${encodeURIComponent(path)}`)}">${t("help.sent.follow")}</a>` : html`<a class="button" href="${to(visit)}">${t("help.home")}</a>`}
</div></div>`,
  };
}
