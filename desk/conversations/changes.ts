import { useMutation, useQueryClient } from "@tanstack/react-query";
import {
  type Conversation,
  deleteClosure,
  patchConversation,
  postClosure,
  putOwner,
  putRead,
  putTags,
} from "../../contract/conversations.ts";
import type { BodyIn } from "../../contract/route.ts";
import { call } from "../app/call.ts";
import { useMe } from "../app/me.ts";
import { useTexts } from "../texts/Texts.tsx";
import { readProblem } from "../ui/problem.ts";
import { toast } from "../ui/toasts.ts";
import { keepConversation } from "./list-cache.ts";
import { conversationQuery, countsQuery } from "./queries.ts";

/** What was there before, for whoever wants it back. */
type Undo = (() => void) | undefined;

interface Change<Input> {
  send: (input: Input) => Promise<Conversation>;
  /** How the conversation will look, shown until the server has answered. */
  guess: (before: Conversation, input: Input) => Conversation;
  /** Said afterwards, with a way back. */
  done?: (input: Input, before: Conversation) => { text: string; undo: Undo } | undefined;
}

/** Shows a change at once, takes it back with an honest word when the server refuses it. */
function useChange<Input>(id: string, { send, guess, done }: Change<Input>) {
  const cache = useQueryClient();
  const me = useMe();
  const { t } = useTexts();
  const key = conversationQuery(id).queryKey;
  const keep = (conversation: Conversation) => keepConversation(cache, conversation, me.agent.id);

  const mutation = useMutation({
    mutationFn: send,
    onMutate: async (input: Input) => {
      await cache.cancelQueries({ queryKey: key });
      const before = cache.getQueryData(key);
      if (before) keep(guess(before, input));
      return before;
    },
    onSuccess: (conversation, input, before) => {
      keep(conversation);
      cache.invalidateQueries(countsQuery);
      cache.invalidateQueries({ queryKey: ["events", id] });
      const said = before && done?.(input, before);
      if (said) toast(said);
    },
    onError: (thrown, input, before) => {
      if (before) keep(before);
      toast({
        kind: "failed",
        text: `${t("conversation.change.failed")} ${wordsOf(thrown, t)}`,
        action: { label: t("ui.tryAgain"), act: () => mutation.mutate(input) },
      });
    },
  });
  return mutation;
}

function wordsOf(thrown: unknown, t: ReturnType<typeof useTexts>["t"]): string {
  const { title, unreachable } = readProblem(thrown);
  return title ?? t(unreachable ? "ui.problem.unreachable" : "ui.problem.unexpected");
}

export type Amendment = BodyIn<typeof patchConversation>;

/** Subject, line, priority or language. */
export function useAmend(id: string) {
  return useChange<Amendment>(id, {
    send: (body) => call(patchConversation, { params: { id }, body }),
    guess: (before, { subject, line, priority, language }) => ({
      ...before,
      subject: subject ?? before.subject,
      line: line ?? before.line,
      priority: priority ?? before.priority,
      language: language ?? before.language,
    }),
  });
}

export function useAssign(id: string) {
  const { t } = useTexts();
  const assign = useChange<Conversation["owner"]>(id, {
    send: ({ kind, id: owner }) =>
      call(putOwner, { params: { id }, body: kind === "agent" ? { agent: owner } : { team: owner } }),
    guess: (before, owner) => ({
      ...before,
      owner,
      team: owner.kind === "team" ? { id: owner.id, name: owner.name } : before.team,
    }),
    done: (owner, before) =>
      owner.id === before.owner.id
        ? undefined
        : {
            text: t("conversation.assigned", { number: `#${before.number}`, name: owner.name }),
            undo: () => assign.mutate(before.owner),
          },
  });
  return assign;
}

export function useSetTags(id: string) {
  return useChange<Conversation["tags"]>(id, {
    send: (tags) => call(putTags, { params: { id }, body: { tags: tags.map((tag) => tag.id) } }),
    guess: (before, tags) => ({ ...before, tags }),
  });
}

/** Closing and opening again, each the other's undo. */
export function useClosing(id: string) {
  const { t } = useTexts();
  const close = useChange<void>(id, {
    send: () => call(postClosure, { params: { id } }),
    guess: (before) => ({
      ...before,
      status: "closed",
      nextStep: null,
      waitingSince: null,
      closedAt: new Date().toISOString(),
    }),
    done: (_, { number }) => ({
      text: t("conversation.closed", { number: `#${number}` }),
      undo: () => reopen.mutate(),
    }),
  });
  const reopen = useChange<void>(id, {
    send: () => call(deleteClosure, { params: { id } }),
    guess: (before) => ({ ...before, status: "open", closedAt: null }),
  });
  return { close, reopen };
}

/** Notes that the person has seen everything up to now. Quiet: when it fails the row stays bold, and that is all. */
export function useMarkRead(id: string) {
  const cache = useQueryClient();
  const me = useMe();
  return useMutation({
    mutationFn: () => call(putRead, { params: { id } }),
    onSuccess: () => {
      const known = cache.getQueryData(conversationQuery(id).queryKey);
      if (known) keepConversation(cache, { ...known, unread: false }, me.agent.id);
    },
  });
}
