/** Within so long of having been led away from a conversation, nobody is led back to it by what was read before. */
const quietMs = 10_000;

/** From which conversations somebody was led away, and when, in milliseconds. */
export type Trail = Map<string, number>;

export const trail: Trail = new Map();

/**
 * Whether what is known is enough to lead on to a conversation. Not where one was led away from it a moment ago: of two
 * that lead to each other one was read before they parted, and both are to be read anew first.
 */
export const mayLead = (known: Trail, into: string, now: number): boolean =>
  now - (known.get(into) ?? Number.NEGATIVE_INFINITY) > quietMs;
