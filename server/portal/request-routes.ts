import type { FastifyInstance } from "fastify";
import { EmailAddress } from "../../contract/route.ts";
import { customerLinkMail } from "../accounts/index.ts";
import { look, within } from "../db/database.ts";
import { sendFile } from "../files/index.ts";
import { keepFormFile, keptFiles } from "../forms/index.ts";
import { rate, ratingOf } from "../ratings/index.ts";
import { Refusal } from "../refusal.ts";
import type { Answers } from "./answer.ts";
import { nameIn } from "./centre.ts";
import { clearCookie, cookieName, setCookie } from "./cookies.ts";
import { faultWords } from "./form-pages.ts";
import { makeFormToken, readFormToken } from "./form-token.ts";
import type { PortalNeeds } from "./needs.ts";
import { readRateToken } from "./rate-token.ts";
import { first, readForm, type SentForm } from "./read-form.ts";
import { type Answering, requestPage, requestsPage } from "./request-pages.ts";
import { answerOwn, closeOwn, ownFile, ownRequest, ownRequests, rateOwn } from "./requests.ts";
import { askForLink, isGoodLink, type SignedIn, signOut, spendLink } from "./sessions.ts";
import { ratePage, signInPage, useLinkPage } from "./sign-in-pages.ts";
import { addressTo, to, type Visit } from "./visit.ts";

const sessionDays = 30;
const answerFiles = { largest: 25 * 1024 * 1024, most: 10 };
type ByNumber = { Params: { number: string } };
type ByToken = { Params: { token: string } };

/** A customer's own matters: the way in by a mailed link, and what they can do there. */
export function requestRoutes(app: FastifyInstance, needs: PortalNeeds, answers: Answers): void {
  const { db, store, secret, mailer } = needs;

  app.get<{ Querystring: { to?: unknown } }>(
    "/help/:slug/:locale/sign-in",
    async ({ visit: given, query }) => {
      const visit = offered(given!);
      const goesTo = placeFrom(query.to);
      if (visit.customer) return visit.response.redirect(to(visit, goesTo || "/requests"), 303);
      return answers.page(visit, signInPage(visit, { email: "", goesTo, state: "asks" }));
    },
  );

  app.post("/help/:slug/:locale/sign-in", async (request) => {
    const visit = offered(request.visit!);
    const sent = await readForm(request);
    const goesTo = placeFrom(first(sent, "to"));
    const email = EmailAddress.safeParse(first(sent, "email").trim());
    if (!email.success)
      return answers.page(
        visit,
        signInPage(visit, { email: first(sent, "email"), goesTo, state: "bad" }),
        422,
      );
    const link = await askForLink(db, visit.centre, { email: email.data, address: request.ip, goesTo });
    if (link) await mailLink(visit, link);
    return answers.page(visit, signInPage(visit, { email: email.data, goesTo, state: "sent" }));
  });

  async function mailLink(
    visit: Visit,
    { token, name, email }: { token: string; name: string; email: string },
  ) {
    const { centre, locale } = visit;
    const { workspaceId, brandId } = centre;
    const inbox = await look(db, workspaceId, (tx) =>
      tx
        .selectFrom("inboxes")
        .select("address")
        .where("workspaceId", "=", workspaceId)
        .where("brandId", "=", brandId)
        .where("channel", "=", "email")
        .orderBy("createdAt")
        .executeTakeFirst(),
    );
    // Nobody waits for it: how long it takes would tell whether the address is known.
    void mailer.send(
      customerLinkMail({
        workspaceId,
        to: { name, address: email },
        locale,
        workspace: nameIn(centre, locale),
        link: addressTo(centre, locale, `/sign-in/${token}`),
        from: inbox && { name: centre.brandName, address: inbox.address },
      }),
    );
  }

  app.get<ByToken>("/help/:slug/:locale/sign-in/:token", async ({ visit: given, params }) => {
    const visit = offered(given!);
    if (!(await isGoodLink(db, visit.centre, params.token))) throw new Refusal("link_expired");
    // Under `no-referrer` browsers send `Origin: null` with the form, which nothing tells from another's page; that of all
    // our pages, `same-origin`, keeps the token from other sites as well.
    return answers.page(visit, useLinkPage(visit, params.token));
  });

  app.post<ByToken>("/help/:slug/:locale/sign-in/:token", async (request) => {
    const visit = offered(request.visit!);
    const { token, goesTo } = await spendLink(db, visit.centre, request.params.token, {
      address: request.ip,
      userAgent: request.headers["user-agent"] ?? "",
      before: request.cookies[cookieName(request, visit.base, "customer")],
    });
    setCookie(visit, visit.response, "customer", token, { days: sessionDays });
    return visit.response
      .header("cache-control", "private, no-store")
      .redirect(to(visit, goesTo || "/requests"), 303);
  });

  app.post("/help/:slug/:locale/sign-out", async (request) => {
    const visit = request.visit!;
    const sent = await readForm(request);
    if (visit.customer) {
      guarded(visit, sent);
      await signOut(db, visit.customer, first(sent, "everywhere") === "1");
    }
    clearCookie(visit, visit.response, "customer");
    return visit.response.header("cache-control", "private, no-store").redirect(to(visit), 303);
  });

  app.get("/help/:slug/:locale/requests", async ({ visit: given }) => {
    const visit = offered(given!);
    if (!visit.customer) return toSignIn(visit);
    return answers.page(visit, requestsPage(visit, await ownRequests(db, visit.customer)));
  });

  app.get<ByNumber & { Querystring: { said?: string } }>(
    "/help/:slug/:locale/requests/:number",
    async ({ visit: given, params, query }) => {
      const visit = offered(given!);
      if (!visit.customer) return toSignIn(visit);
      const said = (["rated", "sent", "closed"] as const).find((one) => one === query.said) ?? null;
      const answering = {
        token: makeFormToken(secret, `answer ${params.number}`),
        text: "",
        fault: null,
        kept: [],
      };
      return showRequest(visit, visit.customer, params.number, answering, { said });
    },
  );

  async function showRequest(
    visit: Visit,
    customer: SignedIn,
    number: string,
    answering: Answering,
    { said = null, status = 200 }: { said?: "rated" | "sent" | "closed" | null; status?: number },
  ) {
    const request = await ownRequest(db, customer, numberFrom(number));
    if (!request) throw new Refusal("not_found");
    return answers.page(visit, requestPage(visit, request, answering, said), status);
  }

  app.post<ByNumber>(
    "/help/:slug/:locale/requests/:number",
    { bodyLimit: 64 * 1024 * 1024 },
    async (request) => {
      const { number } = request.params;
      const { visit, customer, sent } = await acting(request);
      const about = `answer ${number}`;
      const token = readFormToken(secret, about, first(sent, "token"));
      const text = first(sent, "text")
        .replaceAll("\0", "")
        .toWellFormed()
        .replace(/\r\n?/g, "\n")
        .trim()
        .slice(0, 20_000);
      const once = token?.id ?? readFormToken(secret, about, makeFormToken(secret, about))!.id;
      const place = { workspaceId: customer.workspaceId, submissionId: once };
      // Whose it is comes before anything of it is kept.
      if (!(await ownRequest(db, customer, numberFrom(number)))) throw new Refusal("not_found");
      let fault: string | null = token ? null : visit.t("help.form.about.old");
      const field = { key: "files", files: { groups: ["any" as const], camera: false, ...answerFiles } };
      const fresh = new Set<string>();
      for (const file of sent.files) {
        const kept = await keepFormFile({ db, store }, place, field, file);
        if ("what" in kept) fault ??= faultWords(visit, kept);
        else fresh.add(kept.id);
      }
      const wanted = new Set([...fresh, ...(sent.fields.get("keep") ?? [])]);
      const kept = (await keptFiles(db, place)).filter(({ id }) => wanted.has(id));
      if (kept.length > answerFiles.most)
        fault ??= faultWords(visit, { what: "most", values: { most: answerFiles.most } });
      if (!text && !kept.length) fault ??= visit.t("form.answer.required");
      if (fault)
        return showRequest(
          visit,
          customer,
          number,
          { token: makeFormToken(secret, about, { id: once }), text, fault, kept },
          { status: 422 },
        );
      const files = kept.map(({ id }) => id);
      await answerOwn(db, customer, numberFrom(number), { text, files, once, locale: visit.locale });
      return back(visit, number, "sent");
    },
  );

  app.post<ByNumber>("/help/:slug/:locale/requests/:number/close", async (request) => {
    const { visit, customer } = await acting(request);
    await closeOwn(db, customer, numberFrom(request.params.number));
    return back(visit, request.params.number, "closed", "#rate");
  });

  app.post<ByNumber>("/help/:slug/:locale/requests/:number/rating", async (request) => {
    const { visit, customer, sent } = await acting(request);
    await rateOwn(db, customer, numberFrom(request.params.number), ratingIn(sent));
    return back(visit, request.params.number, "rated");
  });

  app.get<{ Params: { number: string; file: string } }>(
    "/help/:slug/:locale/requests/:number/files/:file",
    async ({ visit: given, params }) => {
      const visit = offered(given!);
      if (!visit.customer) return toSignIn(visit);
      const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(params.file);
      const file = isId && (await ownFile(db, visit.customer, params.file));
      if (!file) throw new Refusal("not_found");
      return sendFile(visit.response, store, visit.centre.workspaceId, file).header(
        "cache-control",
        "private, no-store",
      );
    },
  );

  app.get<ByToken & { Querystring: { score?: string; said?: string } }>(
    "/help/:slug/:locale/rate/:token",
    async ({ visit: given, params, query }) => {
      const visit = given!;
      const { rating } = await rated(visit, params.token);
      const score = /^[1-5]$/.test(query.score ?? "") ? Number(query.score) : rating.score;
      const isSaid = query.said === "1" && rating.score !== null;
      return answers.page(
        visit,
        ratePage(visit, { token: params.token, score, who: rating.answeredBy!, isSaid }),
      );
    },
  );

  app.post<ByToken>("/help/:slug/:locale/rate/:token", async (request) => {
    const visit = request.visit!;
    const sent = await readForm(request);
    const { conversationId } = await rated(visit, request.params.token);
    const { workspaceId } = visit.centre;
    await within(db, workspaceId, (tx) =>
      rate(tx, { workspaceId, conversationId, ...ratingIn(sent), via: "mail" }),
    );
    return visit.response.redirect(to(visit, `/rate/${request.params.token}?said=1`), 303);
  });

  /** The answer that a mail asks about. The link in it is the permission, for this matter of this brand alone. */
  async function rated({ centre }: Visit, token: string) {
    const { workspaceId, brandId } = centre;
    const conversationId = readRateToken(secret, centre, token);
    const rating = conversationId
      ? await look(db, workspaceId, async (tx) => {
          const row = await tx
            .selectFrom("conversations")
            .select("id")
            .where("workspaceId", "=", workspaceId)
            .where("brandId", "=", brandId)
            .where("id", "=", conversationId)
            .executeTakeFirst();
          return row && ratingOf(tx, workspaceId, conversationId);
        })
      : null;
    if (!conversationId || !rating?.answeredBy) throw new Refusal("link_expired");
    return { conversationId, rating };
  }

  /** Whoever does something in the name of a session shows the word that only its own pages know. */
  async function acting(request: Parameters<typeof readForm>[0] & { visit: Visit | null }) {
    const visit = offered(request.visit!);
    if (!visit.customer) throw new Refusal("link_expired");
    const sent = await readForm(request, answerFiles);
    guarded(visit, sent);
    return { visit, customer: visit.customer, sent };
  }

  function guarded({ guardWord }: Visit, sent: SentForm) {
    if (!guardWord || first(sent, "guard") !== guardWord) throw new Refusal("foreign_origin");
  }

  function offered(visit: Visit): Visit {
    if (!visit.centre.showsRequests) throw new Refusal("not_found");
    return visit;
  }

  const toSignIn = (visit: Visit) =>
    visit.response
      .header("cache-control", "private, no-store")
      .redirect(to(visit, `/sign-in?to=${encodeURIComponent(visit.path)}`), 303);

  const back = (visit: Visit, number: string, said: string, place = "") =>
    visit.response
      .header("cache-control", "private, no-store")
      .redirect(`${to(visit, `/requests/${number}`)}?said=${said}${place}`, 303);
}

/** A place within the help centre, and nowhere else. */
const placeFrom = (text: unknown): string =>
  typeof text === "string" && /^(\/[\w%-]+){1,6}$/.test(text) && text.length < 300 ? text : "";

function numberFrom(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new Refusal("not_found");
  return Number(text);
}

function ratingIn(sent: SentForm): { score: number; comment?: string } {
  const score = first(sent, "score");
  if (!/^[1-5]$/.test(score)) throw new Refusal("malformed");
  const comment = first(sent, "comment").replaceAll("\0", "").toWellFormed().trim().slice(0, 2000);
  return { score: Number(score), ...(comment && { comment }) };
}
