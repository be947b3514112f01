import { spawn } from "node:child_process";
import { join } from "node:path";
import { onParentGone } from "../parent-watch.ts";

/** `tandem dev`: the server with the sample workspace, anew at each change of its files, and the desk built as one types. */
export async function devCommand(): Promise<number> {
  const root = join(import.meta.dirname, "..", "..");
  const run = (...args: string[]) => spawn(process.execPath, args, { cwd: root, stdio: "inherit" });
  const server = run("--watch", "--watch-preserve-output", "server/cli/tandem.ts", "start", "--demo");
  const pages = run(
    "node_modules/vite/bin/vite.js",
    "build",
    "-c",
    "desk/vite.config.ts",
    "--watch",
    "--logLevel",
    "warn",
  );

  const stop = () => {
    server.kill("SIGTERM");
    pages.kill("SIGTERM");
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, stop);
  onParentGone(stop);
  return new Promise((resolve) => server.once("exit", (code) => resolve(code ?? 0)));
}
