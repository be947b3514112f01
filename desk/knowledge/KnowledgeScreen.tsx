import { useNavigate, useSearch } from "@tanstack/react-router";
import { ArrowUpDown, FolderTree, Plus, Upload } from "lucide-react";
import { useMay } from "../app/me.ts";
import { usePageTitle } from "../app/page-title.ts";
import { useScreenWidth } from "../app/screen-width.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button, IconButton } from "../ui/Button.tsx";
import { useKey } from "../ui/keys.ts";
import { Popover, PopoverTrigger } from "../ui/Popover.tsx";
import { SplitPane } from "../ui/SplitPane.tsx";
import { ArticleList } from "./ArticleList.tsx";
import { type ArticleFilters, filtersOf } from "./filters.ts";
import { KnowledgeHead } from "./KnowledgeHead.tsx";
import styles from "./KnowledgeScreen.module.css";
import { ListTools } from "./ListTools.tsx";
import { NewArticle } from "./NewArticle.tsx";
import { SectionTree } from "./SectionTree.tsx";

/** What we know: sections at the start, the articles of one or all of them beside. */
export function KnowledgeScreen() {
  const { t } = useTexts();
  const search = useSearch({ from: "/desk/knowledge" });
  const navigate = useNavigate();
  const width = useScreenWidth();
  const mayWrite = useMay("articles.write");
  const mayOrder = useMay("articles.publish");
  const filters = filtersOf(search);
  usePageTitle(t("app.knowledge"));

  const change = (changes: Partial<ArticleFilters>) =>
    navigate({ to: "/knowledge", search: { ...filters, ...changes }, replace: true });
  const begin = () => navigate({ to: "/knowledge", search: { ...filters, begin: "article" } });
  useKey("newArticle", "c", begin, { enabled: mayWrite });

  const tree = (onChosen?: () => void) => (
    <SectionTree
      filters={filters}
      onChange={(section) => {
        change({ section });
        onChosen?.();
      }}
    />
  );
  const articles = (
    <section className={styles.list} aria-label={t("knowledge.articles")}>
      <ListTools
        filters={filters}
        onChange={change}
        before={
          width === "phone" && (
            <PopoverTrigger>
              <IconButton
                icon={FolderTree}
                label={t("knowledge.sections")}
                pressed={Boolean(filters.section)}
              />
              <Popover label={t("knowledge.sections")} placement="bottom start">
                {(close) => <div className={styles.float}>{tree(close)}</div>}
              </Popover>
            </PopoverTrigger>
          )
        }
      />
      <ArticleList key={JSON.stringify(filters)} filters={filters} onBegin={mayWrite ? begin : undefined} />
    </section>
  );

  return (
    <div className={styles.screen}>
      <KnowledgeHead>
        {mayOrder && (
          <IconButton
            icon={ArrowUpDown}
            label={t("knowledge.order")}
            onPress={() => navigate({ to: "/knowledge/order", search: { brand: filters.brand } })}
          />
        )}
        {mayWrite && (
          <>
            {width === "phone" ? (
              <IconButton
                icon={Upload}
                label={t("knowledge.import")}
                onPress={() => navigate({ to: "/knowledge/import" })}
              />
            ) : (
              <Button icon={Upload} onPress={() => navigate({ to: "/knowledge/import" })}>
                {t("knowledge.import")}
              </Button>
            )}
            <Button kind="primary" icon={Plus} onPress={begin}>
              {t("knowledge.new")}
            </Button>
          </>
        )}
      </KnowledgeHead>
      {width === "phone" ? (
        articles
      ) : (
        <SplitPane
          remember="knowledge.sections"
          label={t("knowledge.sections")}
          side="start"
          width={256}
          min={200}
          max={400}
          collapsible
          pane={<div className={styles.tree}>{tree()}</div>}
        >
          {articles}
        </SplitPane>
      )}
      {search.begin && mayWrite && (
        <NewArticle
          about={search.about}
          brand={filters.brand}
          section={filters.section === "none" ? undefined : filters.section}
          language={filters.locale}
          onClose={() => navigate({ to: "/knowledge", search: filters, replace: true })}
        />
      )}
    </div>
  );
}
