/**
 * What part of a whole something is, to a tenth of a percent. Rounded down: only all of it is 100 %, and a single one
 * that is missing shows. Null of nothing.
 */
export function shareOf(part: number, whole: number): number | null {
  if (whole === 0) return null;
  return Math.floor((part / whole) * 1000 + 1e-9) / 1000;
}
