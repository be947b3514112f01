/** What is begun from elsewhere in the matter: a question to a colleague, or the answer to one. */
export type Begun = "ask" | "answer";

const writers = new Map<string, (begun: Begun) => void>();

/** Where notes of a matter are written. */
export function hearsAsking(conversation: string, begin: (begun: Begun) => void): () => void {
  writers.set(conversation, begin);
  return () => {
    if (writers.get(conversation) === begin) writers.delete(conversation);
  };
}

export const startAsking = (conversation: string, begun: Begun) => writers.get(conversation)?.(begun);
