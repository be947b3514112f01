import { queryOptions } from "@tanstack/react-query";
import { listPlanned, listPlannedOf, type PlannedReply } from "../../../contract/planned-replies.ts";
import { call } from "../../app/call.ts";

/** What waits to leave a conversation, what was stopped, and by which clock its customer lives. */
export const plannedOfQuery = (id: string) =>
  queryOptions({
    queryKey: ["planned-of", id],
    queryFn: ({ signal }) => call(listPlannedOf, { params: { id } }, { signal }),
  });

/** One's own replies that have not left yet, in whichever matter. */
export const myPlansQuery = queryOptions({
  queryKey: ["planned-mine"],
  queryFn: async ({ signal }) => (await call(listPlanned, { query: { limit: 100 } }, { signal })).items,
});

/** Whether a reply will still leave, unless something comes in between. */
export const isWaiting = ({ state }: Pick<PlannedReply, "state">) => state === "planned";
