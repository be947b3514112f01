import { queryOptions } from "@tanstack/react-query";
import { listBlockedVisitors, listChatWidgets } from "../../../contract/chat.ts";
import { call } from "../../app/call.ts";

export const widgetsQuery = queryOptions({
  queryKey: ["chat-widgets"],
  queryFn: async ({ signal }) => (await call(listChatWidgets, {}, { signal })).items,
});

/** Visitors who may not write. */
export const blockedQuery = queryOptions({
  queryKey: ["blocked-visitors"],
  queryFn: async ({ signal }) => (await call(listBlockedVisitors, {}, { signal })).items,
});
