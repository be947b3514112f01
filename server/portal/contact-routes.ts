import type { FastifyInstance, FastifyRequest } from "fastify";
import { largestFile } from "../../contract/files.ts";
import type { FormAnswers, FormField } from "../../contract/forms.ts";
import { EmailAddress } from "../../contract/route.ts";
import { countVisitorsAct } from "../accounts/index.ts";
import {
  askedForm,
  checkAnswers,
  type Fault,
  type FormRow,
  formsOffered,
  inWords,
  keepFormFile,
  keptFiles,
  submissionOf,
  submit,
} from "../forms/index.ts";
import { acceptOffer, findArticles, offerArticles } from "../knowledge/index.ts";
import { Refusal } from "../refusal.ts";
import { type Answers, headed } from "./answer.ts";
import { brake } from "./brake.ts";
import { answeredPage, chooseFormPage, type Filled, formPage, offerPage, sentPage } from "./form-pages.ts";
import { makeFormToken, readFormToken } from "./form-token.ts";
import type { PortalNeeds } from "./needs.ts";
import { first, readForm, type SentForm } from "./read-form.ts";
import { readerOf } from "./readers.ts";
import { whenText } from "./request-pages.ts";
import { suggestions } from "./search-pages.ts";
import { to, type Visit } from "./visit.ts";

/** Nobody reads a form and fills it in within this time; a machine does. */
const quickMilliseconds = 1_500;
const mostOffered = 3;
/** Fewer letters say too little to offer an answer to. */
const enoughWords = 12;

type ByKey = { Params: { key: string } };

/** Writing to the brand: its forms, the articles that may answer before, and what one is told after. */
export function contactRoutes(
  app: FastifyInstance,
  { db, store, secret }: PortalNeeds,
  answers: Answers,
): void {
  const looks = brake(120);

  app.get("/help/:slug/:locale/contact", async ({ visit: given }) => {
    const visit = given!;
    const forms = await formsOf(visit);
    if (forms.length === 1)
      return visit.response
        .header("cache-control", "private, no-cache")
        .redirect(to(visit, `/contact/${forms[0]!.key}`), 302);
    const asked = forms.map((form) => askedForm(form, visit.locale, visit.centre.locale));
    return answers.page(visit, chooseFormPage(visit, asked));
  });

  app.get<ByKey>("/help/:slug/:locale/contact/:key", async ({ visit: given, params, query }) => {
    const visit = given!;
    const form = await formOf(visit, params.key);
    const filled = { ...empty(makeFormToken(secret, form.id)), values: contextFrom(form.fields, query) };
    return answers.page(visit, formPage(visit, asked(visit, form), filled));
  });

  app.post<ByKey>("/help/:slug/:locale/contact/:key", { bodyLimit: 64 * 1024 * 1024 }, async (request) => {
    const visit = request.visit!;
    const form = await formOf(visit, request.params.key);
    await countVisitorsAct(db, "form", request.ip);
    const sent = await readForm(request, limitsOf(form.fields));
    const filled = await understood(visit, form, sent);
    const again = (status: number) =>
      answers.page(visit, formPage(visit, asked(visit, form), filled), status);
    if (filled.about || Object.keys(filled.faults).length) return again(422);
    if (first(sent, "edit")) return again(200);

    const { id } = readFormToken(secret, form.id, filled.token)!;
    const wasOffered = first(sent, "offered") === "1";
    if (form.offersArticles && !wasOffered) {
      const found = await answersTo(visit, form, filled.values);
      if (found.length) {
        const offerId = await offer(visit, found);
        return answers.page(visit, offerPage(visit, asked(visit, form), filled, found, offerId));
      }
    }
    const { customer, locale, centre } = visit;
    await submit(db, centre.workspaceId, {
      id,
      form,
      locale,
      second: centre.locale,
      values: filled.values,
      from: { email: customer?.email ?? filled.email, name: customer?.name ?? filled.name },
      files: filled.kept.map((file) => file.id),
      reader: readerOf(secret, visit),
    });
    return visit.response.redirect(
      to(visit, `/contact/${form.key}/sent/${makeFormToken(secret, "sent", { id })}`),
      303,
    );
  });

  app.get<{ Params: { key: string; token: string } }>(
    "/help/:slug/:locale/contact/:key/sent/:token",
    async ({ visit: given, params }) => {
      const visit = given!;
      const token = readFormToken(secret, "sent", params.token);
      const sent = token && (await submissionOf(db, visit.centre.workspaceId, token.id));
      if (!sent || sent.brandId !== visit.centre.brandId) throw new Refusal("not_found");
      const form = (await formsOf(visit)).find(({ id }) => id === sent.formId);
      const at = sent.toldAt ?? sent.dueAt;
      return answers.page(
        visit,
        sentPage(visit, {
          number: sent.number,
          thanks: form ? inWords(form.thanks, visit.locale, visit.centre.locale) : "",
          time: at && whenText(visit.locale, at, visit.centre.timeZone),
          isMailed: sent.toldAt !== null,
        }),
      );
    },
  );

  /** What is offered while somebody writes. */
  app.get<ByKey & { Querystring: { q?: unknown } }>(
    "/help/:slug/:locale/contact/:key/offers",
    async ({ visit: given, params, query, ip }) => {
      const visit = given!;
      looks(ip);
      const form = await formOf(visit, params.key);
      const words =
        typeof query.q === "string" ? query.q.replaceAll("\0", "").toWellFormed().slice(0, 600) : "";
      const found = form.offersArticles ? await articlesAbout(visit, words) : [];
      const offerId = found.length ? await offer(visit, found) : null;
      return headed(visit)
        .header("cache-control", "private, no-store")
        .type("application/json; charset=utf-8")
        .send({ offer: offerId, items: suggestions(visit, found, offerId ? `?o=${offerId}` : "") });
    },
  );

  /** They say that an article was the answer. */
  app.post<ByKey>("/help/:slug/:locale/contact/:key/answered", async (request) => {
    const visit = request.visit!;
    const form = await formOf(visit, request.params.key);
    const sent = await readForm(request);
    const offerId = first(sent, "offer");
    if (!readFormToken(secret, form.id, first(sent, "token")) || !isId(offerId))
      throw new Refusal("malformed");
    await acceptOffer(db, {
      workspaceId: visit.centre.workspaceId,
      offerId,
      reader: readerOf(secret, visit),
    });
    return answers.page(visit, answeredPage(visit));
  });

  /** The forms that this visitor may use, or that there are none here. */
  async function formsOf({ centre, customer }: Visit): Promise<FormRow[]> {
    if (!centre.takesRequests) throw new Refusal("not_found");
    const forms = await formsOffered(db, { ...centre, place: "help" });
    return forms.filter(({ audience }) => audience === "everyone" || customer);
  }

  async function formOf(visit: Visit, key: string): Promise<FormRow> {
    const form = (await formsOf(visit)).find((one) => one.key === key);
    if (!form) throw new Refusal("not_found");
    return form;
  }

  /** What came, field by field, with what is wrong about it; files that came are kept whatever is wrong with the rest. */
  async function understood(visit: Visit, form: FormRow, sent: SentForm): Promise<Filled> {
    const { workspaceId } = visit.centre;
    const given = answersIn(form.fields, sent);
    const email = first(sent, "email").trim().slice(0, 300);
    const name = tidy(first(sent, "name")).slice(0, 100);
    const { token, about } = await tokenFor(workspaceId, form, sent, checkAnswers(form.fields, given).values);
    const { id: submissionId } = readFormToken(secret, form.id, token)!;

    const fileFaults: Record<string, Fault> = {};
    const fresh = new Set<string>();
    for (const file of sent.files) {
      const field = form.fields.find(({ key, kind }) => kind === "files" && `f.${key}` === file.field);
      if (!field) continue;
      const kept = await keepFormFile({ db, store }, { workspaceId, submissionId }, field, file);
      if ("what" in kept) fileFaults[field.key] = kept;
      else fresh.add(kept.id);
    }
    const wanted = new Set([...fresh, ...(sent.fields.get("keep") ?? [])]);
    const kept = (await keptFiles(db, { workspaceId, submissionId })).filter(({ id }) => wanted.has(id));
    const counts = Object.fromEntries(
      form.fields.map(({ key }) => [key, kept.filter(({ field }) => field === key).length]),
    );
    const { values, faults } = checkAnswers(form.fields, given, counts);
    const from = visit.customer?.email ? {} : senderFaults(email);
    return {
      token,
      // While something is wrong, what is not asked (yet) stays as it was typed.
      values: Object.keys({ ...faults, ...from, ...fileFaults }).length || about ? given : values,
      email,
      name,
      faults: { ...faults, ...from, ...fileFaults },
      kept,
      about,
      wasOffered: first(sent, "offered") === "1",
    };
  }

  /** The page's token; a new one for a page that is too old, or whose form was sent already with other words in it. */
  async function tokenFor(
    workspaceId: string,
    form: FormRow,
    sent: SentForm,
    values: FormAnswers,
  ): Promise<Pick<Filled, "token" | "about">> {
    const text = first(sent, "token");
    const token = readFormToken(secret, form.id, text);
    if (!token) return { token: makeFormToken(secret, form.id), about: "old" };
    if (first(sent, "website")) return { token: text, about: "machine" };
    if (Date.now() - token.madeAt.getTime() < quickMilliseconds) return { token: text, about: "quick" };
    const before = await submissionOf(db, workspaceId, token.id);
    if (before && !isSame(before.answers, values))
      return { token: makeFormToken(secret, form.id, { now: token.madeAt.getTime() }) };
    return { token: text };
  }

  const asked = (visit: Visit, form: FormRow) => askedForm(form, visit.locale, visit.centre.locale);

  /** Articles that truly answer what was written in the form: only they are worth one more page before it is sent. */
  const answersTo = async (visit: Visit, form: FormRow, values: FormAnswers) => {
    const words = form.fields
      .filter(({ kind }) => kind === "long_text" || kind === "short_text")
      .map(({ key }) => values[key])
      .filter((value) => typeof value === "string")
      .join("\n");
    return (await articlesAbout(visit, words)).filter(({ isGood }) => isGood);
  };

  /** Those that answer words and those that come near, best first. */
  async function articlesAbout({ centre, locale, customer }: Visit, words: string) {
    if (words.trim().length < enoughWords) return [];
    return findArticles(db, {
      workspaceId: centre.workspaceId,
      brandId: centre.brandId,
      locale,
      audiences: customer ? ["everyone", "signed-in"] : ["everyone"],
      text: words.slice(0, 600),
      limit: mostOffered,
    });
  }

  const offer = (visit: Visit, found: readonly { articleId: string }[]) =>
    offerArticles(db, {
      workspaceId: visit.centre.workspaceId,
      brandId: visit.centre.brandId,
      place: "form",
      locale: visit.locale,
      reader: readerOf(secret, visit),
      customerId: visit.customer?.id ?? null,
      articles: found.map(({ articleId }) => articleId),
    });
}

const isId = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

const empty = (token: string): Filled => ({ token, values: {}, email: "", name: "", faults: {}, kept: [] });

/** A name in one line, without signs that turn what stands around it. */
const tidy = (text: string) =>
  text
    .replace(/[\p{Cc}\p{Bidi_Control}]/gu, " ")
    .toWellFormed()
    .replace(/\s+/g, " ")
    .trim();

function senderFaults(email: string): Record<string, Fault> {
  if (!email) return { "from.email": { what: "required" } };
  return EmailAddress.safeParse(email).success ? {} : { "from.email": { what: "email" } };
}

function answersIn(fields: readonly FormField[], sent: SentForm): FormAnswers {
  return Object.fromEntries(
    fields.flatMap(({ key, kind }) => {
      const given = sent.fields.get(`f.${key}`);
      if (!given || kind === "files") return [];
      return [[key, kind === "choices" ? given : given[0]!]];
    }),
  );
}

/** What a page's address says of where somebody comes from. */
const contextFrom = (fields: readonly FormField[], query: FastifyRequest["query"]): FormAnswers =>
  Object.fromEntries(
    fields.flatMap(({ key, kind }) => {
      const value = (query as Record<string, unknown>)[key];
      return kind === "context" && typeof value === "string" && value
        ? [[key, tidy(value).slice(0, 500)]]
        : [];
    }),
  );

function limitsOf(fields: readonly FormField[]): { largest: number; most: number } {
  const limits = fields.flatMap(({ kind, files }) =>
    kind === "files" ? [{ largest: files?.largest ?? largestFile, most: files?.most ?? 5 }] : [],
  );
  return {
    largest: Math.max(0, ...limits.map(({ largest }) => largest)),
    // The camera is a second input of the same field.
    most: limits.reduce((sum, { most }) => sum + most, 0) * 2,
  };
}

const isSame = (one: FormAnswers, other: FormAnswers): boolean =>
  JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort());
