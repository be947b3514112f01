import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

const project = join(import.meta.dirname, "..");

let clone: string;
let running: ChildProcess[];

/** A clone with one package, and in the place of npm a script that notes what it was asked for. */
beforeEach(() => {
  running = [];
  clone = realpathSync(mkdtempSync(join(tmpdir(), "tandem-test-")));
  copyFileSync(join(project, "bootstrap.mjs"), join(clone, "bootstrap.mjs"));
  copyFileSync(join(project, "server", "parent-watch.ts"), join(clone, "parent-watch.ts"));
  writeFileSync(join(clone, "package.json"), '{"type":"module"}');
  writeFileSync(join(clone, "package-lock.json"), lockfile("1.0.0"));
  writeFileSync(join(clone, "npm-cli.js"), fakeNpm);
  writeFileSync(
    join(clone, "say.ts"),
    `import { onParentGone } from "./parent-watch.ts";
     console.log(JSON.stringify(process.argv.slice(2)));
     process.on("SIGTERM", () => { console.log("asked to stop"); process.exit(7); });
     onParentGone(() => { console.log("left alone"); process.exit(0); });
     if (process.argv[2] === "stay") setInterval(() => {}, 1000); else process.exitCode = 5;`,
  );
});
afterEach(async () => {
  for (const child of running) child.kill("SIGKILL");
  rmSync(clone, { recursive: true, force: true });
});

describe("a fresh clone", () => {
  test("is installed once, whole, whatever the environment would leave out; then the file runs", async () => {
    const first = await start(["one", "two words"], { NODE_ENV: "production", npm_config_omit: "dev" });
    expect(first).toMatchObject({ stdout: '["one","two words"]\n', code: 5 });
    expect(first.stderr).toMatch(/^Installing the packages Tandem needs/);
    expect(askedOfNpm()).toEqual([
      "ci --include=dev --include=optional --no-audit --no-fund --no-progress --loglevel=error | - -",
    ]);

    const second = await start(["again"]);
    expect(second).toEqual({ stdout: '["again"]\n', stderr: "", code: 5 });
    expect(askedOfNpm()).toHaveLength(1);
  });

  test("started twice at once is installed once", async () => {
    const both = await Promise.all([start(["a"], { SLOW: "1" }), start(["b"], { SLOW: "1" })]);
    expect(both.map(({ code }) => code)).toEqual([5, 5]);
    expect(askedOfNpm()).toHaveLength(1);
    expect(existsSync(join(clone, ".installing"))).toBe(false);
  });

  test("is installed although an earlier install was killed", async () => {
    const killed = spawn("true");
    await once(killed, "exit");
    writeFileSync(join(clone, ".installing"), String(killed.pid));
    expect(await start([])).toMatchObject({ code: 5 });
  });

  test("says what it needs when npm fails", async () => {
    const failed = await start([], { FAIL: "1" });
    expect(failed).toMatchObject({ code: 1, stdout: "" });
    expect(failed.stderr).toContain("Installing did not work (npm ended with code 3");
    expect(existsSync(join(clone, ".installing"))).toBe(false);
  });

  test("fetches the pinned Node itself where install scripts are off", async () => {
    const done = await start([], { SCRIPTS_OFF: "1" });
    expect(done).toMatchObject({ code: 5 });
    expect(askedOfNpm()[1]).toMatch(/^install --no-save --no-package-lock node(-bin)?-\w+-\w+@0\.0\.0 /);
    expect(existsSync(join(clone, "node_modules", ".bin", "node"))).toBe(true);
  });
});

describe("an installed clone", () => {
  beforeEach(() => start([]));

  test("is installed anew when the lockfile changes", async () => {
    writeFileSync(join(clone, "package-lock.json"), lockfile("2.0.0"));
    expect((await start([])).stderr).toMatch(/^The packages Tandem needs have changed/);
    expect(askedOfNpm()).toHaveLength(2);
  });

  test("is left alone when somebody ran npm by hand", async () => {
    writeFileSync(join(clone, "package-lock.json"), lockfile("2.0.0"));
    writeFileSync(join(clone, "node_modules", ".package-lock.json"), lockfile("2.0.0"));
    expect(await start([])).toMatchObject({ stderr: "", code: 5 });
    expect(askedOfNpm()).toHaveLength(1);
  });

  test("is installed anew when its packages came from a machine of another kind", async () => {
    const stamp = join(clone, "node_modules", ".tandem-lock");
    writeFileSync(stamp, readFileSync(stamp, "utf8").replace(process.platform, "plan9"));
    await start([]);
    expect(askedOfNpm()).toHaveLength(2);
  });

  describe.each([
    ["becomes the file's process under the pinned Node", process.versions.node],
    ["stays as its parent under another Node", "0.0.0"],
  ])("%s:", (_, version) => {
    beforeEach(() =>
      writeFileSync(join(clone, "node_modules", "node", "package.json"), JSON.stringify({ version })),
    );

    test("a signal and the exit code pass through", async () => {
      const child = launch(["stay"]);
      await outputOf(child, '["stay"]');
      child.kill("SIGTERM");
      expect(await once(child, "exit")).toEqual([7, null]);
    });

    test("killing the npm that started it stops the file", async () => {
      // As npm does it: a shell that waits, and above it npm, which is killed.
      const npm = spawn(
        "sh",
        ["-c", 'sh -c \'"$0" bootstrap.mjs say.ts stay; true\' "$0"; true', process.execPath],
        {
          cwd: clone,
          env: environment({ npm_lifecycle_script: "node bootstrap.mjs say.ts stay" }),
          stdio: ["ignore", "pipe", "inherit"],
        },
      );
      running.push(npm);
      await outputOf(npm, '["stay"]');
      npm.kill("SIGKILL");
      await outputOf(npm, "left alone");
    });
  });

  test("killing the parent that an older Node stays leaves nothing running", async () => {
    writeFileSync(join(clone, "node_modules", "node", "package.json"), '{"version":"0.0.0"}');
    const child = launch(["stay"]);
    await outputOf(child, '["stay"]');
    child.kill("SIGKILL");
    await outputOf(child, "left alone");
  });

  test("a file started without npm lives on when the shell that started it ends", async () => {
    const shell = spawn("sh", ["-c", '"$0" bootstrap.mjs say.ts stay & echo $!', process.execPath], {
      cwd: clone,
      env: environment(),
      stdio: ["ignore", "pipe", "inherit"],
    });
    const said = await outputOf(shell, '["stay"]');
    const pid = Number(said.match(/^\d+$/m)?.[0]);
    await sleep(1200);
    expect(process.kill(pid, 0)).toBe(true);
    process.kill(pid, "SIGTERM");
    await outputOf(shell, "asked to stop");
  });
});

function launch(args: string[], more: NodeJS.ProcessEnv = {}): ChildProcess {
  const child = spawn(process.execPath, ["bootstrap.mjs", "say.ts", ...args], {
    cwd: clone,
    env: environment(more),
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.push(child);
  return child;
}

async function start(args: string[], more: NodeJS.ProcessEnv = {}) {
  const child = launch(args, more);
  const said = { stdout: "", stderr: "" };
  child.stdout!.on("data", (chunk) => (said.stdout += chunk));
  child.stderr!.on("data", (chunk) => (said.stderr += chunk));
  const [code] = await once(child, "close");
  return { ...said, code };
}

const heard = new WeakMap<ChildProcess, { text: string }>();

/** Waits until that was printed, and gives all that was so far. */
async function outputOf(child: ChildProcess, words: string): Promise<string> {
  const output = heard.get(child) ?? { text: "" };
  if (!heard.has(child)) {
    heard.set(child, output);
    child.stdout!.on("data", (chunk) => {
      output.text += chunk;
    });
  }
  await vi.waitFor(() => expect(output.text).toContain(words), { timeout: 10_000 });
  return output.text;
}

function environment(more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, HOME: clone, npm_execpath: join(clone, "npm-cli.js"), ...more };
}

function askedOfNpm(): string[] {
  return readFileSync(join(clone, "asked.log"), "utf8").trim().split("\n");
}

function lockfile(version: string): string {
  return JSON.stringify({ packages: { "": {}, "node_modules/node": { version } } });
}

const fakeNpm = `
import { appendFileSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
const root = import.meta.dirname;
const { NODE_ENV = "-", npm_config_omit = "-", SLOW, FAIL, SCRIPTS_OFF } = process.env;
appendFileSync(join(root, "asked.log"), process.argv.slice(2).join(" ") + " | " + NODE_ENV + " " + npm_config_omit + "\\n");
if (FAIL) process.exit(3);
if (SLOW) await new Promise((done) => setTimeout(done, 600));
const link = (folder) => {
  mkdirSync(folder, { recursive: true });
  symlinkSync(process.execPath, join(folder, "node"));
};
if (process.argv[2] === "ci") {
  rmSync(join(root, "node_modules"), { recursive: true, force: true });
  mkdirSync(join(root, "node_modules", "node"), { recursive: true });
  writeFileSync(join(root, "node_modules", "node", "package.json"), JSON.stringify({ version: "0.0.0" }));
  writeFileSync(join(root, "node_modules", ".package-lock.json"), readFileSync(join(root, "package-lock.json")));
  if (!SCRIPTS_OFF) link(join(root, "node_modules", "node", "bin"));
} else {
  link(join(process.cwd(), "node_modules", process.argv.find((word) => word.includes("@")).split("@")[0], "bin"));
}
`;
