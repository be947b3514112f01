import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { Conversation } from "../../contract/conversations.ts";
import { deleteClaim, putClaim } from "../../contract/together.ts";
import { call } from "../app/call.ts";
import { useMe } from "../app/me.ts";
import { conversationQuery } from "../conversations/queries.ts";
import { live } from "../live/useLive.ts";
import { useTexts } from "../texts/Texts.tsx";
import { toast } from "../ui/toasts.ts";
import { keepClaim } from "./keep-claim.ts";

/** While somebody writes on, they say so again after this; the server believes it for ten minutes. */
const againMs = 60_000;

/** Says, from the first stroke of an answer on, that this person is writing it; and when they no longer are. */
export function useClaiming({ id, channel, owner }: Conversation) {
  const cache = useQueryClient();
  const me = useMe();
  const saidAt = useRef<number | null>(null);
  // Quiet when it fails: it tells others something and is nothing that anybody waits for.
  const claiming = useMutation({
    mutationFn: (takeOver: boolean) => call(putClaim, { params: { id }, body: { takeOver } }),
    onSuccess: ({ claim }) => keepClaim(cache, id, () => claim),
  });
  const ending = useMutation({ mutationFn: () => call(deleteClaim, { params: { id } }) });
  // In a chat of one's own every word is an answer; nobody else would begin one.
  const isOwnChat = channel === "chat" && owner.id === me.agent.id;

  function say(takeOver: boolean) {
    saidAt.current = Date.now();
    claiming.mutate(takeOver);
  }
  function forget() {
    saidAt.current = null;
    keepClaim(cache, id, (was) => (was?.agent.id === me.agent.id ? null : was));
  }
  return {
    wrote(isEmpty: boolean) {
      if (isOwnChat) return;
      if (!isEmpty) {
        if (saidAt.current === null || Date.now() - saidAt.current > againMs) say(false);
      } else if (saidAt.current !== null) {
        forget();
        ending.mutate();
      }
    },
    takeOver: () => say(true),
    /** The server has ended it together with what was sent. */
    sent: forget,
  };
}

/** Says in passing that somebody else answers now what one had begun. */
export function useTakenOver() {
  const { t } = useTexts();
  const cache = useQueryClient();
  const myId = useMe().agent.id;
  useEffect(
    () =>
      live.onEvents((events) => {
        for (const { kind, actor, conversationId, data } of events) {
          const from = data.from as { id: string } | undefined;
          if (kind !== "conversation.claimed" || from?.id !== myId || !conversationId) continue;
          const number = cache.getQueryData(conversationQuery(conversationId).queryKey)?.number;
          toast({
            text: number
              ? t("together.takenOver.number", { name: actor.name, number: `#${number}` })
              : t("together.takenOver", { name: actor.name }),
          });
        }
      }),
    [cache, myId, t],
  );
}
