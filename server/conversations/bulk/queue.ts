import { z } from "zod";
import { defineQueue } from "../../jobs/index.ts";

/** Bulk acts are carried out a piece at a time, so that the acts of several workspaces go on side by side. */
export const bulkActQueue = defineQueue({
  name: "bulk-act",
  schema: z.object({ workspaceId: z.uuid(), id: z.uuid() }),
  retryLimit: 10,
  batchSize: 2,
  concurrency: 2,
});
