import { type ChildProcess, spawn } from "node:child_process";
import type { Duplex } from "node:stream";
import { bareEnvironment } from "./binaries.ts";
import { asUser, type ServerUser } from "./server-user.ts";

/**
 * PostgreSQL outlives a Node process that is killed with -9, and then keeps the data folder busy. So a shell stands
 * between them: it holds one end of a pipe whose other end only Tandem has. When Tandem is gone, however that came, the
 * pipe ends and the shell stops the server (fast, and after three seconds at once). It is a shell since it costs 1 MB,
 * and since `PR_SET_PDEATHSIG` did not survive the change of user when we tried it.
 */
const stopServer = `
stop_server() {
  kill -INT "$server" 2>/dev/null
  n=0
  while [ $n -lt 30 ] && kill -0 "$server" 2>/dev/null; do sleep 0.1; n=$((n+1)); done
  kill -QUIT "$server" 2>/dev/null
}`;

/** As the parent of the server it cannot mistake another process for it. `$1` is a folder to remove when all is over. */
const runGuarded = `${stopServer}
scratch=$1; shift
"$@" 3>&- &
server=$!
( read -r word <&3; stop_server ) &
guard=$!
exec 3>&-
wait "$server"; code=$?
kill "$guard" 2>/dev/null
if [ -n "$scratch" ]; then rm -rf -- "$scratch"; fi
exit $code`;

/** For a server that somebody else started. It looks into postmaster.pid again before it stops anything. */
const watchAdopted = `${stopServer}
server=$1
if read -r word <&3; then exit; fi
if [ "$(head -n 1 -- "$2")" = "$server" ]; then stop_server; fi`;

export type Guard = { child: ChildProcess; pipe: Duplex };

export function spawnGuarded(how: {
  command: string[];
  user: ServerUser | undefined;
  logFd: number;
  removeAfterwards?: string;
}): Guard {
  return guard(
    [runGuarded, "tandem-postgres", how.removeAfterwards ?? "", ...how.command],
    how.user,
    how.logFd,
  );
}

export function watchServer(how: {
  pid: number;
  pidFile: string;
  user: ServerUser | undefined;
  logFd: number;
}): Guard {
  return guard([watchAdopted, "tandem-postgres", String(how.pid), how.pidFile], how.user, how.logFd);
}

function guard(script: string[], user: ServerUser | undefined, logFd: number): Guard {
  // A session of its own, so that Ctrl-C in the terminal reaches Tandem alone, which then stops the server in order.
  const child = spawn("/bin/sh", ["-c", ...script], {
    ...asUser(user),
    cwd: "/",
    env: bareEnvironment,
    detached: true,
    stdio: ["ignore", logFd, logFd, "pipe"],
  });
  const pipe = child.stdio[3] as Duplex;
  pipe.on("error", () => pipe.destroy()); // the shell went first; its exit is what we listen to
  return { child, pipe };
}
