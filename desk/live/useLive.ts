import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState, useSyncExternalStore } from "react";
import { livePath } from "../../contract/live.ts";
import { useMe } from "../app/me.ts";
import { followEvents, followed } from "./follow-events.ts";
import { LiveStream } from "./live-stream.ts";

/** The one live stream of this tab. Listen with `live.onEvents`. */
export const live = new LiveStream(() => {
  // Browsers of 2023 want the whole address.
  const address = new URL(livePath, location.href);
  address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
  return new WebSocket(address);
});

/** Keeps the desk true while somebody sits at it. For the frame around every screen. */
export function useLive(): void {
  const cache = useQueryClient();
  const myId = useMe().agent.id;

  useEffect(() => {
    const { take, stop } = followEvents(cache, myId);
    let began = false;
    const begin = () => {
      // Asks for anything, so that the refusal leads to the sign-in.
      if (live.state === "ended") cache.invalidateQueries();
      if (live.state !== "live" || began) return;
      began = true;
      // What was read before the stream began may have changed unheard.
      cache.invalidateQueries({
        predicate: ({ queryKey, state }) => state.dataUpdatedAt > 0 && followed.includes(queryKey[0]),
      });
    };
    const wake = () => document.visibilityState === "visible" && live.wake();
    const ends = [live.onEvents(take), live.onResync(() => cache.invalidateQueries()), live.onState(begin)];
    addEventListener("online", wake);
    addEventListener("pageshow", wake);
    document.addEventListener("visibilitychange", wake);
    live.start();
    return () => {
      removeEventListener("online", wake);
      removeEventListener("pageshow", wake);
      document.removeEventListener("visibilitychange", wake);
      live.stop();
      for (const end of ends) end();
      stop();
    };
  }, [cache, myId]);
}

const worthSayingMs = 3_000;

/** Whether the desk has been cut off for long enough to say so. */
export function useCutOff(): boolean {
  const away = useSyncExternalStore(
    (changed) => live.onState(changed),
    () => live.state === "waiting" || live.state === "connecting",
  );
  const [long, setLong] = useState(false);

  useEffect(() => {
    if (!away) return;
    const timer = setTimeout(() => setLong(true), worthSayingMs);
    return () => {
      clearTimeout(timer);
      setLong(false);
    };
  }, [away]);
  return away && long;
}
