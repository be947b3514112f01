/** A PostgreSQL that is not ours, as installations have it: started for a test, gone after it. */
import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chownSync, existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { startScratchPostgres } from "../../server/db/embedded/index.ts";
import { freePort } from "../free-port.ts";

export interface OutsideServer {
  /** A connection with all rights, to any database of it. */
  admin(database?: string): Promise<pg.Client>;
  /** What stands in DATABASE_URL. */
  url(user: string, password: string, database: string): string;
  stop(): Promise<void>;
}

/** Where the programs of a PostgreSQL lie that this machine has: `TEST_PG_BIN`, or as Debian puts them. */
export function installedPostgres(): { bin: string; version: number } | undefined {
  const places = [process.env.TEST_PG_BIN, ...[15, 16, 17, 18].map((n) => `/usr/lib/postgresql/${n}/bin`)];
  const bin = places.find((one) => one && existsSync(join(one, "initdb")));
  if (!bin) return undefined;
  const said = spawnSync(join(bin, "postgres"), ["--version"], { encoding: "utf8" }).stdout;
  return { bin, version: Number(said.match(/(\d+)(\.\d+)* *(\(.*\))?$/m)?.[1]) };
}

/** On a free port of this machine alone, with passwords. */
export async function startInstalled(bin: string): Promise<OutsideServer> {
  const folder = mkdtempSync(join(tmpdir(), "outside-postgres-"));
  // It refuses to run as root, so root runs it as somebody else who is there.
  const user = userInfo().uid === 0 ? statSync(folder).uid === 0 && nobody() : undefined;
  if (user) chownSync(folder, user.uid, user.gid);
  const as = { ...user, cwd: folder, env: { PATH: process.env.PATH ?? "", LC_ALL: "C.UTF-8" } };
  const password = randomBytes(12).toString("hex");
  const secret = join(folder, "secret");
  writeFileSync(secret, password);
  if (user) chownSync(secret, user.uid, user.gid);
  const data = join(folder, "data");
  const made = spawnSync(
    join(bin, "initdb"),
    [
      "-D",
      data,
      "-U",
      "admin",
      "-A",
      "scram-sha-256",
      "--pwfile",
      secret,
      "-E",
      "UTF8",
      "--locale",
      "C.UTF-8",
      "-N",
    ],
    { ...as, encoding: "utf8" },
  );
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`);

  const port = await freePort();
  const server = spawn(
    join(bin, "postgres"),
    ["-D", data, "-p", String(port), "-h", "127.0.0.1", "-k", folder, "-c", "fsync=off"],
    { ...as, stdio: "ignore" },
  );
  const admin = async (database = "postgres") => {
    const client = new pg.Client({ host: "127.0.0.1", port, user: "admin", password, database });
    await client.connect();
    return client;
  };
  for (let tries = 0; ; tries++) {
    try {
      await (await admin()).end();
      break;
    } catch (error) {
      if (tries > 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  return {
    admin,
    url: (name, word, database) => `postgres://${name}:${word}@127.0.0.1:${port}/${database}`,
    async stop() {
      server.kill("SIGINT");
      if (server.exitCode === null) await once(server, "exit");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The newest there is, as ours but spoken to like another's: over a socket, as a user without rights of its own. */
export async function startNewest(): Promise<OutsideServer> {
  const { connection, stop } = await startScratchPostgres();
  const { host, port } = connection as { host: string; port: number };
  return {
    async admin(database = "postgres") {
      const client = new pg.Client({ ...connection, database });
      await client.connect();
      return client;
    },
    url: (name, word, database) =>
      `postgres://${name}:${word}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`,
    stop,
  };
}

function nobody(): { uid: number; gid: number } {
  const id = (flag: string) => Number(spawnSync("id", [flag, "nobody"], { encoding: "utf8" }).stdout);
  return { uid: id("-u"), gid: id("-g") };
}
