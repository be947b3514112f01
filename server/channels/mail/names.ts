import { resolve } from "node:dns/promises";

/** Asks the domain name system; rejects with a code such as `ENOTFOUND`. */
export type Resolver = (name: string, type: string) => Promise<string[][] | string[]>;

const keptMs = 5 * 60_000;
/** What failed for the moment is asked again soon. */
const failedMs = 20_000;
const most = 5_000;

/** A resolver that remembers what it was told for some minutes: mails of one sender come together. */
export function remembering(ask: Resolver = askTheWorld): Resolver {
  const known = new Map<string, { answer: ReturnType<Resolver>; until: number }>();
  return (name, type) => {
    const key = `${type} ${name.toLowerCase()}`;
    const found = known.get(key);
    if (found && found.until > Date.now()) return found.answer;
    const answer = ask(name, type);
    const entry = { answer, until: Date.now() + keptMs };
    answer.catch((error: { code?: string }) => {
      if (!saysThatNoneIs(error)) entry.until = Math.min(entry.until, Date.now() + failedMs);
    });
    known.delete(key);
    known.set(key, entry);
    if (known.size > most) known.delete(known.keys().next().value!);
    return answer;
  };
}

/** A resolver that gives up when the time is over, whatever it still waits for. */
export function until(deadline: number, ask: Resolver): Resolver {
  return async (name, type) => {
    const left = deadline - Date.now();
    if (left <= 0) throw tookTooLong(name);
    let timer: NodeJS.Timeout | undefined;
    const over = new Promise<never>((_, fail) => {
      timer = setTimeout(() => fail(tookTooLong(name)), left);
    });
    return Promise.race([ask(name, type), over]).finally(() => clearTimeout(timer));
  };
}

const saysThatNoneIs = ({ code }: { code?: string }) => code === "ENOTFOUND" || code === "ENODATA";

const tookTooLong = (name: string) =>
  Object.assign(new Error(`The name server did not answer in time for ${name}.`), { code: "ETIMEOUT" });

const askTheWorld: Resolver = (name, type) => resolve(name, type) as ReturnType<Resolver>;
