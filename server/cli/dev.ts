import { spawn } from "node:child_process";
import { join } from "node:path";
import { onParentGone } from "../parent-watch.ts";

const watched = ["server", "contract", "locales", "desk"];

/** `tandem dev`: Tandem with the sample workspace, started anew (and the desk built anew) when a file changes. */
export async function devCommand(): Promise<number> {
  const child = spawn(
    process.execPath,
    [...watched.map((folder) => `--watch-path=${folder}`), "server/cli/tandem.ts", "start", "--demo"],
    { cwd: join(import.meta.dirname, "..", ".."), stdio: "inherit" },
  );
  const stop = () => child.kill("SIGTERM");
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, stop);
  onParentGone(stop);
  return new Promise((resolve) => child.once("exit", (code) => resolve(code ?? 0)));
}
