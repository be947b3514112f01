import { randomBytes } from "node:crypto";

let lastMillisecond = 0;
let counter = 0;

/**
 * A UUIDv7 that is greater than every one this process made before (RFC 9562, 6.2, method 1: twelve counter bits),
 * also within one millisecond and when the clock is set back. `randomUUIDv7` of Node promises order between
 * milliseconds only, and two events of one transaction must keep the order they were recorded in.
 */
export function orderedId(now = Date.now()): string {
  if (now > lastMillisecond) {
    lastMillisecond = now;
    // Half of the range is left to count up in.
    counter = randomBytes(2).readUInt16BE() & 0x7ff;
  } else if (++counter > 0xfff) {
    lastMillisecond++;
    counter = 0;
  }
  const random = randomBytes(8);
  random[0] = (random[0]! & 0x3f) | 0x80;
  const time = lastMillisecond.toString(16).padStart(12, "0");
  const tail = random.toString("hex");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${counter.toString(16).padStart(3, "0")}-${tail.slice(0, 4)}-${tail.slice(4)}`;
}
