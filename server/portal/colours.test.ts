import fc from "fast-check";
import { expect, test } from "vitest";
import type { Scheme } from "../../contract/help-centres.ts";
import { contrast, paletteOf } from "./colours.ts";

const told: [string, string][] = [
  ["green", "#1f7a5c"],
  ["violet", "#5b4bd6"],
  ["brick", "#a8472f"],
  ["yellow", "#ffe600"],
  ["near white", "#fdfdfb"],
  ["white", "#ffffff"],
  ["black", "#000000"],
  ["the grey on which neither white nor black is easy", "#777777"],
  ["lime", "#b6ff00"],
  ["cyan", "#00ffff"],
  ["pink", "#ffc0cb"],
  ["navy", "#000080"],
];

/** What stands on what, and how much it needs. */
function weak(scheme: Scheme): string[] {
  const text: [keyof Scheme, keyof Scheme][] = [
    ...(["ground", "raised", "tint"] as const).flatMap(
      (ground) =>
        (["text", "quiet", "accent"] as const).map((words) => [words, ground]) as [
          keyof Scheme,
          keyof Scheme,
        ][],
    ),
    ["onButton", "button"],
    ["onBand", "band"],
  ];
  const parts: [keyof Scheme, keyof Scheme][] = (["ground", "raised", "tint"] as const).flatMap(
    (ground) => (["edge", "button"] as const).map((part) => [part, ground]) as [keyof Scheme, keyof Scheme][],
  );
  return [
    ...text.filter(([words, ground]) => contrast(scheme[words], scheme[ground]) < 4.5),
    ...parts.filter(([part, ground]) => contrast(scheme[part], scheme[ground]) < 3),
  ].map(([part, ground]) => `${part} on ${ground}: ${scheme[part]} on ${scheme[ground]}`);
}

test.each(told)(
  "of %s a palette is made that everybody can read, in the light and in the dark",
  (_, colour) => {
    const { light, dark } = paletteOf(colour);
    expect(weak(light)).toEqual([]);
    expect(weak(dark)).toEqual([]);
  },
);

test("so it is of every colour", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xffffff }), (n) => {
      const { light, dark } = paletteOf(`#${n.toString(16).padStart(6, "0")}`);
      expect([...weak(light), ...weak(dark)]).toEqual([]);
    }),
    { numRuns: 1_000 },
  );
});

test("a colour that can be read as it is stays as it is", () => {
  const { light } = paletteOf("#1f7a5c");
  expect(light).toMatchObject({ band: "#1f7a5c", onBand: "#ffffff" });
  for (const part of ["accent", "button"] as const)
    expect(contrast(light[part], "#1f7a5c")).toBeLessThan(1.02);
});

test("contrast is that of WCAG", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
  expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
  expect(contrast("#ffffff", "#ffffff")).toBe(1);
});
