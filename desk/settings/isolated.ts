/** A name fenced off, so that in a list of names of both directions each keeps its place. */
export const isolated = (name: string) => `\u2068${name}\u2069`;
