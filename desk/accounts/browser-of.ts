import type { useTexts } from "../texts/Texts.tsx";

export interface Browser {
  browser: string | null;
  system: string | null;
  kind: "computer" | "phone" | "program";
}

// The order matters: Edge and Opera also say Chrome, Chrome also says Safari, Android also says Linux.
const browsers = [
  [/\bEdgA?\//, "Edge"],
  [/\bOPR\//, "Opera"],
  [/\bYaBrowser\//, "Yandex"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\b(Firefox|FxiOS)\//, "Firefox"],
  [/\b(HeadlessChrome|Chrome|CriOS)\//, "Chrome"],
  [/\bSafari\//, "Safari"],
] as const;
const systems = [
  [/\bAndroid\b/, "Android"],
  [/\biPhone\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b/, "macOS"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bLinux\b/, "Linux"],
] as const;

/** The program behind a User-Agent header, as far as a person wants to know: "Firefox" on "Linux". */
export function browserOf(userAgent: string | null): Browser {
  const said = userAgent ?? "";
  const system = systems.find(([sign]) => sign.test(said))?.[1] ?? null;
  const browser = browsers.find(([sign]) => sign.test(said))?.[1];
  if (browser) {
    const phone = /\b(Mobile|iPhone|Android)\b/.test(said);
    return { browser, system, kind: phone ? "phone" : "computer" };
  }
  // "curl/8.5.0" says all there is to say by its first word.
  return { browser: said.match(/^[\w.-]+(?=\/)/)?.[0] ?? null, system: null, kind: "program" };
}

/** The same in words. */
export function browserName({ browser, system }: Browser, t: ReturnType<typeof useTexts>["t"]): string {
  if (!browser) return t("profile.browserUnknown");
  return system ? t("profile.browserOn", { browser, system }) : browser;
}
