import type { Caller } from "../caller.ts";
import type { Db } from "../db/database.ts";
import { change } from "./change.ts";

/** Takes a conversation from whoever has it: it waits in its queue again. */
export const giveBack = (db: Db, caller: Caller, id: string) =>
  change(db, caller, id, async (_, before) =>
    before.ownerId === null
      ? null
      : {
          set: { ownerId: null },
          event: ["conversation.assigned", { team: before.teamId, because: "given_back" }],
        },
  );

/** Says when somebody looks again. Where the customer waits for an answer, that comes first and stays. */
export const followUp = (db: Db, caller: Caller, id: string, at: Date) =>
  change(db, caller, id, async (_, before) =>
    before.status === "closed" || before.waitingSince || before.nextStep === "mend_delivery"
      ? null
      : {
          set: { nextStep: "follow_up", nextStepAt: at },
          event: ["conversation.changed", { nextStepAt: { from: before.nextStepAt, to: at } }],
        },
  );

/** Has a person say what it is about. */
export const askToSort = (db: Db, caller: Caller, id: string) =>
  change(db, caller, id, async (_, before) =>
    before.toSort || before.status === "closed"
      ? null
      : { set: { toSort: true }, event: ["conversation.changed", { toSort: { from: false, to: true } }] },
  );
