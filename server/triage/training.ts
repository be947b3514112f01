import { Worker } from "node:worker_threads";
import type { Lesson } from "./learnt.ts";

/** What can be learnt away from whoever is waiting for an answer. */
export type Task = { learn: "seeds"; file: string } | { learn: "lessons"; lessons: Lesson[] };

/** Has a task done in a thread of its own; gives what it learnt as bytes, for lessons. */
export function inWorker(task: Task): Promise<Uint8Array | null> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./training-worker.ts", import.meta.url), { workerData: task });
    let result: Uint8Array | null = null;
    worker.once("message", (bytes: Uint8Array) => {
      result = bytes;
    });
    worker.once("error", reject);
    worker.once("exit", (code) =>
      code === 0 ? resolve(result) : reject(new Error(`learning ended with ${code}`)),
    );
  });
}
