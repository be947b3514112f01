import { createHash, randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { SYSTEM_FOLDER } from "./binaries.ts";
import { canEnter, chooseServerUser, type ServerUser } from "./server-user.ts";
import { StartProblem, withFiles } from "./start-problem.ts";

/**
 * Where the database lies. As a rule everything is inside DATA_DIR:
 *
 *     DATA_DIR/postgres/          the cluster (0700, owned by the user the server runs as)
 *     DATA_DIR/run/               its socket (0700)
 *     DATA_DIR/postgres.secret    the owner's password (0600)
 *     DATA_DIR/logs/postgres.log
 *
 * When root starts Tandem and the server's user cannot enter DATA_DIR (it lies in /root, say), `home` is a folder of
 * its own under /var/lib/tandem and DATA_DIR/postgres.place holds its path. Then removing DATA_DIR alone does not
 * remove the database: remove the folder named in that file too. Copying DATA_DIR does not copy the database either;
 * `tandem backup` does both.
 */
export type Places = {
  dataDir: string;
  home: string;
  cluster: string;
  secretFile: string;
  logFile: string;
  user: ServerUser | undefined;
};

export function findPlaces(where: {
  dataDir: string;
  pgUser?: string;
  log: (line: string) => void;
  systemFolder?: string;
}): Places {
  const asked = where.dataDir;
  const asRoot = process.getuid?.() === 0;
  // Only its owner may look inside, except that root's database server has to pass through as another user.
  withFiles("make the data folder", asked, () => {
    if (mkdirSync(asked, { recursive: true })) chmodSync(asked, asRoot ? 0o711 : 0o700);
  });
  const dataDir = realpathSync(asked);

  const known = recordedHome(dataDir);
  const user = chooseServerUser({
    dataDir,
    cluster: join(known ?? dataDir, "postgres"),
    pgUser: where.pgUser,
  });
  const home = known ?? (canEnter(user, dataDir) ? dataDir : makeHomeOutside(dataDir, user, where));
  if (user && !canEnter(user, home)) {
    throw new StartProblem(
      `The database of ${dataDir} lies in ${home}, and the user ${user.name}, who it runs as, cannot enter that folder.`,
      `Let ${user.name} pass through every folder on that path (chmod o+x), or name its owner in TANDEM_PG_USER.`,
    );
  }
  return {
    dataDir,
    home,
    cluster: join(home, "postgres"),
    secretFile: join(home, "postgres.secret"),
    logFile: join(dataDir, "logs", "postgres.log"),
    user,
  };
}

/** The home DATA_DIR points to, when the database does not lie in DATA_DIR itself. */
export function recordedHome(dataDir: string): string | undefined {
  const pointer = join(dataDir, "postgres.place");
  if (!existsSync(pointer)) return undefined;
  const home = readFileSync(pointer, "utf8").trim();
  if (!existsSync(home)) {
    throw new StartProblem(
      `${pointer} says that the database lies in ${home}, and there is no such folder.`,
      `Put that folder back, restore a backup into a new DATA_DIR, or, if nothing in it is needed, remove ${pointer} to start with an empty database.`,
    );
  }

  const belongs = join(home, "belongs-to");
  const owner = existsSync(belongs) ? readFileSync(belongs, "utf8").trim() : "";
  if (owner !== dataDir) {
    const stillThere = existsSync(join(owner, "postgres.place"));
    if (stillThere && readFileSync(join(owner, "postgres.place"), "utf8").trim() === home) {
      throw new StartProblem(
        `${dataDir} is a copy of ${owner}: the database, in ${home}, was not copied with it and belongs to the original.`,
        "Make the copy with `tandem backup` and `tandem restore` into an empty DATA_DIR.",
      );
    }
    writeFileSync(belongs, `${dataDir}\n`); // DATA_DIR was moved
  }
  return home;
}

function makeHomeOutside(
  dataDir: string,
  user: ServerUser | undefined,
  where: { log: (line: string) => void; systemFolder?: string },
): string {
  const shelf = where.systemFolder ?? SYSTEM_FOLDER;
  if (!user) {
    throw new StartProblem(
      `The data folder ${dataDir} cannot be entered.`,
      `Give yourself the right to it: chmod u+rwx '${dataDir}'`,
    );
  }
  withFiles("make the folder", shelf, () => {
    if (mkdirSync(shelf, { recursive: true })) chmodSync(shelf, 0o755);
  });
  const found = lstatSync(shelf);
  if (!found.isDirectory() || found.uid !== 0 || (found.mode & 0o022) !== 0) {
    throw new StartProblem(
      `${shelf} is not a folder that root alone may change, so the database cannot be kept there.`,
      `Look at who made it, then: chown root ${shelf} && chmod 755 ${shelf}`,
    );
  }
  const older = readdirSync(shelf).filter((name) => {
    const belongs = join(shelf, name, "belongs-to");
    return existsSync(belongs) && readFileSync(belongs, "utf8").trim() === dataDir;
  });
  const home = join(shelf, `${basename(dataDir)}-${randomBytes(4).toString("hex")}`);
  mkdirSync(home);
  chmodSync(home, 0o711);
  writeFileSync(join(home, "belongs-to"), `${dataDir}\n`);
  try {
    writeFileSync(join(dataDir, "postgres.place"), `${home}\n`, { flag: "wx" });
  } catch (error) {
    rmSync(home, { recursive: true });
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return readFileSync(join(dataDir, "postgres.place"), "utf8").trim(); // another start was quicker
  }
  where.log(
    `PostgreSQL runs as the user ${user.name}, who cannot enter ${dataDir}, so the database is kept in ${home}.`,
  );
  for (const name of older) {
    where.log(
      `An older database of this data folder is still in ${join(shelf, name)}. Remove it if it is not needed.`,
    );
  }
  return home;
}

/**
 * A folder for the server's socket that nobody else can enter. The path of a socket may have 103 bytes on macOS and 107
 * on Linux, so a deep DATA_DIR gets a short folder under the system's temporary one.
 */
export function makeSocketFolder({ home, user }: Places): string {
  const usual = join(home, "run");
  const folder = Buffer.byteLength(usual) <= 80 ? usual : shortSocketFolder(home, user);
  withFiles("make the folder", folder, () => mkdirSync(folder, { recursive: true, mode: 0o700 }));
  if (user) chownSync(folder, user.uid, user.gid);
  return folder;
}

function shortSocketFolder(home: string, user: ServerUser | undefined): string {
  const name = createHash("sha256").update(home).digest("hex").slice(0, 12);
  const folder = join(tmpdir(), `tandem-${name}`);
  const found = lstatSync(folder, { throwIfNoEntry: false });
  const owner = user?.uid ?? process.getuid?.();
  const safe = !found || (found.isDirectory() && found.uid === owner && (found.mode & 0o077) === 0);
  // Anybody can make folders in /tmp. One that is not ours is left alone, and the socket goes to a fresh one.
  return safe ? folder : mkdtempSync(join(tmpdir(), "tandem-"));
}
