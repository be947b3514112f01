import { Bookmark, RotateCcw, Save } from "lucide-react";
import { useState } from "react";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { NextBest } from "../work/NextBest.tsx";
import { ActiveFilters } from "./ActiveFilters.tsx";
import { ConversationSearch } from "./ConversationSearch.tsx";
import { FilterButton } from "./FilterButton.tsx";
import { asked, isNarrowed } from "./filters.ts";
import styles from "./ListHead.module.css";
import { ListOptions } from "./ListOptions.tsx";
import { SaveViewDialog } from "./SaveViewDialog.tsx";
import { SearchSaid } from "./SearchSaid.tsx";
import { type OpenList, useViewChanges } from "./saved-views.ts";
import { ViewTabs } from "./ViewTabs.tsx";

/** Which conversations the list shows: the view, the words, the filters. */
export function ListHead({ open, onSelecting }: { open: OpenList; onSelecting: () => void }) {
  const { filters, change } = open;
  return (
    <header className={styles.head}>
      <ViewTabs open={open} />
      <div className={styles.row}>
        <ConversationSearch
          text={filters.text ?? ""}
          onSearch={(text) => change({ text: text || undefined })}
        />
        <FilterButton filters={filters} onChange={change} />
        <ListOptions open={open} onSelecting={onSelecting} />
      </div>
      <NextBest />
      <SearchSaid view={open.view} filters={filters} />
      <ActiveFilters filters={filters} onChange={change} />
      <Keeping open={open} />
    </header>
  );
}

/** What can be done with filters that nobody has saved. */
function Keeping({ open }: { open: OpenList }) {
  const { t } = useTexts();
  const { change } = useViewChanges();
  const [isSaving, setSaving] = useState(false);
  const { saved, isChanged, filters } = open;
  if (!isChanged && (saved || !isNarrowed(filters))) return null;
  const { sort = null, ...kept } = asked(filters);
  return (
    <div className={styles.keeping}>
      {saved?.mayChange && isChanged && (
        <Button
          size="s"
          kind="quiet"
          icon={Save}
          busy={change.isPending}
          onPress={() =>
            change.mutate(
              { id: saved.id, body: { filters: kept as Record<string, string>, sort } },
              { onSuccess: () => open.forget() },
            )
          }
        >
          {t("views.update")}
        </Button>
      )}
      <Button size="s" kind="quiet" icon={Bookmark} onPress={() => setSaving(true)}>
        {t("views.save")}
      </Button>
      {saved && isChanged && (
        <Button size="s" kind="quiet" icon={RotateCcw} onPress={() => open.forget()}>
          {t("views.forget")}
        </Button>
      )}
      {isSaving && <SaveViewDialog list={open} onClose={() => setSaving(false)} />}
    </div>
  );
}
