import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  truncateSync,
} from "node:fs";
import { dirname } from "node:path";
import { withFiles } from "./start-problem.ts";

const LARGEST_BYTES = 5 * 1024 * 1024;
const KEPT = 3;
const LOOK_EVERY_SECONDS = 60;

export type ServerLog = { fd: number; path: string; saidSinceStart(): string; close(): void };

/**
 * The server writes straight into a file, never through a pipe to us, which would break it when we die. The file is
 * opened for appending, so cutting it down to nothing while the server writes is safe: postgres.log.1 is the one before.
 */
export function openServerLog(path: string): ServerLog {
  withFiles("make the folder", dirname(path), () =>
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 }),
  );
  rotate(path);
  const fd = withFiles("write", path, () => openSync(path, "a", 0o600));
  const from = statSync(path).size;
  const timer = setInterval(() => rotate(path), LOOK_EVERY_SECONDS * 1000);
  timer.unref();
  return {
    fd,
    path,
    saidSinceStart: () => readFileSync(path).subarray(from).toString("utf8"),
    close() {
      clearInterval(timer);
      closeSync(fd);
    },
  };
}

function rotate(path: string): void {
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) < LARGEST_BYTES) return;
  for (let n = KEPT - 1; n >= 1; n--) {
    if (existsSync(`${path}.${n}`)) renameSync(`${path}.${n}`, `${path}.${n + 1}`);
  }
  copyFileSync(path, `${path}.1`);
  truncateSync(path);
}
