import { queryOptions, useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getMe, type Me, patchMe } from "../../contract/accounts.ts";
import type { Permission } from "../../contract/permissions.ts";
import type { BodyIn } from "../../contract/route.ts";
import { call, isProblem } from "./call.ts";

/** Who is signed in; null when nobody is. */
export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: async ({ signal }): Promise<Me | null> => {
    try {
      return await call(getMe, {}, { signal });
    } catch (thrown) {
      if (isProblem(thrown, "not_signed_in")) return null;
      throw thrown;
    }
  },
  staleTime: Number.POSITIVE_INFINITY,
  // Cut off, the question fails and does not wait: a desk that opens says that nobody answers.
  networkMode: "always",
});

/** The person at the desk. Only for screens behind the sign-in. */
export function useMe(): Me {
  const { data } = useSuspenseQuery(meQuery);
  if (!data) throw new Error("useMe is for screens behind the sign-in");
  return data;
}

/** Whether the person may do something; what they may not is left out of the screen, not greyed. */
export function useMay(permission: Permission): boolean {
  return useMe().permissions.includes(permission);
}

/** Changes one's own name, language, time zone or appearance; the desk follows at once and goes back if it fails. */
export function useChangeMe() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (change: BodyIn<typeof patchMe>) => call(patchMe, { body: change }),
    onMutate: (change) => {
      const before = cache.getQueryData(meQuery.queryKey);
      if (before) cache.setQueryData(meQuery.queryKey, changed(before, change));
      return before;
    },
    onError: (_thrown, _change, before) => {
      if (before) cache.setQueryData(meQuery.queryKey, before);
    },
    onSuccess: (me) => cache.setQueryData(meQuery.queryKey, me),
  });
}

function changed(me: Me, { name, locale, timeZone, appearance }: BodyIn<typeof patchMe>): Me {
  return {
    ...me,
    timeZone: timeZone ?? me.timeZone,
    appearance: appearance ?? me.appearance,
    agent: { ...me.agent, name: name ?? me.agent.name, locale: locale ?? me.agent.locale },
  };
}
