import type { FastifyInstance } from "fastify";
import { directionOf } from "../../contract/languages.ts";
import { type Db, look } from "../db/database.ts";
import { localeOf, type TextKey, text } from "../texts.ts";

const colours = { theme: "#3d4fc4", background: "#fafbfc" };

/** What a phone or a computer needs to put the desk among its apps: in the words of whoever is signed in. */
export function webAppManifest(app: FastifyInstance, { db }: { db: Db }): void {
  app.get("/manifest.webmanifest", async (request, response) => {
    const caller = await app.authenticate(request);
    const locale = localeOf({ caller, headers: request.headers });
    const workspace = caller && (await nameOf(db, caller.workspaceId));
    const say = (key: TextKey) => text(locale, key);
    const shortcut = (key: TextKey, url: string) => ({ name: say(key), url });
    const icon = (size: number, src: string, purpose: string) => ({
      src,
      sizes: `${size}x${size}`,
      type: "image/png",
      purpose,
    });
    return response
      .header("cache-control", "no-cache, private")
      .header("vary", "cookie, accept-language")
      .type("application/manifest+json; charset=utf-8")
      .send(
        JSON.stringify({
          id: "/",
          name: workspace ? `Tandem · ${workspace}` : "Tandem",
          short_name: workspace ?? "Tandem",
          description: say("webApp.words"),
          lang: locale,
          dir: directionOf(locale),
          start_url: "/",
          scope: "/",
          display: "standalone",
          theme_color: colours.theme,
          background_color: colours.background,
          icons: [
            icon(192, "/icon-192.png", "any"),
            icon(512, "/icon-512.png", "any"),
            icon(512, "/icon-maskable-512.png", "maskable"),
          ],
          shortcuts: [
            shortcut("app.inbox", "/inbox"),
            shortcut("webApp.nextBest", "/?start=next"),
            shortcut("webApp.search", "/?start=search"),
          ],
        }),
      );
  });
}

function nameOf(db: Db, workspaceId: string): Promise<string> {
  return look(db, workspaceId, async (tx) => {
    const { name } = await tx
      .selectFrom("workspaces")
      .select("name")
      .where("id", "=", workspaceId)
      .executeTakeFirstOrThrow();
    return name;
  });
}
