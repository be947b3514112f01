import { createHash, randomUUID, randomUUIDv7 } from "node:crypto";
import pg from "pg";
import type { Connection, Db } from "../server/db/database.ts";

interface Statement {
  text: string;
  values: unknown[];
}

/**
 * The SQL that `act` sends to our pools, as it stands on the wire. Played again by a bare loop it is what the
 * database alone can do: the limit that our own figures are held against.
 */
export async function capture(db: Db, act: () => Promise<unknown>): Promise<Statement[]> {
  const statements: Statement[] = [];
  const query = pg.Client.prototype.query;
  // Only for the length of this call, in a process that does nothing else.
  pg.Client.prototype.query = function (this: pg.Client, ...args: never[]) {
    const first = args[0] as unknown as string | { text: string; values?: unknown[] };
    const statement =
      typeof first === "string"
        ? { text: first, values: (args[1] as unknown[] | undefined) ?? [] }
        : { text: first.text, values: first.values ?? [] };
    if (db) statements.push(statement);
    return (query as (...all: never[]) => unknown).apply(this, args);
  } as typeof query;
  try {
    await act();
  } finally {
    pg.Client.prototype.query = query;
  }
  return statements;
}

/**
 * Plays captured statements in a loop on so many bare connections for so many seconds, with every value that the two
 * captures do not share made new each time, as ids, numbers and names are. Returns rounds per second and each
 * round's milliseconds.
 */
export async function replay(
  connection: Connection,
  [first, second]: [Statement[], Statement[]],
  { callers, seconds, role }: { callers: number; seconds: number; role: string },
): Promise<{ perSecond: number; milliseconds: number[] }> {
  const clients = await Promise.all(
    Array.from({ length: callers }, async () => {
      const client = new pg.Client({
        ...connection,
        options: `-c role=${role} -c jit=off -c plan_cache_mode=force_generic_plan`,
      });
      await client.connect();
      return client;
    }),
  );
  const milliseconds: number[] = [];
  const begun = performance.now();
  const end = begun + seconds * 1000;
  try {
    await Promise.all(
      clients.map(async (client) => {
        while (performance.now() < end) {
          const round = performance.now();
          for (const { text, values } of renewed(first, second))
            await client.query(values.length ? { name: nameOf(text), text, values } : text);
          milliseconds.push(performance.now() - round);
        }
      }),
    );
    return { perSecond: milliseconds.length / ((performance.now() - begun) / 1000), milliseconds };
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}

const nameOf = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 32);
let counter = Date.now() * 100;

function renewed(first: Statement[], second: Statement[]): Statement[] {
  const fresh = new Map<unknown, unknown>();
  const renew = (value: unknown, other: unknown): unknown => {
    if (value instanceof Date) return new Date();
    if (Array.isArray(value))
      return value.map((one, at) => renew(one, (other as unknown[] | undefined)?.[at]));
    if (Buffer.isBuffer(value)) return value;
    if (typeof value === "object" && value !== null)
      return Object.fromEntries(
        Object.entries(value).map(([name, one]) => [
          name,
          renew(one, (other as typeof value | undefined)?.[name as never]),
        ]),
      );
    if (value === other) return value;
    if (typeof value === "number") return keep(value, () => ++counter);
    if (typeof value !== "string") return value;
    if (/^[0-9a-f-]{36}$/.test(value)) return keep(value, randomUUIDv7);
    if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)) return new Date().toISOString();
    if (value.startsWith("{") || value.startsWith("["))
      return JSON.stringify(renew(JSON.parse(value), JSON.parse(String(other))));
    return keep(value, () => `${randomUUID()}@people.example`);
  };
  const keep = (value: unknown, make: () => unknown) => {
    if (!fresh.has(value)) fresh.set(value, make());
    return fresh.get(value);
  };
  return first.map(({ text, values }, at) => ({
    text,
    values: values.map((value, place) => renew(value, second[at]?.values[place])),
  }));
}
