import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { type Customer, getCustomer, listCustomers, patchCustomer } from "../../contract/customers.ts";
import type { BodyIn } from "../../contract/route.ts";
import { call } from "../app/call.ts";

export const customerQuery = (id: string) =>
  queryOptions({
    queryKey: ["customer", id],
    queryFn: ({ signal }) => call(getCustomer, { params: { id } }, { signal }),
  });

export const customersQuery = (text: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ["customers", text ?? ""],
    queryFn: ({ pageParam, signal }) =>
      call(listCustomers, { query: { text, cursor: pageParam ?? undefined } }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });

export type CustomerChange = BodyIn<typeof patchCustomer>;

/** Changes what we know of a customer. The part that asked keeps the words until the server has them. */
export function useChangeCustomer(id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (change: CustomerChange) => call(patchCustomer, { params: { id }, body: change }),
    onSuccess: (customer: Customer, change) => {
      cache.setQueryData(customerQuery(id).queryKey, customer);
      cache.invalidateQueries({ queryKey: ["customers"] });
      if (change.name === undefined) return;
      // Their name stands in every list and on every message's head.
      cache.invalidateQueries({ queryKey: ["conversations"] });
      cache.invalidateQueries({ queryKey: ["conversation"] });
    },
  });
}
