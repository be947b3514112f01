import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import {
  type ArticleLine,
  getTranslation,
  listArticles,
  putTranslation,
} from "../../../contract/knowledge.ts";
import type { Locale } from "../../../contract/languages.ts";
import { call } from "../../app/call.ts";
import { localeNames } from "../../texts/locales.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Problem } from "../../ui/Problem.tsx";
import { SearchField } from "../../ui/SearchField.tsx";
import { Text } from "../../ui/Text.tsx";
import { toast } from "../../ui/toasts.ts";
import { articleMoved } from "../changes.ts";
import styles from "./AnswersDialog.module.css";

type Props = { words: string; locale: Locale; brand: string | undefined; onClose: () => void };

/** Which article answers what was asked: the words lead to it from then on, in the language they were written in. */
export function AnswersDialog({ words, locale, brand, onClose }: Props) {
  const { t } = useTexts();
  const cache = useQueryClient();
  const [text, setText] = useState(words);
  const asked = useDeferredValue(text.trim());
  const found = useQuery({
    queryKey: ["find", "articles", asked, brand ?? ""],
    queryFn: ({ signal }) => call(listArticles, { query: { text: asked, brand, limit: 10 } }, { signal }),
    enabled: asked.length > 1,
    placeholderData: keepPreviousData,
  });
  const adding = useMutation({
    mutationFn: async (article: ArticleLine) => {
      const at = article.translations.some((each) => each.locale === locale) ? locale : article.sourceLocale;
      const params = { id: article.id, locale: at };
      const { title, draft, triggers } = await call(getTranslation, { params });
      if (triggers.includes(words)) return;
      await call(putTranslation, {
        params,
        body: { title, draft, triggers: [...triggers, words.slice(0, 200)] },
      });
    },
    onSuccess: async (_nothing, article) => {
      toast({ kind: "good", text: t("knowledge.trigger.added", { title: article.title }) });
      onClose();
      await Promise.all([
        articleMoved(cache, article.id),
        cache.invalidateQueries({ queryKey: ["article-reports"] }),
      ]);
    },
  });
  return (
    <Dialog title={t("knowledge.unfound.exists")} isOpen onOpenChange={onClose}>
      <div className={styles.body}>
        <p>{t("knowledge.unfound.exists.words", { words })}</p>
        <SearchField
          autoFocus
          label={t("knowledge.search")}
          busy={found.isFetching}
          value={text}
          onChange={setText}
        />
        <ul className={styles.list} aria-label={t("app.find.results")}>
          {(found.data?.items ?? []).map((article) => (
            <li key={article.id} className={styles.row}>
              <span className={styles.name}>
                <Text clip language={article.locale}>
                  {article.title}
                </Text>
                <span className={styles.about}>
                  {article.number} · {article.translations.map((each) => localeNames[each.locale]).join(", ")}
                </span>
              </span>
              <Button
                size="s"
                busy={adding.isPending && adding.variables?.id === article.id}
                onPress={() => adding.mutate(article)}
              >
                {t("knowledge.unfound.this")}
              </Button>
            </li>
          ))}
        </ul>
        {found.data?.items.length === 0 && <p className={styles.about}>{t("ui.noMatches")}</p>}
        {adding.error && <Problem of={adding.error} />}
      </div>
    </Dialog>
  );
}
