/**
 * How much memory reading a mail takes beyond the mail itself. `memory.test.ts` runs it in a process of its own with
 * `--expose-gc`, since the peak of a process can only grow. Prints one line of JSON.
 */
import { readFileSync } from "node:fs";
import { largeMails } from "./corpus/large-mails.ts";
import { highestMemory } from "./highest-memory.ts";
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
const peak = highestMemory();
process.stdout.write(
  JSON.stringify({
    grown: Math.max(0, peak - before) / raw.length,
    seconds,
    attachments: mail.attachments.length,
    problems: mail.problems,
  }),
);
