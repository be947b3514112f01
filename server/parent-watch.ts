import { readFileSync } from "node:fs";

const LOOK_EVERY_MS = 500;

/**
 * Calls back once when whoever started us through bootstrap.mjs is gone, so that a killed `npm start` leaves nothing
 * running. bootstrap.mjs writes down our parent, its parent and so on as far as npm (TANDEM_STARTED_BY); when that line
 * no longer holds, one of them has ended. It does not keep the process alive.
 */
export function onParentGone(callback: () => void): void {
  const line = (process.env.TANDEM_STARTED_BY ?? "").split(",").map(Number).filter(Boolean);
  delete process.env.TANDEM_STARTED_BY; // it is about us, not about the processes we start
  if (line.length === 0 || isAboutAnother(line)) return;

  const timer = setInterval(() => {
    if (holds(line)) return;
    clearInterval(timer);
    callback();
  }, LOOK_EVERY_MS);
  timer.unref();
}

/** Inherited from a process above us, which is alive and well and did not start us itself. */
function isAboutAnother([parent]: number[]): boolean {
  if (process.ppid === parent) return false;
  try {
    process.kill(parent!, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function holds(line: number[]): boolean {
  return line.every(
    (pid, above) => pid === (above === 0 ? process.ppid : (parentOf(line[above - 1]!) ?? pid)),
  );
}

/** Undefined where the system does not say: then we go by our own parent alone. */
function parentOf(pid: number): number | undefined {
  try {
    return Number(readFileSync(`/proc/${pid}/status`, "utf8").match(/^PPid:\s*(\d+)/m)?.[1]);
  } catch (error) {
    const ended = process.platform === "linux" && (error as NodeJS.ErrnoException).code !== "EACCES";
    return ended ? 0 : undefined;
  }
}
