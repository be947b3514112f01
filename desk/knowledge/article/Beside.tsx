import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CircleCheck, History } from "lucide-react";
import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { type Article, putTranslation, type Translation } from "../../../contract/knowledge.ts";
import { call } from "../../app/call.ts";
import { useScreenWidth } from "../../app/screen-width.ts";
import { directionOfLocale, localeNames } from "../../texts/locales.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Problem } from "../../ui/Problem.tsx";
import { Text } from "../../ui/Text.tsx";
import { toast } from "../../ui/toasts.ts";
import { ArticleText } from "../ArticleText.tsx";
import { articleMoved } from "../changes.ts";
import { translationQuery } from "../queries.ts";
import { aligned, blocksIn } from "./alignment.ts";
import styles from "./Beside.module.css";
import { htmlBlocks } from "./block-changes.ts";
import type { Writing } from "./writing.ts";

type Props = {
  article: Article;
  translation: Translation;
  source: NonNullable<Translation["source"]>;
  writing: Writing;
  children: ReactNode;
};

/** The source beside its translation: the block that is being written in shows the one it stands for. */
export function Beside({ article, translation, source, writing, children }: Props) {
  const { t } = useTexts();
  const width = useScreenWidth();
  const blocks = useMemo(
    () =>
      source.changes.length > 0
        ? source.changes
        : htmlBlocks(source.html).map((html) => ({ kind: "same" as const, html })),
    [source],
  );
  const changed = blocks.filter(({ kind }) => kind !== "same").length;
  const { at, place, paper } = useCounterpart(blocks, writing);

  return (
    <div className={styles.beside} data-stacked={width === "phone" || undefined}>
      <section className={styles.source} aria-label={t("knowledge.source")}>
        <header className={styles.head}>
          <b>{t("knowledge.source.of", { language: localeNames[source.locale] })}</b>
          {translation.isBehind ? (
            <UpToDate
              article={article}
              translation={translation}
              source={source}
              writing={writing}
              changed={changed}
            />
          ) : (
            <span className={styles.good}>
              <Icon of={CircleCheck} size={14} /> {t("knowledge.source.current")}
            </span>
          )}
        </header>
        <div ref={place} className={styles.blocks}>
          <p className={styles.title} dir={directionOfLocale(source.locale)}>
            {source.titleBefore && source.titleBefore !== source.title && (
              <del>
                <Text language={source.locale}>{source.titleBefore}</Text>
              </del>
            )}
            <Text language={source.locale}>{source.title}</Text>
          </p>
          {source.summary && (
            <p className={styles.summary}>
              <Text language={source.locale}>{source.summary}</Text>
            </p>
          )}
          {blocks.map(({ kind, html }, index) => (
            <div
              // biome-ignore lint/suspicious/noArrayIndexKey: blocks have no name but their place
              key={index}
              className={styles.block}
              data-kind={kind}
              data-at={at === index || undefined}
            >
              {kind !== "same" && <span className={styles.kind}>{t(`knowledge.block.was.${kind}`)}</span>}
              <ArticleText html={html} locale={source.locale} small />
            </div>
          ))}
        </div>
      </section>
      <div ref={paper} className={styles.paper}>
        {children}
      </div>
    </div>
  );
}

/** Which block of the source the pen is at, brought to where the pen is. */
function useCounterpart(blocks: readonly { kind: string; html: string }[], writing: Writing) {
  const place = useRef<HTMLDivElement>(null);
  const paper = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState<number | null>(null);
  const { editor } = writing;
  const shown = useMemo(
    () => blocks.flatMap(({ kind }, index) => (kind === "removed" ? [] : [index])),
    [blocks],
  );
  const sourceBlocks = useMemo(
    () => blocksIn(shown.map((index) => blocks[index]!.html).join("")),
    [blocks, shown],
  );

  useEffect(() => {
    const follow = () => {
      const words = paper.current?.querySelector("[contenteditable='true']");
      const selected = document.getSelection()?.focusNode;
      if (!words || !selected || !words.contains(selected) || !editor.current) return;
      const here = [...words.children].findIndex((child) => child.contains(selected));
      if (here < 0) return;
      const pairs = aligned(sourceBlocks, blocksIn(editor.current.html()));
      const pair = pairs[here] ?? null;
      setAt(pair === null ? null : shown[pair]!);
    };
    document.addEventListener("selectionchange", follow);
    return () => document.removeEventListener("selectionchange", follow);
  }, [sourceBlocks, shown, editor]);

  useEffect(() => {
    if (at === null) return;
    const selected = document.getSelection()?.focusNode;
    const pen = (selected instanceof Element ? selected : selected?.parentElement)?.getBoundingClientRect();
    const block = place.current?.querySelector<HTMLElement>("[data-at]");
    if (!pen || !block || !place.current) return;
    place.current.scrollBy({ top: block.getBoundingClientRect().top - pen.top });
  }, [at]);
  return { at, place, paper };
}

type UpToDateProps = Omit<Props, "children"> & { changed: number };

/** Says that the translation says what the source says now. */
function UpToDate({ article, translation, source, writing, changed }: UpToDateProps) {
  const { t } = useTexts();
  const cache = useQueryClient();
  const saying = useMutation({
    mutationFn: async () => {
      await writing.flush();
      const { articleId: id, locale } = translation;
      return call(putTranslation, {
        params: { id, locale },
        body: { title: writing.fields.title, draft: writing.draft(), follows: source.version! },
      });
    },
    onSuccess: (kept) => {
      cache.setQueryData(translationQuery(article.id, translation.locale).queryKey, kept);
      writing.take(kept);
      toast({ kind: "good", text: t("knowledge.translation.upToDate.done") });
      return articleMoved(cache, article.id);
    },
  });
  return (
    <>
      <span className={styles.due}>
        <Icon of={History} size={14} /> {t("knowledge.source.changed", { count: changed })}
      </span>
      {source.version !== null && (
        <Button size="s" busy={saying.isPending} onPress={() => saying.mutate()}>
          {t("knowledge.translation.upToDate")}
        </Button>
      )}
      {saying.error && <Problem of={saying.error} />}
    </>
  );
}
