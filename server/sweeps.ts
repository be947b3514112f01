import pg from "pg";
import type { BaseLogger } from "pino";
import { callerAgain, forgetExpired } from "./accounts/index.ts";
import { byCalendar, fireWaits, forgetRuns } from "./automations/index.ts";
import {
  checkDueDomains,
  forgetRefusals,
  sweepDeliveries,
  systemDns,
  type Transport,
  tellOutages,
  watchOutgoing,
} from "./channels/index.ts";
import { forgetVisitors, mailUnseen, noticeLeaving } from "./chat/index.ts";
import {
  countDrift,
  endOldClaims,
  escalate,
  foldCounts,
  followTheSun,
  forgetBulkActs,
  forgetDraftStates,
  giveOutEverywhere,
  messagesBelow,
  moveOn,
  releaseHeld,
  sendDueReplies,
  tellDueItems,
  wakeSnoozed,
} from "./conversations/index.ts";
import { customersBelow } from "./customers/index.ts";
import { type Connection, type Db, withoutWall } from "./db/database.ts";
import { makeMonths } from "./db/partitions.ts";
import { type FileStore, forgetUploads } from "./files/index.ts";
import { forgetIdempotencyKeys } from "./http/idempotency.ts";
import { figureDrift, foldSome, packSome } from "./insights/index.ts";
import {
  articlesBelow,
  checkPages,
  forgetArticleFiles,
  forgetReadings,
  forgetSearches,
  publishPlanned,
  tellReviews,
} from "./knowledge/index.ts";
import { foldRequestCounts, proveLedgers, requestCountDrift } from "./ledger/index.ts";
import { forgetPaces } from "./loops/index.ts";
import { forgetCustomerSessions } from "./portal/index.ts";
import { checkPromises } from "./promises/index.ts";
import { makeDueReports, type Press } from "./reports/index.ts";
import { noticePresence } from "./routing/index.ts";
import { countSome, reindexSome } from "./search/index.ts";
import { keepSweeping, type Sweep } from "./sweeping.ts";
import { forgetDigests, makeDigests, pushDue } from "./telling/index.ts";
import { absorbLessons } from "./triage/index.ts";

export interface SweepNeeds {
  db: Db;
  connection: Connection;
  store: FileStore;
  transport: Transport;
  /** What the monthly reports are made with. */
  press: Press;
  log: Log;
}

type Log = Pick<BaseLogger, "info" | "warn" | "error">;

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/**
 * What is done by the clock rather than because something happened: folding, forgetting, and looking for what a
 * crash left behind. Each may run in several processes at once and any number of times.
 */
export function startSweeps(needs: SweepNeeds): { stop(): Promise<void> } {
  const { db, connection, store, transport, press, log } = needs;
  const sweeps: Sweep[] = [
    ["fold the counts", 2 * second, () => withoutWall(db, (tx) => foldCounts(tx))],
    ["send replies whose time has come", second, () => sendDueReplies({ db, callerAgain }, new Date())],
    ["fold the figures", 3 * second, () => foldSome(db)],
    ["pack the figures", minute, () => packSome(db)],
    ["fold the counts of the ledger", 10 * second, () => withoutWall(db, (tx) => foldRequestCounts(tx))],
    ["notice who is here", 10 * second, () => withoutWall(db, (tx) => noticePresence(tx, new Date()))],
    ["look at the clocks", 5 * second, () => escalate(db, new Date())],
    ["look at the promises", 5 * second, () => checkPromises(db, new Date())],
    ["tell what is due on checklists", 10 * second, () => tellDueItems(db, new Date())],
    ["follow the sun", minute, () => followTheSun(db, new Date())],
    ["end the claims of who no longer writes", 15 * second, () => endOldClaims(db, new Date())],
    ["forget what drafts were long ago", 24 * hour, () => forgetDraftStates(db)],
    ["go on with what was held", 15 * second, () => releaseHeld(db, new Date())],
    ["bring back what was snoozed", 10 * second, () => wakeSnoozed(db, new Date())],
    ["hold the ledgers against the data", 3 * minute, () => reportBreaks(db, log)],
    ["give out what waits", 30 * second, () => giveOutEverywhere(db)],
    ["move on the work of who is away", minute, () => moveOn(db, new Date())],
    ["ask the rules whose time is up", 15 * second, () => fireWaits({ db, working: byCalendar(db) })],
    ["forget what rules did long ago", 24 * hour, () => forgetRuns(db)],
    [
      "index anew",
      5 * second,
      () => reindexSome(db, { message: messagesBelow, customer: customersBelow, article: articlesBelow }),
    ],
    ["count how often words occur", 20 * second, () => countSome(db)],
    ["absorb what people said", 24 * hour, () => absorbLessons(db)],
    ["mail what was not seen in chats", 5 * second, () => mailUnseen(db, new Date())],
    ["notice which visitors left", 10 * second, () => noticeLeaving(db, new Date())],
    ["forget visitors who never wrote", 24 * hour, () => forgetVisitors(db, new Date())],
    ["push what nobody has seen", 5 * second, () => pushDue(db, new Date())],
    ["put together what is mailed", 20 * second, () => makeDigests(db, new Date())],
    ["forget digests of long ago", 24 * hour, () => forgetDigests(db, new Date())],
    ["deliver what was left behind", minute, () => sweepDeliveries(db)],
    ["watch the mail that waits", minute, () => watchOutgoing(db, new Date())],
    ["look at the records of domains", hour, () => checkDueDomains(db, systemDns(), new Date())],
    ["tell of mailboxes that cannot be read", minute, () => tellOutages(db, new Date())],
    ["forget what mail was turned away", 24 * hour, () => forgetRefusals(db)],
    ["forget what has expired", hour, () => forgetExpired(db)],
    ["forget customers' links and sessions that are over", hour, () => forgetCustomerSessions(db)],
    ["forget how often who wrote", hour, () => forgetPaces(db)],
    ["forget idempotency keys", hour, () => withoutWall(db, forgetIdempotencyKeys)],
    ["forget bulk acts of long ago", 24 * hour, () => forgetBulkActs(db)],
    ["forget uploads that nobody sent", 24 * hour, () => forgetUploads(db, store)],
    ["forget files that articles show no longer", 24 * hour, () => forgetArticleFiles(db, store)],
    ["remove half-written files", 24 * hour, () => Promise.all([store.tidy(), transport.tidy?.()])],
    ["compare the counts with the truth", 24 * hour, () => reportDrift(db, log)],
    ["compare the figures with what happened", 24 * hour, () => reportFigureDrift(db, log)],
    ["publish articles that are due", 10 * second, () => publishPlanned(db, new Date())],
    ["look where articles lead", 10 * minute, () => checkPages(db, new Date())],
    ["tell who is to read articles again", hour, () => tellReviews(db, new Date())],
    ["forget what was looked for long ago", 24 * hour, () => forgetSearches(db)],
    ["forget who read what long ago", 24 * hour, () => forgetReadings(db)],
    ["make the reports of last month", hour, () => makeDueReports(db, press)],
    ["make the months to come", 24 * hour, () => makeComingMonths(connection)],
  ];
  return keepSweeping(sweeps, log);
}

async function reportBreaks(db: Db, log: Log) {
  for (const { workspaceId, broken } of await proveLedgers(db, new Date()))
    log.error({ workspaceId, broken }, "The ledger is broken: something may have been ignored.");
}

async function reportDrift(db: Db, log: Log) {
  const drift = await withoutWall(db, countDrift);
  if (drift.length)
    log.error({ drift }, "The counts of the views differ from the conversations. This is a mistake of ours.");
  const ledgerDrift = await withoutWall(db, requestCountDrift);
  if (ledgerDrift.length)
    log.error(
      { drift: ledgerDrift },
      "The ledger's counts differ from its requests. This is a mistake of ours.",
    );
}

async function reportFigureDrift(db: Db, log: Log) {
  const drift = await figureDrift(db);
  if (drift.length)
    log.error(
      { drift },
      "The figures differ from what happened. This is a mistake of ours; `tandem figures rebuild` counts them anew.",
    );
}

async function makeComingMonths(connection: Connection) {
  const owner = new pg.Client(connection);
  await owner.connect();
  await makeMonths(owner).finally(() => owner.end());
}
