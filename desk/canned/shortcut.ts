/** A shortcut out of a name: its words in lower case, joined, with nothing that a shortcut cannot hold. */
export const shortcutOf = (name: string): string =>
  name
    .toLocaleLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, "-")
    .replace(/^[-\p{M}]+|-+$/gu, "")
    .slice(0, 40)
    .replace(/-+$/, "");
