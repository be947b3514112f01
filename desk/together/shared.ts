import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent } from "react";
import type { Draft, Event } from "../../contract/conversations.ts";
import {
  deleteDraftSharing,
  listDraftStates,
  listSharedDrafts,
  postDraftTaking,
  putDraftSharing,
} from "../../contract/together.ts";
import { call } from "../app/call.ts";
import { useMe } from "../app/me.ts";
import { draftQuery } from "../conversations/draft.ts";
import type { DraftKeeper } from "../conversations/draft-keeper.ts";
import { live } from "../live/useLive.ts";

/** So often one looks how far a colleague is who writes on. */
const lookEveryMs = 4_000;

/** Drafts of colleagues that one may finish; while there is one, it is followed as it is written. */
export const sharedDraftsQuery = (id: string) =>
  queryOptions({
    queryKey: ["shared-drafts", id],
    queryFn: async ({ signal }) => (await call(listSharedDrafts, { params: { id } }, { signal })).items,
    refetchInterval: ({ state }) => (state.data?.length ? lookEveryMs : false),
  });

export const draftStatesQuery = (id: string) =>
  queryOptions({
    queryKey: ["draft-states", id],
    queryFn: async ({ signal }) => (await call(listDraftStates, { params: { id } }, { signal })).items,
    staleTime: 0,
  });

export function useSharing(id: string, keeper: DraftKeeper) {
  const cache = useQueryClient();
  const { queryKey } = draftQuery(id);
  // The composer reads it; here it is only looked at.
  const { data: draft } = useQuery({ ...draftQuery(id), enabled: false });
  const share = useMutation({
    mutationFn: async () => {
      await keeper.flush();
      return call(putDraftSharing, { params: { id } });
    },
    onSuccess: (shared) => cache.setQueryData(queryKey, shared),
  });
  const keepBack = useMutation({
    mutationFn: () => call(deleteDraftSharing, { params: { id } }),
    onSuccess: () => cache.setQueryData(queryKey, (known) => known && { ...known, isShared: false }),
  });
  return { isShared: draft?.isShared ?? false, share, keepBack };
}

/** Calls back when a colleague has taken over the draft that one shared. Words that are only here stay here. */
export function useDraftTaken(id: string, keeper: DraftKeeper, onTaken: (draft: null) => void) {
  const cache = useQueryClient();
  const myId = useMe().agent.id;
  const taken = useEffectEvent(() => {
    if (keeper.isBehind()) return;
    cache.setQueryData(draftQuery(id).queryKey, null);
    onTaken(null);
  });
  useEffect(
    () =>
      live.onEvents((events) => {
        const isMine = ({ kind, conversationId, data }: Event) =>
          kind === "conversation.draft_taken" && conversationId === id && data.authorId === myId;
        if (events.some(isMine)) taken();
      }),
    [id, myId],
  );
}

/** Makes a colleague's draft one's own. What one had written here is on the server first, so that it is kept among its states. */
export function useTaking(id: string, keeper: DraftKeeper, onTaken: (draft: Draft) => void) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async (agent: string) => {
      await keeper.flush();
      return call(postDraftTaking, { params: { id, agent } });
    },
    onSuccess: (draft) => {
      cache.setQueryData(draftQuery(id).queryKey, draft);
      onTaken(draft);
    },
    onSettled: () => cache.invalidateQueries(sharedDraftsQuery(id)),
  });
}
