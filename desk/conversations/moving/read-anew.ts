import { useQueryClient } from "@tanstack/react-query";

const ofOne = [
  "conversation",
  "messages",
  "events",
  "merges",
  "links",
  "repeats",
  "clocks",
  "promises-of",
  "people",
  "recipients",
];
const ofMany = ["conversations", "views", "conversations-of"];

/** Everything that shows one of these conversations is read anew: words have moved between them. */
export function useReadAnew() {
  const cache = useQueryClient();
  return (...ids: string[]) => {
    for (const id of ids) for (const name of ofOne) cache.invalidateQueries({ queryKey: [name, id] });
    for (const name of ofMany) cache.invalidateQueries({ queryKey: [name] });
  };
}
