import { Worker } from "node:worker_threads";
import { textOfHtml } from "./html-text.ts";

export interface CleanHtmlOptions {
  /** Let remote pictures load. By default their address moves to `data-src`, since loading one tells its sender. */
  remoteImages?: boolean;
  timeLimitMs?: number;
}

/** What the worker is told and what it answers. */
export interface CleaningJob {
  id: number;
  html: string;
  remoteImages: boolean;
}
export interface CleaningResult {
  id: number;
  html: string | null;
}

const longestHtml = 3_000_000;
const poolSize = 2;
const defaultTimeLimitMs = 5_000;

interface Cleaner {
  worker: Worker;
  job: Waiting | null;
  timer: NodeJS.Timeout | null;
}

interface Waiting {
  job: CleaningJob;
  timeLimitMs: number;
  answer: (html: string | null) => void;
}

const cleaners: Cleaner[] = [];
const waiting: Waiting[] = [];
let lastId = 0;

/**
 * Mail HTML made safe to show: no scripts, forms, remote pictures or foreign styles. `cid:` pictures keep their id
 * in `data-cid`, remote ones their address in `data-src`. Runs in a worker under a time limit; a mail too long or
 * too deep comes back as its escaped text in an element with `data-shown-as="text"`.
 */
export async function cleanHtml(html: string, options: CleanHtmlOptions = {}): Promise<string> {
  if (html.length > longestHtml) return asText(html);
  const cleaned = await new Promise<string | null>((answer) => {
    lastId++;
    waiting.push({
      job: { id: lastId, html, remoteImages: options.remoteImages ?? false },
      timeLimitMs: options.timeLimitMs ?? defaultTimeLimitMs,
      answer,
    });
    assign();
  });
  return cleaned ?? asText(html);
}

/** Ends the workers; the next call starts new ones. */
export async function closeHtmlCleaner(): Promise<void> {
  await Promise.all(cleaners.splice(0).map(({ worker }) => worker.terminate()));
}

function assign(): void {
  while (waiting.length) {
    let cleaner = cleaners.find((one) => one.job === null);
    if (!cleaner && cleaners.length < poolSize) cleaner = start();
    if (!cleaner) return;
    begin(cleaner, waiting.shift()!);
  }
}

function start(): Cleaner {
  const worker = new Worker(new URL("./clean-html-worker.ts", import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: 256, stackSizeMb: 4 },
  });
  const cleaner: Cleaner = { worker, job: null, timer: null };
  worker.on("message", (result: CleaningResult) => {
    if (result.id === cleaner.job?.job.id) finish(cleaner, result.html);
  });
  worker.on("error", () => replace(cleaner));
  worker.on("exit", () => replace(cleaner));
  cleaners.push(cleaner);
  return cleaner;
}

function begin(cleaner: Cleaner, next: Waiting): void {
  cleaner.job = next;
  // A process that has nothing else to do waits for a cleaning, but not for an idle worker.
  cleaner.worker.ref();
  cleaner.timer = setTimeout(() => {
    replace(cleaner);
    void cleaner.worker.terminate();
  }, next.timeLimitMs);
  cleaner.worker.postMessage(next.job);
}

function finish(cleaner: Cleaner, html: string | null): void {
  const done = cleaner.job;
  if (cleaner.timer) clearTimeout(cleaner.timer);
  cleaner.job = null;
  cleaner.timer = null;
  cleaner.worker.unref();
  done?.answer(html);
  assign();
}

/** A worker that overran, crashed or ended: its mail is shown as text, the others get a new worker. */
function replace(cleaner: Cleaner): void {
  const at = cleaners.indexOf(cleaner);
  if (at >= 0) cleaners.splice(at, 1);
  if (cleaner.job) finish(cleaner, null);
  else assign();
}

function asText(html: string): string {
  const text = textOfHtml(html).slice(0, 500_000);
  const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return `<div data-shown-as="text" dir="auto" style="white-space:pre-wrap">${escaped}</div>`;
}
