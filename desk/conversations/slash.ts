import type { Editor } from "@tiptap/react";

/** What was written after a slash, up to the pen: a search for something to stand in its place. */
export interface Slash {
  text: string;
  /** Where slash and words stand in the document. */
  from: number;
  to: number;
  /** Where the slash stands on the screen, in pixels of the window. */
  left: number;
  top: number;
  bottom: number;
}

/** A slash at the beginning of a word, then nothing or up to three words. "And/or" and "1/2" search for nothing. */
const pattern = /(?:^|\s)\/((?:[\p{L}\p{M}\p{N}_-]+(?: [\p{L}\p{M}\p{N}_-]*){0,2})?)$/u;

export function searchIn(before: string): string | null {
  return pattern.exec(before)?.[1] ?? null;
}

/** An @ at the beginning of a word, then nothing or the beginning of one or two names. An address names nobody. */
const naming = /(?:^|[\s(（])@((?:[\p{L}\p{M}\p{N}.'’-]+(?: [\p{L}\p{M}\p{N}.'’-]*)?)?)$/u;

export function nameIn(before: string): string | null {
  return naming.exec(before)?.[1] ?? null;
}

export const slashBefore = (editor: Editor): Slash | null => signBefore(editor, searchIn);

/** The same after an @. */
export const nameBefore = (editor: Editor): Slash | null => signBefore(editor, nameIn);

function signBefore({ state, view }: Editor, textIn: (before: string) => string | null): Slash | null {
  const { $from, empty } = state.selection;
  if (!empty || !$from.parent.isTextblock) return null;
  const text = textIn($from.parent.textBetween(0, $from.parentOffset, "\n", "\n"));
  if (text === null) return null;
  const from = $from.pos - text.length - 1;
  const { left, top, bottom } = view.coordsAtPos(from);
  return { text, from, to: $from.pos, left, top, bottom };
}
