import { execFileSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";

/** What a running server says of itself in `postmaster.pid`. */
export type PostmasterFile = { pid: number; port: number; socketFolder: string; status: string };

export function readPostmasterFile(cluster: string): PostmasterFile | undefined {
  let text: string;
  try {
    text = readFileSync(join(cluster, "postmaster.pid"), "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  const lines = text.split("\n");
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return { pid: 0, port: 0, socketFolder: "", status: "" };
  return {
    pid,
    port: Number(lines[3]) || 0,
    socketFolder: lines[4] ?? "",
    status: (lines[7] ?? "").trim(),
  };
}

/** Tells the file of a new server from one that a crash left behind. */
export function postmasterFileStamp(cluster: string): string {
  const found = statSync(join(cluster, "postmaster.pid"), { bigint: true, throwIfNoEntry: false });
  return found ? `${found.ino} ${found.ctimeNs}` : "";
}

export function isAlive(pid: number): boolean {
  if (pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/**
 * Whether that process is the PostgreSQL of this very cluster. Numbers of processes are used again, most of all after a
 * container restarts, so a live number in `postmaster.pid` says nothing by itself.
 */
export function servesCluster(pid: number, cluster: string): boolean {
  if (!isAlive(pid)) return false;
  const command = commandOf(pid);
  return basename(command[0] ?? "") === "postgres" && command.join(" ").includes(` -D ${cluster} `);
}

function commandOf(pid: number): string[] {
  try {
    // Readable for everybody, which the link to the executable is not: root in a container may not follow it.
    if (process.platform === "linux") return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
    return execFileSync("ps", ["-ww", "-o", "args=", "-p", String(pid)], { encoding: "utf8" })
      .trim()
      .split(" ");
  } catch {
    return []; // it ended while we looked
  }
}
