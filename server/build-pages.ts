import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";

const shared = ["contract", "locales", "package-lock.json"];
const parts = {
  desk: {
    sources: ["desk", ...shared],
    command: ["node_modules/vite/bin/vite.js", "build", "-c", "desk/vite.config.ts", "--logLevel", "warn"],
  },
  // Compiled with the desk's reader of texts.
  widget: {
    sources: ["widget", "desk/texts", "desk/compressed.ts", "package.json", ...shared],
    command: ["widget/build/main.ts"],
  },
};
type PartName = keyof typeof parts;

/**
 * Builds the desk into `pages`, and the chat for sites beside it, when their sources are not those of the last build.
 * Takes some seconds once, nothing afterwards.
 */
export async function buildPages(root: string, pages: string, say: (line: string) => void): Promise<void> {
  await build("desk", root, pages, () => say("Building the desk …"));
  await buildWidget(root, widgetBeside(pages), say);
}

/** Builds the chat for sites alone, which takes a second. */
export const buildWidget = (root: string, folder: string, say: (line: string) => void): Promise<void> =>
  build("widget", root, folder, () => say("Building the chat …"));

/** Whether desk and chat were built, and from the sources that are there now. */
export async function pagesAreBuilt(root: string, pages: string): Promise<boolean> {
  return (await isBuilt("desk", root, pages)) && (await isBuilt("widget", root, widgetBeside(pages)));
}

/** Where the chat for sites lies, from where the desk lies. */
export const widgetBeside = (pages: string): string => join(pages, "..", "widget");

async function build(part: PartName, root: string, folder: string, say: () => void) {
  const now = await fingerprint(root, part);
  if (now === (await builtFrom(folder))) return;
  say();
  const [script, ...args] = parts[part].command;
  await run(process.execPath, [join(root, script!), ...args], root);
  await writeFile(join(folder, stamp), now);
}

const isBuilt = async (part: PartName, root: string, folder: string) =>
  (await builtFrom(folder)) === (await fingerprint(root, part));

const stamp = ".built-from";
const builtFrom = (pages: string) => readFile(join(pages, stamp), "utf8").catch(whenMissing);

async function fingerprint(root: string, part: PartName): Promise<string> {
  const hash = createHash("sha256");
  for (const source of parts[part].sources) {
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
      code === 0 ? resolve() : reject(new Error(`Building failed (${args[0]} ended with ${code}).`)),
    );
  });
}
