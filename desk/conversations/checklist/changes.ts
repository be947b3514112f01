import { useMutation, useQueryClient } from "@tanstack/react-query";
import {
  type Checklist,
  deleteChecklistItem,
  deleteChecklistRemoval,
  patchChecklistItem,
  postChecklist,
} from "../../../contract/checklists.ts";
import type { BodyIn } from "../../../contract/route.ts";
import { call } from "../../app/call.ts";
import { useMe } from "../../app/me.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { readProblem } from "../../ui/problem.ts";
import { toast } from "../../ui/toasts.ts";
import { conversationQuery } from "../queries.ts";
import { checklistQuery } from "./queries.ts";

/** What can be done with the checklist of a conversation. */
export function useChecklist(id: string) {
  const { t } = useTexts();
  const cache = useQueryClient();
  const me = useMe();
  const { queryKey } = checklistQuery(id);
  const keep = (list: Checklist) => {
    cache.setQueryData(queryKey, list);
    cache.invalidateQueries({ queryKey: conversationQuery(id).queryKey });
  };
  const failed = (thrown: unknown) => {
    cache.invalidateQueries({ queryKey });
    const { title, unreachable } = readProblem(thrown);
    const words = title ?? t(unreachable ? "ui.problem.unreachable" : "ui.problem.unexpected");
    toast({ kind: "failed", text: `${t("conversation.change.failed")} ${words}` });
  };
  const add = useMutation({
    mutationFn: (body: BodyIn<typeof postChecklist>) => call(postChecklist, { params: { id }, body }),
    onSuccess: keep,
    onError: failed,
  });
  const change = useMutation({
    mutationFn: ({ item, body }: { item: string; body: BodyIn<typeof patchChecklistItem> }) =>
      call(patchChecklistItem, { params: { id, item }, body }),
    // A tick is seen at once.
    onMutate: async ({ item, body: { isDone } }) => {
      if (isDone === undefined) return;
      await cache.cancelQueries({ queryKey });
      const done = isDone ? { at: new Date().toISOString(), by: me.agent.name } : null;
      cache.setQueryData(
        queryKey,
        (list) =>
          list && { ...list, items: list.items.map((one) => (one.id === item ? { ...one, done } : one)) },
      );
    },
    onSuccess: keep,
    onError: failed,
  });
  const putBack = useMutation({
    mutationFn: (item: string) => call(deleteChecklistRemoval, { params: { id, item } }),
    onSuccess: keep,
    onError: failed,
  });
  const remove = useMutation({
    mutationFn: (item: string) => call(deleteChecklistItem, { params: { id, item } }),
    onSuccess: (list, item) => {
      keep(list);
      toast({ text: t("checklist.removed"), undo: () => putBack.mutate(item) });
    },
    onError: failed,
  });
  return { add, change, remove };
}
