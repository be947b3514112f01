import { queryOptions } from "@tanstack/react-query";
import { listForms } from "../../contract/forms.ts";
import { call } from "../app/call.ts";

/** All forms of the brands that one serves, each brand's in the order in which they are offered. */
export const formsQuery = queryOptions({
  queryKey: ["forms"],
  queryFn: async ({ signal }) => (await call(listForms, {}, { signal })).items,
});
