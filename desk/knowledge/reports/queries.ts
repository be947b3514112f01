import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { getDeflection, listArticleFigures, listUnfound } from "../../../contract/knowledge.ts";
import type { QueryIn } from "../../../contract/route.ts";
import { call } from "../../app/call.ts";

const paged = {
  initialPageParam: null as string | null,
  getNextPageParam: (page: { next: string | null }) => page.next,
};

export const unfoundQuery = (asked: Omit<QueryIn<typeof listUnfound>, "cursor">) =>
  infiniteQueryOptions({
    queryKey: ["article-reports", "not-found", asked],
    queryFn: ({ pageParam, signal }) =>
      call(listUnfound, { query: { ...asked, cursor: pageParam ?? undefined } }, { signal }),
    ...paged,
  });

export const articleFiguresQuery = (asked: Omit<QueryIn<typeof listArticleFigures>, "cursor">) =>
  infiniteQueryOptions({
    queryKey: ["article-reports", "articles", asked],
    queryFn: ({ pageParam, signal }) =>
      call(listArticleFigures, { query: { ...asked, cursor: pageParam ?? undefined } }, { signal }),
    ...paged,
  });

export const deflectionQuery = (asked: QueryIn<typeof getDeflection>) =>
  queryOptions({
    queryKey: ["article-reports", "deflection", asked],
    queryFn: ({ signal }) => call(getDeflection, { query: asked }, { signal }),
  });
