/** What is open for writing and may have words that the server does not have yet. */
const open = new Set<() => Promise<void>>();

export function whileOpen(flush: () => Promise<void>): () => void {
  open.add(flush);
  return () => void open.delete(flush);
}

/** Has everything saved that is being written, before something is done with what the server has. */
export const flushAll = async (): Promise<void> => {
  await Promise.all([...open].map((flush) => flush()));
};
