import { parentPort, workerData } from "node:worker_threads";
import { draw } from "./draw.ts";
import type { RenderTask } from "./render.ts";

const { printed, locale } = workerData as RenderTask;
parentPort!.postMessage(await draw(printed, locale));
