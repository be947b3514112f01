import { queryOptions } from "@tanstack/react-query";
import { getChatBeside, listChats } from "../../contract/chat.ts";
import { listRatings } from "../../contract/ratings.ts";
import type { QueryIn } from "../../contract/route.ts";
import { call } from "../app/call.ts";

type Of = NonNullable<QueryIn<typeof listChats>["of"]>;

/** Chats that are going on: one's own, or those that nobody has taken. */
export const chatsQuery = (of: Of) =>
  queryOptions({
    queryKey: ["chats", of],
    queryFn: async ({ signal }) => (await call(listChats, { query: { of } }, { signal })).items,
  });

/** The visitor of a conversation that came by chat, and how answers reach them. */
export const besideQuery = (conversation: string) =>
  queryOptions({
    queryKey: ["chat", conversation],
    queryFn: ({ signal }) => call(getChatBeside, { params: { id: conversation } }, { signal }),
  });

/** What its customer thought of our answers, newest first. */
export const ratingsQuery = (conversation: string) =>
  queryOptions({
    queryKey: ["ratings", conversation],
    queryFn: async ({ signal }) =>
      (await call(listRatings, { params: { id: conversation } }, { signal })).items,
  });
