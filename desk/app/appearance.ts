import { useSyncExternalStore } from "react";
import type { z } from "zod";
import type { Appearance as AppearanceShape } from "../../contract/accounts.ts";
import { closestLocale, type Locale, locales } from "../texts/locales.ts";

export type Appearance = z.infer<typeof AppearanceShape>;

const themeKey = "tandem.theme";
const localeKey = "tandem.locale";
const watchers = new Set<() => void>();

/** Light, dark or as the system has it; remembered for the next first paint (`public/first-paint.js`). */
export function showAppearance(appearance: Appearance) {
  localStorage.setItem(themeKey, appearance);
  if (appearance === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = appearance;
}

/** The language of this browser: chosen here before, or the closest to what the browser asks for. */
export function browserLocale(): Locale {
  const chosen = localStorage.getItem(localeKey);
  return locales.find((locale) => locale === chosen) ?? closestLocale(navigator.languages);
}

/** Changes the language of this browser: for who is not signed in, and to remember what the account says. */
export function rememberLocale(locale: Locale) {
  if (localStorage.getItem(localeKey) === locale) return;
  localStorage.setItem(localeKey, locale);
  for (const watcher of watchers) watcher();
}

export function useBrowserLocale(): Locale {
  return useSyncExternalStore((changed) => {
    watchers.add(changed);
    return () => watchers.delete(changed);
  }, browserLocale);
}
