import { deliverQueue, readMailQueue } from "./channels/index.ts";
import type { Queue } from "./jobs/index.ts";
import { reactQueue } from "./reactions.ts";

/** Every queue there is; `main.ts` says who works on them. */
export const queues: Queue[] = [readMailQueue, deliverQueue, reactQueue];
