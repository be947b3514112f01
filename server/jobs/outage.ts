import type { BaseLogger } from "pino";

/** Says once that something is away, and once that it is back, however often it is tried in between. */
export class Outage {
  #log: Pick<BaseLogger, "info" | "warn">;
  #words: { away: string; back: string };
  #since: number | undefined;

  constructor(log: Pick<BaseLogger, "info" | "warn">, words: { away: string; back: string }) {
    this.#log = log;
    this.#words = words;
  }

  away(error: unknown) {
    if (this.#since !== undefined) return;
    this.#since = Date.now();
    this.#log.warn({ err: error }, this.#words.away);
  }

  back() {
    if (this.#since === undefined) return;
    this.#log.info({ seconds: Math.round((Date.now() - this.#since) / 1000) }, this.#words.back);
    this.#since = undefined;
  }
}
