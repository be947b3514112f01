import { useSyncExternalStore } from "react";
import { isProblem } from "../app/call.ts";
import { openChecklist } from "./checklist/opening.ts";

/** Fields that were wanted before a conversation could be closed: `Details` opens and the cursor goes to the first. */
export interface Asked {
  conversation: string;
  fields: readonly string[];
}

let asked: Asked | null = null;
const watchers = new Set<() => void>();

/** Whether a refusal was about empty fields or what is still to be done; they are then asked for where they stand. */
export function askForMissing(conversation: string, refusal: unknown): boolean {
  if (isProblem(refusal, "items_open")) {
    openChecklist(
      conversation,
      refusal.problem.fields?.map(({ path }) => path.replace(/^checklist\./, "")),
    );
    return true;
  }
  if (!isProblem(refusal, "fields_missing")) return false;
  const fields = refusal.problem.fields?.map(({ path }) => path.replace(/^fields\./, "")) ?? [];
  asked = { conversation, fields };
  for (const watcher of watchers) watcher();
  return true;
}

/** A new object for each time it was asked, so that asking twice puts the cursor there twice. */
export function useAsked(conversation: string): Asked | null {
  const now = useSyncExternalStore(watch, read);
  return now?.conversation === conversation ? now : null;
}

const read = () => asked;

function watch(changed: () => void) {
  watchers.add(changed);
  return () => watchers.delete(changed);
}
