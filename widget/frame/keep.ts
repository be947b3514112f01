/**
 * What the browser keeps from one page to the next: only with the visitor's consent, and only what the chat needs.
 * Without it, or where the browser forbids, it lasts as long as the page does.
 */
export type Kept = "token" | "outbox" | "draft" | "sound" | "height";
const all: Kept[] = ["token", "outbox", "draft", "sound", "height"];

export function keeper(key: string, storage: () => Storage) {
  const memory = new Map<Kept, string>();
  let consents = false;
  const place = (what: Kept) => `tandem.${key}.${what}`;
  /** A browser may throw at the mere mention of storage. */
  const stored = <T>(work: (storage: Storage) => T): T | null => {
    if (!consents) return null;
    try {
      return work(storage());
    } catch (_error) {
      return null;
    }
  };
  const set = (what: Kept, value: string | null) => {
    if (value === null) memory.delete(what);
    else memory.set(what, value);
    stored((place_) =>
      value === null ? place_.removeItem(place(what)) : place_.setItem(place(what), value),
    );
  };
  return {
    /** With consent, what was held until now is written down; without, what was written down is forgotten. */
    consent(given: boolean) {
      if (consents && !given) for (const what of all) stored((kept) => kept.removeItem(place(what)));
      consents = given;
      if (given) for (const [what, value] of memory) set(what, value);
    },
    get: (what: Kept): string | null => memory.get(what) ?? stored((kept) => kept.getItem(place(what))),
    set,
    forget() {
      for (const what of all) set(what, null);
    },
  };
}
