import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";

type Theme = "light" | "dark";
type Rgb = [number, number, number];

const css = await readFile(join(import.meta.dirname, "tokens.css"), "utf8");
const grounds = ["surface", "surface-raised", "surface-sunken", "surface-float", "surface-selected"];
const papers = [...grounds, "surface-note", "surface-ours"];

// WCAG 2.2: 4.5:1 for text (1.4.3), 3:1 for the parts one must see to use them (1.4.11).
const readable: [ink: string, on: string[]][] = [
  ["text", papers],
  ["text-quiet", papers],
  ["accent-text", [...grounds, "accent-soft"]],
  ["text-on-accent", ["accent", "accent-hover", "late-fill", "late-fill-hover"]],
  ["line-service", ["surface", "surface-raised", "surface-selected", "line-service-soft"]],
  ["line-support", ["surface", "surface-raised", "surface-selected", "line-support-soft"]],
  ["due", ["surface", "surface-raised", "surface-selected", "due-soft"]],
  ["late", ["surface", "surface-raised", "surface-float", "surface-selected", "late-soft"]],
  ["good", ["surface", "surface-raised", "surface-float", "good-soft"]],
  ["text", ["late-soft", "accent-soft", "due-soft", "good-soft"]],
];
const visible: [part: string, on: string[]][] = [
  ["border-strong", ["surface", "surface-raised", "surface-sunken", "surface-float"]],
  ["focus", papers],
  ["accent", ["surface", "surface-raised", "surface-float"]],
];

for (const theme of ["light", "dark"] as const) {
  for (const [pairs, least, what] of [
    [readable, 4.5, "can be read"],
    [visible, 3, "can be made out"],
  ] as const) {
    test.each(pairs.flatMap(([ink, on]) => on.map((ground) => [ink, ground])))(
      `in the ${theme} theme %s on %s ${what}`,
      (ink, ground) => {
        expect(contrast(colour(ink!, theme), colour(ground!, theme))).toBeGreaterThanOrEqual(least);
      },
    );
  }
}

test("initials can be read on every hue", () => {
  for (let hue = 0; hue < 360; hue += 15) {
    expect(contrast(srgb(0.38, 0.09, hue), srgb(0.9, 0.048, hue))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(srgb(0.92, 0.05, hue), srgb(0.36, 0.055, hue))).toBeGreaterThanOrEqual(4.5);
  }
});

test("no style names a left or a right side", async () => {
  const { glob } = await import("node:fs/promises");
  const sided =
    /(?:^|[\s;{])(?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right)|(?:^|[\s;{])(?:left|right)\s*:|(?:text-align|float|clear)\s*:\s*(?:left|right)/m;
  const desk = join(import.meta.dirname, "..");
  for await (const file of glob("**/*.css", { cwd: desk })) {
    const style = await readFile(join(desk, file), "utf8");
    expect(style.match(sided)?.[0], file).toBeUndefined();
  }
});

function colour(role: string, theme: Theme): Rgb {
  const value = css.match(new RegExp(`--${role}:\\s*(?:light-dark\\()?([^;]+);`))?.[1];
  if (!value) throw new Error(`tokens.css has no --${role}`);
  const shades = [...value.matchAll(/oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)/g)];
  const shade = shades[theme === "dark" ? shades.length - 1 : 0];
  if (!shade) throw new Error(`--${role} is not a plain colour`);
  return srgb(Number(shade[1]), Number(shade[2]), Number(shade[3]));
}

/** OKLCH to linear sRGB, cut to what a screen can show. Source: Björn Ottosson, "A perceptual color space", 2020. */
function srgb(lightness: number, chroma: number, hue: number): Rgb {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const cut = (value: number) => Math.min(1, Math.max(0, value));
  return [
    cut(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    cut(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    cut(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

function contrast(a: Rgb, b: Rgb): number {
  const luminance = ([red, green, blue]: Rgb) => 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}
