import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { live } from "../live/useLive.ts";

/** Figures are folded every few seconds; on a screen they change no oftener than one can read them. */
const gentlyMs = 20_000;
const counts = /^(conversation|clock|promise|message)\./;

/** Reads the figures anew, now and then, while things happen. */
export function useGentleRefresh() {
  const cache = useQueryClient();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refresh = () => {
      timer = undefined;
      cache.invalidateQueries({ queryKey: ["figures"] });
    };
    const end = live.onEvents((events) => {
      if (timer || !events.some(({ kind }) => counts.test(kind))) return;
      timer = setTimeout(refresh, gentlyMs);
    });
    return () => {
      end();
      clearTimeout(timer);
    };
  }, [cache]);
}
