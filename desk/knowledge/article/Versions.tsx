import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { History, RotateCcw } from "lucide-react";
import { useMemo, useState } from "react";
import { type ArticleVersionLine, postArticleVersionRestoration } from "../../../contract/knowledge.ts";
import { call } from "../../app/call.ts";
import { Segments } from "../../insights/Segments.tsx";
import { Loaded } from "../../settings/Loaded.tsx";
import { useTexts } from "../../texts/Texts.tsx";
import { Badge } from "../../ui/Badge.tsx";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Problem } from "../../ui/Problem.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { Text } from "../../ui/Text.tsx";
import { Time } from "../../ui/Time.tsx";
import { toast } from "../../ui/toasts.ts";
import type { Shown } from "../ArticleScreen.tsx";
import { ArticleText } from "../ArticleText.tsx";
import { articleMoved } from "../changes.ts";
import { translationQuery, versionQuery, versionsQuery } from "../queries.ts";
import besideStyles from "./Beside.module.css";
import { changesBetween, htmlBlocks } from "./block-changes.ts";
import styles from "./Versions.module.css";

type Props = Shown & { version: number | undefined; mayWrite: boolean };

/** What readers saw over time; each against the one before or against the draft, and to be taken up again. */
export function Versions({ article, locale, go, version, mayWrite }: Props) {
  const { t } = useTexts();
  const versions = useInfiniteQuery(versionsQuery(article.id, locale));
  const items = versions.data?.pages.flatMap((page) => page.items) ?? [];
  const chosen = version ?? items[0]?.version;

  if (versions.isPending)
    return (
      <div className={styles.waiting}>
        <Skeleton lines={6} />
      </div>
    );
  if (versions.isError)
    return (
      <div className={styles.waiting}>
        <Problem of={versions.error} onRetry={() => versions.refetch()} busy={versions.isFetching} />
      </div>
    );
  if (items.length === 0)
    return (
      <div className={styles.none}>
        <EmptyState icon={History} title={t("knowledge.versions.none")}>
          {t("knowledge.versions.none.words")}
        </EmptyState>
      </div>
    );
  return (
    <div className={styles.versions}>
      <ol className={styles.list} aria-label={t("knowledge.view.versions")}>
        {items.map((each) => (
          <li key={each.version}>
            <VersionLine
              of={each}
              isChosen={each.version === chosen}
              onChoose={() => go({ view: "versions", version: each.version })}
            />
          </li>
        ))}
        {versions.hasNextPage && (
          <li>
            <Button size="s" wide busy={versions.isFetchingNextPage} onPress={() => versions.fetchNextPage()}>
              {t("knowledge.more")}
            </Button>
          </li>
        )}
      </ol>
      {chosen !== undefined && (
        <OneVersion
          key={chosen}
          article={article}
          locale={locale}
          go={go}
          version={chosen}
          mayWrite={mayWrite}
        />
      )}
    </div>
  );
}

type LineProps = { of: ArticleVersionLine; isChosen: boolean; onChoose: () => void };

function VersionLine({ of, isChosen, onChoose }: LineProps) {
  const { t } = useTexts();
  return (
    <button
      type="button"
      className={styles.line}
      aria-current={isChosen ? "true" : undefined}
      onClick={onChoose}
    >
      <span className={styles.first}>
        <b>{t("knowledge.version", { number: of.version })}</b>
        {of.isCurrent && <Badge tone="good">{t("knowledge.version.current")}</Badge>}
      </span>
      <span className={styles.about}>
        <Time at={of.publishedAt} style="short" /> ·{" "}
        {of.publishedBy.name || t(`knowledge.by.${of.publishedBy.kind}`)}
      </span>
      {of.note && <Text as="p">{of.note}</Text>}
    </button>
  );
}

type OneProps = Pick<Props, "article" | "locale" | "go" | "mayWrite"> & { version: number };

function OneVersion({ article, locale, go, version, mayWrite }: OneProps) {
  const { t } = useTexts();
  const cache = useQueryClient();
  const one = useQuery(versionQuery(article.id, locale, version));
  const translation = useQuery(translationQuery(article.id, locale));
  const [against, setAgainst] = useState<"before" | "draft">("before");
  const restoring = useMutation({
    mutationFn: () =>
      call(postArticleVersionRestoration, {
        params: { id: article.id, locale, version },
        body: { draft: translation.data!.draft },
      }),
    onSuccess: async (restored) => {
      cache.setQueryData(translationQuery(article.id, locale).queryKey, restored);
      toast({ kind: "good", text: t("knowledge.version.restored", { number: version }) });
      await articleMoved(cache, article.id);
      go({ view: undefined, version: undefined });
    },
  });
  const now = translation.data?.html;
  const toDraft = useMemo(
    () => (one.data && now !== undefined ? changesBetween(htmlBlocks(one.data.html), htmlBlocks(now)) : []),
    [one.data, now],
  );
  return (
    <section className={styles.one} aria-label={t("knowledge.version", { number: version })}>
      <Loaded of={one}>
        {(told) => (
          <>
            <header className={styles.head}>
              <Segments
                label={t("knowledge.version.against")}
                options={[
                  { id: "before", label: t("knowledge.version.against.before") },
                  { id: "draft", label: t("knowledge.version.against.draft") },
                ]}
                value={against}
                onChange={setAgainst}
              />
              {mayWrite && (
                <Button
                  icon={RotateCcw}
                  isDisabled={!translation.data}
                  busy={restoring.isPending}
                  onPress={() => restoring.mutate()}
                >
                  {t("knowledge.version.restore")}
                </Button>
              )}
            </header>
            {restoring.error && <Problem of={restoring.error} />}
            <div className={styles.text}>
              <h2 className={styles.title}>
                {against === "before" && told.titleBefore && told.titleBefore !== told.title && (
                  <del>
                    <Text language={locale}>{told.titleBefore}</Text>
                  </del>
                )}
                <Text language={locale}>{told.title}</Text>
              </h2>
              {(against === "draft" ? toDraft : told.changes).map(({ kind, html }, index) => (
                <div
                  // biome-ignore lint/suspicious/noArrayIndexKey: blocks have no name but their place
                  key={index}
                  className={besideStyles.block}
                  data-kind={kind}
                >
                  {kind !== "same" && (
                    <span className={besideStyles.kind}>{t(`knowledge.block.was.${kind}`)}</span>
                  )}
                  <ArticleText html={html} locale={locale} small />
                </div>
              ))}
            </div>
          </>
        )}
      </Loaded>
    </section>
  );
}
