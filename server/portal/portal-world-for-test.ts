import type { LightMyRequestResponse } from "fastify";
import { patchHelpCentre } from "../../contract/help-centres.ts";
import { postArticle, putPublication, putTranslation } from "../../contract/knowledge.ts";
import type { Locale } from "../../contract/languages.ts";
import { type World, type WorldBrand, world } from "../../test/world.ts";
import { firstForms } from "../forms/index.ts";
import { readSecret } from "../secret.ts";
import { makeFormToken } from "./form-token.ts";

/** What an article says in one language. */
type Said = { title: string; summary?: string; html?: string };

/** Somebody with a browser that runs no script: it keeps cookies, follows redirects when asked to, and sends forms. */
export interface Reader {
  get(path: string, headers?: Record<string, string>): Promise<LightMyRequestResponse>;
  post(
    path: string,
    fields: Record<string, string | string[]>,
    headers?: Record<string, string>,
  ): Promise<LightMyRequestResponse>;
  /** A form with files, as multipart. */
  send(
    path: string,
    fields: Record<string, string | string[]>,
    files: { field: string; filename: string; bytes: Buffer; type?: string }[],
  ): Promise<LightMyRequestResponse>;
  cookies: Map<string, string>;
}

/** A world with the help centre of the bicycle shop on, at `/help/kolo`, in five languages, and its first forms. */
export async function portalWorld(options: Parameters<typeof world>[0] = {}) {
  const around = await world({ acknowledges: true, ...options });
  const { app, db, omar, kolo, safra, workspaceId } = around;
  const secret = await readSecret(db);
  const switchOn = (brand: WorldBrand, slug: string) =>
    omar.call(patchHelpCentre, { params: { brand: brand.id }, body: { isOn: true, slug, locale: "en" } });
  await switchOn(kolo, "kolo");
  await switchOn(safra, "safra");
  for (const brand of [kolo, safra]) await firstForms(db, workspaceId, brand.id);

  function reader(headers: Record<string, string> = {}): Reader {
    const cookies = new Map<string, string>();
    async function ask(
      method: "GET" | "POST",
      url: string,
      more: Record<string, string>,
      payload?: string | Buffer,
    ) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
      const answer = await app.inject({
        method,
        url,
        headers: { host: "localhost:3000", ...headers, ...(cookie && { cookie }), ...more },
        ...(payload !== undefined && { payload }),
      });
      for (const { name, value, maxAge } of answer.cookies)
        if (value === "" || maxAge === 0) cookies.delete(name);
        else cookies.set(name, value);
      return answer;
    }
    return {
      cookies,
      get: (path, more = {}) => ask("GET", path, more),
      post: (path, fields, more = {}) =>
        ask(
          "POST",
          path,
          { "content-type": "application/x-www-form-urlencoded", ...more },
          pairsOf(fields).toString(),
        ),
      send(path, fields, files) {
        const boundary = "----form";
        const part = (head: string, body: Buffer | string) => [
          Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n`),
          Buffer.from(body),
          Buffer.from("\r\n"),
        ];
        const payload = Buffer.concat([
          ...[...pairsOf(fields)].flatMap(([name, value]) => part(`name="${name}"`, value)),
          ...files.flatMap(({ field, filename, bytes, type = "application/octet-stream" }) =>
            part(`name="${field}"; filename="${filename}"\r\nContent-Type: ${type}`, bytes),
          ),
          Buffer.from(`--${boundary}--\r\n`),
        ]);
        return ask("POST", path, { "content-type": `multipart/form-data; boundary=${boundary}` }, payload);
      },
    };
  }

  /** Publishes an article of the bicycle shop, in the languages given; the first is its source. */
  async function publish(
    said: Partial<Record<Locale, Said>>,
    more: { audience?: "everyone" | "signed-in"; brand?: string } = {},
  ) {
    const [[source, first], ...others] = Object.entries(said) as [[Locale, Said], ...[Locale, Said][]];
    const { brand = kolo.id, ...fields } = more;
    const article = await omar.call(postArticle, {
      body: {
        brand,
        audience: "everyone",
        ...fields,
        locale: source,
        summary: "",
        html: "<p>…</p>",
        ...first,
      },
    });
    for (const [locale, one] of others)
      await omar.call(putTranslation, {
        params: { id: article.id, locale },
        body: { draft: null, summary: "", html: "<p>…</p>", ...one },
      });
    await omar.call(putPublication, { params: { id: article.id }, body: {} });
    await around.settled();
    return article;
  }

  /** The token of a form's page that has been open for a while: whoever is too quick is asked again. */
  const patiently = (page: string): string => {
    const token = page.match(/name="token" value="([^"]+)"/)![1]!;
    const about = page.includes('name="guard"') ? null : page.match(/action="[^"]*\/contact\/([\w-]+)"/)![1]!;
    if (!about) return token;
    return makeFormToken(secret, formIds.get(about)!, { id: token.split(".")[0]!, now: Date.now() - 60_000 });
  };
  const formIds = new Map<string, string>();
  const { rows } = await db.pools.system.query("select id, key from forms where brand_id = $1", [kolo.id]);
  for (const { id, key } of rows) formIds.set(key as string, id as string);

  /** Signs a customer in by the mailed link, as they would. */
  async function signedIn(email: string, slug = "kolo", who = reader()): Promise<Reader> {
    // Tests ask for more links than people do.
    await db.pools.system.query("delete from throttles where key like 'customer-link%'");
    const before = around.letters.length;
    await who.post(`/help/${slug}/en/sign-in`, { email });
    const link = around.letters[before]?.text.match(/http\S+\/sign-in\/\S+/)?.[0];
    if (!link) throw new Error(`no link came for ${email}`);
    await who.post(new URL(link).pathname, {});
    return who;
  }

  return { ...around, secret, reader, publish, patiently, formIds, signedIn };
}

export type PortalWorld = Awaited<ReturnType<typeof portalWorld>> & World;

function pairsOf(fields: Record<string, string | string[]>): URLSearchParams {
  return new URLSearchParams(
    Object.entries(fields).flatMap(([name, value]) =>
      [value].flat().map((one) => [name, one] as [string, string]),
    ),
  );
}

/** What stands in a field of a page. */
export const hidden = (page: string, name: string): string =>
  page.match(new RegExp(`name="${name}" value="([^"]*)"`))?.[1] ?? "";
