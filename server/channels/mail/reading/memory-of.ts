/**
 * How much memory reading a mail takes beyond the mail itself. `memory.test.ts` runs it in a process of its own with
 * `--expose-gc`, since the peak of a process can only grow. Prints one line of JSON.
 */
import { existsSync, readFileSync } from "node:fs";
import { largeMails } from "./corpus/large-mails.ts";
import { readMail } from "./index.ts";

const [file = ""] = process.argv.slice(2);
// What is loaded and compiled once is no cost of this mail.
for (const make of Object.values(largeMails)) await readMail(make(50_000));
const raw = readFileSync(file);
global.gc?.();

const before = process.memoryUsage().rss;
const begun = performance.now();
const mail = await readMail(raw);
const seconds = (performance.now() - begun) / 1000;
const peak = highest();
process.stdout.write(
  JSON.stringify({
    grown: Math.max(0, peak - before) / raw.length,
    seconds,
    attachments: mail.attachments.length,
    problems: mail.problems,
  }),
);

/** The most this process ever held. What the system counts for it begins with what its parent held, so Linux is asked otherwise. */
function highest(): number {
  const status = "/proc/self/status";
  const told = existsSync(status) ? /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(status, "utf8"))?.[1] : null;
  return told ? Number(told) * 1024 : process.resourceUsage().maxRSS * 1024;
}
