import { chownSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chooseServerUser } from "./server-user.ts";
import { scratchSettings } from "./settings.ts";
import { type Connection, startEmbeddedPostgres } from "./start.ts";

/** A server for one run of tests, in a folder that goes away with it, however the run ends. */
export async function startScratchPostgres(): Promise<{ connection: Connection; stop(): Promise<void> }> {
  const dataDir = mkdtempSync(join(tmpdir(), "tandem-scratch-"));
  const user = chooseServerUser({ dataDir, cluster: dataDir, pgUser: process.env.TANDEM_PG_USER });
  if (user) chownSync(dataDir, user.uid, user.gid); // so that the server's guard may remove it
  const quiet = () => undefined;
  const server = await startEmbeddedPostgres({
    dataDir,
    log: quiet,
    pgUser: user?.name,
    settings: scratchSettings,
    scratch: true,
  });
  return {
    connection: server.connection,
    async stop() {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
