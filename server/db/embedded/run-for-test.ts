import { startEmbeddedPostgres } from "./index.ts";

// What a test starts as a process of its own, to kill it: `run-for-test.ts DATA_DIR`.
const server = await startEmbeddedPostgres({
  dataDir: process.argv[2]!,
  log: (line) => process.stdout.write(`${line}\n`),
});
process.stdout.write(`ready ${server.pid}\n`);
setInterval(() => undefined, 60_000);
