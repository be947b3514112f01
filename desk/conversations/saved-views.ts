import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import type { View } from "../../contract/conversations.ts";
import type { BodyIn } from "../../contract/route.ts";
import {
  countSavedViews,
  deleteView,
  listSavedViews,
  listViewLooks,
  patchView,
  postView,
  putViewLook,
  putViewOrder,
  type SavedView,
  type ViewLook,
} from "../../contract/views.ts";
import { call } from "../app/call.ts";
import { reordered } from "../forms/order.ts";
import { type Filters, filterNames, isNarrowed, readFilters } from "./filters.ts";
import { builtIn } from "./views.ts";

export const savedViewsQuery = queryOptions({
  queryKey: ["saved-views"],
  queryFn: async ({ signal }) => (await call(listSavedViews, {}, { signal })).items,
});

/** Asked with a pause, however much happens: each of them is a question to the database. */
export const savedCountsQuery = queryOptions({
  queryKey: ["saved-view-counts"],
  queryFn: ({ signal }) => call(countSavedViews, {}, { signal }),
});

const looksQuery = queryOptions({
  queryKey: ["view-looks"],
  queryFn: async ({ signal }) => (await call(listViewLooks, {}, { signal })).items,
});

const noViews: SavedView[] = [];
export const useSavedViews = (): SavedView[] => useQuery(savedViewsQuery).data ?? noViews;

/** The list that is open: what its address says, and what the saved view says where the address is silent. */
export interface OpenList {
  /** What stands in the address: the name of one of our views, or the id of a saved one. */
  key: string;
  view: View;
  filters: Filters;
  saved: SavedView | null;
  /** The saved view has not come yet, so that nobody knows what it holds. */
  isPending: boolean;
  /** The saved view is gone, or was never shared with this person. */
  isMissing: boolean;
  /** The filters are others than those that were saved. */
  isChanged: boolean;
  change: (changes: Partial<Filters>) => void;
  /** Goes back to what was saved. */
  forget: () => void;
}

export function useOpenList(): OpenList {
  const { view: key } = useParams({ from: "/desk/inbox/$view" });
  const search = useSearch({ from: "/desk/inbox/$view" });
  const navigate = useNavigate();
  const own = builtIn(key);
  const views = useQuery({ ...savedViewsQuery, enabled: own === null || undefined });
  const look = useLook(key);
  const saved = (own === null && views.data?.find(({ id }) => id === key)) || null;

  return useMemo(() => {
    const kept = saved ? readFilters({ ...saved.filters, sort: saved.sort }) : {};
    const { sort, narrowed, ...written } = search;
    const isOwn = isNarrowed(written) || narrowed === "no";
    const { sort: keptSort, ...keptFilters } = kept;
    const lookSort = look?.sort && look.sort !== "relevance" ? look.sort : undefined;
    const filters: Filters = {
      ...(isOwn ? written : keptFilters),
      ...pick(sort ?? lookSort ?? keptSort),
    };
    const change = (changes: Partial<Filters>) => {
      const { narrowed: _, ...next } = { ...filters, ...changes };
      const isBare = saved !== null && !isNarrowed(next);
      return void navigate({
        to: ".",
        search: { ...next, ...(isBare && { narrowed: "no" as const }) },
        replace: true,
      });
    };
    return {
      key,
      view: own ?? saved?.base ?? "open",
      filters,
      saved,
      isPending: own === null && views.isPending,
      isMissing: own === null && views.isSuccess && !saved,
      isChanged: saved !== null && (sameFilters(filters, kept) === false || filters.sort !== keptSort),
      change,
      forget: () => void navigate({ to: ".", search: {}, replace: true }),
    };
  }, [key, search, own, saved, look, views.isPending, views.isSuccess, navigate]);
}

const pick = (sort: Filters["sort"]) => (sort ? { sort } : {});
const sameFilters = (one: Filters, other: Filters) =>
  filterNames.every((name) => one[name] === other[name]) && one.text === other.text;

/** How this person looks at a view; remembered on the server. */
export function useLook(key: string): ViewLook | undefined {
  return useQuery(looksQuery).data?.find(({ view }) => view === key);
}

export function useKeepLook(key: string) {
  const cache = useQueryClient();
  const { queryKey } = looksQuery;
  const look = useLook(key);
  const keep = useMutation({
    mutationFn: (body: BodyIn<typeof putViewLook>) =>
      call(putViewLook, { params: { id: key as View }, body }),
    onMutate: async (body) => {
      await cache.cancelQueries({ queryKey });
      const kept = { ...body, view: key } as ViewLook;
      cache.setQueryData(queryKey, (all) => [...(all ?? []).filter(({ view }) => view !== key), kept]);
    },
    onSettled: () => cache.invalidateQueries({ queryKey }),
  });
  return (changes: Partial<BodyIn<typeof putViewLook>>) =>
    keep.mutate({
      layout: look?.layout ?? "rows",
      columns: look?.columns ?? null,
      sort: look?.sort ?? null,
      ...changes,
    });
}

export function useViewChanges() {
  const cache = useQueryClient();
  const { queryKey } = savedViewsQuery;
  const onSettled = () => {
    cache.invalidateQueries({ queryKey });
    cache.invalidateQueries(savedCountsQuery);
  };
  const put = (view: SavedView) =>
    cache.setQueryData(queryKey, (all) => [...(all ?? []).filter(({ id }) => id !== view.id), view]);
  return {
    save: useMutation({
      mutationFn: (body: BodyIn<typeof postView>) => call(postView, { body }),
      onSuccess: put,
      onSettled,
    }),
    change: useMutation({
      mutationFn: ({ id, body }: { id: string; body: BodyIn<typeof patchView> }) =>
        call(patchView, { params: { id }, body }),
      onSuccess: (view) =>
        cache.setQueryData(queryKey, (all) => all?.map((each) => (each.id === view.id ? view : each))),
      onSettled,
    }),
    remove: useMutation({
      mutationFn: (id: string) => call(deleteView, { params: { id } }),
      onSuccess: (_, id) => cache.setQueryData(queryKey, (all) => all?.filter((each) => each.id !== id)),
      onSettled,
    }),
    order: useMutation({
      mutationFn: (views: string[]) => call(putViewOrder, { body: { views } }),
      onMutate: async (ids) => {
        await cache.cancelQueries({ queryKey });
        cache.setQueryData(queryKey, (all) => all && reordered(all, ids));
      },
      onSettled,
    }),
  };
}
