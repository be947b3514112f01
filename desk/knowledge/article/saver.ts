/** What is being written in one language. */
export interface Written {
  title: string;
  summary: string;
  slug: string;
  html: string;
  triggers: string[];
}

/**
 * `saved`: the server has it. `changed`: it will have in a moment. `failed`: it could not be reached, and is tried again.
 * `refused`: it said no. `conflict`: somebody else has saved meanwhile. `untitled`: nothing without a title is kept.
 */
export type SaveState = "saved" | "changed" | "saving" | "failed" | "refused" | "conflict" | "untitled";

interface Needs {
  read: () => Written;
  /** Keeps it on the server and gives the number of the draft; throws when that fails. */
  save: (written: Written, draft: number, options: { keepalive?: boolean }) => Promise<number>;
  kindOf: (thrown: unknown) => "conflict" | "refused" | "failed";
  onState: (state: SaveState, thrown?: unknown) => void;
  pauseMs?: number;
  retryMs?: number;
}

/**
 * Saves what is written when the writing pauses. One save at a time, each made from the draft that the one before gave,
 * so that nobody writes over what somebody else has saved: then it stops until it is told how to go on.
 */
export function articleSaver(
  first: number,
  { read, save, kindOf, onState, pauseMs = 900, retryMs = 5_000 }: Needs,
) {
  let draft = first;
  let isDirty = false;
  let isStopped = false;
  let running: Promise<void> = Promise.resolve();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function touch() {
    isDirty = true;
    if (isStopped) return;
    onState("changed");
    later(pauseMs);
  }

  function later(ms: number) {
    clearTimeout(timer);
    timer = setTimeout(flush, ms);
  }

  function flush(options: { keepalive?: boolean } = {}): Promise<void> {
    clearTimeout(timer);
    running = running.then(async () => {
      if (!isDirty || isStopped) return;
      const written = read();
      if (!written.title.trim()) return onState("untitled");
      isDirty = false;
      onState("saving");
      try {
        draft = await save(written, draft, options);
        onState(isDirty ? "changed" : "saved");
      } catch (thrown) {
        isDirty = true;
        const kind = kindOf(thrown);
        isStopped = kind === "conflict";
        onState(kind, thrown);
        if (kind === "failed") later(retryMs);
      }
    });
    return running;
  }

  return {
    touch,
    flush,
    draft: () => draft,
    /** Whether something is written that the server does not have. */
    isBehind: () => isDirty,
    /** Goes on from a draft of somebody else: with one's own words, which are saved over it, or with theirs. */
    goOn(from: number, { own }: { own: boolean }) {
      draft = from;
      isStopped = false;
      isDirty = own;
      onState(own ? "changed" : "saved");
      if (own) later(0);
    },
    stop: () => clearTimeout(timer),
  };
}

export type ArticleSaver = ReturnType<typeof articleSaver>;
