import { useMutation, useQuery } from "@tanstack/react-query";
import { FileText, Languages, Lock, UserCheck } from "lucide-react";
import { type CSSProperties, type RefObject, useEffect, useId, useState } from "react";
import { createPortal } from "react-dom";
import { postCannedUse } from "../../contract/canned-replies.ts";
import type { Conversation } from "../../contract/conversations.ts";
import type { FoundArticle } from "../../contract/knowledge.ts";
import { call } from "../app/call.ts";
import { useMay } from "../app/me.ts";
import { type Found, findCanned } from "../canned/find.ts";
import { cannedQuery } from "../canned/queries.ts";
import type { How } from "../knowledge/beside/putting-in.tsx";
import { suggestionsQuery } from "../knowledge/beside/queries.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Icon } from "../ui/Icon.tsx";
import { KeyCap } from "../ui/KeyCap.tsx";
import { Link } from "../ui/Link.tsx";
import { Problem } from "../ui/Problem.tsx";
import { Said } from "../ui/Said.tsx";
import { Spinner } from "../ui/Spinner.tsx";
import { Text } from "../ui/Text.tsx";
import styles from "./SlashPicker.module.css";
import type { Slash } from "./slash.ts";
import { languageName } from "./words.ts";

type Props = {
  conversation: Conversation;
  slash: Slash;
  /** Where the editor asks whether a key is for this list. */
  keys: RefObject<((event: KeyboardEvent) => boolean) | null>;
  onChoose: (html: string) => void;
  onArticle: (article: FoundArticle, how: How) => void;
  onClose: () => void;
};

type Choice =
  | { kind: "canned"; id: string; name: string; found: Found }
  | { kind: "article"; id: string; name: string; article: FoundArticle };

const mostCanned = 6;
const mostArticles = 4;
/** While somebody types, articles are asked for when they pause. */
const restMs = 200;

/** Prepared answers and articles, found by what is typed after the slash. The focus stays in the words. */
export function SlashPicker({ conversation, slash, keys, onChoose, onArticle, onClose }: Props) {
  const { t, locale } = useTexts();
  const list = useId();
  const mayManage = useMay("teams.manage");
  const replies = useQuery(cannedQuery);
  const articles = useArticles(conversation, slash.text);
  const choices: Choice[] = [
    ...findCanned(replies.data ?? [], slash.text, conversation, locale)
      .slice(0, mostCanned)
      .map((found) => ({ kind: "canned" as const, id: found.reply.id, name: found.reply.name, found })),
    ...articles.map((article) => ({
      kind: "article" as const,
      id: article.id,
      name: article.title,
      article,
    })),
  ];
  // By what it is and not by its place: articles come later than prepared answers.
  const [chosen, setChosen] = useState<string | null>(null);
  // Put away with Escape, until the slash goes or another one comes.
  const [closedAt, setClosedAt] = useState<number | null>(null);
  const [asked, setAsked] = useState(slash.text);
  if (asked !== slash.text) {
    setAsked(slash.text);
    setChosen(null);
  }
  const at = Math.max(
    choices.findIndex(({ id }) => id === chosen),
    0,
  );
  const current = choices[at];
  const use = useMutation({
    mutationFn: (reply: string) => call(postCannedUse, { params: { id: conversation.id, reply } }),
    onSuccess: ({ html }) => {
      onChoose(html);
      onClose();
    },
  });
  function take(choice: Choice, asText: boolean) {
    if (choice.kind === "canned") use.mutate(choice.found.reply.id);
    else {
      onArticle(choice.article, asText || !mayLink(choice.article) ? "text" : "link");
      onClose();
    }
  }

  const isShown =
    closedAt !== slash.from &&
    !(choices.length === 0 && (slash.text !== "" || !replies.isSuccess) && !replies.isError);

  useEffect(() => {
    keys.current = (event) => {
      if (!isShown || event.ctrlKey || event.metaKey || event.altKey) return false;
      const to = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
      if (to !== undefined && choices.length > 0) {
        setChosen(choices[(to + choices.length) % choices.length]!.id);
        return true;
      }
      if (event.key === "Enter" && event.shiftKey && current?.kind === "article") {
        take(current, true);
        return true;
      }
      if ((event.key === "Enter" || event.key === "Tab") && !event.shiftKey && current) {
        take(current, false);
        return true;
      }
      if (event.key === "Escape") {
        setClosedAt(slash.from);
        return true;
      }
      return false;
    };
    return () => {
      keys.current = null;
    };
  });

  if (!isShown) return null;
  const group = (kind: Choice["kind"], label: string) => {
    const own = choices.filter((choice) => choice.kind === kind);
    if (own.length === 0) return null;
    return (
      // biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a listbox
      <div role="group" aria-label={label}>
        <p className={styles.kind} aria-hidden="true">
          {label}
        </p>
        {own.map((choice) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are taken by the editor
          // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the words
          <div
            key={choice.id}
            ref={choice === current ? intoView : undefined}
            role="option"
            aria-selected={choice === current}
            className={styles.option}
            onPointerMove={() => setChosen(choice.id)}
            onClick={(event) => take(choice, event.shiftKey)}
          >
            <Named choice={choice} />
          </div>
        ))}
      </div>
    );
  };
  return createPortal(
    <section
      aria-label={t("slash.pick")}
      className={styles.float}
      style={placeOf(slash)}
      onPointerDown={(event) => event.preventDefault()}
    >
      {replies.isError && (
        <Problem of={replies.error} onRetry={() => replies.refetch()} busy={replies.isFetching} />
      )}
      {choices.length === 0 && !replies.isError && (
        <p className={styles.none}>
          {t("canned.none")} {mayManage && <Link href="/settings/canned/new">{t("canned.write")}</Link>}
        </p>
      )}
      {current && (
        <div className={styles.sides}>
          <div id={list} role="listbox" aria-label={t("slash.pick")} className={styles.list} tabIndex={-1}>
            {group("canned", t("canned.pick"))}
            {group("article", t("knowledge.articles"))}
          </div>
          {current.kind === "canned" ? (
            <Preview of={current.found} isBusy={use.isPending} />
          ) : (
            <ArticlePreview of={current.article} asked={conversation.language} />
          )}
        </div>
      )}
      <Said role="status">
        {current && t("canned.current", { name: current.name, count: choices.length })}
        {current?.kind === "article" && ` ${waysOf(current.article, t)}`}
      </Said>
      {use.error && <Problem of={use.error} />}
    </section>,
    document.body,
  );
}

/** Articles that answer the words, or without words the matter; those of the last words while others are looked for. */
function useArticles(conversation: Conversation, text: string): FoundArticle[] {
  const mayRead = useMay("articles.read");
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), restMs);
    return () => clearTimeout(timer);
  }, [text]);
  const found = useQuery({
    ...suggestionsQuery(conversation.id, rested.trim(), undefined),
    enabled: mayRead,
  });
  // What is for agents is found, and asked about; what can be put in neither way is not there.
  return (found.data?.items ?? []).slice(0, mostArticles);
}

const mayLink = ({ url, mayLink: may }: FoundArticle) => url !== null && may !== "no";

const intoView = (option: HTMLElement | null) => option?.scrollIntoView({ block: "nearest" });

const waysOf = (article: FoundArticle, t: ReturnType<typeof useTexts>["t"]): string =>
  mayLink(article) ? t("slash.ways") : t("slash.onlyText");

function Named({ choice }: { choice: Choice }) {
  if (choice.kind === "canned") {
    const { reply, words } = choice.found;
    return (
      <>
        <span className={styles.line}>
          <span className={styles.name}>
            <Text clip>{reply.name}</Text>
          </span>
          <bdi className={styles.shortcut}>/{reply.shortcut}</bdi>
        </span>
        <Text clip quiet size="xs">
          {words}
        </Text>
      </>
    );
  }
  const { title, summary, excerpt, locale } = choice.article;
  return (
    <>
      <span className={styles.line}>
        <Icon of={FileText} size={14} />
        <span className={styles.name}>
          <Text clip language={locale}>
            {title}
          </Text>
        </span>
        {choice.article.isOtherLanguage && <bdi className={styles.shortcut}>{locale}</bdi>}
      </span>
      <Text clip quiet size="xs" language={locale}>
        {summary || excerpt}
      </Text>
    </>
  );
}

/** What it says; a variant that is in another language than the matter is marked. */
function Preview({ of: { locale: its, isTranslated, words }, isBusy }: { of: Found; isBusy: boolean }) {
  const { t, locale } = useTexts();
  return (
    <div className={styles.preview} aria-hidden="true">
      {!isTranslated && (
        <Badge tone="due">{t("canned.onlyIn", { language: languageName(its, locale) })}</Badge>
      )}
      <Text as="p" language={its}>
        {words}
      </Text>
      {isBusy && <Spinner />}
    </div>
  );
}

/** What the article says, for whom it is, and by which keys it is put in as a link or as text. */
function ArticlePreview({ of: article, asked }: { of: FoundArticle; asked: string }) {
  const { t, locale } = useTexts();
  return (
    <div className={styles.preview} aria-hidden="true">
      {article.locale !== asked && (
        <Badge tone="due" icon={Languages}>
          {t("canned.onlyIn", { language: languageName(article.locale, locale) })}
        </Badge>
      )}
      {article.isForAgents && (
        <Badge tone="late" icon={Lock}>
          {t("knowledge.audience.agents")}
        </Badge>
      )}
      {article.mayLink === "signed-in" && <Badge icon={UserCheck}>{t("knowledge.audience.signed-in")}</Badge>}
      <p className={styles.excerpt}>
        <Text language={article.locale}>{article.excerpt || article.summary}</Text>
      </p>
      <p className={styles.ways}>
        {mayLink(article) && (
          <span>
            <KeyCap keys="Enter" /> {t("knowledge.beside.link")}
          </span>
        )}
        <span>
          <KeyCap keys={mayLink(article) ? "shift+Enter" : "Enter"} /> {t("knowledge.beside.text")}
        </span>
      </p>
    </div>
  );
}

const roomPx = 300;
const widthPx = 600;

/** Above the slash where there is room, as the composer lies at the bottom; never out of the window. */
export function placeOf({ left, top, bottom }: Slash, mostPx = widthPx): CSSProperties {
  const width = Math.min(mostPx, innerWidth - 16);
  const x = Math.max(8, Math.min(left, innerWidth - width - 8));
  return top > roomPx
    ? { left: x, bottom: innerHeight - top + 4, width }
    : { left: x, top: bottom + 4, width };
}
