import { sql } from "kysely";
import { type Db, withoutWall } from "../db/database.ts";
import { oneByOne } from "../one-by-one.ts";
import { askPage, type PageAnswer } from "./ask-page.ts";

/** What was found at an address: `null` when it is good, else what is wrong; `unsure` when it says nothing of the page. */
export type Verdict = { is: "good" } | { is: "failing"; reason: string; isOurs?: boolean } | { is: "unsure" };

export type AskPage = (url: URL, method: "HEAD" | "GET") => Promise<PageAnswer>;

const mostRedirects = 5;
/** Statuses by which a server keeps out programs, or asks to come later: the page may well be there for people. */
const guarded = new Set([401, 402, 403, 407, 408, 425, 429, 451, 503, 999]);
const notByHead = new Set([400, 403, 404, 405, 406, 500, 501]);

/** Whether a page is there, by HEAD and where that is refused by GET, along redirects that stay on the public internet. */
export async function lookAtPage(address: string, ask: AskPage = askPage): Promise<Verdict> {
  let url = URL.canParse(address) ? new URL(address) : null;
  for (let hop = 0; hop <= mostRedirects; hop++) {
    if (!url || !/^https?:$/.test(url.protocol)) return { is: "failing", reason: "bad_redirect" };
    // Other ports belong to other services than the web, and we knock at none of them.
    if (url.port && url.port !== "80" && url.port !== "443") return { is: "unsure" };
    let answer = await ask(url, "HEAD");
    if ("status" in answer && notByHead.has(answer.status)) answer = await ask(url, "GET");
    if ("failed" in answer) {
      if (answer.failed === "private_address") return { is: "failing", reason: "private_address" };
      return { is: "failing", reason: answer.failed, isOurs: true };
    }
    const { status, location } = answer;
    if (status >= 300 && status < 400 && location) {
      url = URL.canParse(location, url) ? new URL(location, url) : null;
      continue;
    }
    if (status >= 200 && status < 400) return { is: "good" };
    return guarded.has(status) ? { is: "unsure" } : { is: "failing", reason: String(status) };
  }
  return { is: "failing", reason: "redirects_forever" };
}

const atOnce = 20;
const everyDays = 7;
const againHours = 24;

/**
 * Looks at some of the pages that articles lead to: each once a week, one that failed again after a day. Broken is what
 * failed twice. Returns whether more are due.
 */
export async function checkPages(db: Db, now: Date, ask: AskPage = askPage): Promise<boolean> {
  const due = await withoutWall(db, async (tx) => {
    const { rows } = await sql<{ target: string }>`
      with due as (
        select distinct target from article_links
        where kind = 'page' and (checked_at is null or checked_at < ${now}::timestamptz - make_interval(days => ${everyDays})
          or (failing_since is not null and state <> 'broken' and checked_at < ${now}::timestamptz - make_interval(hours => ${againHours})))
        limit ${atOnce}
      )
      update article_links l set checked_at = ${now} from due where l.kind = 'page' and l.target = due.target
      returning l.target`.execute(tx);
    return [...new Set(rows.map(({ target }) => target))];
  });
  const verdicts = new Map<string, Verdict>();
  // One after the other at each host, a few hosts at a time.
  const hosts = [
    ...Map.groupBy(due, (target) => (URL.canParse(target) ? new URL(target).host : "")).values(),
  ];
  await oneByOne(
    hosts,
    async (targets) => {
      for (const target of targets) verdicts.set(target, await lookAtPage(target, ask));
    },
    { atOnce: 4 },
  );
  const all = [...verdicts.values()];
  // When nobody at all can be reached, it is our own way out that is broken.
  const isOurs = hosts.length > 2 && all.every((one) => one.is === "failing" && one.isOurs);
  if (!isOurs) await noteVerdicts(db, verdicts, now);
  return due.length === atOnce;
}

async function noteVerdicts(db: Db, verdicts: ReadonlyMap<string, Verdict>, now: Date): Promise<void> {
  const told = [...verdicts].flatMap(([target, verdict]) =>
    verdict.is === "unsure" ? [] : [{ target, reason: verdict.is === "failing" ? verdict.reason : null }],
  );
  await withoutWall(db, (tx) =>
    sql`
      update article_links l set
        state = case when v.reason is null then 'good'
          when l.state = 'broken' or l.failing_since <= ${now}::timestamptz - make_interval(hours => ${againHours}) then 'broken'
          else l.state end,
        reason = v.reason,
        failing_since = case when v.reason is not null then coalesce(l.failing_since, ${now}) end
      from jsonb_to_recordset(${JSON.stringify(told)}::jsonb) as v (target text, reason text)
      where l.kind = 'page' and l.target = v.target`.execute(tx),
  );
}
