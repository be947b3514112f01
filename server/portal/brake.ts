import { network } from "../accounts/index.ts";
import { Refusal } from "../refusal.ts";

const windowMilliseconds = 60_000;
const mostKnown = 20_000;

/** Lets each network do something so many times a minute, as this process counts. Whoever does more waits for the next. */
export function brake(most: number): (address: string) => void {
  let began = 0;
  let counts = new Map<string, number>();
  return (address) => {
    const now = Date.now();
    if (now - began >= windowMilliseconds || counts.size > mostKnown) {
      began = now;
      counts = new Map();
    }
    const from = network(address);
    const count = (counts.get(from) ?? 0) + 1;
    counts.set(from, count);
    if (count > most)
      throw new Refusal("too_many_requests", {
        retryAfter: Math.ceil((began + windowMilliseconds - now) / 1000),
      });
  };
}
