import { useState } from "react";
import { closestLocale, type Locale, localeNames, locales } from "../../texts/locales.ts";
import { TextsProvider } from "../../texts/Texts.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Select } from "../../ui/Select.tsx";
import { ToastRegion } from "../../ui/ToastRegion.tsx";
import { Choosing } from "./Choosing.tsx";
import { Floating } from "./Floating.tsx";
import { Layouts } from "./Layouts.tsx";
import { Pressing } from "./Pressing.tsx";
import { Showing } from "./Showing.tsx";
import styles from "./UiPage.module.css";
import { Writing } from "./Writing.tsx";

type Theme = "system" | "light" | "dark";

/** Every part in every state. Look here before making one; try it in Arabic and in the dark before shipping one. */
export function UiPage() {
  const [locale, setLocale] = useState<Locale>(() =>
    closestLocale([fromAddress() ?? "", ...navigator.languages]),
  );
  const [theme, setTheme] = useState<Theme>("system");

  function show(chosen: Theme) {
    setTheme(chosen);
    if (chosen === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = chosen;
  }

  return (
    <TextsProvider locale={locale}>
      <main className={styles.page}>
        <PageHeader
          title="Parts"
          description="Every part of the desk in every state, in five languages, both directions and both themes."
          actions={
            <div className={styles.bar}>
              <Select<Locale>
                label="Language"
                options={locales.map((id) => ({ id, label: localeNames[id] }))}
                value={locale}
                onChange={setLocale}
              />
              <Select<Theme>
                label="Theme"
                options={[
                  { id: "system", label: "As the system" },
                  { id: "light", label: "Light" },
                  { id: "dark", label: "Dark" },
                ]}
                value={theme}
                onChange={show}
              />
            </div>
          }
        />
        <div className={styles.grid}>
          <Pressing />
          <Writing />
          <Choosing />
          <Floating />
          <Showing />
          <Layouts />
        </div>
      </main>
      <ToastRegion />
    </TextsProvider>
  );
}

/** `?locale=ar` opens the page in a language, for a screenshot or a link to a colleague. */
function fromAddress(): string | null {
  return new URLSearchParams(location.search).get("locale");
}
