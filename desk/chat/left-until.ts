/** Minutes and seconds that are left, "1:40", as a clock that counts down shows them in every language; null when none are. */
export function leftUntil(at: number, now: number): string | null {
  const seconds = Math.ceil((at - now) / 1000);
  if (seconds <= 0) return null;
  // Digits and a colon run from left to right, in Arabic words too.
  return `\u2066${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}\u2069`;
}
