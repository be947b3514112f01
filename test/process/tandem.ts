/** A Tandem as a process of its own on its own folder and ports, to be killed and started again. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { runningEmbeddedPostgres } from "../../server/db/embedded/index.ts";
import { freePort } from "../free-port.ts";

export interface Tandem {
  url: string;
  smtpPort: number;
  dataDir: string;
  /** Where what it said stands. */
  log: string;
  /** Starts it, as a user would; how many milliseconds it took to be ready. */
  start(): Promise<number>;
  /** Starts it and does not wait. */
  begin(): void;
  /** Kills the Node process with -9. */
  kill(): Promise<void>;
  /** Stops it in good order. */
  stop(): Promise<void>;
  /** How to reach its PostgreSQL, with the owner's rights. */
  database(): NonNullable<ReturnType<typeof runningEmbeddedPostgres>>;
  /** Stops it and removes its folder. */
  end(): Promise<void>;
}

export async function newTandem(settings: Record<string, string> = {}): Promise<Tandem> {
  const dataDir = await mkdtemp(join(tmpdir(), "tandem-alone-"));
  // Root's server runs as somebody else, who must pass; else its database would lie elsewhere, and stay there.
  await chmod(dataDir, 0o711);
  const [port, smtpPort] = [await freePort(), await freePort()];
  const log = join(dataDir, "said.log");
  const said = createWriteStream(log, { flags: "a" });
  let child: ChildProcess | undefined;

  const begin = () => {
    child = spawn(process.execPath, [join(import.meta.dirname, "serve.ts")], {
      stdio: ["pipe", "pipe", "pipe"],
      env: {
        ...process.env,
        DATABASE_URL: "",
        SMTP_URL: "",
        LOG_LEVEL: "warn",
        HOST: "127.0.0.1",
        DATA_DIR: dataDir,
        ...settings,
        PORT: String(port),
        SMTP_PORT: String(smtpPort),
      },
    });
    // When it is killed, what we have to say to it is of no use.
    child.stdin!.on("error", () => undefined);
    child.stderr!.pipe(said, { end: false });
    child.stdout!.pipe(said, { end: false });
  };
  const gone = async () => {
    if (child && child.exitCode === null && child.signalCode === null) await once(child, "exit");
  };

  const tandem: Tandem = {
    url: `http://127.0.0.1:${port}`,
    smtpPort,
    dataDir,
    log,
    begin,
    async start() {
      const begun = performance.now();
      begin();
      for await (const line of createInterface({ input: child!.stdout! }))
        if (line.startsWith('{"url"')) return performance.now() - begun;
      throw new Error(`Tandem ended before it was ready: ${await readFile(log, "utf8")}`);
    },
    async kill() {
      child?.kill("SIGKILL");
      await gone();
    },
    database() {
      const found = runningEmbeddedPostgres(dataDir);
      if (!found) throw new Error("PostgreSQL does not run");
      return found;
    },
    async stop() {
      child?.kill("SIGTERM");
      await gone();
    },
    async end() {
      await tandem.stop();
      said.end();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
  return tandem;
}
