import type { Palette, Scheme } from "../../contract/help-centres.ts";

/** Ottosson's OKLCH (bottosson.github.io/posts/oklab): lightness 0 to 1, chroma, hue in degrees. */
interface Lch {
  l: number;
  c: number;
  h: number;
}

/** What text needs on its ground, and what parts need that one must see (WCAG 2.2, 1.4.3 and 1.4.11); a little more, since colours are rounded. */
const forText = 4.55;
const forParts = 3.05;

/** The colours of the pages, made of the brand's one: as near to it as contrast allows, in the light and in the dark. */
export function paletteOf(colour: string): Palette {
  const brand = lchOf(colour);
  // Beyond this a tint of a vivid colour looks like a mistake.
  const soft = (l: number, most: number) => hexOf({ l, c: Math.min(brand.c, most), h: brand.h });
  return { light: lightOf(colour, brand, soft), dark: darkOf(brand, soft) };
}

type Soft = (l: number, most: number) => string;

function lightOf(colour: string, brand: Lch, soft: Soft): Scheme {
  const [ground, raised, tint] = ["#ffffff", soft(0.985, 0.004), soft(0.96, 0.022)];
  const button = darkened(brand, forParts, [ground, raised, tint]);
  return {
    ground,
    raised,
    text: soft(0.23, 0.02),
    quiet: darkened({ l: 0.5, c: Math.min(brand.c, 0.02), h: brand.h }, forText, [ground, raised, tint]),
    border: soft(0.9, 0.012),
    edge: darkened({ l: 0.66, c: Math.min(brand.c, 0.02), h: brand.h }, forParts, [ground, raised, tint]),
    accent: darkened(brand, forText, [ground, raised, tint]),
    button,
    onButton: wordsOn(button),
    band: colour.toLowerCase(),
    onBand: wordsOn(colour),
    tint,
  };
}

function darkOf(brand: Lch, soft: Soft): Scheme {
  const [ground, raised, tint] = [soft(0.19, 0.012), soft(0.235, 0.014), soft(0.28, 0.03)];
  const grounds = [ground, raised, tint];
  const button = lightened(brand, forParts, grounds);
  const band = soft(0.31, 0.07);
  return {
    ground,
    raised,
    text: soft(0.94, 0.008),
    quiet: lightened({ l: 0.72, c: Math.min(brand.c, 0.015), h: brand.h }, forText, grounds),
    border: soft(0.36, 0.016),
    edge: lightened({ l: 0.55, c: Math.min(brand.c, 0.02), h: brand.h }, forParts, grounds),
    accent: lightened({ ...brand, c: Math.min(brand.c, 0.14) }, forText, grounds),
    button,
    onButton: wordsOn(button),
    band,
    onBand: wordsOn(band),
    tint,
  };
}

/** White where it can be read, else what is nearly black, else black: one of white and black always can be. */
const wordsOn = (ground: string): string =>
  ["#ffffff", "#14161a", "#000000"].find((words) => contrast(words, ground) >= forText) ?? "#ffffff";

const darkened = (colour: Lch, enough: number, grounds: string[]) => moved(colour, -0.005, enough, grounds);
const lightened = (colour: Lch, enough: number, grounds: string[]) => moved(colour, 0.005, enough, grounds);

/** The colour, moved in lightness alone until it stands out from all of these. */
function moved(colour: Lch, step: number, enough: number, grounds: string[]): string {
  let { l } = colour;
  let hex = hexOf(colour);
  while ((step > 0 ? l < 1 : l > 0) && grounds.some((ground) => contrast(hex, ground) < enough)) {
    l += step;
    hex = hexOf({ ...colour, l });
  }
  return hex;
}

/** The contrast of two colours, 1 to 21, as WCAG 2.2 defines it. */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function luminance(colour: string): number {
  const [r, g, b] = linearOf(colour);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function linearOf(colour: string): [number, number, number] {
  const n = Number.parseInt(colour.slice(1), 16);
  const channel = (shift: number) => {
    const v = ((n >> shift) & 255) / 255;
    return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  };
  return [channel(16), channel(8), channel(0)];
}

function lchOf(colour: string): Lch {
  const [r, g, b] = linearOf(colour);
  const long = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const medium = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const short = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const l = 0.2104542553 * long + 0.793617785 * medium - 0.0040720468 * short;
  const A = 1.9779984951 * long - 2.428592205 * medium + 0.4505937099 * short;
  const B = 0.0259040371 * long + 0.7827717662 * medium - 0.808675766 * short;
  return { l, c: Math.hypot(A, B), h: (Math.atan2(B, A) * 180) / Math.PI };
}

/** As `#rrggbb`. What no screen can show loses chroma, never lightness, on which contrast rests. */
function hexOf({ l, c, h }: Lch): string {
  const light = Math.min(1, Math.max(0, l));
  let chroma = c;
  let rgb = linearFrom(light, chroma, h);
  while (chroma > 0 && rgb.some((v) => v < -0.0005 || v > 1.0005)) {
    chroma = Math.max(0, chroma - 0.004);
    rgb = linearFrom(light, chroma, h);
  }
  const byte = (v: number) => {
    const inside = Math.min(1, Math.max(0, v));
    const encoded = inside <= 0.0031308 ? inside * 12.92 : 1.055 * inside ** (1 / 2.4) - 0.055;
    return Math.round(encoded * 255)
      .toString(16)
      .padStart(2, "0");
  };
  return `#${rgb.map(byte).join("")}`;
}

function linearFrom(l: number, c: number, h: number): [number, number, number] {
  const [A, B] = [c * Math.cos((h * Math.PI) / 180), c * Math.sin((h * Math.PI) / 180)];
  const long = (l + 0.3963377774 * A + 0.2158037573 * B) ** 3;
  const medium = (l - 0.1055613458 * A - 0.0638541728 * B) ** 3;
  const short = (l - 0.0894841775 * A - 1.291485548 * B) ** 3;
  return [
    4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short,
  ];
}
