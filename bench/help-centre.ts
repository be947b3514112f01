import { randomUUID } from "node:crypto";
import { Agent } from "node:http";
import Fastify from "fastify";
import { makeApiKey } from "../server/accounts/index.ts";
import { callers, http } from "./callers.ts";
import type { Bench } from "./ground.ts";
import { percentile, type Row } from "./report.ts";

const articles = 200;
const perSection = 20;

/** Pages of a help centre with a few hundred articles: as made for everybody, and made anew after each change. */
export async function helpCentreRows({ url, db, small }: Bench): Promise<Row[]> {
  const key = await makeApiKey(db, small.workspaceId, "bench", [
    "brands.manage",
    "articles.read",
    "articles.write",
    "articles.publish",
  ]);
  const agent = new Agent({ keepAlive: true });
  const call = async (method: string, path: string, body?: unknown) =>
    JSON.parse(await http(agent, `${url}/api/v1${path}`, { method, key, body }));
  const [brand] = (await call("GET", "/brands")).items;
  const slug = `bench-${randomUUID()}`;
  const change = () => call("PATCH", `/help-centres/${brand.id}`, { isOn: true, slug });
  const { locale } = await change();
  const number = await write(call, brand.id, locale);
  agent.destroy();

  const empty = Fastify();
  empty.get("/", async () => "");
  const emptyUrl = await empty.listen({ host: "127.0.0.1", port: 0 });
  const route = await callers({ count: 1, seconds: 2 }, (one) => http(one, emptyUrl));
  await empty.close();

  const rows: Row[] = [];
  for (const [name, path] of [
    ["home", ""],
    ["an article", `/articles/${number}-a-wheel-that-wobbles`],
  ] as const) {
    const page = `${url}/help/${slug}/${locale}${path}`;
    const { milliseconds } = await callers({ count: 1, seconds: 3 }, (one) => http(one, page));
    const [p50, p95] = [percentile(milliseconds, 50), percentile(milliseconds, 95)];
    rows.push({
      what: `help centre, ${name}, HTTP, p50`,
      ours: p50,
      unit: "ms",
      limit: percentile(route.milliseconds, 50),
      limitIs: "an empty Fastify route",
      bar: "p95 ≤ 10",
      met: p95 <= 10,
      note: `p95 ${p95.toFixed(1)} ms`,
    });
    const anew: number[] = [];
    const own = new Agent({ keepAlive: true });
    for (let n = 0; n < 40; n++) {
      await change();
      const begun = performance.now();
      await http(own, page);
      anew.push(performance.now() - begun);
    }
    own.destroy();
    rows.push({
      what: `help centre, ${name}, made anew after a change, p50`,
      ours: percentile(anew, 50),
      unit: "ms",
      bar: "p95 ≤ 100",
      met: percentile(anew, 95) <= 100,
      note: `p95 ${percentile(anew, 95).toFixed(1)} ms`,
    });
  }
  return rows;
}

/** Articles in sections of a few; returns the number of the last. */
async function write(
  call: (method: string, path: string, body?: unknown) => Promise<{ id: string; number: number }>,
  brand: string,
  locale: string,
): Promise<number> {
  let section = "";
  let last = 0;
  const words = "Hold the wheel between your knees and turn the spoke a quarter. ".repeat(12);
  for (let n = 0; n < articles; n++) {
    if (n % perSection === 0)
      section = (await call("POST", "/article-sections", { brand, names: { [locale]: `Part ${n}` } })).id;
    const { id, number } = await call("POST", "/articles", {
      brand,
      section,
      locale,
      audience: "everyone",
      title: "A wheel that wobbles",
      html: ["One", "Two", "Three"].map((name) => `<h2>${name}</h2><p>${words}</p>`).join(""),
    });
    await call("PUT", `/articles/${id}/publication`, {});
    last = number;
  }
  return last;
}
