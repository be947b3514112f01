import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { getTranslation, putTranslation, type Translation } from "../../../contract/knowledge.ts";
import { call, isProblem, ProblemError } from "../../app/call.ts";
import type { ArticleEditorHandle } from "../editor/ArticleEditor.tsx";
import { translationQuery } from "../queries.ts";
import { articleSaver, type SaveState, type Written } from "./saver.ts";

/** A text that was set aside where two wrote at once: nothing of it is lost until somebody says so. */
export interface Aside {
  whose: "theirs" | "mine";
  name: string;
  text: Omit<Written, "slug" | "triggers">;
}

export type Told = { state: SaveState; thrown?: unknown; at: string };

/** What is being written in one language of an article: its words, how they are kept, and what to do when two write. */
export function useWriting(first: Translation) {
  const cache = useQueryClient();
  const { articleId: id, locale } = first;
  const { queryKey } = translationQuery(id, locale);
  const editor = useRef<ArticleEditorHandle>(null);
  const [fields, setFields] = useState(() => fieldsOf(first));
  const latest = useRef(fields);
  const [told, setTold] = useState<Told>({ state: "saved", at: first.changedAt });
  const [aside, setAside] = useState<Aside | null>(null);
  const [start, setStart] = useState(first.html);

  const onConflict = useEffectEvent(async () => {
    const theirs = await call(getTranslation, { params: { id, locale } });
    cache.setQueryData(queryKey, theirs);
    if (same(theirs, textNow())) return take(theirs);
    setAside({ whose: "theirs", name: theirs.changedBy.name, text: theirs });
  });

  const [saver] = useState(() =>
    articleSaver(first.draft, {
      read: () => ({ ...latest.current, html: editor.current?.html() ?? first.html }),
      save: async ({ slug, ...written }, draft, options) => {
        const body = { ...written, ...(slug.trim() && { slug }), draft };
        const kept = await call(putTranslation, { params: { id, locale }, body }, options);
        await cache.cancelQueries({ queryKey });
        cache.setQueryData(queryKey, kept);
        editor.current?.takeIds(kept.html);
        for (const key of ["articles", "article"]) cache.invalidateQueries({ queryKey: [key] });
        return kept.draft;
      },
      kindOf: (thrown) =>
        isProblem(thrown, "article_changed")
          ? "conflict"
          : thrown instanceof ProblemError
            ? "refused"
            : "failed",
      onState: (state, thrown) => {
        setTold({ state, thrown, at: new Date().toISOString() });
        if (state === "conflict") void conflicted();
      },
    }),
  );
  const conflicted = () => onConflict();

  useEffect(() => {
    const away = () => void saver.flush({ keepalive: true });
    const back = () => void saver.flush();
    addEventListener("pagehide", away);
    addEventListener("online", back);
    return () => {
      removeEventListener("online", back);
      removeEventListener("pagehide", away);
      away();
      saver.stop();
    };
  }, [saver]);

  function textNow() {
    return { ...latest.current, html: editor.current?.html() ?? start };
  }

  function set(changes: Partial<typeof fields>) {
    latest.current = { ...latest.current, ...changes };
    setFields(latest.current);
    saver.touch();
  }

  /** Puts what somebody else saved in the place of what is here. */
  function take(theirs: Translation) {
    latest.current = fieldsOf(theirs);
    setFields(latest.current);
    setStart(theirs.html);
    editor.current?.set(theirs.html);
    saver.goOn(theirs.draft, { own: false });
  }

  // Somebody else has saved while nothing was written here: theirs is what there is.
  const onSaved = useEffectEvent((now: Translation) => {
    if (now.draft > saver.draft() && !saver.isBehind() && told.state !== "saving") take(now);
  });
  useEffect(
    () =>
      cache.getQueryCache().subscribe(({ type, query }) => {
        if (type === "updated" && query.queryHash === JSON.stringify(queryKey) && query.state.data)
          onSaved(query.state.data as Translation);
      }),
    [cache, queryKey],
  );

  return {
    editor,
    fields,
    start,
    told,
    aside,
    set,
    touched: saver.touch,
    flush: saver.flush,
    draft: saver.draft,
    isBehind: saver.isBehind,
    /** Saves one's own text; what was there stays beside it. */
    keepMine() {
      const theirs = cache.getQueryData(queryKey);
      if (theirs) saver.goOn(theirs.draft, { own: true });
    },
    /** Takes the text that stands aside; the one that was here is put aside in its place. */
    swap() {
      if (!aside) return;
      const here = textNow();
      const there = aside.text;
      setAside({ whose: aside.whose === "theirs" ? "mine" : "theirs", name: aside.name, text: here });
      latest.current = { ...latest.current, title: there.title, summary: there.summary };
      setFields(latest.current);
      editor.current?.set(there.html);
      const theirs = cache.getQueryData(queryKey);
      saver.goOn(theirs?.draft ?? saver.draft(), { own: !theirs || !same(theirs, textNow()) });
    },
    forgetAside: () => setAside(null),
    take,
  };
}

export type Writing = ReturnType<typeof useWriting>;

const fieldsOf = ({ title, summary, slug, triggers }: Translation) => ({ title, summary, slug, triggers });

const same = (a: Omit<Written, "slug" | "triggers">, b: Omit<Written, "slug" | "triggers">) =>
  a.title === b.title && a.summary === b.summary && a.html === b.html;
