import { useInfiniteQuery } from "@tanstack/react-query";
import { Link as RouterLink, useNavigate } from "@tanstack/react-router";
import { FilePlus, SearchCheck } from "lucide-react";
import { useState } from "react";
import type { listUnfound } from "../../../contract/knowledge.ts";
import type { ReplyOf } from "../../../contract/route.ts";
import { useMay } from "../../app/me.ts";
import { localeNames } from "../../texts/locales.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Problem } from "../../ui/Problem.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { Text } from "../../ui/Text.tsx";
import { Time } from "../../ui/Time.tsx";
import { AnswersDialog } from "./AnswersDialog.tsx";
import { type ReportSearch, spanOf } from "./filters.ts";
import { unfoundQuery } from "./queries.ts";
import styles from "./ReportsScreen.module.css";

type Unfound = ReplyOf<typeof listUnfound>["items"][number];

/** What people looked for without a good result: each can become an article, or lead to the one that answers it. */
export function NotFound({ search }: { search: ReportSearch }) {
  const { t, number } = useTexts();
  const navigate = useNavigate();
  const mayWrite = useMay("articles.write");
  const [answering, setAnswering] = useState<Unfound | null>(null);
  const { brand, language, place } = search;
  const list = useInfiniteQuery(unfoundQuery({ ...spanOf(search), brand, language, place }));
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const byLanguage = list.data?.pages[0]?.byLanguage ?? [];

  if (list.isPending) return <Skeleton lines={8} />;
  if (list.isError) return <Problem of={list.error} onRetry={() => list.refetch()} busy={list.isFetching} />;
  return (
    <section className={styles.part} aria-label={t("knowledge.unfound")}>
      <p className={styles.about}>{t("knowledge.unfound.words")}</p>
      {byLanguage.length > 0 && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset draws a frame of its own and names itself by a legend
        <div className={styles.languages} role="group" aria-label={t("knowledge.filter.locale")}>
          {byLanguage.map((each) => (
            <button
              key={each.language}
              type="button"
              className={styles.language}
              aria-pressed={language === each.language}
              onClick={() =>
                navigate({
                  to: "/knowledge/reports/$report",
                  params: { report: "not-found" },
                  search: { ...search, language: language === each.language ? undefined : each.language },
                  replace: true,
                })
              }
            >
              <b>{localeNames[each.language]}</b>
              <span className={styles.quiet}>
                {t("knowledge.unfound.of", {
                  count: each.notFound,
                  searches: number(each.searches),
                })}
              </span>
            </button>
          ))}
        </div>
      )}
      {items.length === 0 ? (
        <EmptyState icon={SearchCheck} title={t("knowledge.unfound.none")}>
          {t("knowledge.unfound.none.words")}
        </EmptyState>
      ) : (
        <ul className={styles.list}>
          {items.map((item) => (
            <li key={`${item.language} ${item.words}`} className={styles.asked}>
              <div className={styles.words}>
                <span className={styles.main}>
                  <Text language={item.language}>{item.words}</Text>
                </span>
                {item.examples.length > 0 && (
                  <span className={styles.quiet}>
                    <Text language={item.language}>{item.examples.join(" · ")}</Text>
                  </span>
                )}
                {item.opened.length > 0 && (
                  <span className={styles.quiet}>
                    {t("knowledge.unfound.opened")}{" "}
                    {item.opened.map(({ id, name }) => (
                      <RouterLink key={id} to="/knowledge/$articleId" params={{ articleId: id }}>
                        <Text>{name}</Text>
                      </RouterLink>
                    ))}
                  </span>
                )}
              </div>
              <div className={styles.often}>
                <b>{t("knowledge.unfound.people", { count: item.people })}</b>
                <p className={styles.quiet}>
                  {t("knowledge.unfound.times", { count: item.times })} · {localeNames[item.language]} ·{" "}
                  <Time at={item.lastAt} />
                </p>
              </div>
              {mayWrite && (
                <div className={styles.acts}>
                  <Button
                    size="s"
                    icon={FilePlus}
                    onPress={() =>
                      navigate({
                        to: "/knowledge",
                        search: { begin: "article", about: item.words, locale: item.language, brand },
                      })
                    }
                  >
                    {t("knowledge.unfound.write")}
                  </Button>
                  <Button size="s" kind="quiet" icon={SearchCheck} onPress={() => setAnswering(item)}>
                    {t("knowledge.unfound.exists")}
                  </Button>
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <div>
          <Button busy={list.isFetchingNextPage} onPress={() => list.fetchNextPage()}>
            {t("knowledge.more")}
          </Button>
        </div>
      )}
      {answering && (
        <AnswersDialog
          words={answering.words}
          locale={answering.language}
          brand={brand}
          onClose={() => setAnswering(null)}
        />
      )}
    </section>
  );
}
