/** Black or white, whichever is more legible on a colour by WCAG 2.2's relative luminance and contrast ratio. */
export function onColour(colour: string): "#ffffff" | "#000000" {
  if (!/^#[0-9a-f]{6}$/i.test(colour)) return "#ffffff";
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  const light = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return 1.05 / (light + 0.05) >= (light + 0.05) / 0.05 ? "#ffffff" : "#000000";
}
