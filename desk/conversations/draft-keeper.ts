import type { Attachment } from "../../contract/files.ts";

/** Words that are being written. */
export interface Writing {
  kind: "reply" | "note";
  html: string;
  attachments: Attachment[];
}

export type Kept = "kept" | "keeping" | "failed";

interface Needs {
  /** Keeps the words on the server; throws when that fails. */
  save: (writing: Writing, options: { keepalive?: boolean }) => Promise<unknown>;
  /** Throws away what the server has. */
  drop: (options: { keepalive?: boolean }) => Promise<unknown>;
  /** A copy in this browser, for as long as the server does not have the words. */
  local: { keep: (writing: Writing) => void; forget: () => void };
  onState?: (state: Kept) => void;
  pauseMs?: number;
  retryMs?: number;
}

export const isEmpty = ({ html, attachments }: Writing) =>
  attachments.length === 0 && html.replace(/<[^>]*>|&nbsp;|\s/g, "") === "";

/**
 * Keeps a draft: a copy here at every stroke, on the server when the writing pauses. One save at a time, so that an
 * older state never overtakes a newer one; a failed one is tried again until it works.
 */
export function draftKeeper({ save, drop, local, onState, pauseMs = 700, retryMs = 5_000 }: Needs) {
  let waiting: Writing | null = null;
  let running: Promise<void> = Promise.resolve();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function keep(writing: Writing) {
    waiting = writing;
    local.keep(writing);
    later(pauseMs);
  }

  function later(ms: number) {
    clearTimeout(timer);
    timer = setTimeout(flush, ms);
  }

  function flush(options: { keepalive?: boolean } = {}): Promise<void> {
    clearTimeout(timer);
    const writing = waiting;
    if (!writing) return running;
    waiting = null;
    onState?.("keeping");
    running = running.then(async () => {
      try {
        await (isEmpty(writing) ? drop(options) : save(writing, options));
        if (!waiting) local.forget();
        onState?.("kept");
      } catch {
        // The words are here still, and in the copy; the state says so beside them.
        waiting ??= writing;
        onState?.("failed");
        later(retryMs);
      }
    });
    return running;
  }

  return {
    keep,
    flush,
    /** Whether something is written that the server does not have yet. */
    isBehind: () => waiting !== null,
    /** Waits for a save under way and forgets what was to come: the words are being sent. */
    async settle() {
      clearTimeout(timer);
      waiting = null;
      await running;
      // A save that failed just now has put its words back to try again; they are sent instead.
      clearTimeout(timer);
      waiting = null;
    },
    forget: () => local.forget(),
  };
}

export type DraftKeeper = ReturnType<typeof draftKeeper>;
