/*
 * Durations as two bytes: whole seconds up to 2,047, then eleven significant bits, so that what is read back is off by
 * one part in two thousand at most. The way of HdrHistogram's buckets (Tene), with a power of two as the number of them.
 */

const exact = 2048;
const half = exact / 2;
/** No duration. */
export const noDuration = 0xffff;

/** The number of the bucket that a duration of so many seconds falls into, up to 2³¹ seconds. */
export function toBucket(seconds: number): number {
  if (seconds < exact) return Math.max(0, seconds);
  const shift = 21 - Math.clz32(seconds);
  return exact + (shift - 1) * half + ((seconds >> shift) - half);
}

/** The shortest duration of a bucket. */
export function fromBucket(bucket: number): number {
  if (bucket < exact) return bucket;
  const shift = Math.floor((bucket - exact) / half) + 1;
  return (((bucket - exact) % half) + half) * 2 ** shift;
}

/** The middle of a bucket: what is told of the durations in it. */
export const secondsOf = (bucket: number): number =>
  bucket < exact ? bucket : Math.round((fromBucket(bucket) + fromBucket(bucket + 1) - 1) / 2);
