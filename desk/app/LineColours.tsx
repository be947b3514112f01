import { useEffect } from "react";
import { useLines } from "./lines.ts";

/**
 * Puts a line's own colour in the place of the usual one. Its hue is kept; how light it is comes from the theme, so
 * that words in it stay legible whatever was chosen.
 */
export function LineColours() {
  const lines = useLines();
  useEffect(() => {
    const { style } = document.documentElement;
    const changed = lines.flatMap(({ line, colour }) => {
      if (!colour) return [];
      const toned = (lightness: string, chroma: number) =>
        `oklch(from ${colour} ${lightness} min(c, ${chroma}) h)`;
      style.setProperty(
        `--line-${line}`,
        `light-dark(${toned("min(l, 0.5)", 0.16)}, ${toned("max(l, 0.78)", 0.12)})`,
      );
      style.setProperty(
        `--line-${line}-soft`,
        `light-dark(${toned("0.957", 0.02)}, ${toned("0.29", 0.046)})`,
      );
      return [`--line-${line}`, `--line-${line}-soft`];
    });
    return () => {
      for (const name of changed) style.removeProperty(name);
    };
  }, [lines]);
  return null;
}
