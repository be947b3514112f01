import { afterAll, expect, test } from "vitest";
import { getMe } from "../../contract/accounts.ts";
import { locales } from "../../contract/languages.ts";
import type { Route } from "../../contract/route.ts";
import { getSetup, listBrands, listTags, listTeams, postSetup, Trade } from "../../contract/workspace.ts";
import { freshDatabase } from "../../test/database.ts";
import { accountRoutes, authenticate } from "../accounts/index.ts";
import { openServer } from "../http/server.ts";
import { demoPassword, workspaceRoutes } from "./index.ts";
import { presetOf } from "./presets.ts";

/** An installation that nobody has set up yet. */
async function empty({ demo = false } = {}) {
  const database = await freshDatabase();
  const db = database.open();
  const publicUrl = "http://localhost:3000";
  const app = await openServer({
    db,
    publicUrl: new URL(publicUrl),
    trustProxy: false,
    logLevel: "silent",
    authenticate: authenticate(db, { publicUrl }),
  });
  accountRoutes(app, { db, config: { publicUrl }, mailer: { send: async () => undefined } });
  workspaceRoutes(app, { db, config: { publicUrl }, demo });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });
  const ask = (route: Route, payload?: object, headers: Record<string, string> = {}) =>
    app.inject({
      method: route.method,
      url: `/api/v1${route.path}`,
      headers: { host: "localhost:3000", ...headers },
      ...(payload && { payload }),
    });
  return { db, ask };
}

const wish = {
  workspace: "Колесо",
  name: "Омар",
  email: "Omar@Kolo.example",
  password: "велосипед під дощем",
  locale: "uk",
  trade: "shop",
  timeZone: "Europe/Kyiv",
};

test("the first visit makes a workspace that is ready to work, in the person's language, and signs them in", async () => {
  const { ask } = await empty();
  expect((await ask(getSetup)).json()).toEqual({ needed: true, demo: false, people: [] });

  const made = await ask(postSetup, wish);
  expect(made.statusCode).toBe(201);
  expect(made.json()).toMatchObject({ name: "Колесо", trade: "shop", locale: "uk", timeZone: "Europe/Kyiv" });
  const headers = { cookie: `${made.cookies[0]!.name}=${made.cookies[0]!.value}` };
  expect((await ask(getMe, undefined, headers)).json()).toMatchObject({
    agent: { name: "Омар", email: "omar@kolo.example", role: "owner", brands: null, status: "active" },
    workspace: { name: "Колесо" },
    timeZone: "Europe/Kyiv",
  });

  const brands = (await ask(listBrands, undefined, headers)).json().items;
  expect(brands).toMatchObject([{ name: "Колесо", locales: ["uk"], lines: ["service", "support"] }]);
  const teams = (await ask(listTeams, undefined, headers)).json().items;
  expect(teams).toHaveLength(2);
  for (const team of teams)
    expect(team).toMatchObject({ brands: [brands[0].id], members: [expect.any(String)] });
  const tags = (await ask(listTags, undefined, headers))
    .json()
    .items.map((tag: { name: string }) => tag.name);
  expect(tags).toContain("Гарантія");

  expect((await ask(getSetup)).json().needed).toBe(false);
  expect((await ask(postSetup, { ...wish, email: "mallory@kolo.example" })).json()).toMatchObject({
    code: "already_set_up",
  });
});

test("when several people set it up at once, one does and the others are told", async () => {
  const { ask, db } = await empty();
  const answers = await Promise.all(
    [1, 2, 3, 4, 5].map((n) => ask(postSetup, { ...wish, email: `person${n}@kolo.example` })),
  );
  expect(answers.map((answer) => answer.statusCode).sort()).toEqual([201, 409, 409, 409, 409]);
  const { rows } = await db.pools.system.query("select count(*)::int as n from workspaces");
  expect(rows[0].n).toBe(1);
});

test("a weak password is refused and leaves the installation waiting", async () => {
  const { ask } = await empty();
  expect((await ask(postSetup, { ...wish, password: "колесо колесо" })).json()).toMatchObject({
    code: "weak_password",
    fields: [{ path: "password" }],
  });
  expect((await ask(getSetup)).json().needed).toBe(true);
});

test("a restaurant is not given a support line", async () => {
  const { ask } = await empty();
  const made = await ask(postSetup, { ...wish, trade: "restaurant", locale: "ar" });
  const headers = { cookie: `${made.cookies[0]!.name}=${made.cookies[0]!.value}` };
  expect((await ask(listBrands, undefined, headers)).json().items).toMatchObject([{ lines: ["service"] }]);
});

test("every trade has names for its teams and tags in every language, none twice", () => {
  for (const trade of Trade.options)
    for (const locale of locales) {
      const { teams, tags } = presetOf(trade, locale);
      const names = [...teams, ...tags.map((tag) => tag.name)];
      for (const name of names) expect(name).toMatch(/\p{L}/u);
      for (const each of [teams, tags.map((tag) => tag.name)]) expect(new Set(each).size).toBe(each.length);
    }
});

test("who can sign in to look around is told where it is a demo, and nowhere else", async () => {
  for (const demo of [true, false]) {
    const { ask, db } = await empty({ demo });
    await ask(postSetup, wish);
    await db.pools.system.query("update workspaces set demo = true");
    expect((await ask(getSetup)).json()).toEqual({
      needed: false,
      demo,
      people: demo
        ? [{ name: "Омар", email: "omar@kolo.example", role: "owner", password: demoPassword }]
        : [],
    });
  }
});
