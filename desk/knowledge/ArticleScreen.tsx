import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import type { Article } from "../../contract/knowledge.ts";
import type { Locale } from "../../contract/languages.ts";
import { isProblem } from "../app/call.ts";
import { MissingScreen } from "../app/failed-screens.tsx";
import { useMay } from "../app/me.ts";
import { usePageTitle } from "../app/page-title.ts";
import { useScreenWidth } from "../app/screen-width.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Drawer } from "../ui/Drawer.tsx";
import { useKey } from "../ui/keys.ts";
import { Problem } from "../ui/Problem.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { SplitPane } from "../ui/SplitPane.tsx";
import styles from "./ArticleScreen.module.css";
import { ArticleHead } from "./article/ArticleHead.tsx";
import { ArticlePanel } from "./article/ArticlePanel.tsx";
import { BeginTranslation } from "./article/BeginTranslation.tsx";
import { LanguageTabs } from "./article/LanguageTabs.tsx";
import { OneLanguage } from "./article/OneLanguage.tsx";
import { Preview } from "./article/Preview.tsx";
import { Versions } from "./article/Versions.tsx";
import type { ArticleSearch, ArticleView } from "./filters.ts";
import { articleQuery, translationQuery } from "./queries.ts";

/** One article: a language of it in the middle, what is known of it beside. */
export function ArticleScreen() {
  const { articleId: id } = useParams({ from: "/desk/knowledge/$articleId" });
  const article = useQuery(articleQuery(id));
  if (isProblem(article.error, "not_found")) return <MissingScreen />;
  if (article.data) return <Shown key={id} article={article.data} />;
  return (
    <div className={styles.waiting}>
      {article.isError ? (
        <Problem of={article.error} onRetry={() => article.refetch()} busy={article.isFetching} />
      ) : (
        <>
          <Skeleton height={2} />
          <Skeleton lines={10} />
        </>
      )}
    </div>
  );
}

export type Shown = {
  article: Article;
  locale: Locale;
  view: ArticleView;
  go: (search: ArticleSearch) => void;
};

function Shown({ article }: { article: Article }) {
  const { t } = useTexts();
  const search = useSearch({ from: "/desk/knowledge/$articleId" });
  const navigate = useNavigate();
  const width = useScreenWidth();
  const mayWrite = useMay("articles.write") && article.mayChange && !article.archivedAt;
  const [panelShown, setPanelShown] = useState(false);
  const locale = search.language ?? article.sourceLocale;
  const known = article.translations.find((each) => each.locale === locale);
  const isSource = locale === article.sourceLocale;
  const asked = search.view ?? (mayWrite ? "write" : "preview");
  const view =
    (asked === "write" && !mayWrite) || (asked === "beside" && (isSource || !mayWrite))
      ? mayWrite
        ? "write"
        : "preview"
      : asked;
  const go = (next: ArticleSearch) =>
    navigate({
      to: "/knowledge/$articleId",
      params: { articleId: article.id },
      search: { language: locale, view: search.view, ...next },
      replace: true,
    });
  const back = () => navigate({ to: "/knowledge" });
  usePageTitle(`${article.number} ${known?.title || article.title}`);
  useKey("back", "u", back);
  useKey("details", "i", () => setPanelShown(!panelShown), { enabled: width !== "wide" });

  const shown: Shown = { article, locale, view, go };
  const panel = <ArticlePanel key={locale} article={article} locale={locale} mayWrite={mayWrite} />;
  const main = (
    <article className={styles.article} aria-label={known?.title || article.title}>
      <ArticleHead
        {...shown}
        mayWrite={mayWrite}
        title={known?.title || article.title}
        onBack={back}
        onPanel={width === "wide" ? undefined : () => setPanelShown(true)}
      />
      <LanguageTabs {...shown} mayWrite={mayWrite} />
      {!known ? (
        <BeginTranslation {...shown} mayWrite={mayWrite} />
      ) : view === "versions" ? (
        <Versions key={locale} {...shown} version={search.version} mayWrite={mayWrite} />
      ) : view === "preview" ? (
        <Preview key={locale} article={article} locale={locale} />
      ) : (
        <Language key={`${locale}`} {...shown} />
      )}
    </article>
  );

  if (width === "wide")
    return (
      <SplitPane
        remember="knowledge.panel"
        label={t("knowledge.details")}
        side="end"
        width={320}
        min={280}
        max={440}
        collapsible
        pane={panel}
      >
        {main}
      </SplitPane>
    );
  return (
    <>
      {main}
      <Drawer
        label={t("knowledge.details")}
        back={t("ui.close")}
        size="l"
        isOpen={panelShown}
        onOpenChange={setPanelShown}
      >
        {panel}
      </Drawer>
    </>
  );
}

function Language(shown: Shown) {
  const translation = useQuery(translationQuery(shown.article.id, shown.locale));
  if (translation.data) return <OneLanguage {...shown} translation={translation.data} />;
  return (
    <div className={styles.waiting}>
      {translation.isError ? (
        <Problem of={translation.error} onRetry={() => translation.refetch()} busy={translation.isFetching} />
      ) : (
        <Skeleton lines={10} />
      )}
    </div>
  );
}
