/** PostgreSQL holds neither NUL nor half a character, which a cut may leave as well. */
export const storable = (text: string, longest?: number): string =>
  text
    .slice(0, longest)
    .replace(/[\uD800-\uDBFF]$/, "")
    .replaceAll("\0", "")
    .toWellFormed();
