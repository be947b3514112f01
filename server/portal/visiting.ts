import type { FastifyReply, FastifyRequest } from "fastify";
import { Locale } from "../../contract/languages.ts";
import type { Db } from "../db/database.ts";
import type { Secret } from "../secret.ts";
import type { Centre, Centres } from "./centre.ts";
import { cookieName } from "./cookies.ts";
import { bestLocale } from "./languages.ts";
import { customerBy, type SignedIn } from "./sessions.ts";
import { type Visit, visitOf } from "./visit.ts";

interface Needs {
  db: Db;
  secret: Secret;
  centres: Centres;
}

/** Who visits which help centre, in which language; null where there is none at this address. */
export async function visitFrom(
  { db, secret, centres }: Needs,
  request: FastifyRequest,
  response: FastifyReply,
): Promise<(Visit & { isLocaleNamed: boolean }) | null> {
  const [, , slug = "", named = "", ...rest] = request.url.split("?", 1)[0]!.split("/");
  const centre = await centres.bySlug(slug.toLowerCase());
  if (!centre) return null;
  const base = hostOf(request) === centre.host ? "" : `/help/${centre.slug}`;
  const isLocaleNamed = centre.locales.some((one) => one === named);
  const locale = isLocaleNamed ? (named as Locale) : chosenLocale(centre, base, request);
  const customer = await customerFrom(db, centre, base, request);
  const visit = visitOf({
    centre,
    locale,
    base,
    customer,
    path: rest.length ? `/${rest.join("/")}` : "",
    request,
    response,
    guardWord: customer && guardWord(secret, customer),
  });
  return { ...visit, isLocaleNamed };
}

/** The language somebody chose here before, else the best of those that their browser asks for. */
function chosenLocale(centre: Centre, base: string, request: FastifyRequest): Locale {
  const chosen = Locale.safeParse(request.cookies[cookieName(request, base, "language")]);
  if (chosen.success && centre.locales.includes(chosen.data)) return chosen.data;
  return bestLocale(request.headers["accept-language"], centre.locales, centre.locale);
}

async function customerFrom(
  db: Db,
  centre: Centre,
  base: string,
  request: FastifyRequest,
): Promise<SignedIn | null> {
  const token = request.cookies[cookieName(request, base, "customer")];
  return token ? customerBy(db, centre, token) : null;
}

/** Only a page that was made for this session knows it. */
const guardWord = (secret: Secret, { sessionId }: SignedIn): string =>
  secret.sign("guard", sessionId).subarray(0, 16).toString("base64url");

/** The host that a request names, without its port. */
export const hostOf = (request: FastifyRequest): string =>
  (request.host ?? "").toLowerCase().replace(/:\d+$/, "");
