import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ArticleLine, ArticleSection } from "../../../contract/knowledge.ts";
import { useMe } from "../../app/me.ts";
import { Loaded } from "../../settings/Loaded.tsx";
import { useTexts } from "../../texts/Texts.tsx";
import { Text } from "../../ui/Text.tsx";
import { useArticleOrder } from "../arranging.ts";
import { articlesInOrderQuery } from "../queries.ts";
import { useKeptFocus } from "./kept-focus.ts";
import { MovableRow } from "./MovableRow.tsx";
import { moved } from "./moved.ts";
import styles from "./OrderScreen.module.css";

type Props = { section: ArticleSection; mayMove: boolean; onSaid: (words: string) => void };

/** The articles of one section. */
export function ArticlesInOrder(props: Props) {
  const articles = useQuery(articlesInOrderQuery(props.section.id));
  return <Loaded of={articles}>{(known) => <Articles {...props} known={known} />}</Loaded>;
}

function Articles({ section, mayMove, onSaid, known }: Props & { known: readonly ArticleLine[] }) {
  const { t } = useTexts();
  const { brands } = useMe().agent;
  const keep = useArticleOrder(section.id);
  const hold = useKeptFocus(known.map(({ id }) => id).join(" "));
  // What is of all brands is put in order by those who serve all of them.
  const mayMoveAll = mayMove && (brands === null || known.every(({ brand }) => brand));
  return (
    <ol className={styles.articles}>
      {known.map((article, place) => (
        <li key={article.id}>
          <MovableRow
            name={article.title}
            level="article"
            about={article.state === "published" ? undefined : t(`knowledge.state.${article.state}`)}
            isFirst={place === 0}
            isLast={place === known.length - 1}
            mayMove={mayMoveAll}
            onMove={(step) => {
              const next = moved(known, article.id, step);
              if (!next) return;
              hold();
              keep(next);
              onSaid(
                t("knowledge.order.moved", {
                  name: article.title,
                  place: place + step + 1,
                  count: known.length,
                }),
              );
            }}
          >
            <Link to="/knowledge/$articleId" params={{ articleId: article.id }} className={styles.link}>
              <Text clip language={article.locale}>
                {article.title}
              </Text>
            </Link>
          </MovableRow>
        </li>
      ))}
    </ol>
  );
}
