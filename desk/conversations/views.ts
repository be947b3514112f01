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

export function readView(text: string): View {
  const view = View.safeParse(text);
  return view.success ? view.data : "open";
}

/** Where the inbox opens: where this person left it. */
export function lastView(): View {
  return readView(localStorage.getItem(remembered) ?? "open");
}

export function rememberView(view: View) {
  localStorage.setItem(remembered, view);
}
