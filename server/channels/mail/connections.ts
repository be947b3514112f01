import { network } from "../../accounts/index.ts";
import { isNear } from "./near.ts";

/**
 * More than a busy house's relays open; each may have a mail of 35 MiB in memory, and a place in the pool of the
 * database while it is kept.
 */
export const mostConnections = 200;
/** Large senders, who share their addresses, stay at ten or so. One who opens more keeps others out. */
const mostPerNetwork = 20;

/** Who holds connections at the moment: so many in all, and so many for one network out in the world. */
export function countConnections(most = mostConnections) {
  const held = new Map<string, number>();
  let all = 0;
  return {
    /** Whether one more may come, which is then counted until it leaves. */
    admits(address: string): boolean {
      const from = network(address);
      const count = held.get(from) ?? 0;
      if (all >= most || (count >= mostPerNetwork && !isNear(address))) return false;
      held.set(from, count + 1);
      all++;
      return true;
    },
    leaves(address: string): void {
      const from = network(address);
      const count = held.get(from) ?? 0;
      if (count > 1) held.set(from, count - 1);
      else held.delete(from);
      all--;
    },
  };
}
