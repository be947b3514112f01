import { queryOptions } from "@tanstack/react-query";
import { type ChatBeside, getChatBeside, listChats } from "../../contract/chat.ts";
import { listRatings } from "../../contract/ratings.ts";
import type { QueryIn } from "../../contract/route.ts";
import { call, isProblem } from "../app/call.ts";

type Of = NonNullable<QueryIn<typeof listChats>["of"]>;

/** Chats that are going on: one's own, or those that nobody has taken. */
export const chatsQuery = (of: Of) =>
  queryOptions({
    queryKey: ["chats", of],
    queryFn: async ({ signal }) => (await call(listChats, { query: { of } }, { signal })).items,
  });

/**
 * The visitor of a conversation that came by chat, and how answers reach them; null where it came by another chat than ours,
 * as what was brought along from elsewhere.
 */
export const besideQuery = (conversation: string) =>
  queryOptions({
    queryKey: ["chat", conversation],
    queryFn: async ({ signal }): Promise<ChatBeside | null> => {
      try {
        return await call(getChatBeside, { params: { id: conversation } }, { signal });
      } catch (error) {
        if (isProblem(error, "not_found")) return null;
        throw error;
      }
    },
  });

/** What its customer thought of our answers, newest first. */
export const ratingsQuery = (conversation: string) =>
  queryOptions({
    queryKey: ["ratings", conversation],
    queryFn: async ({ signal }) =>
      (await call(listRatings, { params: { id: conversation } }, { signal })).items,
  });
