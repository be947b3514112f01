import { useSyncExternalStore } from "react";
import type { MailAddress } from "../../../contract/mail.ts";
import type { Recipients } from "../../../contract/participants.ts";

export const fields = ["to", "cc", "bcc"] as const;
export type Field = (typeof fields)[number];

/** What the author of an answer changed about whom it goes to; what is not there follows from the message. */
export interface Choice {
  answering?: string;
  added: Record<Field, MailAddress[]>;
  /** Addresses that would get it by themselves and are not to. */
  removed: string[];
}

const untouched: Choice = { added: { to: [], cc: [], bcc: [] }, removed: [] };

const choices = new Map<string, Choice>();
const watchers = new Set<() => void>();

export const keyOf = (address: string) => address.trim().toLowerCase();

function set(conversation: string, choice: Choice | null) {
  if (choice) choices.set(conversation, choice);
  else choices.delete(conversation);
  for (const watcher of watchers) watcher();
}

const subscribe = (watcher: () => void) => {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
};

/** What was chosen in a conversation, for as long as the desk is open. */
export const useChoice = (conversation: string): Choice =>
  useSyncExternalStore(subscribe, () => choices.get(conversation) ?? untouched);

export const choiceOf = (conversation: string): Choice => choices.get(conversation) ?? untouched;

/** Answers another message than the newest; whom that goes to begins anew. */
export const answer = (conversation: string, message: string) =>
  set(conversation, { ...untouched, answering: message });

export const forgetChoice = (conversation: string) => set(conversation, null);

export function add(conversation: string, field: Field, person: MailAddress, derived: Recipients) {
  const choice = choiceOf(conversation);
  const key = keyOf(person.address);
  const isDerived = field !== "bcc" && derived[field].some(({ address }) => keyOf(address) === key);
  // In one field only: whoever goes to Bcc is not in To as well.
  const others = Object.fromEntries(
    fields.map((one) => [one, choice.added[one].filter(({ address }) => keyOf(address) !== key)]),
  ) as Choice["added"];
  const elsewhere = (["to", "cc"] as const).some(
    (one) => one !== field && derived[one].some(({ address }) => keyOf(address) === key),
  );
  set(conversation, {
    ...choice,
    removed: elsewhere ? [...new Set([...choice.removed, key])] : choice.removed.filter((one) => one !== key),
    added: isDerived ? others : { ...others, [field]: [...others[field], person] },
  });
}

export function remove(conversation: string, address: string, derived: Recipients) {
  const choice = choiceOf(conversation);
  const key = keyOf(address);
  const isDerived = [...derived.to, ...derived.cc].some((one) => keyOf(one.address) === key);
  set(conversation, {
    ...choice,
    removed: isDerived ? [...new Set([...choice.removed, key])] : choice.removed,
    added: Object.fromEntries(
      fields.map((one) => [one, choice.added[one].filter((each) => keyOf(each.address) !== key)]),
    ) as Choice["added"],
  });
}

export type Shown = MailAddress & { is: "derived" | "added" | "removed" };

/** What stands in a field: what follows by itself, struck where it was taken out, and what was added. */
export function shownIn(field: Field, derived: Recipients, { added, removed }: Choice): Shown[] {
  const own = field === "bcc" ? [] : derived[field];
  return [
    ...own.map(
      (one): Shown => ({ ...one, is: removed.includes(keyOf(one.address)) ? "removed" : "derived" }),
    ),
    ...added[field].map((one): Shown => ({ ...one, is: "added" })),
  ];
}

export const isChanged = ({ added, removed, answering }: Choice) =>
  removed.length > 0 || answering !== undefined || fields.some((field) => added[field].length > 0);

/** The same as a reply says it; nothing where nothing was changed. */
export function toSend(choice: Choice, derived: Recipients | undefined) {
  if (!derived || !isChanged(choice)) return {};
  const going = (field: Field) =>
    shownIn(field, derived, choice)
      .filter(({ is }) => is !== "removed")
      .map(({ name, address }) => ({ name, address }));
  const hasOthers = choice.removed.length > 0 || fields.some((field) => choice.added[field].length > 0);
  return {
    ...(choice.answering && { answering: choice.answering }),
    ...(hasOthers && { to: going("to"), cc: going("cc"), bcc: going("bcc") }),
  };
}

export const looksLikeAddress = (text: string) =>
  /^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;.]{2,}$/u.test(text.trim());

export const domainOf = (address: string) => keyOf(address).slice(address.trim().lastIndexOf("@") + 1);
