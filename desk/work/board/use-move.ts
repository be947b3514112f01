import { useMutation, useQueryClient } from "@tanstack/react-query";
import { postMoves } from "../../../contract/routing.ts";
import { call } from "../../app/call.ts";
import { useAgents } from "../../app/lookups.ts";
import { countsQuery } from "../../conversations/queries.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { readProblem } from "../../ui/problem.ts";
import { toast } from "../../ui/toasts.ts";
import { boardQuery, queuesQuery } from "../queries.ts";
import { type Board, type Card, holdersOf, moved, type Target, toMove } from "./moves.ts";

interface Move {
  cards: Card[];
  target: Target;
  reason: string;
}

/** Moves work: shown at once, put back when the server refuses, and undone by giving all to those who had it. */
export function useMove(): (ids: ReadonlySet<string>, target: Target, reason?: string) => void {
  const { t } = useTexts();
  const cache = useQueryClient();
  const canAnswer = useCanAnswer();
  const { queryKey } = boardQuery;

  const settle = () =>
    Promise.all(
      [queryKey, countsQuery.queryKey, queuesQuery.queryKey, ["conversations"], ["conversation"]].map((key) =>
        cache.invalidateQueries({ queryKey: key }),
      ),
    );
  const failed = (words: string, thrown: unknown, again: () => void) => {
    const { title, unreachable } = readProblem(thrown);
    toast({
      kind: "failed",
      text: `${words} ${title ?? t(unreachable ? "ui.problem.unreachable" : "ui.problem.unexpected")}`,
      action: { label: t("ui.tryAgain"), act: again },
    });
  };

  const moving = useMutation({
    mutationFn: ({ cards, target: { kind, id }, reason }: Move) =>
      call(postMoves, {
        body: {
          conversations: cards.map((card) => card.id),
          to: kind === "agent" ? { agent: id } : { queue: id },
          reason,
        },
      }),
    onMutate: async ({ cards, target }) => {
      await cache.cancelQueries({ queryKey });
      const before = cache.getQueryData(queryKey);
      if (before) cache.setQueryData(queryKey, moved(before, cards, target));
      return before;
    },
    onSuccess: (_answer, { cards, target }, before) => {
      const undo = before && (() => movingBack.mutate(before && { before, cards }));
      toast({ kind: "good", text: t("board.moved", { count: cards.length, name: target.name }), undo });
    },
    onError: (thrown, move, before) => {
      if (before) cache.setQueryData(queryKey, before);
      failed(t("board.move.failed"), thrown, () => moving.mutate(move));
    },
    onSettled: settle,
  });

  const movingBack = useMutation({
    mutationFn: async ({ before, cards }: { before: Board; cards: Card[] }) => {
      for (const [agent, held] of holdersOf(before, new Set(cards.map(({ id }) => id))))
        await call(postMoves, { body: { conversations: held.map(({ id }) => id), to: { agent } } });
    },
    onSuccess: () => toast({ kind: "good", text: t("board.movedBack") }),
    onError: (thrown, what) => failed(t("board.move.backFailed"), thrown, () => movingBack.mutate(what)),
    onSettled: settle,
  });

  return (ids, target, reason = "") => {
    const board = cache.getQueryData(queryKey);
    const cards = board ? toMove(board, ids, target) : [];
    if (!board || !cards.length) return;
    if (!canAnswer(board, target, cards)) {
      toast({ kind: "failed", text: t("board.move.wall", { name: target.name }) });
      return;
    }
    moving.mutate({ cards, target, reason });
  };
}

/** Whether a person or a queue may have matters of the brands of these cards: the server would refuse them all. */
export function useCanAnswer(): (board: Board, target: Target, cards: readonly Card[]) => boolean {
  const agents = useAgents();
  return (board, { kind, id }, cards) => {
    const brands =
      kind === "agent"
        ? (agents.find((agent) => agent.id === id)?.brands ?? [])
        : (board.queues.find((queue) => queue.id === id)?.brands ?? []);
    return !brands.length || cards.every(({ brand }) => brands.includes(brand.id));
  };
}
