/** A hue from 0 to 359 that stays with a person. */
export function hueOf(seed: string): number {
  let hash = 2166136261;
  for (let at = 0; at < seed.length; at += 1) hash = Math.imul(hash ^ seed.charCodeAt(at), 16777619);
  // Twenty-four steps: two people are either clearly apart or the same, never nearly the same.
  return ((hash >>> 0) % 24) * 15;
}
