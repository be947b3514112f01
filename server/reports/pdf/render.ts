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
  printed: Printed;
  locale: Locale;
}

/**
 * A report as a PDF, drawn in a thread of its own: Chinese takes a second and fifty font files, for which nobody's
 * request should wait, and whose memory is free again afterwards. The same bytes for the same report.
 */
export function renderPdf(printed: Printed, locale: Locale): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const task: RenderTask = { printed, locale };
    const worker = new Worker(new URL("./render-worker.ts", import.meta.url), { workerData: task });
    worker.once("message", (bytes: Uint8Array) => resolve(Buffer.from(bytes)));
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new Error(`drawing a report ended with ${code} and no report`)));
  });
}
