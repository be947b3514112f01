import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Problem } from "../ui/Problem.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";

type Props<Data> = { of: UseQueryResult<Data>; children: (data: Data) => ReactNode };

/** What has been asked for: its place while it comes, what went wrong, or the thing itself. */
export function Loaded<Data>({ of: query, children }: Props<Data>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error)
    return <Problem of={query.error} onRetry={() => query.refetch()} busy={query.isFetching} />;
  return <Skeleton lines={6} />;
}
