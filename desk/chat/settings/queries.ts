import { queryOptions } from "@tanstack/react-query";
import { listChatWidgets } from "../../../contract/chat.ts";
import { call } from "../../app/call.ts";

export const widgetsQuery = queryOptions({
  queryKey: ["chat-widgets"],
  queryFn: async ({ signal }) => (await call(listChatWidgets, {}, { signal })).items,
});
