import { useMutation, useQueryClient } from "@tanstack/react-query";
import {
  deleteSettlement,
  type PromiseMade,
  patchPromise,
  postPromise,
  postSettlement,
} from "../../contract/promises.ts";
import type { BodyIn } from "../../contract/route.ts";
import { call } from "../app/call.ts";
import { conversationQuery } from "../conversations/queries.ts";
import { useTexts } from "../texts/Texts.tsx";
import { readProblem } from "../ui/problem.ts";
import { toast } from "../ui/toasts.ts";
import { promisesOfQuery } from "./queries.ts";

type Settlement = BodyIn<typeof postSettlement>;
export type Rewording = BodyIn<typeof patchPromise>;

/** Puts a promise where it is shown, and reads anew what follows from it. */
function useKeep(conversation: string) {
  const cache = useQueryClient();
  const { queryKey } = promisesOfQuery(conversation);
  return {
    before: () => cache.getQueryData(queryKey),
    put(changed: PromiseMade) {
      cache.setQueryData(queryKey, (known) => {
        if (!known) return known;
        const others = known.filter(({ id }) => id !== changed.id);
        return [...others, changed].toSorted(owedFirst);
      });
    },
    reread() {
      cache.invalidateQueries({ queryKey });
      cache.invalidateQueries({ queryKey: ["promises"] });
      cache.invalidateQueries({ queryKey: ["promises-to"] });
      cache.invalidateQueries({ queryKey: ["events", conversation] });
      cache.invalidateQueries({ queryKey: conversationQuery(conversation).queryKey });
    },
    cancel: () => cache.cancelQueries({ queryKey }),
  };
}

const owedFirst = (one: PromiseMade, other: PromiseMade) =>
  Number(one.settledAt !== null) - Number(other.settledAt !== null) ||
  (one.settledAt === null ? one.dueAt.localeCompare(other.dueAt) : other.madeAt.localeCompare(one.madeAt));

/** Kept, or given up with a reason: shown at once, with a way back. */
export function useSettle({ conversation: { id: conversation } }: PromiseMade) {
  const { t } = useTexts();
  const keep = useKeep(conversation);
  const failed = useFailed();

  const unsettle = useMutation({
    mutationFn: ({ id }: PromiseMade) => call(deleteSettlement, { params: { id } }),
    onSuccess: keep.put,
    onError: (thrown, promise) => failed(thrown, () => unsettle.mutate(promise)),
    onSettled: keep.reread,
  });
  const settle = useMutation({
    mutationFn: ({ promise, how }: { promise: PromiseMade; how: Settlement }) =>
      call(postSettlement, { params: { id: promise.id }, body: how }),
    onMutate: async ({ promise, how }) => {
      await keep.cancel();
      const now = new Date().toISOString();
      const state = promise.state === "broken" ? "broken" : how.as;
      keep.put({
        ...promise,
        state,
        settledAt: now,
        ...(how.as === "kept" ? { keptAt: now } : { reason: how.reason }),
      });
    },
    onSuccess: (settled, { how }) => {
      keep.put(settled);
      toast({
        kind: "good",
        text: t(how.as === "kept" ? "promise.toast.kept" : "promise.toast.withdrawn"),
        undo: () => unsettle.mutate(settled),
      });
    },
    onError: (thrown, asked) => {
      keep.put(asked.promise);
      failed(thrown, () => settle.mutate(asked));
    },
    onSettled: keep.reread,
  });
  return settle;
}

/** What is promised, by when, or by whom. A refusal is shown where it was asked. */
export function useReword(promise: PromiseMade, onDone: () => void) {
  const { t } = useTexts();
  const keep = useKeep(promise.conversation.id);
  const failed = useFailed();
  const send = (body: Rewording) => call(patchPromise, { params: { id: promise.id }, body });
  const undo = useMutation({
    mutationFn: send,
    onSuccess: keep.put,
    onError: (thrown, back) => failed(thrown, () => undo.mutate(back)),
    onSettled: keep.reread,
  });
  return useMutation({
    mutationFn: send,
    onSuccess: (changed) => {
      keep.put(changed);
      const { text, dueAt, owner, isTheirs } = promise;
      const back = { text, dueAt, owner: isTheirs ? owner.id : null };
      toast({ kind: "good", text: t("promise.toast.changed"), undo: () => undo.mutate(back) });
      onDone();
    },
    onSettled: keep.reread,
  });
}

/** Makes a promise that no reply carries. */
export function usePromise(conversation: string, onDone: () => void) {
  const { t, dateTime } = useTexts();
  const keep = useKeep(conversation);
  return useMutation({
    mutationFn: (body: BodyIn<typeof postPromise>) =>
      call(postPromise, { params: { id: conversation }, body }),
    onSuccess: (made) => {
      keep.put(made);
      toast({ kind: "good", text: t("promise.toast.made", { at: dateTime(made.dueAt, "weekday") }) });
      onDone();
    },
    onSettled: keep.reread,
  });
}

function useFailed() {
  const { t } = useTexts();
  return (thrown: unknown, again: () => void) => {
    const { title, unreachable } = readProblem(thrown);
    const why = title ?? t(unreachable ? "ui.problem.unreachable" : "ui.problem.unexpected");
    toast({
      kind: "failed",
      text: `${t("promise.failed")} ${why}`,
      action: { label: t("ui.tryAgain"), act: again },
    });
  };
}
