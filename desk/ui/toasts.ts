import { UNSTABLE_ToastQueue as ToastQueue } from "react-aria-components";

export type Toast = {
  text: string;
  kind?: "plain" | "good" | "failed";
  /** Takes the act back. The toast then stays long enough to be read and reached. */
  undo?: () => void;
  /** Another thing to do from here, in a word or two. */
  action?: { label: string; act: () => void };
};

export const toasts = new ToastQueue<Toast>({ maxVisibleToasts: 3 });

const shortMs = 5_000;
const withActionMs = 10_000;

/** Says something in passing. Failures stay until they are read; returns how to take it away early. */
export function toast(content: Toast): () => void {
  const lasting = content.undo || content.action ? withActionMs : shortMs;
  const key = toasts.add(content, content.kind === "failed" ? {} : { timeout: lasting });
  return () => toasts.close(key);
}
