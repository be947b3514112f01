/**
 * How fast Tandem is, beside the physical limit of the same machine in the same run: `npm run bench`.
 *
 *   --size N     conversations in the filled database (1,000,000; a smaller one for a quick look)
 *   --only a,b   only these rows: language, reading, record, routing, smtp, inbox, open, desk, live, chat, insights, search,
 *                help-centre, starts, widget, year
 *   --days N     how many days of the year are replayed (365; fewer for a quick look)
 *   --json       print the figures as JSON instead of a table
 *
 * The filled database is kept under `data/filled-<size>` for the next run. Figures go to `bench/latest.json`.
 */
import { writeFile } from "node:fs/promises";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chatRows } from "./chat.ts";
import { deskRows } from "./desk.ts";
import { openBench } from "./ground.ts";
import { helpCentreRows } from "./help-centre.ts";
import { inboxRows } from "./inbox.ts";
import { insightRows } from "./insights.ts";
import { languageRows } from "./language.ts";
import { liveRows } from "./live.ts";
import { openRows } from "./open.ts";
import { readingRows } from "./reading.ts";
import { recordRows } from "./record.ts";
import { asLine, asTable, type Row } from "./report.ts";
import { routingRows } from "./routing.ts";
import { searchRows } from "./search.ts";
import { smtpRows } from "./smtp.ts";
import { startRows } from "./starts.ts";
import { widgetRows } from "./widget.ts";
import { yearRows } from "./year/run.ts";

const { values } = parseArgs({
  options: {
    size: { type: "string", default: "1000000" },
    only: { type: "string" },
    days: { type: "string", default: "365" },
    json: { type: "boolean", default: false },
  },
});
const size = Number(values.size);
if (!Number.isInteger(size) || size < 2000) throw new Error("--size takes a whole number from 2000 on");
const days = Number(values.days);
if (!Number.isInteger(days) || days < 1 || days > 365)
  throw new Error("--days takes a whole number from 1 to 365");
const only = values.only?.split(",");
const say = (line: string) => process.stderr.write(`${line}\n`);

const parts = {
  inbox: inboxRows,
  open: openRows,
  desk: deskRows,
  record: recordRows,
  routing: routingRows,
  smtp: smtpRows,
  live: liveRows,
  chat: chatRows,
  insights: insightRows,
  search: searchRows,
  "help-centre": helpCentreRows,
};
const rows: Row[] = [];
if (!only || only.includes("starts")) rows.push(...(await startRows(say)));
if (!only || only.includes("language")) {
  say("Measuring language …");
  rows.push(...(await languageRows()));
}
if (!only || only.includes("reading")) {
  say("Measuring reading …");
  rows.push(...(await readingRows()));
}
if (!only || only.includes("widget")) rows.push(...(await widgetRows(say)));
if (!only || only.includes("year")) {
  say(`Replaying ${days} days …`);
  rows.push(...(await yearRows({ days, say })));
}
const wanted = Object.entries(parts).filter(([name]) => !only || only.includes(name));
if (wanted.length) {
  const bench = await openBench(size, say);
  try {
    for (const [name, measure] of wanted) {
      await bench.settled();
      say(`Measuring ${name} …`);
      const measured = await measure(bench);
      rows.push(...measured);
      for (const row of measured) say(`  ${asLine(row)}`);
    }
  } finally {
    await bench.close();
  }
}

const report = {
  at: new Date().toISOString(),
  machine: {
    cpu: cpus()[0]?.model,
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
  },
  size,
  rows,
};
await writeFile(join(import.meta.dirname, "latest.json"), `${JSON.stringify(report, null, 2)}\n`);
process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : asTable(report));
