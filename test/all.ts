/** `npm test`: every check and every test, with the journeys in a browser. Ends with a line `N passed, N failed`. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildPages } from "../server/build-pages.ts";
import { check, close, type Outcome, root, run } from "./check.ts";

interface Report {
  testResults: {
    name: string;
    message: string;
    status: string;
    assertionResults: { fullName: string; status: string }[];
  }[];
}

const outcomes = await check();
const folder = await mkdtemp(join(tmpdir(), "tandem-report-"));
try {
  await buildPages(root, join(root, "build", "desk"), (line) => process.stdout.write(`${line}\n`));
  const report = join(folder, "report.json");
  const code = await run(join(root, "node_modules", ".bin", "vitest"), [
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
  ]);
  outcomes.push(...(await tests(report)));
  // An error outside of any test fails the run too.
  if (code !== 0 && outcomes.every(({ passed }) => passed))
    outcomes.push({ name: "the run of the tests", passed: false });
} finally {
  await rm(folder, { recursive: true, force: true });
}
process.exitCode = close(outcomes);

async function tests(report: string): Promise<Outcome[]> {
  const { testResults } = JSON.parse(await readFile(report, "utf8")) as Report;
  return testResults.flatMap(({ name, status, assertionResults }) =>
    // A file that broke before its first test counts as one that failed.
    status === "failed" && assertionResults.every((one) => one.status === "passed")
      ? [{ name, passed: false }]
      : assertionResults
          .filter((one) => one.status !== "skipped" && one.status !== "pending")
          .map((one) => ({ name: one.fullName, passed: one.status === "passed" })),
  );
}
