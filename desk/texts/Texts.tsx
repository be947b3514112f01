import {
  Children,
  createContext,
  type ReactNode,
  use,
  useDeferredValue,
  useLayoutEffect,
  useMemo,
} from "react";
import { I18nProvider } from "react-aria-components";
import { type Formats, formatsFor } from "./formats.ts";
import type { Values } from "./icu.ts";
import type { Locale } from "./locales.ts";
import { type Args, loadCatalogue, speaker, type TextKey } from "./messages.ts";

export type Texts = Formats & {
  /** Says a text: `t("inbox.waiting", { count })`. */
  t: (key: TextKey, args?: Args) => string;
  /** The same with marked up parts: `<b>`, `<i>` and `<code>` in the text, and any tag given as a function. */
  rich: (key: TextKey, values?: Values<ReactNode>) => ReactNode;
};

const TextsContext = createContext<Texts | null>(null);

const marks = {
  b: (parts: ReactNode[]) => <b>{parts}</b>,
  i: (parts: ReactNode[]) => <i>{parts}</i>,
  code: (parts: ReactNode[]) => <code>{parts}</code>,
};

/**
 * Gives everything inside its language, direction and time zone. Suspends while the first catalogue loads; a change
 * of language keeps the old words on the screen until the new ones are here.
 */
export function TextsProvider({
  locale,
  timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone,
  children,
}: {
  locale: Locale;
  timeZone?: string;
  children: ReactNode;
}) {
  const shown = useDeferredValue(locale);
  const catalogue = use(loadCatalogue(shown));
  const texts = useMemo<Texts>(() => {
    const { t, rich } = speaker(shown, catalogue, timeZone);
    return {
      ...formatsFor(shown, timeZone),
      t,
      // The parts of a text never change places, so their position is a good enough key.
      rich: (key, values) => Children.toArray(rich<ReactNode>(key, { ...marks, ...values })),
    };
  }, [shown, catalogue, timeZone]);

  useLayoutEffect(() => {
    document.documentElement.lang = shown;
    document.documentElement.dir = texts.dir;
  }, [shown, texts.dir]);

  return (
    <I18nProvider locale={shown}>
      <TextsContext value={texts}>{children}</TextsContext>
    </I18nProvider>
  );
}

export function useTexts(): Texts {
  const texts = use(TextsContext);
  if (!texts) throw new Error("useTexts needs a <TextsProvider> above it");
  return texts;
}
