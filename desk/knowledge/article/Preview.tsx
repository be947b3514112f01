import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Article } from "../../../contract/knowledge.ts";
import type { Locale } from "../../../contract/languages.ts";
import { Segments } from "../../insights/Segments.tsx";
import { Loaded } from "../../settings/Loaded.tsx";
import { directionOfLocale } from "../../texts/locales.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { previewQuery } from "../queries.ts";
import styles from "./Preview.module.css";
import sheet from "./preview-page.css?url";

type Props = { article: Article; locale: Locale; version?: number };

/** The draft as readers would see it: on a wide screen and a phone, by day and by night. */
export function Preview({ article, locale, version }: Props) {
  const { t } = useTexts();
  const preview = useQuery(previewQuery(article.id, locale, version));
  const [width, setWidth] = useState<"wide" | "phone">("wide");
  const [look, setLook] = useState<"light" | "dark">("light");
  return (
    <section className={styles.preview} aria-label={t("knowledge.view.preview")}>
      <div className={styles.bar}>
        <Segments
          label={t("knowledge.preview.width")}
          options={[
            { id: "wide", label: t("knowledge.preview.wide") },
            { id: "phone", label: t("knowledge.preview.phone") },
          ]}
          value={width}
          onChange={setWidth}
        />
        <Segments
          label={t("app.appearance")}
          options={[
            { id: "light", label: t("app.appearance.light") },
            { id: "dark", label: t("app.appearance.dark") },
          ]}
          value={look}
          onChange={setLook}
        />
      </div>
      <Loaded of={preview}>
        {({ title, summary, html }) => (
          <div className={styles.place}>
            {/* It may load what is ours, and run nothing. */}
            <iframe
              title={t("knowledge.view.preview")}
              className={styles.frame}
              data-width={width}
              sandbox="allow-same-origin"
              srcDoc={pageOf({ title, summary, html, locale, look })}
            />
          </div>
        )}
      </Loaded>
    </section>
  );
}

type Page = { title: string; summary: string; html: string; locale: Locale; look: string };

function pageOf({ title, summary, html, locale, look }: Page): string {
  return `<!doctype html><html lang="${locale}" dir="${directionOfLocale(locale)}" data-look="${look}"><head><meta charset="utf-8"><link rel="stylesheet" href="${sheet}"></head><body><main><h1>${escaped(title)}</h1>${summary && `<p class="summary">${escaped(summary)}</p>`}${html}</main></body></html>`;
}

const escaped = (words: string) => words.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
