/**
 * One brand colour in, colours people can read out. Contrast is WCAG 2.2's: (L1 + 0.05) / (L2 + 0.05) of relative
 * luminances, where words need 4.5 and parts of the interface 3.
 */

export type Rgb = readonly [number, number, number];

const wordsNeed = 4.5;

/** `#aabbcc`; null for what is no such colour. */
export function readColour(colour: string | null | undefined): Rgb | null {
  if (!/^#[\da-f]{6}$/i.test(colour || "")) return null;
  const all = Number.parseInt(colour!.slice(1), 16);
  return [all >> 16, (all >> 8) & 255, all & 255];
}

/** Relative luminance, 0 (black) to 1 (white). */
export function luminance(colour: Rgb): number {
  const [r, g, b] = colour.map((part) =>
    part <= 10.31475 ? part / 3294.6 : ((part / 255 + 0.055) / 1.055) ** 2.4,
  ) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

export function contrast(one: Rgb, other: Rgb): number {
  const [a, b] = [luminance(one) + 0.05, luminance(other) + 0.05];
  return a > b ? a / b : b / a;
}

/** The colour for words on `ground`: white as long as it can be read there, black where it cannot. */
export const onColour = (ground: Rgb): "#fff" | "#000" =>
  1.05 / (luminance(ground) + 0.05) >= wordsNeed ? "#fff" : "#000";

/** `colour` moved toward black or white as little as it takes to be read on `ground`. */
export function readableOn(ground: Rgb, colour: Rgb, need = wordsNeed): Rgb {
  const end = luminance(ground) > 0.18 ? 0 : 255;
  for (let share = 0; share < 1; share += 0.02) {
    const moved = mix(colour, [end, end, end], share);
    if (contrast(moved, ground) >= need) return moved;
  }
  return [end, end, end];
}

/** `share` of `other` in `one`, in whole steps of 8 bits. */
export const mix = (one: Rgb, other: Rgb, share: number): Rgb =>
  one.map((part, i) => Math.round(part + (other[i]! - part) * share)) as unknown as Rgb;

export const css = ([r, g, b]: Rgb): string => `rgb(${r},${g},${b})`;

export interface Theme {
  /** Ground of what is ours: the head, the visitor's own messages, the button to send. */
  brand: string;
  /** Words on it. */
  onBrand: string;
  /** Links and marks on the page's ground, on what is raised from it and on the tint, and the ring around what has the focus. */
  accent: string;
  /** A breath of the brand, for what is chosen or hovered. */
  tint: string;
}

export const grounds = {
  light: { page: [255, 255, 255], raised: [244, 245, 247] },
  dark: { page: [23, 25, 29], raised: [38, 41, 47] },
} as const satisfies Record<string, Record<string, Rgb>>;

const usual: Rgb = [31, 90, 190];

/** What the frame paints with. In the dark a dark brand is lifted until it stands out from the ground. */
export function themeOf(colour: string | null | undefined, mode: "light" | "dark"): Theme {
  const asked = readColour(colour) || usual;
  const { page, raised } = grounds[mode];
  const tint = mix(page, asked, mode === "dark" ? 0.22 : 0.1);
  const brand = mode === "dark" ? readableOn(page, asked, 3) : asked;
  return {
    brand: css(brand),
    onBrand: onColour(brand),
    accent: css(readableOn(tint, readableOn(raised, asked))),
    tint: css(tint),
  };
}
