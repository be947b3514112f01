import { createContext, use, useEffect, useEffectEvent, useSyncExternalStore } from "react";
import type { TextKey } from "../texts/messages.ts";

/** An act that has a key. Its name for the sheet is the text `keys.<id>`. */
export type KeyId = TextKey extends infer Key ? (Key extends `keys.${infer Id}` ? Id : never) : never;

export type KeyOptions = {
  /** False while the act is not possible; the sheet then leaves it out. */
  enabled?: boolean;
  /** Also while something is being written. Only chords with Ctrl or ⌘ make sense here. */
  whileTyping?: boolean;
  /** Again and again while the key is held, as for moving through a list. */
  repeat?: boolean;
};

type Binding = {
  id: KeyId;
  keys: string;
  chords: Chord[];
  depth: number;
  options: KeyOptions;
  act: () => void;
};
type Chord = { key: string; mod: boolean; shift: boolean; alt: boolean };

/** How long the second letter of `g i` may take. */
const sequenceMs = 1200;

const bindings = new Set<Binding>();
const watchers = new Set<() => void>();
/** An act that its key would do right now. */
export type Act = { id: KeyId; keys: string; act: () => void };
let shown: readonly Act[] = [];
let begun: { chord: Chord; at: number } | null = null;

/** How many dialogs lie under a part: keys of the screen below sleep while a dialog is open. */
export const KeyDepth = createContext(0);

/**
 * Lets a key do an act while the part that asks is on the screen: `useKey("reply", "r", startReply)`.
 * Keys are written `r`, `shift+e`, `mod+Enter` (⌘ on a Mac, Ctrl elsewhere), or `g i` for one after the other.
 */
export function useKey(id: KeyId, keys: string, act: () => void, options: KeyOptions = {}) {
  const depth = use(KeyDepth);
  const { enabled = true, whileTyping = false, repeat = false } = options;
  const latest = useEffectEvent(act);

  useEffect(() => {
    if (!enabled) return;
    const binding: Binding = {
      id,
      keys,
      chords: keys.split(" ").map(parseChord),
      depth,
      options: { whileTyping, repeat },
      act: () => latest(),
    };
    return bind(binding);
  }, [id, keys, depth, enabled, whileTyping, repeat]);
}

/** Every key that works right now, for the sheet and the palette. */
export function useActiveKeys(): readonly Act[] {
  return useSyncExternalStore(
    (changed) => {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
    () => shown,
  );
}

/** The caps of a key as people know them: `[["⌘", "K"]]`. */
export function capsOf(keys: string, mac = isMac()): string[][] {
  return keys.split(" ").map((part) => {
    const chord = parseChord(part);
    const caps: string[] = [];
    if (chord.mod) caps.push(mac ? "⌘" : "Ctrl");
    if (chord.alt) caps.push(mac ? "⌥" : "Alt");
    if (chord.shift) caps.push(mac ? "⇧" : "Shift");
    caps.push(capNames[chord.key] ?? (chord.key.length === 1 ? chord.key.toUpperCase() : chord.key));
    return caps;
  });
}

const capNames: Record<string, string> = {
  Enter: "↵",
  Escape: "Esc",
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
  Backspace: "⌫",
};

function bind(binding: Binding) {
  if (bindings.size === 0) document.addEventListener("keydown", onKeyDown);
  bindings.add(binding);
  tell();
  return () => {
    bindings.delete(binding);
    if (bindings.size === 0) document.removeEventListener("keydown", onKeyDown);
    tell();
  };
}

function tell() {
  const depth = openDepth();
  const unique = new Map<KeyId, Act>();
  for (const { id, keys, act, depth: lies } of bindings) {
    if (lies === depth) unique.set(id, { id, keys, act });
  }
  shown = [...unique.values()];
  for (const watcher of watchers) watcher();
}

function onKeyDown(event: KeyboardEvent) {
  if (event.defaultPrevented || event.isComposing || isModifier(event.key)) return;
  const typing = isTyping(event.target);
  const depth = openDepth();
  const before = begun && event.timeStamp - begun.at < sequenceMs ? begun.chord : null;
  begun = null;

  // The part that came last wins: a list inside a panel goes before the panel.
  for (const binding of [...bindings].reverse()) {
    const { chords, options } = binding;
    if (binding.depth !== depth || (typing && !options.whileTyping) || (event.repeat && !options.repeat))
      continue;
    const [first, second] = chords;
    const wanted = second ? before && sameChord(before, first!) && second : before ? null : first;
    if (wanted && matches(event, wanted)) {
      event.preventDefault();
      binding.act();
      return;
    }
  }

  if (typing || event.repeat) return;
  for (const binding of bindings) {
    const [first, second] = binding.chords;
    if (second && binding.depth === depth && matches(event, first!)) {
      begun = { chord: first!, at: event.timeStamp };
      return;
    }
  }
}

function parseChord(text: string): Chord {
  const parts = text.split("+");
  const key = parts.pop() || "+";
  return { key, mod: parts.includes("mod"), shift: parts.includes("shift"), alt: parts.includes("alt") };
}

function sameChord(a: Chord, b: Chord) {
  return a.key === b.key && a.mod === b.mod && a.shift === b.shift && a.alt === b.alt;
}

/**
 * A letter is taken by what it types when that is Latin (so that AZERTY and Dvorak keep their own `a`), and by its
 * place when it is not: on a Russian layout `о` lies on J and means J. Signs such as `?` and `/` move about between
 * layouts and need Shift on some, so they are taken by what they type first and by their American place second.
 */
export function matches(event: KeyboardEvent, chord: Chord): boolean {
  const mod = isMac() ? event.metaKey : event.ctrlKey;
  const other = isMac() ? event.ctrlKey : event.metaKey;
  if (mod !== chord.mod || other || event.altKey !== chord.alt) return false;

  if (/^[a-z]$/i.test(chord.key)) {
    const letter = /^[a-z]$/i.test(event.key)
      ? event.key.toLowerCase()
      : event.code.replace(/^Key/, "").toLowerCase();
    return letter === chord.key.toLowerCase() && event.shiftKey === chord.shift;
  }
  if (chord.key.length === 1) return event.key === chord.key || isAmericanPlace(event, chord.key);
  return event.key === chord.key && event.shiftKey === chord.shift;
}

function isAmericanPlace(event: KeyboardEvent, sign: string) {
  // On a layout with Latin letters the key that types something else means that something else.
  if (event.key.length === 1 && event.key.charCodeAt(0) < 0x80) return false;
  if (/^\d$/.test(sign)) return event.code === `Digit${sign}` && !event.shiftKey;
  if (sign === "/") return event.code === "Slash" && !event.shiftKey;
  if (sign === "?") return event.code === "Slash" && event.shiftKey;
  return false;
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  const field = target.closest("input, textarea, select, [contenteditable]:not([contenteditable='false'])");
  if (field instanceof HTMLInputElement)
    return !["checkbox", "radio", "button", "submit", "range"].includes(field.type);
  if (field) return true;
  // Menus and list boxes find their items by the letters typed.
  return target.closest("[role='menu'], [role='listbox']") !== null;
}

function isModifier(key: string) {
  return key === "Shift" || key === "Control" || key === "Alt" || key === "Meta" || key === "AltGraph";
}

const dialogs = new Set<number>();

function openDepth() {
  return Math.max(0, ...dialogs);
}

/** Says that a dialog of this depth is open, for as long as it is. */
export function useKeyDepth(depth: number) {
  useEffect(() => {
    dialogs.add(depth);
    tell();
    return () => {
      dialogs.delete(depth);
      tell();
    };
  }, [depth]);
}

function isMac() {
  return /Mac|iPhone|iPad/.test(navigator.platform);
}
