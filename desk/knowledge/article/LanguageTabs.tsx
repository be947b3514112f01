import { Link } from "@tanstack/react-router";
import { locales } from "../../../contract/languages.ts";
import { Segments } from "../../insights/Segments.tsx";
import { localeNames } from "../../texts/locales.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Icon } from "../../ui/Icon.tsx";
import type { Shown } from "../ArticleScreen.tsx";
import { articleViews } from "../filters.ts";
import { standingLooks, standingOf } from "../standing.ts";
import styles from "./LanguageTabs.module.css";

/** On a phone there is no room for all of them side by side. */
const intoView = (tab: HTMLElement | null) => tab?.scrollIntoView({ block: "nearest", inline: "nearest" });

/** Every language with how it stands, and how one looks at the one that is chosen. */
export function LanguageTabs({ article, locale, view, go, mayWrite }: Shown & { mayWrite: boolean }) {
  const { t } = useTexts();
  const isThere = article.translations.some((each) => each.locale === locale);
  const views = articleViews.filter((each) =>
    each === "beside" ? mayWrite && locale !== article.sourceLocale : each !== "write" || mayWrite,
  );
  return (
    <div className={styles.bar}>
      <nav className={styles.tabs} aria-label={t("knowledge.languages")}>
        {[article.sourceLocale, ...locales.filter((each) => each !== article.sourceLocale)].map((each) => {
          const standing = standingOf(article.translations.find((one) => one.locale === each));
          const { icon, tone } = standingLooks[standing];
          const words = t(`knowledge.standing.${standing}`);
          return (
            <Link
              key={each}
              ref={each === locale ? intoView : undefined}
              to="/knowledge/$articleId"
              params={{ articleId: article.id }}
              search={{
                language: each,
                view: view === "beside" && each === article.sourceLocale ? undefined : view,
              }}
              replace
              className={styles.tab}
              activeProps={{}}
              aria-current={each === locale ? "page" : undefined}
              data-tone={tone}
              data-missing={standing === "missing" || undefined}
              title={words}
            >
              <span lang={each}>{localeNames[each]}</span>
              <Icon of={icon} size={12} label={words} />
            </Link>
          );
        })}
      </nav>
      {isThere && (
        <Segments
          label={t("knowledge.view")}
          options={views.map((id) => ({ id, label: t(`knowledge.view.${id}`) }))}
          value={view}
          onChange={(id) => go({ view: id, version: undefined })}
        />
      )}
    </div>
  );
}
