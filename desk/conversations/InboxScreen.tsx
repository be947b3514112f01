import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useCallback, useEffect, useRef, useState } from "react";
import { ListBeside } from "../app/ListBeside.tsx";
import { usePageTitle } from "../app/page-title.ts";
import { useTexts } from "../texts/Texts.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { BulkActsDialog } from "./bulk/BulkActsDialog.tsx";
import { BulkBar } from "./bulk/BulkBar.tsx";
import { BulkStatus } from "./bulk/BulkStatus.tsx";
import { ConversationList } from "./ConversationList.tsx";
import { isNarrowed } from "./filters.ts";
import styles from "./InboxScreen.module.css";
import { ListHead } from "./ListHead.tsx";
import { countsQuery } from "./queries.ts";
import { type OpenList, savedCountsQuery, useLook, useOpenList } from "./saved-views.ts";
import { useSelection } from "./selection.ts";
import { rememberView } from "./views.ts";

/** What is waiting, and the matter beside it. On a phone one or the other. */
export function InboxScreen() {
  const { t } = useTexts();
  const { conversationId } = useParams({ strict: false });
  const open = useOpenList();
  const layout = useLook(open.key)?.layout ?? "rows";
  const order = useRef<readonly string[]>([]);
  const selection = useSelection(
    JSON.stringify([open.view, open.filters]),
    useCallback(() => order.current, []),
  );
  const { total, isMore } = useTotal(open);
  const [isShowingActs, showActs] = useState(false);

  usePageTitle(conversationId ? null : (open.saved?.name ?? t(`inbox.view.${open.view}`)));
  useEffect(() => {
    if (!open.isMissing) rememberView(open.key);
  }, [open.key, open.isMissing]);

  const list = (
    <section className={styles.list} aria-label={t("inbox.list")}>
      <ListHead open={open} onSelecting={selection.begin} />
      {open.isMissing ? (
        <EmptyState title={t("views.missing")}>{t("views.missing.words")}</EmptyState>
      ) : open.isPending ? (
        <Skeleton lines={5} />
      ) : (
        <ConversationList
          open={open}
          selection={selection}
          total={isMore ? undefined : total}
          isTable={layout === "table" && conversationId === undefined}
          order={order}
        />
      )}
      <BulkStatus onShow={() => showActs(true)} />
      <BulkBar open={open} selection={selection} total={total} isMore={isMore} />
      {isShowingActs && <BulkActsDialog onClose={() => showActs(false)} />}
    </section>
  );
  return (
    <ListBeside
      remember="inbox.list"
      label={t("inbox.list")}
      list={list}
      isOneOpen={conversationId !== undefined}
      isWide={layout === "table"}
    />
  );
}

/** How many the list holds, where a count says it: of a view as it is, ours or saved. */
function useTotal({ view, saved, filters, isChanged }: OpenList) {
  const { data: counts } = useQuery(countsQuery);
  const { data: savedCounts } = useQuery({ ...savedCountsQuery, enabled: saved !== null });
  if (saved)
    return isChanged
      ? { total: undefined, isMore: false }
      : {
          total: savedCounts?.counts[saved.id] ?? undefined,
          isMore: savedCounts?.more.includes(saved.id) ?? false,
        };
  if (isNarrowed(filters) || filters.sort === "waiting" || filters.sort === "due")
    return { total: undefined, isMore: false };
  return { total: counts?.[view], isMore: counts?.more.includes(view) ?? false };
}
