import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import type { ComponentProps, ReactNode } from "react";
import styles from "./PagedList.module.css";
import { Problem } from "./Problem.tsx";
import { Skeleton } from "./Skeleton.tsx";
import { VirtualList } from "./VirtualList.tsx";

type Props<Item> = Omit<
  ComponentProps<typeof VirtualList<Item>>,
  "items" | "onNearEnd" | "end" | "takesKeys"
> & {
  list: UseInfiniteQueryResult<InfiniteData<{ items: Item[] }>>;
  /** Stands in the middle while there is nothing. */
  empty: ReactNode;
};

/**
 * The one list of a screen, read page by page as one comes near its end; while it is read, when it cannot be, and when
 * nothing is in it. `--list-inset` is how far from the edge it begins.
 */
export function PagedList<Item>({ list, empty, ...rows }: Props<Item>) {
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  if (list.isPending)
    return (
      <div className={styles.waiting}>
        <Skeleton lines={8} />
      </div>
    );
  if (list.isError && items.length === 0)
    return (
      <div className={styles.waiting}>
        <Problem of={list.error} onRetry={() => list.refetch()} busy={list.isFetching} />
      </div>
    );
  if (items.length === 0) return <div className={styles.empty}>{empty}</div>;
  return (
    <VirtualList
      {...rows}
      items={items}
      onNearEnd={() => list.hasNextPage && !list.isFetching && list.fetchNextPage()}
      takesKeys
      end={list.hasNextPage && <Skeleton height={3} />}
    />
  );
}
