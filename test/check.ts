/** The quick half of `npm test`: format, lint and import rules, types, dead code, and the catalogues of texts. */
import { spawn } from "node:child_process";
import { join } from "node:path";

export const root = join(import.meta.dirname, "..");

export interface Outcome {
  name: string;
  passed: boolean;
}

const bin = (name: string) => join(root, "node_modules", ".bin", name);

const checks: [string, string, ...string[]][] = [
  ["format, lint and import rules", bin("biome"), "ci", "--error-on-warnings", "."],
  ["types of the server", bin("tsc"), "-p", "."],
  ["types of the desk", bin("tsc"), "-p", "desk"],
  ["types of the widget", bin("tsc"), "-p", "widget"],
  ["dead code", bin("knip"), "--no-progress"],
];

/** Runs every check, also after one has failed, and says what each came to. */
export async function check(): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const [name, command, ...args] of checks) {
    const passed = (await run(command, args)) === 0;
    process.stdout.write(`${passed ? "✓" : "✗"} ${name}\n`);
    outcomes.push({ name, passed });
  }
  return outcomes;
}

/** Runs a program of ours under the pinned Node, its output on ours; resolves with its exit code. */
export function run(command: string, args: string[]): Promise<number> {
  const path = `${join(root, "node_modules", ".bin")}:${process.env.PATH}`;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: "inherit", env: { ...process.env, PATH: path } });
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

/** The line by which others know how it went, and the exit code that goes with it. */
export function close(outcomes: Outcome[]): number {
  const failed = outcomes.filter(({ passed }) => !passed);
  for (const { name } of failed) process.stdout.write(`failed: ${name}\n`);
  process.stdout.write(`${outcomes.length - failed.length} passed, ${failed.length} failed\n`);
  return failed.length ? 1 : 0;
}

if (import.meta.main) {
  const passes = async (file: string) => (await run(bin("vitest"), ["run", file])) === 0;
  process.exitCode = close([
    ...(await check()),
    { name: "texts in five languages", passed: await passes("test/catalogues.test.ts") },
    { name: "sizes of the chat", passed: await passes("test/widget-sizes.test.ts") },
  ]);
}
