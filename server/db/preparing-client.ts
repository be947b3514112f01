import { createHash } from "node:crypto";
import type { Duplex } from "node:stream";
import pg from "pg";

/** Statements that are built anew for each use (lists of values of any length) are not worth remembering. */
const preparedFrom = 3;
const mostPrepared = 500;
const mostCounted = 5_000;

/** How often each text was asked, and its name once it is prepared; shared by all connections. */
const asked = new Map<string, number>();
const names = new Map<string, string>();

/**
 * A connection that prepares what it is asked again and again. Planning one of our joins behind row policies takes
 * several milliseconds, running it a tenth of that; PostgreSQL keeps the plan of a named statement. It is one plan for
 * all values (`plan_cache_mode` in database.ts, lest PostgreSQL plan anew for each list of another length), so what a
 * partial index is about stands in the text of a query.
 */
export class PreparingClient extends pg.Client {
  /** After a migration by another process the old names hold plans that no longer fit; new names do not. */
  #generation = 0;

  #isHeld = false;

  // biome-ignore lint/suspicious/noExplicitAny: `query` has a dozen overloads; all but one pass through untouched.
  override query(...args: any[]): any {
    this.#holdBack();
    return this.#ask(args);
  }

  /** What is asked before anything is waited for leaves together. */
  #holdBack() {
    if (this.#isHeld) return;
    const { stream } = (this as unknown as { connection: { stream: Duplex } }).connection;
    this.#isHeld = true;
    stream.cork();
    process.nextTick(() => {
      this.#isHeld = false;
      stream.uncork();
    });
  }

  // biome-ignore lint/suspicious/noExplicitAny: as above.
  #ask(args: any[]): any {
    const [text, values, callback] = args;
    const takesValues = typeof text === "string" && Array.isArray(values) && values.length > 0;
    const name = takesValues && !callback ? nameOf(text) : undefined;
    if (!name) return super.query(...(args as [string]));
    return super.query({ name: `${name}_${this.#generation}`, text, values }).catch((error: unknown) => {
      if (isStalePlan(error)) this.#generation++;
      throw error;
    });
  }
}

/** Whether a prepared plan was overtaken by a change of the tables; the same work succeeds when it is done again. */
export const isStalePlan = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && error.code === "0A000" && error.message.includes("cached plan");

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known || names.size >= mostPrepared) return known;
  if (asked.size >= mostCounted) asked.clear();
  const times = (asked.get(text) ?? 0) + 1;
  asked.set(text, times);
  if (times < preparedFrom) return undefined;
  const name = `t${createHash("sha256").update(text).digest("hex").slice(0, 24)}`;
  names.set(text, name);
  return name;
}
