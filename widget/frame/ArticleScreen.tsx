import { useEffect, useState } from "preact/hooks";
import type { getChatArticle, postArticleAccepted } from "../../contract/chat.ts";
import type { ReplyOf } from "../../contract/route.ts";
import { call, Refused, Unreached } from "./call.ts";
import { useRoom } from "./context.ts";
import { directionOf } from "./direction.ts";
import { Bar } from "./Head.tsx";
import { Icon } from "./Icon.tsx";
import { safeHtml } from "./safe-html.tsx";
import { openChat, type View } from "./state.ts";
import { localeNames, t } from "./texts.ts";

type Article = ReplyOf<typeof getChatArticle>;

/** An article to be read beside the chat, and whether it was the answer. */
export function ArticleScreen({ number, offer, url, from }: Extract<View, { name: "article" }>) {
  const { room, state } = useRoom();
  const [article, setArticle] = useState<Article | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [helped, setHelped] = useState(false);

  async function fetchIt() {
    setProblem(null);
    const query = new URLSearchParams({ locale: state.locale, ...(offer && { offer }) });
    try {
      const found = await call<typeof getChatArticle>("GET", `/chat/articles/${number}?${query}`);
      setArticle(found);
      room.event("article", { id: found.id, title: found.title });
    } catch (error) {
      if (!(error instanceof Refused || error instanceof Unreached)) throw error;
      setProblem(error instanceof Refused ? error.message : t("widget.trouble.words"));
    }
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: anew for another article or language alone
  useEffect(() => void fetchIt(), [number, state.locale]);

  async function accept() {
    // From one article to the next, it is what was asked at the beginning.
    let asked = from;
    while (asked.name === "article") asked = asked.from;
    const conversation = asked.name === "chat" ? (asked.id ?? undefined) : undefined;
    setHelped(true);
    await call<typeof postArticleAccepted>("POST", `/chat/articles/${number}/acceptances`, {
      offer: offer ?? undefined,
      conversation,
    }).catch((error) => {
      setHelped(false);
      if (!(error instanceof Refused || error instanceof Unreached)) throw error;
      setProblem(error instanceof Refused ? error.message : t("widget.trouble.words"));
    });
  }

  return (
    <main class="screen">
      <Bar onBack={() => room.go(from)}>
        <span class="cut">{article?.title}</span>
      </Bar>
      <section class="page" {...scrolls} data-first aria-label={article?.title ?? t("widget.loading")}>
        {article && (
          <article lang={article.locale} dir={directionOf(article.locale)}>
            {article.locale !== state.locale && (
              <p class="tag">{t("widget.article.in", { language: localeNames[article.locale]! })}</p>
            )}
            <h1>{article.title}</h1>
            <div class="prose">{safeHtml(article.html)}</div>
          </article>
        )}
        {!article && !problem && <Bones />}
        {problem && (
          <p class="problem" role="alert">
            {problem}{" "}
            {!article && (
              <button type="button" class="link" onClick={fetchIt}>
                {t("widget.again")}
              </button>
            )}{" "}
            {!article && url && (
              <a href={url} target="_blank" rel="noopener" data-out>
                {t("widget.article.whole")}
              </a>
            )}
          </p>
        )}
        {article && (
          <div class="helped" role="status">
            {helped ? (
              <p>{t("widget.article.thanks")}</p>
            ) : (
              <>
                <b>{t("widget.article.helped")}</b>
                <div class="row">
                  <button type="button" class="button quiet" onClick={accept}>
                    {t("widget.article.yes")}
                  </button>
                  <button
                    type="button"
                    class="button quiet"
                    onClick={() => room.go({ name: "chat", id: openChat(state)?.conversation ?? null })}
                  >
                    {t("widget.article.ask")}
                  </button>
                </div>
              </>
            )}
            {article.url && (
              <a href={article.url} target="_blank" rel="noopener" data-out>
                {t("widget.article.whole")} <Icon name="next" />
              </a>
            )}
          </div>
        )}
      </section>
    </main>
  );
}

/** What scrolls must be reachable by keyboard. */
const scrolls = { tabIndex: 0 };

const Bones = () => (
  <div class="bones" aria-hidden="true">
    <span class="bone wide" />
    <span class="bone" />
    <span class="bone" />
  </div>
);
