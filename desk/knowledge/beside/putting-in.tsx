import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type FoundArticle, postArticleUse } from "../../../contract/knowledge.ts";
import { call } from "../../app/call.ts";
import { useMay } from "../../app/me.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { ConfirmDialog } from "../../ui/ConfirmDialog.tsx";
import { toast } from "../../ui/toasts.ts";
import { wordsToPutIn } from "./put-in.ts";
import { usesQuery } from "./queries.ts";

export type How = "link" | "text";
export type PutIn = ReturnType<typeof usePutIn<undefined>>;

/** Puts an article into the answer and notes that it was; what is for agents only is asked about first. */
export function usePutIn<Place = undefined>(
  conversation: string,
  insert: ((html: string, place?: Place) => void) | null,
) {
  const { t } = useTexts();
  const cache = useQueryClient();
  const mayReply = useMay("conversations.reply");
  const [asked, setAsked] = useState<{ article: FoundArticle; place?: Place } | null>(null);
  const noting = useMutation({
    mutationFn: ({ article, how }: { article: FoundArticle; how: How }) =>
      call(postArticleUse, {
        params: { id: conversation },
        body: { article: article.id, locale: article.locale, how },
      }),
    onSuccess: (use) => {
      for (const queryKey of [
        usesQuery(conversation).queryKey,
        ["article-matters", use.article.id],
        ["article-figures", use.article.id],
      ])
        cache.invalidateQueries({ queryKey });
    },
    // The words are in the answer: only the count of uses is short of one.
    onError: () => toast({ kind: "failed", text: t("knowledge.beside.notNoted") }),
  });

  function put(article: FoundArticle, how: How, place?: Place) {
    insert?.(wordsToPutIn(article, how), place);
    noting.mutate({ article, how });
  }
  return {
    may: insert !== null && mayReply,
    act: (article: FoundArticle, how: How, place?: Place) => {
      if (how === "text" && article.isForAgents) setAsked({ article, place });
      else put(article, how, place);
    },
    dialog: asked && (
      <ConfirmDialog
        title={t("knowledge.beside.forAgents")}
        words={t("knowledge.beside.forAgents.words", { title: asked.article.title })}
        action={t("knowledge.beside.text")}
        doing={{
          isPending: false,
          error: null,
          mutate: () => {
            setAsked(null);
            put(asked.article, "text", asked.place);
          },
        }}
        onClose={() => setAsked(null)}
      />
    ),
  };
}
