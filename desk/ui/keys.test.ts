import { afterEach, expect, test, vi } from "vitest";
import { capsOf, matches } from "./keys.ts";

afterEach(() => vi.unstubAllGlobals());

type Press = { key: string; code: string; ctrl?: boolean; meta?: boolean; shift?: boolean; alt?: boolean };

function pressed(
  { key, code, ctrl = false, meta = false, shift = false, alt = false }: Press,
  platform = "Linux",
) {
  vi.stubGlobal("navigator", { platform });
  return { key, code, ctrlKey: ctrl, metaKey: meta, shiftKey: shift, altKey: alt } as KeyboardEvent;
}

const chord = (key: string, mod = false, shift = false) => ({ key, mod, shift, alt: false });

test.each([
  ["on an English layout", { key: "j", code: "KeyJ" }, "j"],
  ["on a Russian layout о lies on J", { key: "о", code: "KeyJ" }, "j"],
  ["on a Ukrainian layout і lies on S", { key: "і", code: "KeyS" }, "s"],
  ["on an Arabic layout ق lies on R", { key: "ق", code: "KeyR" }, "r"],
  ["on a French layout the key that types a means a", { key: "a", code: "KeyQ" }, "a"],
  ["on Dvorak the key that types j means j", { key: "j", code: "KeyC" }, "j"],
  ["with caps lock on", { key: "J", code: "KeyJ" }, "j"],
])("a letter %s does its act", (_, press, letter) => {
  expect(matches(pressed(press), chord(letter))).toBe(true);
});

test("a letter typed elsewhere on a Latin layout does not act by its place", () => {
  expect(matches(pressed({ key: "q", code: "KeyA" }), chord("a"))).toBe(false);
});

test("the browser's own chords are left to the browser", () => {
  expect(matches(pressed({ key: "r", code: "KeyR", ctrl: true }), chord("r"))).toBe(false);
  expect(matches(pressed({ key: "r", code: "KeyR", alt: true }), chord("r"))).toBe(false);
  expect(matches(pressed({ key: "R", code: "KeyR", shift: true }), chord("r"))).toBe(false);
});

test("mod is Ctrl on most machines and ⌘ on a Mac", () => {
  const ctrl = { key: "k", code: "KeyK", ctrl: true };
  const command = { key: "k", code: "KeyK", meta: true };
  expect(matches(pressed(ctrl), chord("k", true))).toBe(true);
  expect(matches(pressed(command), chord("k", true))).toBe(false);
  expect(matches(pressed(command, "MacIntel"), chord("k", true))).toBe(true);
  expect(matches(pressed(ctrl, "MacIntel"), chord("k", true))).toBe(false);
});

test.each([
  ["English", { key: "?", code: "Slash", shift: true }],
  ["German", { key: "?", code: "Minus", shift: true }],
  ["Russian", { key: "?", code: "Digit7", shift: true }],
  ["Arabic", { key: "؟", code: "Slash", shift: true }],
])("a question mark of the %s layout opens the sheet", (_, press) => {
  expect(matches(pressed(press), chord("?"))).toBe(true);
});

test("a key that types a German dash is not a slash, though it lies where the slash is in America", () => {
  expect(matches(pressed({ key: "-", code: "Slash" }), chord("/"))).toBe(false);
});

test("caps are written as on the reader's keyboard", () => {
  expect(capsOf("mod+k", true)).toEqual([["⌘", "K"]]);
  expect(capsOf("mod+Enter", false)).toEqual([["Ctrl", "↵"]]);
  expect(capsOf("g i", false)).toEqual([["G"], ["I"]]);
  expect(capsOf("shift+e", true)).toEqual([["⇧", "E"]]);
});
