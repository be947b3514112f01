import { sql } from "kysely";
import { countDrift } from "../conversations/index.ts";
import { type Db, withoutWall } from "../db/database.ts";
import type { FileStore } from "../files/index.ts";
import { queueHealth } from "../jobs/index.ts";
import { bad, type Finding, good, lasting, odd, plural } from "./finding.ts";

/** How the work goes: what waits, what failed, and whether the figures and the files are those of the rows. */
export async function examineWork(db: Db, store: FileStore, inUse: boolean): Promise<Finding[]> {
  // What waits while nothing runs is in order; what waits although somebody works is not.
  const late = inUse ? bad : odd;
  const later = inUse
    ? "The log of Tandem says why it does not get on; starting it anew does no harm."
    : "It is done when Tandem runs.";
  return [
    await workspaces(db),
    ...(await queues(db, late, later)),
    ...(await backlogs(db, late, later)),
    ...(await mails(db)),
    ...(await mailboxes(db)),
    await failedDeliveries(db),
    await counts(db),
    await files(db, store),
  ];
}

async function workspaces(db: Db): Promise<Finding> {
  const { rows } = await withoutWall(db, (tx) =>
    sql<{ name: string; agents: number }>`
      select w.name, (select count(*) from agents a where a.workspace_id = w.id and a.status = 'active') as agents
      from workspaces w order by w.created_at limit 100`.execute(tx),
  );
  if (!rows.length)
    return odd("Nobody has set Tandem up yet.", "Open it in a browser: the first visit does.");
  return good(
    `There ${rows.length === 1 ? "is" : "are"} ${plural(rows.length, "workspace")}: ${rows
      .slice(0, 5)
      .map(({ name, agents }) => `${name} (${plural(agents, "active agent")})`)
      .join(", ")}${rows.length > 5 ? " …" : ""}.`,
  );
}

type Judge = (says: string, todo?: string) => Finding;
const patienceSeconds = 300;

async function queues(db: Db, late: Judge, later: string): Promise<Finding[]> {
  const { rows } = await withoutWall(db, (tx) =>
    sql<{ there: boolean }>`select to_regclass('pgboss.queue') is not null as there`.execute(tx),
  );
  if (!rows[0]!.there) return [odd("The job queues are not made yet.", "The first `npm start` makes them.")];
  const all = await queueHealth(db);
  const slow = all.filter(({ oldestSeconds }) => oldestSeconds > patienceSeconds);
  const findings = slow.map(({ queue, waiting, oldestSeconds }) =>
    late(
      `${plural(waiting, "job")} of ${queue} should have begun, the oldest ${lasting(oldestSeconds)} ago.`,
      later,
    ),
  );
  for (const { queue, dead } of all.filter(({ dead }) => dead > 0))
    findings.push(
      odd(
        `${plural(dead, "job")} of ${queue} failed to the end and ${dead === 1 ? "is" : "are"} kept for a month.`,
        "The log says why. After an update that mends the cause, `tandem backup` and `tandem restore` order them again.",
      ),
    );
  if (!findings.length) findings.push(good(`All ${all.length} job queues get on.`));
  return findings;
}

const underway = {
  events: ["event waits for its number", "events wait for their numbers"],
  mails: ["mail came in and is not read yet", "mails came in and are not read yet"],
  deliveries: ["mail waits to be sent", "mails wait to be sent"],
} as const;

async function backlogs(db: Db, late: Judge, later: string): Promise<Finding[]> {
  const { rows } = await withoutWall(db, (tx) =>
    sql<{ what: keyof typeof underway; n: number; age: number }>`
      select what, n, coalesce(extract(epoch from now() - oldest), 0)::float8 as age from (
        select 'events' as what, count(*) as n, min(at) as oldest from outbox
        union all
        select 'mails', count(*), min(received_at) from raw_mails where state = 'received'
        union all
        select 'deliveries', count(*), min(coalesce(next_try_at, lease_until, changed_at)) from deliveries
          where by = 'email' and state in ('queued', 'sending')
      ) as waiting`.execute(tx),
  );
  return rows
    .filter(({ n, age }) => n > 0 && age > patienceSeconds)
    .map(({ what, n, age }) => {
      const [one, many] = underway[what];
      return late(`${plural(n, one, many)}, the oldest for ${lasting(age)}.`, later);
    });
}

async function mails(db: Db): Promise<Finding[]> {
  const { rows } = await withoutWall(db, (tx) =>
    sql<{ n: number; error: string | null }>`
      select count(*) as n, (array_agg(error order by received_at desc))[1] as error from raw_mails
      where state = 'unreadable' and received_at > now() - interval '30 days'`.execute(tx),
  );
  const { n, error } = rows[0]!;
  if (!n) return [good("Every mail of the last 30 days could be read.")];
  return [
    odd(
      `${plural(n, "mail")} of the last 30 days could not be read${error ? ` (the latest: ${error})` : ""}.`,
      "Each is a conversation with the raw mail attached, so somebody can answer it. `tandem mail read FILE` shows what is wrong with one; please report it.",
    ),
  ];
}

async function mailboxes(db: Db): Promise<Finding[]> {
  const { rows } = await withoutWall(db, (tx) =>
    sql<{ name: string; failure: string | null; words: string | null; age: number | null }>`
      select username || ' at ' || host as name, failure, failure_words as words,
        extract(epoch from now() - failing_since)::float8 as age
      from mailboxes where is_on order by failing_since nulls last`.execute(tx),
  );
  const failing = rows.filter(({ failure }) => failure !== null);
  if (!failing.length)
    return rows.length
      ? [
          good(
            `Nothing is wrong with the ${plural(rows.length, "mailbox", "mailboxes")} mail is fetched from.`,
          ),
        ]
      : [];
  return failing
    .slice(0, 20)
    .map(({ name, failure, words, age }) =>
      bad(
        `The mailbox ${name} has not been read for ${lasting(age ?? 0)}: ${failure!.replaceAll("_", " ")}${words ? ` (${words})` : ""}.`,
        "Settings, Inboxes says what to do about it. Its mails wait there, and are fetched when it can be read again.",
      ),
    );
}

async function failedDeliveries(db: Db): Promise<Finding> {
  const { rows } = await withoutWall(db, (tx) =>
    sql<{ n: number; error: string | null }>`
      select count(*) as n, (array_agg(error order by changed_at desc))[1] as error from deliveries
      where state = 'failed' and changed_at > now() - interval '30 days'`.execute(tx),
  );
  const { n, error } = rows[0]!;
  if (!n) return good("No mail of the last 30 days failed to go out.");
  return odd(
    `${plural(n, "mail")} of the last 30 days could not be delivered${error ? ` (the latest: ${error})` : ""}.`,
    "Each stands at its message in the desk, where it can be sent again.",
  );
}

async function counts(db: Db): Promise<Finding> {
  const drift = await withoutWall(db, countDrift);
  if (!drift.length) return good("The counts of the views are those of the conversations.");
  const off = drift.reduce((sum, one) => sum + one.drift, 0);
  return bad(
    `The counts of the views differ from the conversations by ${off}, in ${plural(drift.length, "workspace")}. No conversation is lost by it.`,
    "This is a mistake of ours: please report it, with what was done before.",
  );
}

const newestFiles = 5_000;

/** The newest, since the disk that loses files as a rule loses whole folders. A backup looks at all of them. */
async function files(db: Db, store: FileStore): Promise<Finding> {
  const { rows } = await withoutWall(db, (tx) =>
    sql<{ workspaceId: string; sha256: string; filename: string }>`
      select workspace_id, sha256, filename from attachments
      where message_id is not null or uploaded_by is not null
      order by created_at desc limit ${newestFiles}`.execute(tx),
  );
  const missing: string[] = [];
  for (const { workspaceId, sha256, filename } of rows)
    if (!(await store.has(workspaceId, sha256))) missing.push(filename);
  if (!missing.length)
    return good(
      `The files that messages refer to are there (the newest ${rows.length.toLocaleString("en")} were looked for).`,
    );
  return bad(
    `${plural(missing.length, "file")} of the newest ${rows.length.toLocaleString("en")} ${missing.length === 1 ? "is" : "are"} missing from the data folder, such as ${missing[0]}.`,
    "Is DATA_DIR that of the Tandem that uses this database? If so, look for them in a backup: there they lie under files/.",
  );
}
