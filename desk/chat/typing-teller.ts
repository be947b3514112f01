const againMs = 2_000;
const restMs = 4_000;

/**
 * Tells that somebody writes: at the first stroke, then every two seconds while they go on, and once when they stop,
 * have sent it or have been still for four seconds.
 */
export function typingTeller(tell: (isTyping: boolean) => void) {
  let toldAt: number | null = null;
  let rest: ReturnType<typeof setTimeout> | undefined;

  function stop() {
    clearTimeout(rest);
    if (toldAt === null) return;
    toldAt = null;
    tell(false);
  }
  return {
    stop,
    wrote(isEmpty: boolean) {
      if (isEmpty) return stop();
      clearTimeout(rest);
      rest = setTimeout(stop, restMs);
      const now = Date.now();
      if (toldAt !== null && now - toldAt < againMs) return;
      toldAt = now;
      tell(true);
    },
  };
}
