/** The Tandem under fire: says that it is ready in one line of JSON, and stops when whoever started it is gone. */
import { readConfig } from "../../server/config.ts";
import { start } from "../../server/main.ts";

const running = await start(readConfig(process.env), (line) => process.stderr.write(`${line}\n`), {
  allowed: null,
  build: false,
});
const stop = () => void running.stop().then(() => process.exit(0));
process.once("SIGTERM", stop);
process.stdin.resume().once("end", stop);
process.stdout.write(`${JSON.stringify({ url: running.url, smtpPort: running.smtpPort })}\n`);
