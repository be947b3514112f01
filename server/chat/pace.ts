import { Refusal } from "../refusal.ts";

interface Window {
  n: number;
  until: number;
}

/**
 * Counts what visitors do, in this process: so many in so many seconds, by whatever name. Who does more is refused until
 * the window is over. The oldest names make room.
 */
export function paceOf(most: number, seconds: number): (name: string) => void {
  const windows = new Map<string, Window>();
  const remembered = 20_000;
  return (name) => {
    const now = performance.now();
    const before = windows.get(name);
    const window = before && before.until > now ? before : { n: 0, until: now + seconds * 1000 };
    window.n++;
    windows.delete(name);
    windows.set(name, window);
    if (windows.size > remembered) windows.delete(windows.keys().next().value!);
    if (window.n > most)
      throw new Refusal("too_many_requests", { retryAfter: Math.ceil((window.until - now) / 1000) });
  };
}
