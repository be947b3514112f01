import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { deleteMessageMove, postMessageMove } from "../../../contract/moving.ts";
import { call } from "../../app/call.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { toast } from "../../ui/toasts.ts";

/** Moves messages out of a conversation, with the way back in the same breath. */
export function useMoving({ id }: { id: string }) {
  const { t } = useTexts();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const readAnew = (...ids: string[]) => {
    for (const one of ids)
      for (const key of ["conversation", "messages", "events", "clocks", "people", "recipients"])
        cache.invalidateQueries({ queryKey: [key, one] });
    for (const key of ["conversations", "conversations-of", "views"])
      cache.invalidateQueries({ queryKey: [key] });
  };
  const undoing = useMutation({
    mutationFn: (move: { id: string; to: string }) =>
      call(deleteMessageMove, { params: { id, move: move.id } }),
    onSuccess: (_, { to }) => readAnew(id, to),
  });
  const moving = useMutation({
    mutationFn: ({ messages, to }: { messages: string[]; to: string | null }) =>
      call(postMessageMove, { params: { id }, body: { messages, to } }),
  });
  return {
    isPending: moving.isPending,
    error: moving.error,
    move: (messages: string[], to: string | null, onDone: () => void = () => undefined) =>
      moving.mutate(
        { messages, to },
        {
          onSuccess: (move) => {
            readAnew(id, move.to.id);
            toast({
              kind: "good",
              text: t("moving.done", { number: move.to.number }),
              undo: () => undoing.mutate({ id: move.id, to: move.to.id }),
              action: {
                label: t("moving.open"),
                act: () =>
                  navigate({
                    to: "/inbox/$view/$conversationId",
                    params: { view: "all", conversationId: move.to.id },
                  }),
              },
            });
            onDone();
          },
        },
      ),
  };
}
