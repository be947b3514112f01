import {
  accessSync,
  constants,
  existsSync,
  mkdtempSync,
  readdirSync,
  rmdirSync,
  statfsSync,
  statSync,
} from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import { bad, type Finding, good, odd } from "./finding.ts";

const GB = 1_000_000_000;

/** The folder of the database, the files and the keys: whose it is, and whether there is room. */
export function examineDataFolder(dataDir: string): Finding[] {
  const found = statSync(dataDir, { throwIfNoEntry: false });
  if (!found)
    return [
      odd(
        `${dataDir} does not exist yet.`,
        "The first `npm start` makes it. If Tandem ran before, DATA_DIR names another folder than then.",
      ),
    ];
  if (!found.isDirectory())
    return [bad(`${dataDir} is a file, not a folder.`, "Move it away, or set DATA_DIR to another place.")];
  return [owner(dataDir, found.uid), privacy(dataDir, found.mode), ...parts(dataDir), ...room(dataDir)];
}

function owner(dataDir: string, uid: number): Finding {
  const me = userInfo();
  try {
    rmdirSync(mkdtempSync(join(dataDir, ".doctor-")));
  } catch (error) {
    return bad(
      `${me.username} cannot write in ${dataDir} (${(error as NodeJS.ErrnoException).code}).`,
      `Start Tandem as the user who owns it (number ${uid}), or: chown -R ${me.username} '${dataDir}'`,
    );
  }
  if (uid !== me.uid && me.uid !== 0)
    return odd(
      `${dataDir} belongs to another user (number ${uid}), though ${me.username} may write in it.`,
      `chown -R ${me.username} '${dataDir}'`,
    );
  return good(`${dataDir} is there, and ${me.username} can write in it.`);
}

function privacy(dataDir: string, mode: number): Finding {
  return mode & 0o066
    ? odd(`Other users of this machine can look into ${dataDir}.`, `chmod go-rw '${dataDir}'`)
    : good("Other users of this machine cannot look into it.");
}

/** What was made by root once stays root's, and an ordinary user fails at it later. */
function parts(dataDir: string): Finding[] {
  return ["files", "outgoing", "logs"].flatMap((name) => {
    const path = join(dataDir, name);
    if (!existsSync(path)) return [];
    try {
      accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
      for (const entry of readdirSync(path).slice(0, 200))
        accessSync(join(path, entry), constants.R_OK | constants.W_OK);
      return [];
    } catch {
      const { username } = userInfo();
      return [
        bad(
          `${username} cannot read and write all of ${path}; perhaps another user has started Tandem once.`,
          `chown -R ${username} '${path}'`,
        ),
      ];
    }
  });
}

function room(dataDir: string): Finding[] {
  const disk = statfsSync(dataDir);
  const free = disk.bavail * disk.bsize;
  const says = `${(free / GB).toFixed(1)} GB are free on its disk.`;
  const todo =
    "Free some space, or move DATA_DIR to a larger disk with `tandem backup` and `tandem restore`.";
  const findings = [free < 0.2 * GB ? bad(says, todo) : free < 2 * GB ? odd(says, todo) : good(says)];
  if (disk.files > 0 && disk.ffree < 10_000)
    findings.push(
      (disk.ffree < 100 ? bad : odd)(
        `Its disk can hold only ${disk.ffree} more files (its inodes are used up).`,
        "Remove files that are not needed.",
      ),
    );
  return findings;
}
