import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useRouter } from "@tanstack/react-router";
import { BookOpen, Flag, Link2Off, Lock, SearchX, ThumbsDown, ThumbsUp, UserCheck } from "lucide-react";
import { useCallback } from "react";
import type { ArticleLine } from "../../contract/knowledge.ts";
import { useScreenWidth } from "../app/screen-width.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Avatar } from "../ui/Avatar.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Icon } from "../ui/Icon.tsx";
import { PagedList } from "../ui/PagedList.tsx";
import { Said } from "../ui/Said.tsx";
import { Text } from "../ui/Text.tsx";
import { Time } from "../ui/Time.tsx";
import type { RowState } from "../ui/VirtualList.tsx";
import styles from "./ArticleList.module.css";
import type { ArticleFilters } from "./filters.ts";
import { LanguageMarks } from "./LanguageMarks.tsx";
import { articlesQuery } from "./queries.ts";
import { stateIcons, stateTones } from "./standing.ts";

type Props = { filters: ArticleFilters; onBegin: (() => void) | undefined };

/** The articles, page after page. */
export function ArticleList({ filters, onBegin }: Props) {
  const { t } = useTexts();
  const navigate = useNavigate();
  const router = useRouter();
  const list = useInfiniteQuery(articlesQuery(filters));
  const language = filters.locale;
  const place = useCallback(
    ({ id }: ArticleLine) => ({
      to: "/knowledge/$articleId" as const,
      params: { articleId: id },
      search: { language },
    }),
    [language],
  );
  const href = useCallback(
    (article: ArticleLine) => router.buildLocation(place(article)).href,
    [router, place],
  );
  const open = useCallback((article: ArticleLine) => navigate(place(article)), [navigate, place]);

  const isNarrowed = Object.keys(filters).length > 0;
  return (
    <PagedList
      label={t("knowledge.articles")}
      list={list}
      empty={
        <EmptyState
          icon={isNarrowed ? SearchX : BookOpen}
          title={t(isNarrowed ? "knowledge.none.found" : "knowledge.none")}
          actions={onBegin && <Button onPress={onBegin}>{t("knowledge.new")}</Button>}
        >
          {t(isNarrowed ? "knowledge.none.found.words" : "knowledge.none.words")}
        </EmptyState>
      }
      keyOf={idOf}
      href={href}
      rowHeight={useScreenWidth() === "phone" ? 84 : 64}
      currentKey={null}
      onOpen={open}
    >
      {drawArticle}
    </PagedList>
  );
}

const idOf = ({ id }: ArticleLine) => id;
const drawArticle = (article: ArticleLine, row: RowState) => <ArticleRow article={article} row={row} />;

function ArticleRow({ article, row }: { article: ArticleLine; row: RowState }) {
  const { t, number } = useTexts();
  const { section, brand, owner, state, audience, helpful, unhelpful } = article;
  const where = [section?.category?.name, section?.name, brand?.name].filter(Boolean).join(" · ");
  return (
    <div className={styles.row}>
      <div className={styles.words}>
        <span className={styles.first}>
          <a {...row.link} className={styles.title} lang={article.locale}>
            <Text clip language={article.locale}>
              {article.title}
            </Text>
          </a>
          {audience !== "everyone" && (
            <span className={styles.audience} title={t(`knowledge.audience.${audience}`)}>
              <Icon
                of={audience === "agents" ? Lock : UserCheck}
                size={14}
                label={t(`knowledge.audience.${audience}`)}
              />
            </span>
          )}
        </span>
        <span className={styles.about}>
          <span className={styles.number}>{article.number}</span>
          <Text clip>{where || t("knowledge.section.none")}</Text>
        </span>
      </div>
      <NeedMark article={article} />
      <span className={styles.languages}>
        <LanguageMarks of={article} />
      </span>
      <span className={styles.votes}>
        {helpful + unhelpful > 0 && (
          <span title={t("knowledge.votes.words", { helpful, unhelpful })}>
            <Icon of={ThumbsUp} size={12} label={t("knowledge.votes.helpful")} /> {number(helpful)}{" "}
            <Icon of={ThumbsDown} size={12} label={t("knowledge.votes.unhelpful")} /> {number(unhelpful)}
          </span>
        )}
      </span>
      <span className={styles.state}>
        <Badge icon={stateIcons[state]} tone={stateTones[state]} look="plain">
          {t(`knowledge.state.${state}`)}
        </Badge>
      </span>
      <span className={styles.changed}>
        <Time at={article.updatedAt} />
      </span>
      <span className={styles.owner} title={owner?.name ?? t("knowledge.owner.nobody")}>
        {owner && <Avatar name={owner.name} seed={owner.id} size={24} />}
        <Said>{owner?.name ?? t("knowledge.owner.nobody")}</Said>
      </span>
    </div>
  );
}

/** The one thing that asks loudest. */
function NeedMark({ article: { openFlags, brokenLinks, needs } }: { article: ArticleLine }) {
  const { t } = useTexts();
  const shown = openFlags > 0 ? "flags" : brokenLinks > 0 ? "links" : needs.find((need) => need === "review");
  if (!shown) return null;
  return (
    <span className={styles.need}>
      <Badge
        tone={shown === "flags" ? "late" : "due"}
        icon={shown === "flags" ? Flag : shown === "links" ? Link2Off : undefined}
        look="plain"
      >
        {t(`knowledge.need.${shown}`)}
      </Badge>
    </span>
  );
}
