import { useLayoutEffect, useRef } from "react";

/**
 * Keeps the focus where it is while what has it changes its place in a list: a browser takes it from an element that is put
 * elsewhere. Returns what to call before the list changes.
 */
export function useKeptFocus(order: string): () => void {
  const held = useRef<Element | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the order is what moves elements
  useLayoutEffect(() => {
    const element = held.current;
    held.current = null;
    if (!(element instanceof HTMLButtonElement || element instanceof HTMLAnchorElement)) return;
    // At the end of the list its button can do nothing more: the one beside it can.
    const next =
      element instanceof HTMLButtonElement && element.disabled
        ? element.parentElement?.querySelector<HTMLElement>("button:not([disabled]):not([aria-expanded])")
        : element;
    if (next && next !== document.activeElement) next.focus();
  }, [order]);
  return () => {
    held.current = document.activeElement;
  };
}
