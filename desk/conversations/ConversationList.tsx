import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams, useRouter, useSearch } from "@tanstack/react-router";
import { CircleCheckBig, Inbox, SearchX } from "lucide-react";
import { type CSSProperties, type RefObject, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Conversation } from "../../contract/conversations.ts";
import { useIntentName, useLineName } from "../app/lines.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Problem } from "../ui/Problem.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { type RowState, VirtualList } from "../ui/VirtualList.tsx";
import { useAfterAct, useWhenDone } from "./after-act.ts";
import styles from "./ConversationList.module.css";
import { ConversationRow, type FoundWords } from "./ConversationRow.tsx";
import { useDensity } from "./density.ts";
import { isNarrowed } from "./filters.ts";
import { prefetchMatter } from "./prefetch-matter.ts";
import { conversationQuery, listQuery } from "./queries.ts";
import { type OpenList, useLook } from "./saved-views.ts";
import type { Selection } from "./selection.ts";
import { settledOrder } from "./settled-order.ts";
import { useTableColumns, usualColumns } from "./table/columns.tsx";
import tableStyles from "./table/Table.module.css";
import { TableHead, TableRow, tracksOf, widthOf } from "./table/TableRow.tsx";

type Props = {
  open: OpenList;
  selection: Selection;
  /** How many the list holds, where that is known. */
  total: number | undefined;
  /** One line of columns for each. */
  isTable: boolean;
  /** Told which rows are shown, in their order. */
  order: RefObject<readonly string[]>;
};

/** The conversations of a view. It changes by itself, but never under the pointer. */
export function ConversationList({
  open: { key, view, filters, saved },
  selection,
  total,
  isTable,
  order,
}: Props) {
  const { t, locale } = useTexts();
  const search = useSearch({ from: "/desk/inbox/$view" });
  const { conversationId = null } = useParams({ strict: false });
  const navigate = useNavigate();
  const router = useRouter();
  const list = useInfiniteQuery(listQuery(view, filters));
  const [density] = useDensity();
  const { items, hold } = useSettled(list.data?.pages, conversationId, JSON.stringify([view, filters]));

  order.current = items.map(idOf);
  const narrowed = isNarrowed(filters);
  const allColumns = useTableColumns();
  const look = useLook(key);
  const chosenColumns = look?.columns ?? saved?.columns ?? usualColumns;
  const columns = useMemo(
    () => chosenColumns.flatMap((id) => allColumns.find((column) => column.id === id) ?? []),
    [chosenColumns, allColumns],
  );
  // The router takes its time for an address, and a scrolled list asks for hundreds: it makes one for all of them.
  const hrefOfAny = useMemo(
    () =>
      router.buildLocation({
        to: "/inbox/$view/$conversationId",
        params: { view: key, conversationId: anyId },
        search,
      }).href,
    [router, key, search],
  );
  const href = useCallback(({ id }: Conversation) => hrefOfAny.replace(anyId, id), [hrefOfAny]);
  const isOneOpen = conversationId !== null;
  const open = useCallback(
    ({ id }: Conversation) =>
      navigate({
        to: "/inbox/$view/$conversationId",
        params: { view: key, conversationId: id },
        search: true,
        // From one to the next is leafing: Back leaves the pile, it does not leaf through it again.
        replace: isOneOpen,
      }),
    [navigate, key, isOneOpen],
  );
  const lineName = useLineName();
  const intentName = useIntentName();
  const compact = density === "dense";
  const found = useMemo<Record<string, FoundWords>>(
    () => Object.assign({}, ...(list.data?.pages.map((page) => page.found) ?? [])),
    [list.data],
  );
  const draw = useCallback(
    (conversation: Conversation, row: RowState) =>
      isTable ? (
        <TableRow conversation={conversation} row={row} columns={columns} selection={selection} />
      ) : (
        <ConversationRow
          conversation={conversation}
          row={row}
          compact={compact}
          showsOwner={view !== "mine"}
          lineName={lineName(conversation.line, conversation.brand.id)}
          intentName={conversation.intent && intentName(conversation.intent)}
          found={found[conversation.id]}
          selection={selection}
        />
      ),
    [compact, view, lineName, intentName, found, selection, isTable, columns],
  );

  const rest = usePrefetched(items, conversationId);
  const [after] = useAfterAct();
  useWhenDone((id) => {
    if (id !== conversationId || after === "stay") return;
    const ids = items.map(idOf);
    const at = ids.indexOf(id);
    const next = items[at + 1] ?? items[at - 1];
    if (after === "next" && next) open(next);
    else navigate({ to: "/inbox/$view", params: { view: key }, search: true });
  });

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
              <Button
                onPress={() =>
                  navigate({
                    to: "/inbox/$view",
                    params: { view: key },
                    search: saved ? { narrowed: "no" } : {},
                  })
                }
              >
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

  const rows = (
    <VirtualList
      key={JSON.stringify([view, filters, isTable])}
      label={saved?.name ?? t(`inbox.view.${view}`)}
      items={items}
      keyOf={idOf}
      href={href}
      rowHeight={isTable ? tableRowHeight(compact) : rowHeight(compact, locale)}
      currentKey={conversationId}
      onOpen={open}
      onMove={conversationId ? open : undefined}
      onRest={rest}
      onNearEnd={() => list.hasNextPage && !list.isFetching && list.fetchNextPage()}
      total={total}
      selection={selection}
      takesKeys
      end={list.hasNextPage && <Skeleton height={4} />}
    >
      {draw}
    </VirtualList>
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
      {isTable ? (
        <div className={tableStyles.frame} style={{ "--tracks": tracksOf(columns) } as CSSProperties}>
          <div className={tableStyles.inner} style={{ minInlineSize: `${widthOf(columns)}rem` }}>
            <TableHead columns={columns} />
            {rows}
          </div>
        </div>
      ) : (
        rows
      )}
    </div>
  );
}

const idOf = (conversation: Conversation) => conversation.id;
/** Stands in an address where the id comes. */
const anyId = "this-one";

/** What is shown, in an order that holds still while the pointer is on it. A new `place` begins anew. */
function useSettled(pages: { items: Conversation[] }[] | undefined, open: string | null, place: string) {
  const [held, hold] = useState(false);
  const shown = useRef<{ place: string; items: readonly Conversation[] }>({ place, items: [] });
  const kept = useQuery({ ...conversationQuery(open ?? ""), enabled: false }).data;
  const known = useMemo(
    () => new Map(pages?.flatMap((page) => page.items).map((item) => [item.id, item])),
    [pages],
  );
  // What stands in the list anyway need not be kept in it.
  const added = kept && !known.has(kept.id) ? kept : undefined;
  const openAside = added ? open : null;

  const items = useMemo(() => {
    const last = shown.current.items;
    const before = shown.current.place === place ? last.map(idOf) : [];
    const ids = settledOrder(before, [...known.keys()], { held, open: openAside });
    const next = ids.flatMap((id) => known.get(id) ?? (added?.id === id ? added : []));
    return next.length === last.length && next.every((item, at) => item === last[at]) ? last : next;
  }, [known, held, openAside, added, place]);

  shown.current = { place, items };
  return { items, hold };
}

/** What one is likely to open is read before: the one below, the one above, and what the pointer rests on. */
function usePrefetched(items: readonly Conversation[], open: string | null) {
  const cache = useQueryClient();
  const at = open === null ? -1 : items.findIndex(({ id }) => id === open);
  const [next, previous] = [items[at + 1], items[at - 1]];
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const conversation of [next, previous]) if (conversation) prefetchMatter(cache, conversation);
    }, restMs);
    return () => clearTimeout(timer);
  }, [cache, next, previous]);

  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  return useCallback(
    (conversation: Conversation | null) => {
      clearTimeout(timer.current);
      if (conversation) timer.current = setTimeout(() => prefetchMatter(cache, conversation), restMs);
    },
    [cache],
  );
}

/** Who runs through a list, with the arrow held down or the pointer, reads nothing on the way. */
const restMs = 120;

const tableRowHeight = (compact: boolean): number => {
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
  return Math.round((compact ? 2.25 : 2.75) * rem);
};

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
