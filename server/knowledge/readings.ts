import { sql } from "kysely";
import { type Db, within, withoutWall } from "../db/database.ts";

const dayMs = 86_400_000;
const mostRemembered = 50_000;

/** What this process has noted today, so that a page asked for a thousand times is not written a thousand times. */
const noted = { day: 0, keys: new Set<string>() };

/** Notes that somebody read an article: each reader once a day. */
export async function noteReading(
  db: Db,
  {
    workspaceId,
    brandId,
    number,
    reader,
  }: { workspaceId: string; brandId: string; number: number; reader: Buffer },
  now = new Date(),
): Promise<void> {
  const day = Math.floor(now.getTime() / dayMs);
  if (noted.day !== day || noted.keys.size >= mostRemembered) Object.assign(noted, { day, keys: new Set() });
  const key = `${workspaceId} ${number} ${reader.toString("base64")}`;
  if (noted.keys.has(key)) return;
  noted.keys.add(key);
  await within(db, workspaceId, (tx) =>
    sql`
      insert into article_readings (workspace_id, article_id, day, reader, brand_id, at)
      select workspace_id, id, ${day}, ${reader}, ${brandId}, ${now} from articles
      where workspace_id = ${workspaceId} and number = ${number} on conflict do nothing`.execute(tx),
  );
}

/** Programs that fetch pages and say so in their name. */
const program =
  /bot\b|bot[/;-]|crawl|spider|slurp|preview|monitor|fetch|headless|curl|wget|python|http-client|\blibwww/i;

/** Whether a request is that of somebody who reads: no program, and nothing that a browser fetches ahead. */
export const isReading = ({
  method,
  headers,
}: {
  method: string;
  headers: Record<string, string | string[] | undefined>;
}): boolean =>
  method === "GET" &&
  !/prefetch|prerender/i.test(`${headers["sec-purpose"] ?? ""}${headers.purpose ?? ""}`) &&
  !program.test(String(headers["user-agent"] ?? "bot"));

const keptDays = 400;

/** As long as what was looked for. */
export async function forgetReadings(db: Db, now = new Date()): Promise<void> {
  const first = Math.floor(now.getTime() / dayMs) - keptDays;
  await withoutWall(db, (tx) => sql`delete from article_readings where day < ${first}`.execute(tx));
}
