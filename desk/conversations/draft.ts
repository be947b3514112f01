import { type QueryClient, queryOptions, useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useState } from "react";
import { type Draft, deleteDraft, getDraft, putDraft } from "../../contract/conversations.ts";
import { call } from "../app/call.ts";
import { type DraftKeeper, draftKeeper, type Kept, type Writing } from "./draft-keeper.ts";

/** Saves under way of conversations that were left: whoever comes back waits for them, or would find older words. */
const leaving = new Map<string, Promise<void>>();

export const draftQuery = (id: string) =>
  queryOptions({
    queryKey: ["draft", id],
    queryFn: async ({ signal }) => {
      await leaving.get(id);
      return (await call(getDraft, { params: { id } }, { signal })).draft;
    },
    staleTime: 0,
    gcTime: 0,
  });

/** Who writes on which draft in this tab. */
const keepers = new Map<string, DraftKeeper>();
const returned = new EventTarget();

/** When what is being written in a conversation lies on the server. */
export async function draftSaved(id: string): Promise<void> {
  await keepers.get(id)?.flush();
}

/** Says that the server gave words back into a draft. */
export function draftReturned(id: string) {
  returned.dispatchEvent(new Event(id));
  drafts.postMessage(id);
}

/** Tells the other tabs of this browser that a draft has changed. */
const drafts = new BroadcastChannel("tandem.drafts");

/** The draft of a conversation, kept as one writes, also when the tab is closed. */
export function useDraftKeeper(id: string, agentId: string): { keeper: DraftKeeper; kept: Kept } {
  const cache = useQueryClient();
  const [kept, setKept] = useState<Kept>("kept");
  const [keeper] = useState(() =>
    draftKeeper({
      save: async (writing, options) => {
        const body = { ...writing, attachments: writing.attachments.map((file) => file.id) };
        const draft = await call(putDraft, { params: { id }, body }, options);
        cache.setQueryData(draftQuery(id).queryKey, draft);
        drafts.postMessage(id);
      },
      drop: async (options) => {
        await call(deleteDraft, { params: { id } }, options);
        cache.setQueryData(draftQuery(id).queryKey, null);
        drafts.postMessage(id);
      },
      local: localCopy(id, agentId),
      onState: setKept,
    }),
  );

  useEffect(() => {
    const away = () => {
      const saved = keeper.flush({ keepalive: true });
      leaving.set(id, saved);
      void saved.then(() => leaving.get(id) === saved && leaving.delete(id));
    };
    const back = () => void keeper.flush();
    addEventListener("pagehide", away);
    addEventListener("online", back);
    keepers.set(id, keeper);
    return () => {
      if (keepers.get(id) === keeper) keepers.delete(id);
      removeEventListener("online", back);
      removeEventListener("pagehide", away);
      away();
    };
  }, [id, keeper]);

  return { keeper, kept };
}

/** Calls back when another tab of this browser, another computer or the server has changed the draft. */
export function useDraftFromElsewhere(
  id: string,
  keeper: DraftKeeper,
  onChange: (draft: Draft | null) => void,
) {
  const cache = useQueryClient();
  const changed = useEffectEvent(onChange);
  useEffect(() => {
    async function look() {
      if (keeper.isBehind()) return;
      const before = cache.getQueryData(draftQuery(id).queryKey);
      // Without the server there is nothing newer to know.
      const draft = await cache.fetchQuery(draftQuery(id)).catch(() => before ?? null);
      if (draft?.updatedAt !== before?.updatedAt && !keeper.isBehind()) changed(draft);
    }
    const onMessage = ({ data }: MessageEvent) => {
      if (data === id) look();
    };
    drafts.addEventListener("message", onMessage);
    addEventListener("focus", look);
    returned.addEventListener(id, look);
    return () => {
      returned.removeEventListener(id, look);
      drafts.removeEventListener("message", onMessage);
      removeEventListener("focus", look);
    };
  }, [id, keeper, cache]);
}

/** Says that a draft is gone because its words were sent. */
export function draftSent(cache: QueryClient, id: string) {
  cache.setQueryData(draftQuery(id).queryKey, null);
  drafts.postMessage(id);
}

/** The newer of what the server keeps and of what this browser could not hand over. */
export function restored(id: string, agentId: string, draft: Draft | null): Writing {
  const copy = localCopy(id, agentId).read();
  if (copy && (!draft || copy.at > draft.updatedAt)) return copy.writing;
  return draft ?? { kind: "reply", html: "", attachments: [] };
}

function localCopy(id: string, agentId: string) {
  const key = `tandem.draft.${agentId}.${id}`;
  return {
    keep(writing: Writing) {
      try {
        localStorage.setItem(key, JSON.stringify({ writing, at: new Date().toISOString() }));
      } catch {
        // Storage is full or switched off: the server's copy, a moment later, is the only one.
      }
    },
    forget: () => localStorage.removeItem(key),
    read(): { writing: Writing; at: string } | null {
      return JSON.parse(localStorage.getItem(key) ?? "null");
    },
  };
}
