import { createHash } from "node:crypto";
import { isIPv6 } from "node:net";
import { sql } from "kysely";
import { type Db, withoutWall } from "../db/database.ts";
import { Refusal } from "../refusal.ts";

/** How often something may be tried: `free` times at once, then after `firstSeconds`, twice that, … `mostSeconds`. */
interface Limit {
  key: string;
  free: number;
  firstSeconds: number;
  mostSeconds: number;
}

/** A series of tries is forgotten after a day without one. */
const memorySeconds = 24 * 3600;

/** Tries that have been counted, to be settled when the outcome is known. A wrong guess just stays counted. */
export interface Tries {
  /** It was right: what was guessed is forgotten, and where it came from is given its try back. */
  succeed(): Promise<void>;
  /** It was no guess after all. */
  takeBack(): Promise<void>;
}

/**
 * Counts a try against each limit before the guess is looked at, so that a burst at once gains nothing. The
 * counts are committed on their own and survive a refusal as well as a restart.
 */
async function count(db: Db, limits: { what: Limit[]; where: Limit[] }): Promise<Tries> {
  // Always in one order, so that two tries never wait for each other in a circle.
  const all = [...limits.what, ...limits.where].sort((a, b) => (a.key < b.key ? -1 : 1));
  await withoutWall(db, async (tx) => {
    for (const { key, free, firstSeconds, mostSeconds } of all) {
      const pause = sql`make_interval(secs => case when throttles.tries < ${free} then 0
        else least(${mostSeconds}::float, ${firstSeconds}::float * power(2, least(throttles.tries - ${free}, 30))) end)`;
      const freeAt = sql`throttles.resets_at - make_interval(secs => ${memorySeconds}) + ${pause}`;
      const counted = await sql`
        insert into throttles (key, tries, resets_at)
        values (${key}, 1, clock_timestamp() + make_interval(secs => ${memorySeconds}))
        on conflict (key) do update set
          tries = case when throttles.resets_at <= clock_timestamp() then 1 else throttles.tries + 1 end,
          resets_at = excluded.resets_at
        where ${freeAt} <= clock_timestamp()
        returning tries`.execute(tx);
      if (counted.rows.length > 0) continue;
      const { rows } = await sql<{ seconds: number }>`
        select extract(epoch from ${freeAt} - clock_timestamp())::float as seconds
        from throttles where key = ${key}`.execute(tx);
      throw new Refusal("too_many_tries", { retryAfter: Math.max(1, Math.ceil(rows[0]?.seconds ?? 1)) });
    }
  });
  const giveBack = (some: Limit[]) =>
    withoutWall(db, (tx) =>
      tx
        .updateTable("throttles")
        .set({ tries: sql`greatest(0, tries - 1)` })
        .where("key", "in", some.map(({ key }) => key).sort())
        .execute(),
    );
  return {
    async succeed() {
      const keys = limits.what.map(({ key }) => key).sort();
      await withoutWall(db, (tx) => tx.deleteFrom("throttles").where("key", "in", keys).execute());
      // Not forgotten: a guesser with an account of their own would sign in to it between guesses.
      if (limits.where.length > 0) await giveBack(limits.where);
    },
    async takeBack() {
      await giveBack(all);
    },
  };
}

/**
 * A password or code for an account, from an address. From one place, five free tries. From everywhere together
 * twenty, unless the account has been signed in at from this place before: so nobody can lock a person out of
 * their own desk by guessing from elsewhere. An office behind one address has forty for all its people.
 */
export const countSignIn = (db: Db, email: string, address: string, knownThere: boolean) =>
  count(db, {
    what: [
      { key: `sign-in:${digest(email)}:${network(address)}`, free: 5, firstSeconds: 30, mostSeconds: 3600 },
      ...(knownThere
        ? []
        : [{ key: `sign-in:${digest(email)}`, free: 20, firstSeconds: 60, mostSeconds: 900 }]),
    ],
    where: [{ key: `sign-in-from:${network(address)}`, free: 40, firstSeconds: 10, mostSeconds: 3600 }],
  });

/** One's own password or code again, by whoever sits at an open desk. */
export const countOwnSecret = (db: Db, agentId: string) =>
  count(db, { what: [{ key: `own:${agentId}`, free: 5, firstSeconds: 30, mostSeconds: 3600 }], where: [] });

/** Mails that anybody can have sent to an address of somebody. Success does not reset these. */
export const countReset = (db: Db, email: string, address: string) =>
  count(db, {
    what: [],
    where: [
      { key: `reset:${digest(email)}`, free: 3, firstSeconds: 300, mostSeconds: 3600 },
      { key: `reset-from:${network(address)}`, free: 20, firstSeconds: 30, mostSeconds: 3600 },
    ],
  });

/** Links by which customers sign in, mailed to whoever is named. Success does not reset these. */
export const countCustomerLink = (db: Db, who: string, address: string) =>
  count(db, {
    what: [],
    where: [
      { key: `customer-link:${digest(who)}`, free: 4, firstSeconds: 120, mostSeconds: 3600 },
      { key: `customer-link-from:${network(address)}`, free: 20, firstSeconds: 30, mostSeconds: 3600 },
    ],
  });

/** What anybody can send us from a page: a form, a voice about an article. An office behind one address shares it. */
export const countVisitorsAct = (db: Db, what: "form" | "vote", address: string) =>
  count(db, {
    what: [],
    where: [
      {
        key: `${what}-from:${network(address)}`,
        free: what === "form" ? 30 : 60,
        firstSeconds: 10,
        mostSeconds: 900,
      },
    ],
  });

/** One-time links, of which a wrong one is either old or guessed. */
export const countLink = (db: Db, address: string) =>
  count(db, {
    what: [],
    where: [{ key: `link-from:${network(address)}`, free: 30, firstSeconds: 10, mostSeconds: 3600 }],
  });

/** We keep no list of the addresses that were tried. */
const digest = (text: string) => createHash("sha256").update(text).digest("base64url").slice(0, 22);

/** Where a request comes from. Whoever has IPv6 has at least a /64 of addresses to try from. */
export function network(address: string): string {
  const v4 = address.match(/^::ffff:(\d+\.\d+\.\d+\.\d+)$/i)?.[1];
  if (v4) return v4;
  if (!isIPv6(address)) return address;
  const [head = "", tail] = address.split("%")[0]!.toLowerCase().split("::");
  const start = head ? head.split(":") : [];
  const end = tail ? tail.split(":") : [];
  const missing = tail === undefined ? 0 : 8 - start.length - end.length;
  return [...start, ...Array<string>(missing).fill("0"), ...end]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ""))
    .join(":");
}
