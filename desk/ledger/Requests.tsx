import { useInfiniteQuery } from "@tanstack/react-query";
import { CircleCheckBig, Download, SearchX } from "lucide-react";
import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from "react";
import { getRequestsCsv, type LedgerCount, type Request } from "../../contract/ledger.ts";
import { addressOf } from "../app/call.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Icon } from "../ui/Icon.tsx";
import { useKey } from "../ui/keys.ts";
import { Problem } from "../ui/Problem.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { Tabs } from "../ui/Tabs.tsx";
import { Tooltip } from "../ui/Tooltip.tsx";
import { type Asked, type LedgerFilters, type Tab, tabs } from "./filters.ts";
import { requestsQuery } from "./queries.ts";
import { RequestRow } from "./RequestRow.tsx";
import styles from "./Requests.module.css";

type Props = {
  filters: LedgerFilters;
  asked: Asked;
  count: LedgerCount;
  onChange: (changes: LedgerFilters) => void;
};

/** The requests themselves, list by list; each opens its conversation. */
export function Requests({ filters, asked, count, onChange }: Props) {
  const { t } = useTexts();
  const shown = filters.list ?? "open";
  const counts: Record<Tab, number> = {
    open: count.open,
    late: count.judged - count.inTime,
    not_acknowledged: count.requests - count.acknowledged,
    waived: count.waived,
    all: count.requests,
  };
  return (
    <section id="requests" className={styles.requests} aria-label={t("ledger.requests")}>
      <a className={styles.csv} href={addressOf(getRequestsCsv, {}, { ...asked, which: shown })} download>
        <Tooltip text={t("ledger.csv.words")}>
          <span className={styles.csvWords}>
            <Icon of={Download} size={14} />
            {t("ledger.csv")}
          </span>
        </Tooltip>
      </a>
      <Tabs
        label={t("ledger.requests")}
        selected={shown}
        onChange={(tab) => onChange({ list: tab === "open" ? undefined : tab })}
        tabs={tabs.map((id) => ({
          id,
          label: t(`ledger.tab.${id}`),
          count: counts[id],
          content: <List asked={asked} tab={id} onChange={onChange} />,
        }))}
      />
    </section>
  );
}

type ListProps = { asked: Asked; tab: Tab; onChange: (changes: LedgerFilters) => void };

function List({ asked, tab, onChange }: ListProps) {
  const { t } = useTexts();
  const list = useInfiniteQuery(requestsQuery(asked, tab));
  const { items, hold } = useHeld(list.data?.pages.flatMap((page) => page.items));
  const rows = useRows();

  if (list.isPending) return <Skeleton lines={8} />;
  if (!list.data) return <Problem of={list.error} onRetry={() => list.refetch()} busy={list.isFetching} />;
  if (items.length === 0) return <Nothing asked={asked} tab={tab} onChange={onChange} />;
  return (
    <div onPointerEnter={(event) => hold(event.pointerType === "mouse")} onPointerLeave={() => hold(false)}>
      {list.isRefetchError && (
        <Problem of={list.error} onRetry={() => list.refetch()} busy={list.isFetching} />
      )}
      <ul ref={rows} className={styles.list} aria-label={t(`ledger.tab.${tab}`)}>
        {items.map((request) => (
          <li key={request.message}>
            <RequestRow request={request} />
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <More busy={list.isFetchingNextPage} onMore={() => list.fetchNextPage()}>
          {t("ledger.more")}
        </More>
      )}
    </div>
  );
}

/** What one points at does not change under the pointer; it does when the pointer has left. */
function useHeld(fresh: Request[] = []) {
  const [isHeld, hold] = useState(false);
  const shown = useRef(fresh);
  const before = shown.current;
  // More of the same list is no change.
  const grew = before.length > 0 && before.every(({ message }, at) => fresh[at]?.message === message);
  if (!isHeld || grew || before.length === 0) shown.current = fresh;
  return { items: shown.current, hold };
}

/** Lets `j` and `k` go from row to row. */
function useRows() {
  const list = useRef<HTMLUListElement>(null);
  function go(by: 1 | -1) {
    const links = [...(list.current?.querySelectorAll<HTMLAnchorElement>("a[data-row]") ?? [])];
    const at = links.indexOf(document.activeElement as HTMLAnchorElement);
    const next = links[at < 0 ? (by > 0 ? 0 : links.length - 1) : at + by];
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
  }
  useKey("next", "j", () => go(1), { repeat: true });
  useKey("previous", "k", () => go(-1), { repeat: true });
  return list;
}

/** Loads more by itself when it comes into sight, and when pressed. */
function More({ busy, onMore, children }: { busy: boolean; onMore: () => void; children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  const more = useEffectEvent(() => {
    if (!busy) onMore();
  });
  useEffect(() => {
    const watcher = new IntersectionObserver(([entry]) => entry?.isIntersecting && more(), {
      rootMargin: "400px",
    });
    watcher.observe(place.current!);
    return () => watcher.disconnect();
  }, []);
  return (
    <div ref={place} className={styles.more}>
      <Button busy={busy} onPress={onMore}>
        {children}
      </Button>
    </div>
  );
}

function Nothing({ asked, tab, onChange }: ListProps) {
  const { t } = useTexts();
  const anything = useInfiniteQuery(requestsQuery(asked, "all"));
  const isEmpty = anything.data?.pages[0]?.items.length === 0;
  if (isEmpty)
    return (
      <EmptyState
        icon={SearchX}
        title={t("ledger.empty.period")}
        actions={
          <Button onPress={() => onChange({ period: "quarter", from: undefined, to: undefined })}>
            {t("ledger.empty.wider")}
          </Button>
        }
      >
        {t("ledger.empty.period.words")}
      </EmptyState>
    );
  return (
    <EmptyState icon={CircleCheckBig} title={t(`ledger.empty.${tab}`)}>
      {t(`ledger.empty.${tab}.words`)}
    </EmptyState>
  );
}
