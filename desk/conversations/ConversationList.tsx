import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useRouter, useSearch } from "@tanstack/react-router";
import { CircleCheckBig, Inbox, SearchX } from "lucide-react";
import { useCallback, useMemo, useRef, useState } from "react";
import type { Conversation, View } from "../../contract/conversations.ts";
import { useIntentName, useLineName } from "../app/lines.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Problem } from "../ui/Problem.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { type RowState, VirtualList } from "../ui/VirtualList.tsx";
import styles from "./ConversationList.module.css";
import { ConversationRow, type FoundWords } from "./ConversationRow.tsx";
import { useDensity } from "./density.ts";
import { filterNames } from "./filters.ts";
import { conversationQuery, countsQuery, listQuery } from "./queries.ts";
import { settledOrder } from "./settled-order.ts";

/** The conversations of a view. It changes by itself, but never under the pointer. */
export function ConversationList({ view }: { view: View }) {
  const { t, locale } = useTexts();
  const filters = useSearch({ from: "/desk/inbox/$view" });
  const { conversationId = null } = useParams({ strict: false });
  const navigate = useNavigate();
  const router = useRouter();
  const list = useInfiniteQuery(listQuery(view, filters));
  const { data: counts } = useQuery(countsQuery);
  const [density] = useDensity();
  const { items, hold } = useSettled(list.data?.pages, conversationId, JSON.stringify([view, filters]));

  const narrowed = filterNames.some((name) => filters[name]) || Boolean(filters.text);
  const href = useCallback(
    (conversation: Conversation) =>
      router.buildLocation({
        to: "/inbox/$view/$conversationId",
        params: { view, conversationId: conversation.id },
        search: filters,
      }).href,
    [router, view, filters],
  );
  const open = useCallback(
    ({ id }: Conversation) =>
      navigate({
        to: "/inbox/$view/$conversationId",
        params: { view, conversationId: id },
        search: true,
        // From one to the next is leafing: Back leaves the pile, it does not leaf through it again.
        replace: conversationId !== null,
      }),
    [navigate, view, conversationId],
  );
  const lineName = useLineName();
  const intentName = useIntentName();
  const compact = density === "dense";
  const found = useMemo<Record<string, FoundWords>>(
    () => Object.assign({}, ...(list.data?.pages.map((page) => page.found) ?? [])),
    [list.data],
  );
  const draw = useCallback(
    (conversation: Conversation, row: RowState) => (
      <ConversationRow
        conversation={conversation}
        row={row}
        compact={compact}
        showsOwner={view !== "mine"}
        lineName={lineName(conversation.line, conversation.brand.id)}
        intentName={conversation.intent && intentName(conversation.intent)}
        found={found[conversation.id]}
      />
    ),
    [compact, view, lineName, intentName, found],
  );

  if (list.isPending) return <Waiting />;
  if (list.isError && !list.data)
    return (
      <div className={styles.failed}>
        <Problem of={list.error} onRetry={() => list.refetch()} busy={list.isFetching} />
      </div>
    );
  if (items.length === 0)
    return (
      <div className={styles.empty}>
        {narrowed ? (
          <EmptyState
            icon={SearchX}
            title={t("inbox.empty.narrowed")}
            actions={
              <Button onPress={() => navigate({ to: "/inbox/$view", params: { view }, search: {} })}>
                {t("inbox.filter.clear")}
              </Button>
            }
          >
            {t("inbox.empty.narrowed.words")}
          </EmptyState>
        ) : (
          <EmptyState
            icon={view === "all" || view === "open" ? Inbox : CircleCheckBig}
            title={t(`inbox.empty.${view}`)}
          >
            {t(`inbox.empty.${view}.words`)}
          </EmptyState>
        )}
      </div>
    );

  return (
    <div
      className={styles.list}
      onPointerEnter={(event) => hold(event.pointerType === "mouse")}
      onPointerLeave={() => hold(false)}
    >
      {list.isRefetchError && (
        <div className={styles.failed}>
          <Problem of={list.error} onRetry={() => list.refetch()} busy={list.isFetching} />
        </div>
      )}
      <VirtualList
        key={JSON.stringify([view, filters])}
        label={t(`inbox.view.${view}`)}
        items={items}
        keyOf={idOf}
        href={href}
        rowHeight={rowHeight(compact, locale)}
        currentKey={conversationId}
        onOpen={open}
        onMove={conversationId ? open : undefined}
        onNearEnd={() => list.hasNextPage && !list.isFetching && list.fetchNextPage()}
        total={narrowed ? undefined : counts?.[view]}
        takesKeys
        end={list.hasNextPage && <Skeleton height={4} />}
      >
        {draw}
      </VirtualList>
    </div>
  );
}

const idOf = (conversation: Conversation) => conversation.id;

/** What is shown, in an order that holds still while the pointer is on it. A new `place` begins anew. */
function useSettled(pages: { items: Conversation[] }[] | undefined, open: string | null, place: string) {
  const [held, hold] = useState(false);
  const shown = useRef<{ place: string; ids: readonly string[] }>({ place, ids: [] });
  const kept = useQuery({ ...conversationQuery(open ?? ""), enabled: false }).data;

  const items = useMemo(() => {
    const known = new Map(pages?.flatMap((page) => page.items).map((item) => [item.id, item]));
    const before = shown.current.place === place ? shown.current.ids : [];
    const ids = settledOrder(before, [...known.keys()], { held, open: kept ? open : null });
    if (kept) known.set(kept.id, known.get(kept.id) ?? kept);
    return ids.flatMap((id) => known.get(id) ?? []);
  }, [pages, held, open, kept, place]);

  shown.current = { place, ids: items.map(idOf) };
  return { items, hold };
}

function rowHeight(compact: boolean, locale: string): number {
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
  const tall = locale === "ar";
  return Math.round((compact ? (tall ? 4 : 3.5) : tall ? 5.75 : 5) * rem);
}

function Waiting() {
  return (
    <div className={styles.waiting}>
      {["1", "2", "3", "4", "5", "6", "7"].map((row) => (
        <Skeleton key={row} lines={3} />
      ))}
    </div>
  );
}
