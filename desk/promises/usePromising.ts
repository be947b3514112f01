import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { Conversation } from "../../contract/conversations.ts";
import { useTexts } from "../texts/Texts.tsx";
import { type Decision, decided, type Offer, offersOf, usualDue } from "./offers.ts";
import { promisesOfQuery, suggestionsQuery } from "./queries.ts";
import { isOwed } from "./state.ts";

/** So long after the last letter a draft is looked at. */
const restMs = 500;

/** What a reply promises and which promises it keeps, as the author decides while they write. */
export function usePromising({ id }: Conversation, html: string, isReply: boolean) {
  const { timeZone } = useTexts();
  const rested = useRested(html);
  const isLooking = isReply && rested !== "";
  const suggestions = useQuery({
    ...suggestionsQuery(id, rested),
    enabled: isLooking,
    // What was offered stays while the next letters are looked at.
    placeholderData: (before) => before,
  });
  const owed = (useQuery(promisesOfQuery(id)).data ?? []).filter(isOwed);
  const [decisions, setDecisions] = useState<Decision[]>([]);
  const [chosen, setChosen] = useState<string[] | null>(null);

  const offers = isReply
    ? offersOf(
        isLooking && html !== "" ? (suggestions.data ?? []) : [],
        decisions,
        usualDue(Date.now(), timeZone),
      )
    : [];
  const accepted = offers.filter(({ isAccepted }) => isAccepted);
  // An answer keeps what was promised for it, unless it says that there is no answer yet.
  const usual = accepted.length > 0 ? [] : owed.slice(0, 1).map((promise) => promise.id);
  const keeps = (chosen ?? usual).filter((one) => owed.some((promise) => promise.id === one));

  return {
    offers,
    owed: isReply && html !== "" ? owed : [],
    keeps,
    onKeeps: setChosen,
    onDecide: (offer: Offer, change: Partial<Pick<Decision, "is" | "dueAt" | "shown">>) =>
      setDecisions((before) => decided(before, offer, change)),
    /** What goes with the reply. */
    promises: accepted.map(({ text, dueAt, shown }) => ({ text, dueAt, shown })),
    isLate: accepted.some(({ dueAt }) => Date.parse(dueAt) <= Date.now()),
    /** The reply is gone, and with it what was decided about it. */
    forget() {
      setDecisions([]);
      setChosen(null);
    },
  };
}

function useRested(text: string): string {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), restMs);
    return () => clearTimeout(timer);
  }, [text]);
  return rested;
}
