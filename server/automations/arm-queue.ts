import { z } from "zod";
import { defineQueue } from "../jobs/index.ts";

/** Arms a rule that was switched on for what waits already. */
export const armQueue = defineQueue({
  name: "arm-automation",
  schema: z.object({ workspaceId: z.uuid(), automationId: z.uuid() }),
  batchSize: 1,
  concurrency: 1,
  expireSeconds: 3600,
});
