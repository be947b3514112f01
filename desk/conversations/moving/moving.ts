import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { Conversation } from "../../../contract/conversations.ts";
import { deleteMessageMove, postMessageMove } from "../../../contract/moving.ts";
import type { BodyIn } from "../../../contract/route.ts";
import { call } from "../../app/call.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { readProblem } from "../../ui/problem.ts";
import { toast } from "../../ui/toasts.ts";
import { useReadAnew } from "./read-anew.ts";

/** Moves messages elsewhere, or out into a conversation of their own, with the way back in the same breath. */
export function useMoving({ id }: Pick<Conversation, "id">, onDone: () => void = () => undefined) {
  const { t } = useTexts();
  const navigate = useNavigate();
  const readAnew = useReadAnew();
  const undoing = useMutation({
    mutationFn: (move: { id: string; to: string }) =>
      call(deleteMessageMove, { params: { id, move: move.id } }),
    onSuccess: (_, { to }) => readAnew(id, to),
    onError: (thrown) => {
      const { title, unreachable } = readProblem(thrown);
      const words = title ?? t(unreachable ? "ui.problem.unreachable" : "ui.problem.unexpected");
      toast({ kind: "failed", text: `${t("conversation.change.failed")} ${words}` });
    },
  });
  return useMutation({
    mutationFn: (body: BodyIn<typeof postMessageMove>) => call(postMessageMove, { params: { id }, body }),
    onSuccess: (move, { to }) => {
      readAnew(id, move.to.id);
      const number = `#${move.to.number}`;
      toast({
        kind: "good",
        text: t(to === null ? "split.done" : "moving.done", { number }),
        undo: () => undoing.mutate({ id: move.id, to: move.to.id }),
        action: {
          label: t("linked.open"),
          act: () =>
            navigate({
              to: "/inbox/$view/$conversationId",
              params: { view: "all", conversationId: move.to.id },
            }),
        },
      });
      onDone();
    },
  });
}
