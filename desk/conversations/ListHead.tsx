import { useNavigate, useSearch } from "@tanstack/react-router";
import type { View } from "../../contract/conversations.ts";
import { NextBest } from "../work/NextBest.tsx";
import { ActiveFilters } from "./ActiveFilters.tsx";
import { ConversationSearch } from "./ConversationSearch.tsx";
import { FilterButton } from "./FilterButton.tsx";
import type { Filters } from "./filters.ts";
import styles from "./ListHead.module.css";
import { ListOptions } from "./ListOptions.tsx";
import { SearchSaid } from "./SearchSaid.tsx";
import { ViewTabs } from "./ViewTabs.tsx";

/** Which conversations the list shows: the view, the words, the filters. */
export function ListHead({ view }: { view: View }) {
  const filters = useSearch({ from: "/desk/inbox/$view" });
  const navigate = useNavigate();
  const change = (changes: Partial<Filters>) =>
    navigate({ to: ".", search: { ...filters, ...changes }, replace: true });

  return (
    <header className={styles.head}>
      <ViewTabs view={view} />
      <div className={styles.row}>
        <ConversationSearch
          text={filters.text ?? ""}
          onSearch={(text) => change({ text: text || undefined })}
        />
        <FilterButton filters={filters} onChange={change} />
        <ListOptions filters={filters} onChange={change} />
      </div>
      <NextBest />
      <SearchSaid view={view} filters={filters} />
      <ActiveFilters filters={filters} onChange={change} />
    </header>
  );
}
