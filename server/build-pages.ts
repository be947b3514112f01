import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";

const sources = ["desk", "contract", "locales", "package-lock.json"];

/** Builds the desk when its sources are not those of the last build. Takes some seconds once, nothing afterwards. */
export async function buildPages(root: string, pages: string, say: (line: string) => void): Promise<void> {
  const now = await fingerprint(root);
  if (now === (await builtFrom(pages))) return;
  say("Building the desk …");
  await run(
    process.execPath,
    [join(root, "node_modules/vite/bin/vite.js"), "build", "-c", "desk/vite.config.ts", "--logLevel", "warn"],
    root,
  );
  await writeFile(join(pages, stamp), now);
}

/** Whether the desk was built, and from the sources that are there now. */
export async function pagesAreBuilt(root: string, pages: string): Promise<boolean> {
  return (await builtFrom(pages)) === (await fingerprint(root));
}

const stamp = ".built-from";
const builtFrom = (pages: string) => readFile(join(pages, stamp), "utf8").catch(whenMissing);

async function fingerprint(root: string): Promise<string> {
  const hash = createHash("sha256");
  for (const source of sources) {
    const path = join(root, source);
    const names = (await stat(path)).isDirectory()
      ? (await readdir(path, { recursive: true, withFileTypes: true }))
          .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
          .map((entry) => join(entry.parentPath, entry.name))
          .sort()
      : [path];
    for (const name of names) hash.update(name.slice(root.length)).update(await readFile(name));
  }
  return hash.digest("hex");
}

function whenMissing(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT") return null;
  throw error;
}

function run(command: string, args: string[], cwd: string): Promise<void> {
  return new Promise((resolve, reject) => {
    // Under a test runner NODE_ENV is "test", and React would be built in its slow form for developers.
    const env = { ...process.env, NODE_ENV: "production" };
    const child = spawn(command, args, { cwd, env, stdio: ["ignore", "inherit", "inherit"] });
    child.once("error", reject);
    child.once("exit", (code) =>
      code === 0 ? resolve() : reject(new Error(`Building the desk failed (${args[0]} ended with ${code}).`)),
    );
  });
}
