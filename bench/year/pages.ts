import { Agent } from "node:http";
import pg from "pg";
import { makeApiKey } from "../../server/accounts/index.ts";
import { openDb } from "../../server/db/database.ts";
import { runningEmbeddedPostgres } from "../../server/db/embedded/index.ts";
import { http } from "../callers.ts";
import { figurePages, type Page, pageRows } from "../figure-pages.ts";
import { startServer, stopServer } from "../ground.ts";
import { percentile, type Row } from "../report.ts";

/** What was replayed, for the figures to be held against. */
export interface Replayed {
  workspaceId: string;
  brandId: string;
  from: Date;
  until: Date;
  /** Messages of customers that want an answer, and how many of them began a conversation. */
  requests: number;
  opened: number;
}

/**
 * The pages over what was replayed, from a server of its own: first whether they tell what happened (throws when they do
 * not), then how long they take.
 */
export async function pagesOfYear(dataDir: string, replayed: Replayed): Promise<Row[]> {
  // A web server alone: what was replayed left mail behind that nobody is to deliver.
  const server = await startServer(dataDir, { roles: "web" });
  try {
    const connection = runningEmbeddedPostgres(dataDir)!;
    const db = openDb(connection, { size: 2 });
    const key = await makeApiKey(db, replayed.workspaceId, "bench", ["conversations.read", "agents.read"]);
    await db.close();
    const { url } = server;
    await refuseOtherFigures(`${url}/api/v1`, key, replayed);
    const [figures, ledger] = [
      figurePages({ brandId: replayed.brandId, narrowed: "language=ar&channel=email&intent=delivery" }),
      ledgerPages(replayed),
    ];
    const rows = [
      ...(await pageRows("the year's figures", figures, { url, key })),
      ...(await pageRows("the year's ledger", ledger, { url, key })),
    ];
    const bare = await bareCounts(connection, replayed);
    for (const [what, limit, limitIs] of [
      ["the year's figures: both lines", bare.facts, "one bare GROUP BY over its facts"],
      ["the year's ledger: the three numbers", bare.requests, "one bare GROUP BY over its requests"],
    ] as const)
      Object.assign(rows.find((row) => row.what.startsWith(what))!, { limit, limitIs });
    return rows;
  } finally {
    await stopServer(server);
  }
}

function ledgerPages({ from, until, brandId }: Replayed): Page[] {
  const year = `from=${from.toISOString()}&to=${until.toISOString()}`;
  return [
    ["the three numbers", `/ledger?${year}`],
    ["the three numbers of one line of one brand", `/ledger?${year}&line=support&brand=${brandId}`],
    ["the list", `/ledger/requests?${year}`],
    ["the list of what was late", `/ledger/requests?${year}&which=late`],
    ["the list of what was waived", `/ledger/requests?${year}&which=waived`],
  ];
}

/** Figures and ledger of the whole period tell what was replayed. */
async function refuseOtherFigures(api: string, key: string, { from, until, requests, opened }: Replayed) {
  const agent = new Agent();
  const ask = async (path: string) => JSON.parse(await http(agent, `${api}${path}`, { key }));
  const [first, last] = [from, new Date(until.getTime() - 1)].map((at) => at.toISOString().slice(0, 10));
  const told = await ask(`/figures?from=${first}&to=${last}&compare=none`);
  const came = told.figures.find(({ metric }: { metric: string }) => metric === "came").value;
  if (told.counted !== 1) throw new Error(`only ${told.counted} of the events are in the figures`);
  if (came !== opened)
    throw new Error(`${opened} conversations were opened, and the figures tell of ${came}`);
  const { total } = await ask(`/ledger?from=${from.toISOString()}&to=${until.toISOString()}`);
  // Who writes in answer to our answer may do so after the last day.
  if (total.requests > requests || total.requests < opened)
    throw new Error(`${requests} requests were made, and the ledger tells of ${total.requests}`);
  if (total.answered !== total.requests)
    throw new Error(`${total.requests - total.answered} requests are not answered, by the ledger's screen`);
  agent.destroy();
}

/** How long the database takes to count the same without us, in milliseconds. */
async function bareCounts(connection: pg.ClientConfig, { workspaceId, from, until }: Replayed) {
  const owner = new pg.Client(connection);
  await owner.connect();
  const time = async (text: string, values: unknown[]) => {
    const milliseconds: number[] = [];
    for (let n = 0; n < 5; n++) {
      const begun = performance.now();
      await owner.query(text, values);
      milliseconds.push(performance.now() - begun);
    }
    return percentile(milliseconds, 50);
  };
  try {
    return {
      facts: await time(
        `select kind, detail, good, line, count(*), percentile_disc(array[0.5, 0.9]) within group (order by seconds)
         from facts where workspace_id = $1 group by 1, 2, 3, 4`,
        [workspaceId],
      ),
      requests: await time(
        `select brand_id, line, channel, count(*), count(answered_at), count(acknowledged_at), count(*) filter (where answered_at <= due_at)
         from requests where workspace_id = $1 and asked_at >= $2 and asked_at < $3 group by 1, 2, 3`,
        [workspaceId, from, until],
      ),
    };
  } finally {
    await owner.end();
  }
}
