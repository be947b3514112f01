import type { Conversation } from "../../contract/conversations.ts";

/** Which one to sort after this: the one below, else the one above, else none. */
export function nextToSort(items: readonly Conversation[], id: string): string | null {
  const others = (some: readonly Conversation[]) => some.filter((each) => each.toSort && each.id !== id);
  const at = items.findIndex((each) => each.id === id);
  const next = others(items.slice(Math.max(0, at)))[0] ?? others(items.slice(0, Math.max(0, at))).at(-1);
  return next?.id ?? null;
}
