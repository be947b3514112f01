import { callerAgain } from "./accounts/index.ts";
import {
  armCurrent,
  armQueue,
  byCalendar,
  carryOutDryRun,
  dryRunQueue,
  failDryRun,
} from "./automations/index.ts";
import {
  type DeliveryNeeds,
  deliver,
  deliverQueue,
  type ReadingNeeds,
  readKeptMail,
  readMailQueue,
  showUnreadable,
} from "./channels/index.ts";
import { sendTranscript, transcriptQueue } from "./chat/index.ts";
import { bulkActQueue, carryOutBulkAct, goOnBehind } from "./conversations/index.ts";
import { type Queue, type Work, work } from "./jobs/index.ts";
import { react, reactQueue } from "./reactions.ts";

/** Every queue there is. */
export const queues: Queue[] = [
  readMailQueue,
  deliverQueue,
  reactQueue,
  armQueue,
  dryRunQueue,
  transcriptQueue,
  bulkActQueue,
];

/** What is done with the jobs of each. */
export const workOnQueues = (needs: DeliveryNeeds & Pick<ReadingNeeds, "senders">): Work[] => [
  work(readMailQueue, ({ workspaceId, rawMailId }) => readKeptMail(needs, workspaceId, rawMailId), {
    onDead: ({ workspaceId, rawMailId }) => showUnreadable(needs, workspaceId, rawMailId),
  }),
  work(deliverQueue, ({ workspaceId, messageId }) => deliver(needs, workspaceId, messageId)),
  work(transcriptQueue, (order) => sendTranscript(needs, order)),
  work(reactQueue, (order) => react(needs, order)),
  work(
    bulkActQueue,
    ({ workspaceId, id }) => carryOutBulkAct({ db: needs.db, callerAgain }, workspaceId, id),
    {
      onDead: ({ workspaceId, id }) => goOnBehind(needs.db, workspaceId, id),
    },
  ),
  work(armQueue, async ({ workspaceId, automationId }) => {
    await armCurrent({ ...needs, working: byCalendar(needs.db) }, workspaceId, automationId);
  }),
  work(
    dryRunQueue,
    ({ workspaceId, id }) => carryOutDryRun({ ...needs, working: byCalendar(needs.db) }, workspaceId, id),
    { onDead: ({ workspaceId, id }) => failDryRun(needs.db, workspaceId, id) },
  ),
];
