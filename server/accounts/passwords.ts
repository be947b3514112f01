import { availableParallelism } from "node:os";
import { hash, parseOptions, verify } from "@node-rs/argon2";
import { Refusal } from "../refusal.ts";

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane; about 11 ms a try. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Each try holds 19 MiB and a thread that files and names also need, so only so many run, and wait, at once. */
const atOnce = Math.max(1, Math.min(2, availableParallelism() - 1));
const longestQueue = 200;
let running = 0;
const waiting: (() => void)[] = [];

export const hashPassword = (password: string) => inTurn(() => hash(written(password), cost));

/**
 * Whether this is the password. Without a hash to compare with (nobody by that address) it does the same work,
 * so that the time of the answer tells nothing.
 */
export async function isPassword(
  passwordHash: string | null | undefined,
  password: string,
): Promise<boolean> {
  const right = await inTurn(async () => verify(passwordHash ?? (await nobodys()), written(password)));
  return right && Boolean(passwordHash);
}

/** Whether the hash was made with other costs than today's. */
export function isOutdated(passwordHash: string): boolean {
  const was = parseOptions(passwordHash);
  return was.memoryCost !== cost.memoryCost || was.timeCost !== cost.timeCost || was.parallelism !== 1;
}

let nobodysHash: Promise<string> | undefined;
const nobodys = () => (nobodysHash ??= hash("nobody has this password", cost));

/** A keyboard may send й or ї as one character or as two. */
const written = (password: string) => password.normalize("NFC");

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= atOnce) {
    if (waiting.length >= longestQueue) throw new Refusal("unavailable");
    // Whoever finishes hands over their turn, so `running` stays as it is.
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else running++;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}
