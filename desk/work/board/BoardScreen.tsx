import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { usePageTitle } from "../../app/page-title.ts";
import { Loaded } from "../../settings/Loaded.tsx";
import { useTexts } from "../../texts/Texts.tsx";
import { boardQuery } from "../queries.ts";
import { BoardFilters } from "./BoardFilters.tsx";
import styles from "./BoardScreen.module.css";
import { isHere } from "./filters.ts";
import { Work } from "./Work.tsx";

/** Who is here, with what and how full, and what waits. A lead moves work from here. */
export function BoardScreen() {
  const { t } = useTexts();
  const board = useQuery(boardQuery);
  const filters = useSearch({ from: "/desk/board" });
  usePageTitle(t("app.board"));
  return (
    <div className={styles.screen}>
      <header className={styles.head}>
        <div>
          <h1 className={styles.title}>{t("board.title")}</h1>
          <p className={styles.counts}>
            {board.data
              ? t("board.counts", {
                  here: board.data.agents.filter(isHere).length,
                  count: board.data.agents.length,
                })
              : "\u00a0"}
          </p>
        </div>
        <BoardFilters filters={filters} />
      </header>
      <Loaded of={board}>{(data) => <Work board={data} filters={filters} />}</Loaded>
    </div>
  );
}
