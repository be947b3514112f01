import { useState } from "react";

/** As many as fit below a message on a phone; the contract takes no more. */
export const mostQuickReplies = 8;
export const longestQuickReply = 80;

/** The labels as they are sent: without space around, none twice, none empty. */
export const keptLabels = (labels: readonly string[]): string[] =>
  [...new Set(labels.map((label) => label.trim()).filter(Boolean))].slice(0, mostQuickReplies);

/** What is offered below the next message, kept in this tab as one goes from chat to chat. */
export function useQuickReplies(conversation: string): [string[], (labels: string[]) => void] {
  const key = `tandem.quick-replies.${conversation}`;
  const [labels, setLabels] = useState<string[]>(() => JSON.parse(sessionStorage.getItem(key) ?? "[]"));
  return [
    labels,
    (next) => {
      setLabels(next);
      if (next.length > 0) sessionStorage.setItem(key, JSON.stringify(next));
      else sessionStorage.removeItem(key);
    },
  ];
}
