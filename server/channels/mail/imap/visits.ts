import { setTimeout as pause } from "node:timers/promises";
import type { ImapFlow } from "imapflow";
import { askWithoutWall, type Db, within } from "../../../db/database.ts";
import type { Door } from "../keep.ts";
import { openMailbox } from "./connection.ts";
import { countDays } from "./count.ts";
import { MailboxProblem, problemOf } from "./failure.ts";
import { type MailboxRow, openWith, sealSecret } from "./settings.ts";
import { type Taking, takeNew } from "./take.ts";
import type { WatchNeeds } from "./watch.ts";

/** Folders that no IDLE watches, and servers that know none, are looked at this often. */
const lookEveryMs = 60_000;
const countEveryMs = 60 * 60_000;
const longestPauseMs = 5 * 60_000;

/** Visits one mailbox until it is told to stop: connects, takes what is new, waits for more; comes again after a failure. */
export function startVisits(needs: WatchNeeds, row: MailboxRow): { stop(): Promise<void> } {
  const { pauseMs = 2_000, log } = needs;
  const stopping = new AbortController();
  const run = async () => {
    let failures = 0;
    while (!stopping.signal.aborted) {
      const began = performance.now();
      try {
        await visit(needs, row, stopping.signal);
      } catch (error) {
        if (stopping.signal.aborted) return;
        const problem = problemOf(error, row.signIn as "password" | "oauth");
        // A connection that was good for a while and then broke is an ordinary thing.
        failures = performance.now() - began > 60_000 ? 1 : failures + 1;
        log.info({ mailbox: row.id, failure: problem.failure }, "A mailbox is not read at the moment.");
        await noteFailure(needs.db, row, problem).catch((err: unknown) =>
          log.warn({ err, mailbox: row.id }, "That a mailbox is not read could not be noted."),
        );
      }
      const longest = Math.min(pauseMs * 2 ** Math.max(0, failures - 1), longestPauseMs);
      // Many mailboxes of one provider that were cut off together do not come back together.
      await pause(longest * (0.5 + Math.random() / 2), undefined, { signal: stopping.signal }).catch(
        () => undefined,
      );
    }
  };
  const running = run();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

async function visit(needs: WatchNeeds, row: MailboxRow, signal: AbortSignal): Promise<void> {
  const { db, store, secret, log, mayBePrivate } = needs;
  const current = await readAgain(db, row);
  const { client, renewed } = await openMailbox(openWith(secret, current), { mayBePrivate });
  const end = () => client.close();
  signal.addEventListener("abort", end, { once: true });
  try {
    if (signal.aborted) return;
    if (renewed) await keepSecret(db, row, sealSecret(secret, renewed));
    const folders = await foldersOf(client, current);
    const taking: Taking = {
      db,
      store,
      log,
      client,
      mailbox: current,
      door: await doorOf(db, row),
      isStopping: () => signal.aborted,
    };
    let countedAt = Number.NEGATIVE_INFINITY;
    const news = hearNews(client);
    for (let isFirst = true; !signal.aborted; isFirst = false) {
      let taken = 0;
      news.forget();
      // The first comes last, so that it stays open while we wait, and nothing slips in between.
      for (const folder of folders.toReversed()) taken += await takeNew(taking, folder);
      if (performance.now() - countedAt > countEveryMs) {
        taken += (await countDays(taking, folders.toReversed())).found;
        countedAt = performance.now();
      }
      await noteLook(db, row, { taken, isFirst });
      await waitForMore(client, folders[0]!, news, signal);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    signal.removeEventListener("abort", end);
    client.close();
  }
}

/** The folders to be read, with that of spam where it is asked for; one that is not there is told, not passed over. */
async function foldersOf(client: ImapFlow, row: MailboxRow): Promise<string[]> {
  const there = await client.list();
  const junk = row.withJunk
    ? there.filter(({ specialUse }) => specialUse === "\\Junk").map(({ path }) => path)
    : [];
  const wanted = [...new Set([...row.folders, ...junk])];
  const paths = new Set(there.map(({ path }) => (path.toUpperCase() === "INBOX" ? "INBOX" : path)));
  const missing = [...wanted, ...(row.afterReading === "move" && row.moveTo ? [row.moveTo] : [])].find(
    (path) => !paths.has(path.toUpperCase() === "INBOX" ? "INBOX" : path),
  );
  if (missing) throw new MailboxProblem("folder_missing", missing);
  return wanted;
}

/** Whether the server said that something came to the folder that is open. */
function hearNews(client: ImapFlow) {
  let came = false;
  let tell: () => void = () => undefined;
  client.on("exists", () => {
    came = true;
    tell();
  });
  return {
    forget: () => {
      came = false;
    },
    next: () =>
      new Promise<void>((resolve) => {
        tell = resolve;
        if (came) resolve();
      }),
  };
}

/** Until the server says that something came, or it is time to look. Throws when the connection ends. */
async function waitForMore(
  client: ImapFlow,
  folder: string,
  news: ReturnType<typeof hearNews>,
  signal: AbortSignal,
): Promise<void> {
  const lock = await client.getMailboxLock(folder);
  const waiting = new AbortController();
  const ended = Promise.withResolvers<void>();
  // It may end before, and after, anybody waits for it.
  ended.promise.catch(() => undefined);
  const end = () => ended.reject(new MailboxProblem("cut_off"));
  client.once("close", end);
  try {
    if (!client.usable) end();
    // Ends with the next command; a server without IDLE is asked by NOOP.
    client.idle().catch(end);
    const time = pause(lookEveryMs, undefined, { signal: AbortSignal.any([signal, waiting.signal]) });
    await Promise.race([news.next(), ended.promise, time.catch(() => undefined)]);
  } finally {
    waiting.abort();
    client.off("close", end);
    lock.release();
  }
}

/** With the tokens that the last visit left. */
const readAgain = async (db: Db, { workspaceId, id }: MailboxRow): Promise<MailboxRow> =>
  askWithoutWall(db, (system) =>
    system
      .selectFrom("mailboxes")
      .selectAll()
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", id)
      .executeTakeFirstOrThrow(),
  );

async function doorOf(db: Db, { workspaceId, inboxId }: MailboxRow): Promise<Door> {
  const inbox = await askWithoutWall(db, (system) =>
    system
      .selectFrom("inboxes")
      .select(["brandId", "address"])
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", inboxId)
      .executeTakeFirstOrThrow(),
  );
  return { workspaceId, inboxId, brandId: inbox.brandId, recipient: inbox.address };
}

const change = (db: Db, row: MailboxRow, set: Partial<MailboxRow>) =>
  within(db, row.workspaceId, async (tx) => {
    await tx
      .updateTable("mailboxes")
      .set(set as never)
      .where("workspaceId", "=", row.workspaceId)
      .where("id", "=", row.id)
      .where("version", "=", row.version)
      .execute();
  });

const keepSecret = (db: Db, row: MailboxRow, sealed: Buffer | null) => change(db, row, { secret: sealed });

async function noteLook(db: Db, row: MailboxRow, { taken, isFirst }: { taken: number; isFirst: boolean }) {
  const now = new Date();
  await change(db, row, {
    lookedAt: now,
    ...(taken > 0 && { lastMailAt: now }),
    ...(isFirst && { connectedAt: now }),
    failingSince: null,
    failure: null,
    failureWords: null,
    toldAt: null,
  });
}

/** An outage has one beginning, however often it was tried since. */
const noteFailure = async (db: Db, row: MailboxRow, { failure, message }: MailboxProblem) =>
  within(db, row.workspaceId, async (tx) => {
    await tx
      .updateTable("mailboxes")
      .set((eb) => ({
        failingSince: eb.fn.coalesce("failingSince", eb.val(new Date())),
        failure,
        failureWords: message || null,
        connectedAt: null,
      }))
      .where("workspaceId", "=", row.workspaceId)
      .where("id", "=", row.id)
      .where("version", "=", row.version)
      .execute();
  });
