import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { CircleCheck, CircleDashed, CircleMinus, Coffee, type LucideIcon } from "lucide-react";
import { useEffect, useRef } from "react";
import { type PresenceState, putPresence } from "../../contract/routing.ts";
import { call } from "../app/call.ts";
import { useMay } from "../app/me.ts";
import { useTexts } from "../texts/Texts.tsx";
import { toast } from "../ui/toasts.ts";
import { presenceQuery } from "./queries.ts";

/** What one can say oneself; that somebody is off is seen by the server. */
export const sayable = ["here", "busy", "away"] as const satisfies PresenceState[];
export type Sayable = (typeof sayable)[number];

/** Each has a shape of its own, so that nobody needs the colour. */
export const presenceIcons: Record<PresenceState, LucideIcon> = {
  here: CircleCheck,
  busy: CircleMinus,
  away: Coffee,
  off: CircleDashed,
};

/** The own state as the server knows it; undefined until it is known, and for who answers nobody. */
export function usePresence(): PresenceState | undefined {
  const may = useMay("conversations.reply");
  return useQuery({ ...presenceQuery, enabled: may }).data?.state;
}

/** Says how one is present; shown at once, taken back when it fails. */
export function useSayPresence() {
  const { t } = useTexts();
  const cache = useQueryClient();
  const { queryKey } = presenceQuery;
  const say = useMutation({
    mutationFn: (state: Sayable) => call(putPresence, { body: { state } }),
    onMutate: async (state) => {
      await cache.cancelQueries({ queryKey });
      const before = cache.getQueryData(queryKey);
      cache.setQueryData(queryKey, { state, since: new Date().toISOString() });
      return before;
    },
    onSuccess: (presence) => {
      cache.setQueryData(queryKey, presence);
      return cache.invalidateQueries({ queryKey: ["board"] });
    },
    onError: (_thrown, state, before) => {
      if (before) cache.setQueryData(queryKey, before);
      toast({
        kind: "failed",
        text: t("presence.failed"),
        action: { label: t("ui.tryAgain"), act: () => say.mutate(state) },
      });
    },
  });
  return say;
}

/** Whoever opens the desk is here; who said “busy” or “away” on another screen stays so. */
export function useArrival() {
  const state = usePresence();
  const { mutate } = useSayPresence();
  const looked = useRef(false);
  useEffect(() => {
    if (state === undefined || looked.current) return;
    looked.current = true;
    if (state === "off") mutate("here");
  }, [state, mutate]);
}
