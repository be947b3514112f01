import type { Draft } from "../../contract/conversations.ts";
import { draftKey } from "../web-app/words-kept-here.ts";
import type { Writing } from "./draft-keeper.ts";

/**
 * Words of this browser that went on from what the server keeps take its place. Where the server has words from
 * elsewhere since, those come first and ours after them: a clock that is wrong must not decide what is thrown away.
 */
export function bothOf({ writing, since }: Copy, draft: Draft | null): Writing {
  if (!draft || since === draft.updatedAt || writing.html.includes(draft.html)) return writing;
  if (draft.html.includes(writing.html)) return draft;
  const known = new Set(draft.attachments.map((file) => file.id));
  return {
    kind: draft.kind,
    html: draft.html + writing.html,
    attachments: [...draft.attachments, ...writing.attachments.filter((file) => !known.has(file.id))],
  };
}

export interface Copy {
  writing: Writing;
  /** When the draft of the server was kept that these words went on from; null when there was none. */
  since: string | null;
}

/** The copy of a draft in this browser; `since` says what of the server's the words go on from. */
export function localCopy(id: string, agentId: string, since: () => string | null) {
  const key = draftKey(agentId, id);
  return {
    keep(writing: Writing) {
      try {
        localStorage.setItem(key, JSON.stringify({ writing, since: since() } satisfies Copy));
      } catch {
        // Storage is full or switched off: the server's copy, a moment later, is the only one.
      }
    },
    forget: () => localStorage.removeItem(key),
    read: (): Copy | null => JSON.parse(localStorage.getItem(key) ?? "null"),
  };
}
