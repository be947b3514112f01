/** An address as people read it: without its scheme, its letters instead of percent signs, no slash at the end. */
export function shortAddress(address: string): string {
  const bare = address.replace(/^https?:\/\/(www\.)?/i, "").replace(/\/$/, "");
  try {
    return decodeURI(bare);
  } catch {
    // A percent sign that is none: shown as it came.
    return bare;
  }
}
