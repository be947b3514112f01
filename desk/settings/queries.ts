import { queryOptions } from "@tanstack/react-query";
import { listApiKeys } from "../../contract/accounts.ts";
import { listAcknowledgements } from "../../contract/ledger.ts";
import { getWorkspace } from "../../contract/workspace.ts";
import { call } from "../app/call.ts";

export const workspaceQuery = queryOptions({
  queryKey: ["workspace"],
  queryFn: ({ signal }) => call(getWorkspace, {}, { signal }),
});

export const acknowledgementsQuery = queryOptions({
  queryKey: ["acknowledgements"],
  queryFn: async ({ signal }) => (await call(listAcknowledgements, {}, { signal })).items,
});

export const keysQuery = queryOptions({
  queryKey: ["api-keys"],
  queryFn: async ({ signal }) => (await call(listApiKeys, {}, { signal })).items,
});
