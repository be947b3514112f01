import type { ReplyOf } from "../../../contract/route.ts";
import type { BoardAgent, getBoard } from "../../../contract/routing.ts";

export type Board = ReplyOf<typeof getBoard>;
export type Card = BoardAgent["conversations"][number];

/** Where work can be moved. */
export interface Target {
  kind: "agent" | "queue";
  id: string;
  name: string;
}

/** Some cards, by who has them now. */
export function holdersOf({ agents }: Board, ids: ReadonlySet<string>): Map<string, Card[]> {
  const holders = new Map<string, Card[]>();
  for (const { id, conversations } of agents) {
    const held = conversations.filter((card) => ids.has(card.id));
    if (held.length) holders.set(id, held);
  }
  return holders;
}

/** Of some cards those that are not already where they are to go. */
export function toMove(board: Board, ids: ReadonlySet<string>, target: Target): Card[] {
  return [...holdersOf(board, ids)].flatMap(([holder, cards]) => (holder === target.id ? [] : cards));
}

/** The board as it will look once the cards are where they go. What somebody carries is left to the server. */
export function moved(board: Board, cards: readonly Card[], target: Target): Board {
  const ids = new Set(cards.map(({ id }) => id));
  return {
    agents: board.agents.map((agent) => {
      const kept = agent.conversations.filter(({ id }) => !ids.has(id));
      const gone = agent.conversations.length - kept.length;
      if (target.kind === "agent" && agent.id === target.id)
        return {
          ...agent,
          conversations: [...kept, ...cards].sort(dueFirst),
          count: agent.count - gone + cards.length,
        };
      return gone ? { ...agent, conversations: kept, count: agent.count - gone } : agent;
    }),
    queues: board.queues.map((queue) =>
      target.kind === "queue" && queue.id === target.id
        ? { ...queue, waiting: queue.waiting + cards.filter(({ status }) => isOurTurn(status)).length }
        : queue,
    ),
  };
}

const isOurTurn = (status: Card["status"]) => status === "new" || status === "open";

const dueFirst = (a: Card, b: Card) =>
  Date.parse(a.nextStep?.at ?? farAway) - Date.parse(b.nextStep?.at ?? farAway) || (a.id < b.id ? -1 : 1);
const farAway = "9999-01-01T00:00:00Z";
