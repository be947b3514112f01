import { useState } from "preact/hooks";
import { ArticleLine } from "./ArticleLine.tsx";
import { useArticles } from "./articles.ts";
import { useRoom } from "./context.ts";
import { Icon } from "./Icon.tsx";
import { t } from "./texts.ts";

/** Answers without asking, found as one types. */
export function Search() {
  const { room } = useRoom();
  const [text, setText] = useState("");
  const found = useArticles(text, { isOffer: false, limit: 5, pauseMs: 250 });
  return (
    <search class="card list">
      <label class="field">
        <span class="hidden">{t("widget.search.label")}</span>
        <Icon name="search" />
        <input
          type="search"
          dir="auto"
          enterkeyhint="search"
          placeholder={t("widget.search.label")}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </label>
      <div role="status" class="hidden">
        {found ? t("widget.search.found", { count: found.items.length }) : ""}
      </div>
      {found && found.items.length > 0 && (
        <ul>
          {found.items.map((article) => (
            <li key={article.id}>
              <ArticleLine article={article} offer={found.offer} />
            </li>
          ))}
        </ul>
      )}
      {found && found.items.length === 0 && (
        <p class="quiet none">
          {t("widget.search.none")}{" "}
          <button
            type="button"
            class="link"
            onClick={() => {
              room.keep.set("draft", text);
              room.go({ name: "chat", id: null });
            }}
          >
            {t("widget.search.askUs")}
          </button>
        </p>
      )}
    </search>
  );
}
