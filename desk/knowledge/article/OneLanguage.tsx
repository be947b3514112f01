import { lazy, Suspense, useEffect } from "react";
import type { Translation } from "../../../contract/knowledge.ts";
import { useUnsaved } from "../../app/Unsaved.tsx";
import { directionOfLocale } from "../../texts/locales.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Problem } from "../../ui/Problem.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import type { Shown } from "../ArticleScreen.tsx";
import { Beside } from "./Beside.tsx";
import { whileOpen } from "./flushing.ts";
import styles from "./OneLanguage.module.css";
import { Saved } from "./Saved.tsx";
import { TwoTexts } from "./TwoTexts.tsx";
import { useWriting, type Writing } from "./writing.ts";

const ArticleEditor = lazy(() =>
  import("../editor/ArticleEditor.tsx").then((file) => ({ default: file.ArticleEditor })),
);

/** One language being written, alone or beside its source. */
export function OneLanguage({ translation, ...shown }: Shown & { translation: Translation }) {
  const { article, locale, view } = shown;
  const writing = useWriting(translation);
  const { told, flush } = writing;
  // What only has to wait a moment is saved on the way out; what cannot be saved is asked about.
  const isUnsaved =
    told.state === "failed" ||
    told.state === "refused" ||
    told.state === "conflict" ||
    told.state === "untitled";
  useUnsaved(isUnsaved, `/knowledge/${article.id}`);
  useEffect(() => whileOpen(() => flush()), [flush]);

  const paper = (
    <div className={styles.paper}>
      <Head writing={writing} locale={locale} />
      <Suspense fallback={<Waiting />}>
        <ArticleEditor
          ref={writing.editor}
          article={article}
          locale={locale}
          html={writing.start}
          onChange={writing.touched}
        />
      </Suspense>
    </div>
  );
  return (
    <>
      <TwoTexts writing={writing} locale={locale} />
      {told.state === "refused" && <Problem of={told.thrown} onRetry={() => writing.set({})} />}
      {view === "beside" && translation.source ? (
        <Beside article={article} translation={translation} source={translation.source} writing={writing}>
          {paper}
        </Beside>
      ) : (
        paper
      )}
    </>
  );
}

const Waiting = () => (
  <div className={styles.waiting}>
    <Skeleton lines={8} />
  </div>
);

function Head({ writing, locale }: { writing: Writing; locale: Translation["locale"] }) {
  const { t } = useTexts();
  const { fields, set, told } = writing;
  const dir = directionOfLocale(locale);
  return (
    <div className={styles.head}>
      <div className={styles.line}>
        <input
          className={styles.title}
          aria-label={t("knowledge.title")}
          placeholder={t("knowledge.title")}
          lang={locale}
          dir={dir}
          maxLength={200}
          value={fields.title}
          onChange={(event) => set({ title: event.target.value })}
        />
        <Saved told={told} />
      </div>
      <textarea
        className={styles.summary}
        aria-label={t("knowledge.summary")}
        placeholder={t("knowledge.summary.hint")}
        lang={locale}
        dir={dir}
        rows={1}
        maxLength={500}
        value={fields.summary}
        onChange={(event) => set({ summary: event.target.value })}
      />
    </div>
  );
}
