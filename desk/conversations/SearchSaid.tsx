import { useInfiniteQuery } from "@tanstack/react-query";
import type { View } from "../../contract/conversations.ts";
import { useTexts } from "../texts/Texts.tsx";
import type { Filters } from "./filters.ts";
import { listQuery } from "./queries.ts";
import styles from "./SearchSaid.module.css";

type Props = { view: View; filters: Filters };

/** Says where a search was understood otherwise than it was written. */
export function SearchSaid({ view, filters }: Props) {
  const { t } = useTexts();
  const { data } = useInfiniteQuery({ ...listQuery(view, filters), enabled: Boolean(filters.text) });
  const query = filters.text ? data?.pages[0]?.query : null;
  if (!query) return null;
  const passed = query.operators.filter(({ isUnderstood }) => !isUnderstood);
  return (
    <div role="status" className={styles.said}>
      {query.corrected && <p>{t("search.corrected", { words: query.corrected })}</p>}
      {passed.map(({ operator, value }) => (
        <p key={operator + value}>{t("search.passedOver", { said: `${operator}:${value}` })}</p>
      ))}
    </div>
  );
}
