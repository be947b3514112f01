import type { BaseLogger } from "pino";

/** Its name, how often in milliseconds, and what it does: one piece of it, after which `true` says that more is left. */
export type Sweep = [name: string, everyMs: number, act: () => Promise<unknown>];

/** The rare ones come this soon after the start too, or a Tandem that is started each day would never get to them. */
const firstWithinMs = 5 * 60_000;

/**
 * Does each as often as it says until it is stopped; one that fails is tried again, and told of once. None begins anew
 * before it has ended and has rested for as long as it took: what catches up with much does so piece by piece for half of
 * the time, and leaves the other half to those who wait for an answer. Stopping waits for the pieces that are under way.
 */
export function keepSweeping(
  sweeps: readonly Sweep[],
  log: Pick<BaseLogger, "warn">,
): { stop(): Promise<void> } {
  const timers = new Map<Sweep, NodeJS.Timeout>();
  const running = new Set<Promise<void>>();
  const failing = new Set<Sweep>();
  let isStopped = false;

  const startIn = (sweep: Sweep, ms: number) => {
    const start = () => {
      const turn = takeTurn(sweep).finally(() => running.delete(turn));
      running.add(turn);
    };
    timers.set(sweep, setTimeout(start, ms));
  };
  const takeTurn = async (sweep: Sweep) => {
    const [name, everyMs, act] = sweep;
    const begun = performance.now();
    let isMoreLeft = false;
    try {
      isMoreLeft = (await act()) === true;
      failing.delete(sweep);
    } catch (error) {
      if (!failing.has(sweep)) log.warn({ err: error }, `Could not ${name}; it is tried again.`);
      failing.add(sweep);
    }
    const tookMs = performance.now() - begun;
    if (!isStopped) startIn(sweep, isMoreLeft ? tookMs : Math.max(everyMs - tookMs, tookMs));
  };

  for (const sweep of sweeps) startIn(sweep, Math.min(sweep[1], firstWithinMs));
  return {
    async stop() {
      isStopped = true;
      for (const timer of timers.values()) clearTimeout(timer);
      await Promise.all(running);
    },
  };
}
