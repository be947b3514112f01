import { View } from "../../contract/conversations.ts";

/** In the order of the work: first what is ours to do. */
export const views: readonly View[] = [
  "to-sort",
  "mine",
  "unassigned",
  "waiting-for-us",
  "due-soon",
  "mentioned",
  "waiting-for-them",
  "snoozed",
  "open",
  "closed",
  "all",
];

const remembered = "tandem.view";

/** One of our own views by its name; null for the id of a saved one. */
export function builtIn(text: string): View | null {
  const view = View.safeParse(text);
  return view.success ? view.data : null;
}

/** What may stand in the address: the name of a view, or the id of a saved one. */
export const readView = (text: string): string =>
  builtIn(text) !== null || /^[0-9a-f-]{36}$/.test(text) ? text : "open";

/** Where the inbox opens: where this person left it. */
export function lastView(): string {
  return readView(localStorage.getItem(remembered) ?? "open");
}

export function rememberView(view: string) {
  localStorage.setItem(remembered, view);
}
