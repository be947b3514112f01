import type { Conversation } from "../../../contract/conversations.ts";

type Told = Pick<Conversation, "id" | "owner" | "createdAt" | "status">;

/** Which of several stays, unless somebody says otherwise: one that a person has, else one that is open, else the oldest. */
export function whichStays<One extends Told>(all: readonly One[]): One | undefined {
  const worth = ({ owner, status }: One) => (owner.kind === "agent" ? 2 : 0) + (status === "closed" ? 0 : 1);
  return all.toSorted(
    (one, other) => worth(other) - worth(one) || one.createdAt.localeCompare(other.createdAt),
  )[0];
}
