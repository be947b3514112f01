import { queryOptions } from "@tanstack/react-query";
import { getChecklist, listChecklistTemplates } from "../../../contract/checklists.ts";
import { call } from "../../app/call.ts";

/** What is to be done in a conversation. */
export const checklistQuery = (id: string) =>
  queryOptions({
    queryKey: ["checklist", id],
    queryFn: ({ signal }) => call(getChecklist, { params: { id } }, { signal }),
  });

/** Lists that can be put into conversations. */
export const templatesQuery = queryOptions({
  queryKey: ["checklist-templates"],
  queryFn: async ({ signal }) => (await call(listChecklistTemplates, {}, { signal })).items,
  staleTime: 10 * 60_000,
});
