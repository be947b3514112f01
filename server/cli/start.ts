import { ConfigError, type Role, readConfig } from "../config.ts";
import { StartProblem } from "../db/embedded/index.ts";
import { MigrationProblem } from "../db/migrate.ts";
import { type Running, start } from "../main.ts";
import { onParentGone } from "../parent-watch.ts";
import { demoPassword } from "../workspaces/index.ts";

/** `tandem start [--demo]`: runs until it is told to stop. Resolves with the exit code. */
export async function startCommand(args: string[]): Promise<number> {
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const unknown = args.find((arg) => arg !== "--demo");
  if (unknown) return fail(`start does not know ${unknown}; it takes --demo.`);

  const begun = performance.now();
  const end = Promise.withResolvers<string>();
  // A second signal ends it at once; what was accepted is on the disk. But one Ctrl-C arrives twice within
  // milliseconds, from the terminal and from npm.
  let askedAt: number | undefined;
  const askedToStop = (signal: string) => {
    if (askedAt !== undefined && performance.now() - askedAt > 1000) process.exit(1);
    askedAt ??= performance.now();
    end.resolve(signal);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, askedToStop);
  onParentGone(() => end.resolve("its parent ended"));

  let running: Running;
  try {
    const config = readConfig(process.env, { demo: args.includes("--demo") });
    running = await start(config, say);
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    say(`Tandem is ready after ${seconds} s: ${running.url ? config.publicUrl : duties(config.roles)}`);
    if (running.smtpPort) say(`Mail is taken by SMTP on ${config.smtpHost}:${running.smtpPort}.`);
    if (!config.smtpUrl)
      say(`Outgoing mail is kept in ${config.dataDir}/outgoing (set SMTP_URL to send it).`);
    if (config.demo) {
      say(
        `Sign in as omar@meridian.example (owner) or nina@meridian.example (agent); the password is: ${demoPassword}`,
      );
      if (!config.smtpUrl) say(`Read what was sent at ${config.publicUrl}/dev/outbox`);
    }
  } catch (error) {
    // Ctrl-C reaches what we had started too (a build, initdb), and its failing is no news then.
    return fail(askedAt === undefined ? wordsFor(error) : "Stopped before it was ready.");
  }
  say(`Stopping: ${await end.promise}.`);
  await running.stop();
  say("Stopped.");
  return 0;
}

/** What a process does that serves no desk. */
function duties(roles: ReadonlySet<Role>): string {
  const mail = "takes mail by SMTP";
  const worker = "reads and sends mail, and does what follows";
  if (!roles.has("worker")) return `this process ${mail}.`;
  return `this process ${roles.has("mail") ? `${mail}, ${worker}` : worker}.`;
}

/** One clear line for what a person can mend; the whole story for what only we can. */
function wordsFor(error: unknown): string {
  if (error instanceof StartProblem) return `${error.message}\n${error.whatToDo}`;
  if (error instanceof ConfigError || error instanceof MigrationProblem) return error.message;
  const { code, port, address, message, stack } = error as NodeJS.ErrnoException & {
    port?: number;
    address?: string;
  };
  if (code === "EADDRINUSE")
    return `Port ${port} is taken by another program. Stop it, or choose another port: PORT=${Number(port) + 1} npm start (SMTP_PORT for mail).`;
  if (code === "EACCES" && port)
    return `Port ${port} on ${address} may not be opened by this user. Choose one above 1023, or let the system forward it.`;
  if (code === "ENOSPC") return "The disk is full. Free some space and start again; nothing was lost.";
  if (["ECONNREFUSED", "ENOTFOUND", "28P01", "3D000", "28000"].includes(code ?? ""))
    return `The database of DATABASE_URL does not let us in: ${message}`;
  return `Tandem could not start. This looks like a mistake of ours:\n${stack}`;
}

function fail(words: string): number {
  process.stderr.write(`${words}\n`);
  return 1;
}
