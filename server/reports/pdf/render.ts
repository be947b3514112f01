import { Worker } from "node:worker_threads";
import type { Locale } from "../../../contract/languages.ts";
import type { ReportData } from "../../../contract/reports.ts";

/** All that stands in a PDF. */
export interface Printed {
  id: string;
  edition: number;
  replaces: { edition: number } | null;
  data: ReportData;
  /** Where this Tandem is reached. */
  publicUrl: string;
  /** Of the public key, as DER. */
  keySha256: string;
}

export interface RenderTask {
  task: number;
  printed: Printed;
  locale: Locale;
}
export interface Rendered {
  task: number;
  pdf?: Uint8Array;
  error?: unknown;
}

interface Printer {
  worker: Worker;
  waiting: Map<number, { resolve: (pdf: Buffer) => void; reject: (error: unknown) => void }>;
  idle: NodeJS.Timeout | null;
}

/** Between two reports of one night; then its memory is free again. */
const keptMilliseconds = 15_000;
let printer: Printer | null = null;
let lastTask = 0;

/**
 * A report as a PDF, drawn in a thread of its own: Chinese takes some seconds and fifty font files, for which nobody's
 * request should wait. The thread goes when there is nothing more to draw. The same bytes for the same report.
 */
export function renderPdf(printed: Printed, locale: Locale): Promise<Buffer> {
  printer ??= start();
  const { worker, waiting, idle } = printer;
  if (idle) clearTimeout(idle);
  worker.ref();
  return new Promise((resolve, reject) => {
    const task: RenderTask = { task: ++lastTask, printed, locale };
    waiting.set(task.task, { resolve, reject });
    worker.postMessage(task);
  });
}

function start(): Printer {
  const worker = new Worker(new URL("./render-worker.ts", import.meta.url));
  const started: Printer = { worker, waiting: new Map(), idle: null };
  worker.on("message", ({ task, pdf, error }: Rendered) => {
    const waits = started.waiting.get(task)!;
    started.waiting.delete(task);
    if (pdf) waits.resolve(Buffer.from(pdf));
    else waits.reject(error);
    if (!started.waiting.size) rest(started);
  });
  const gone = (error: unknown) => {
    if (printer === started) printer = null;
    for (const { reject } of started.waiting.values()) reject(error);
    started.waiting.clear();
  };
  worker.once("error", gone);
  worker.once("exit", (code) => gone(new Error(`drawing a report ended with ${code} and no report`)));
  return started;
}

/** An idle thread keeps no process from ending. */
function rest(resting: Printer) {
  resting.worker.unref();
  resting.idle = setTimeout(() => {
    if (printer === resting) printer = null;
    void resting.worker.terminate();
  }, keptMilliseconds).unref();
}
