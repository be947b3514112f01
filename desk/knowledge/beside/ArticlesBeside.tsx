import { useQuery } from "@tanstack/react-query";
import { Link as RouterLink } from "@tanstack/react-router";
import {
  ArrowLeft,
  ExternalLink,
  Flag,
  Languages,
  Link,
  Lock,
  SearchX,
  TextCursorInput,
  UserCheck,
} from "lucide-react";
import { useDeferredValue, useState } from "react";
import type { Conversation } from "../../../contract/conversations.ts";
import type { FoundArticle } from "../../../contract/knowledge.ts";
import { type Locale, locales } from "../../../contract/languages.ts";
import { useInsert } from "../../conversations/inserting.ts";
import { Loaded } from "../../settings/Loaded.tsx";
import { localeNames } from "../../texts/locales.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Badge } from "../../ui/Badge.tsx";
import { Button, IconButton } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { SearchField } from "../../ui/SearchField.tsx";
import { Select } from "../../ui/Select.tsx";
import { Text } from "../../ui/Text.tsx";
import { Time } from "../../ui/Time.tsx";
import { ArticleText } from "../ArticleText.tsx";
import { RaiseFlag } from "../article/RaiseFlag.tsx";
import { translationQuery } from "../queries.ts";
import styles from "./ArticlesBeside.module.css";
import { marked } from "./put-in.ts";
import { type PutIn, usePutIn } from "./putting-in.tsx";
import { suggestionsQuery, usesQuery } from "./queries.ts";

type Props = { conversation: Conversation; onPutIn: (() => void) | undefined };

/** Articles that may answer the matter; one is read in place, and put into the answer as a link or as text. */
export function ArticlesBeside({ conversation, onPutIn }: Props) {
  const { t } = useTexts();
  const [text, setText] = useState("");
  const [language, setLanguage] = useState<Locale | undefined>(undefined);
  const [read, setRead] = useState<FoundArticle | null>(null);
  const asked = useDeferredValue(text.trim());
  const found = useQuery(suggestionsQuery(conversation.id, asked, language));
  const insert = useInsert(conversation.id);
  const putIn = usePutIn(
    conversation.id,
    insert &&
      ((html) => {
        // What covers the answer goes first, or it would keep the pen.
        onPutIn?.();
        setTimeout(() => insert(html), onPutIn ? 100 : 0);
      }),
  );

  if (read)
    return (
      <aside className={styles.panel} aria-label={t("knowledge.beside.articles")}>
        <Reader article={read} conversation={conversation} putIn={putIn} onBack={() => setRead(null)} />
      </aside>
    );
  const said = language ?? found.data?.locale;
  return (
    <aside className={styles.panel} aria-label={t("knowledge.beside.articles")}>
      <div className={styles.tools}>
        <SearchField
          autoFocus
          label={t("knowledge.search")}
          busy={found.isFetching}
          value={text}
          onChange={setText}
        />
        {said && (
          <Select
            label={t("knowledge.filter.locale")}
            labelHidden
            options={locales.map((id) => ({ id, label: localeNames[id], icon: Languages }))}
            value={said}
            onChange={setLanguage}
          />
        )}
      </div>
      <Loaded of={found}>
        {({ items, locale }) =>
          items.length === 0 ? (
            <EmptyState icon={SearchX} title={t(asked ? "ui.noMatches" : "knowledge.beside.none")}>
              {!asked && t("knowledge.beside.none.words")}
            </EmptyState>
          ) : (
            <ul
              className={styles.list}
              aria-label={t(asked ? "app.find.results" : "knowledge.beside.suggested")}
            >
              {items.map((article) => (
                <li key={article.id} className={styles.found}>
                  <button
                    type="button"
                    className={styles.name}
                    lang={article.locale}
                    dir="auto"
                    onClick={() => setRead(article)}
                  >
                    {article.title}
                  </button>
                  <p className={styles.excerpt} lang={article.locale} dir="auto">
                    {marked(article.excerpt || article.summary, article.marks).map(
                      ({ words, isMarked }, index) =>
                        // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text in their order
                        isMarked ? <mark key={index}>{words}</mark> : <span key={index}>{words}</span>,
                    )}
                  </p>
                  <Marks article={article} asked={locale} />
                  <Acts article={article} putIn={putIn} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      <Used conversation={conversation} />
      {putIn.dialog}
    </aside>
  );
}

/** What to know before it is put into an answer. */
function Marks({ article, asked }: { article: FoundArticle; asked: Locale }) {
  const { t } = useTexts();
  const isElsewhere = article.isOtherLanguage || article.locale !== asked;
  if (!isElsewhere && !article.isForAgents && article.mayLink !== "signed-in") return null;
  return (
    <p className={styles.marks}>
      {isElsewhere && (
        <Badge tone="due" icon={Languages}>
          {t("knowledge.beside.only", { language: localeNames[article.locale] })}
        </Badge>
      )}
      {article.isForAgents && (
        <Badge tone="late" icon={Lock}>
          {t("knowledge.audience.agents")}
        </Badge>
      )}
      {article.mayLink === "signed-in" && <Badge icon={UserCheck}>{t("knowledge.audience.signed-in")}</Badge>}
    </p>
  );
}

function Acts({ article, putIn }: { article: FoundArticle; putIn: PutIn }) {
  const { t } = useTexts();
  if (!putIn.may) return null;
  return (
    <div className={styles.acts}>
      {article.url && article.mayLink !== "no" && (
        <Button size="s" icon={Link} onPress={() => putIn.act(article, "link")}>
          {t("knowledge.beside.link")}
        </Button>
      )}
      <Button size="s" icon={TextCursorInput} onPress={() => putIn.act(article, "text")}>
        {t("knowledge.beside.text")}
      </Button>
    </div>
  );
}

type ReaderProps = { article: FoundArticle; conversation: Conversation; putIn: PutIn; onBack: () => void };

/** One article to read in place, in any language it stands in. */
function Reader({ article, conversation, putIn, onBack }: ReaderProps) {
  const { t } = useTexts();
  const [flagging, setFlagging] = useState(false);
  const translation = useQuery(translationQuery(article.id, article.locale));
  return (
    <>
      <div className={styles.reading}>
        <IconButton icon={ArrowLeft} label={t("knowledge.beside.back")} onPress={onBack} />
        <span className={styles.grow} />
        <IconButton icon={Flag} label={t("knowledge.flag")} onPress={() => setFlagging(true)} />
        <RouterLink
          to="/knowledge/$articleId"
          params={{ articleId: article.id }}
          search={{ language: article.locale }}
          target="_blank"
          className={styles.out}
          aria-label={t("knowledge.beside.open")}
          title={t("knowledge.beside.open")}
        >
          <ExternalLink size={16} aria-hidden="true" />
        </RouterLink>
      </div>
      <h2 className={styles.title}>
        <Text language={article.locale}>{article.title}</Text>
      </h2>
      <Marks article={article} asked={article.locale} />
      <Acts article={article} putIn={putIn} />
      <Loaded of={translation}>
        {(told) => <ArticleText html={told.published?.html ?? told.html} locale={article.locale} small />}
      </Loaded>
      {flagging && (
        <RaiseFlag
          article={article}
          locale={article.locale}
          conversation={conversation.id}
          onClose={() => setFlagging(false)}
        />
      )}
      {putIn.dialog}
    </>
  );
}

/** What was used in this matter already. */
function Used({ conversation }: { conversation: Conversation }) {
  const { t } = useTexts();
  const { data: uses = [] } = useQuery(usesQuery(conversation.id));
  if (uses.length === 0) return null;
  return (
    <section className={styles.used} aria-label={t("knowledge.beside.used")}>
      <h2 className={styles.heading}>{t("knowledge.beside.used")}</h2>
      <ul>
        {uses.map((use) => (
          <li key={use.id} className={styles.use}>
            <RouterLink
              to="/knowledge/$articleId"
              params={{ articleId: use.article.id }}
              search={{ language: use.locale }}
            >
              <Text>{use.article.name}</Text>
            </RouterLink>
            <span>
              {t(`knowledge.use.${use.how}`)}
              {use.agent && ` · ${use.agent.name}`} · <Time at={use.at} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
