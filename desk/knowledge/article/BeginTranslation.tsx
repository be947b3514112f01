import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Copy, FilePlus, Languages } from "lucide-react";
import { putTranslation } from "../../../contract/knowledge.ts";
import { call } from "../../app/call.ts";
import { localeNames } from "../../texts/locales.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Problem } from "../../ui/Problem.tsx";
import type { Shown } from "../ArticleScreen.tsx";
import { articleMoved } from "../changes.ts";
import { translationQuery } from "../queries.ts";
import styles from "./BeginTranslation.module.css";

/** A language that the article does not stand in yet: begun from the source's text, to be written over, or empty. */
export function BeginTranslation({ article, locale, go, mayWrite }: Shown & { mayWrite: boolean }) {
  const { t } = useTexts();
  const cache = useQueryClient();
  const source = useQuery({ ...translationQuery(article.id, article.sourceLocale), enabled: mayWrite });
  const beginning = useMutation({
    mutationFn: (from: "source" | "nothing") => {
      const { title, summary = "", html = "" } = source.data!;
      const words = from === "source" ? { title, summary, html } : { title, summary: "", html: "" };
      return call(putTranslation, {
        params: { id: article.id, locale },
        body: { ...words, draft: null },
      });
    },
    onSuccess: async (translation) => {
      cache.setQueryData(translationQuery(article.id, locale).queryKey, translation);
      await articleMoved(cache, article.id);
      go({ view: "beside" });
    },
  });
  const language = localeNames[locale];
  return (
    <div className={styles.place}>
      <EmptyState
        icon={Languages}
        title={t("knowledge.translation.none", { language })}
        actions={
          mayWrite && (
            <>
              <Button
                kind="primary"
                icon={Copy}
                isDisabled={!source.data}
                busy={beginning.isPending}
                onPress={() => beginning.mutate("source")}
              >
                {t("knowledge.translation.fromSource", { language: localeNames[article.sourceLocale] })}
              </Button>
              <Button icon={FilePlus} isDisabled={!source.data} onPress={() => beginning.mutate("nothing")}>
                {t("knowledge.translation.empty")}
              </Button>
            </>
          )
        }
      >
        {mayWrite && t("knowledge.translation.none.words")}
      </EmptyState>
      {beginning.error && <Problem of={beginning.error} />}
    </div>
  );
}
