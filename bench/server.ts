/** The server under measurement, in a process of its own: tells where it listens in one line of JSON. */
import { readConfig } from "../server/config.ts";
import { start } from "../server/main.ts";
import { collectSignal } from "./collect.ts";

const config = readConfig(process.env, { demo: process.argv.includes("--demo") });
const running = await start(config, () => undefined, { allowed: null, build: false });
process.stdout.write(`${JSON.stringify({ url: running.url, smtpPort: running.smtpPort })}\n`);
for (const signal of ["SIGTERM", "SIGINT"] as const)
  process.once(signal, () => void running.stop().then(() => process.exit(0)));
process.on(collectSignal, () => gc!());
