import { queryOptions, type UseMutationResult } from "@tanstack/react-query";
import type { Me } from "../../contract/accounts.ts";
import { getSetup } from "../../contract/workspace.ts";
import { call } from "../app/call.ts";

export interface Credentials {
  email: string;
  password: string;
  code?: string;
}

/** One signing in, shared by its steps: the second repeats what was right in the first. */
export type SigningIn = UseMutationResult<Me, Error, Credentials>;

export const setupQuery = queryOptions({
  queryKey: ["setup"],
  queryFn: ({ signal }) => call(getSetup, {}, { signal }),
});
