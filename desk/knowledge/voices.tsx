import { Link as RouterLink } from "@tanstack/react-router";
import { Check, RotateCcw, ThumbsDown, ThumbsUp } from "lucide-react";
import type { ArticleFlag, ArticleVote } from "../../contract/knowledge.ts";
import { localeNames } from "../texts/locales.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Problem } from "../ui/Problem.tsx";
import { Text } from "../ui/Text.tsx";
import { Time } from "../ui/Time.tsx";
import { useSettling } from "./changes.ts";
import styles from "./voices.module.css";

/** What a reader said. `named`: also of which article. */
export function VoteLine({
  vote,
  maySettle,
  named,
}: {
  vote: ArticleVote;
  maySettle: boolean;
  named?: boolean;
}) {
  const { t } = useTexts();
  return (
    <div className={styles.voice} data-settled={vote.settledAt !== null || undefined}>
      <p className={styles.about}>
        <Icon
          of={vote.helpful ? ThumbsUp : ThumbsDown}
          size={14}
          label={t(vote.helpful ? "knowledge.votes.helpful" : "knowledge.votes.unhelpful")}
        />
        {named && <ArticleName article={vote.article} language={vote.locale} />}
        <span>{localeNames[vote.locale]}</span>
        <span>{t("knowledge.version", { number: vote.version })}</span>
        <Time at={vote.at} />
      </p>
      {vote.comment && (
        <Text as="p" language={null}>
          {vote.comment}
        </Text>
      )}
      {maySettle && !vote.helpful && <Settle of="vote" id={vote.id} settledAt={vote.settledAt} />}
    </div>
  );
}

/** What a colleague says is wrong. */
export function FlagLine({
  flag,
  maySettle,
  named,
}: {
  flag: ArticleFlag;
  maySettle: boolean;
  named?: boolean;
}) {
  const { t } = useTexts();
  return (
    <div className={styles.voice} data-settled={flag.settledAt !== null || undefined}>
      <p className={styles.about}>
        {named && <ArticleName article={flag.article} language={flag.locale} />}
        <span>{flag.raisedBy.name}</span>
        <span>{localeNames[flag.locale]}</span>
        <Time at={flag.raisedAt} />
        {flag.conversation && (
          <RouterLink
            to="/inbox/$view/$conversationId"
            params={{ view: "all", conversationId: flag.conversation.id }}
          >
            #{flag.conversation.number}
          </RouterLink>
        )}
      </p>
      <Text as="p">{flag.words}</Text>
      {flag.settledBy && (
        <p className={styles.about}>{t("knowledge.settledBy", { name: flag.settledBy.name })}</p>
      )}
      {maySettle && <Settle of="flag" id={flag.id} settledAt={flag.settledAt} />}
    </div>
  );
}

function ArticleName({
  article,
  language,
}: {
  article: ArticleVote["article"];
  language: ArticleVote["locale"];
}) {
  return (
    <RouterLink
      className={styles.article}
      to="/knowledge/$articleId"
      params={{ articleId: article.id }}
      search={{ language }}
    >
      <Text>{article.name}</Text>
    </RouterLink>
  );
}

function Settle({ of, id, settledAt }: { of: "vote" | "flag"; id: string; settledAt: string | null }) {
  const { t } = useTexts();
  const { settle, reopen } = useSettling(of);
  return (
    <div>
      {settledAt === null ? (
        <Button size="s" icon={Check} busy={settle.isPending} onPress={() => settle.mutate(id)}>
          {t("knowledge.settle")}
        </Button>
      ) : (
        <Button
          size="s"
          kind="quiet"
          icon={RotateCcw}
          busy={reopen.isPending}
          onPress={() => reopen.mutate(id)}
        >
          {t("knowledge.reopen")}
        </Button>
      )}
      {(settle.error ?? reopen.error) && <Problem of={settle.error ?? reopen.error} />}
    </div>
  );
}
