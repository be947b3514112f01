import type { ChatArticle } from "../../contract/chat.ts";
import { useRoom } from "./context.ts";
import { directionOf } from "./direction.ts";
import { Icon } from "./Icon.tsx";
import { localeNames, t } from "./texts.ts";

export function ArticleLine({ article, offer }: { article: ChatArticle; offer: string | null }) {
  const { room, state } = useRoom();
  const isForeign = article.locale !== state.locale;
  return (
    <button
      type="button"
      class="line"
      onClick={() => room.go({ name: "article", number: article.number, offer, from: state.view })}
    >
      <Icon name="book" />
      <span class="grow" lang={article.locale} dir={directionOf(article.locale)}>
        <span class="title">{article.title}</span>
        {(article.summary || article.excerpt) && (
          <span class="quiet two">{article.summary || article.excerpt}</span>
        )}
      </span>
      {isForeign && (
        <span class="tag">{t("widget.article.in", { language: localeNames[article.locale]! })}</span>
      )}
    </button>
  );
}
