import type { DropItem } from "react-aria-components";

/** What a dragged card is called among the things that can be dragged; nothing else is taken. */
export const cardType = "application/x-tandem-conversation";

/** The conversations among what was dropped. */
export async function droppedCards(items: readonly DropItem[]): Promise<Set<string>> {
  const ids = await Promise.all(
    items.flatMap((item) =>
      item.kind === "text" && item.types.has(cardType) ? [item.getText(cardType)] : [],
    ),
  );
  return new Set(ids);
}
