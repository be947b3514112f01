import { type InfiniteData, useMutation, useQueryClient } from "@tanstack/react-query";
import { deleteHold, putHold } from "../../contract/clocks.ts";
import {
  type Conversation,
  deleteClosure,
  type FieldValue,
  type Message,
  patchConversation,
  postClosure,
  putOwner,
  putRead,
  putTags,
} from "../../contract/conversations.ts";
import type { Language } from "../../contract/languages.ts";
import { deleteWaiver, postWaiver } from "../../contract/ledger.ts";
import type { BodyIn } from "../../contract/route.ts";
import { deleteIntent, putIntent, putMessageLanguage } from "../../contract/triage.ts";
import { call, isProblem } from "../app/call.ts";
import { useIntentName } from "../app/lines.ts";
import { intentsQuery } from "../app/lookups.ts";
import { useMe } from "../app/me.ts";
import { clocksQuery } from "../clocks/queries.ts";
import { useTexts } from "../texts/Texts.tsx";
import { readProblem } from "../ui/problem.ts";
import { toast } from "../ui/toasts.ts";
import { tellActed } from "./after-act.ts";
import { keepConversation } from "./list-cache.ts";
import { askForMissing } from "./missing-fields.ts";
import { planChanged, useAmendPlan } from "./planned/changes.ts";
import { isWaiting, plannedOfQuery } from "./planned/queries.ts";
import { conversationQuery, countsQuery, messagesQuery, triageQuery } from "./queries.ts";
import { isSending, whenSent } from "./send.ts";

/** What was there before, for whoever wants it back. */
type Undo = (() => void) | undefined;

interface Change<Input> {
  send: (input: Input) => Promise<Conversation>;
  /** How the conversation will look, shown until the server has answered. */
  guess: (before: Conversation, input: Input) => Conversation;
  /** Said afterwards, with a way back. */
  done?: (
    input: Input,
    before: Conversation,
    after: Conversation,
  ) => { text: string; undo: Undo } | undefined;
  /** Whether a refusal is shown elsewhere, beside what it is about. */
  isShown?: (thrown: unknown) => boolean;
}

/** Shows a change at once, takes it back with an honest word when the server refuses it. */
export function useChange<Input>(id: string, { send, guess, done, isShown }: Change<Input>) {
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
      const said = before && done?.(input, before, conversation);
      if (said) toast(said);
      if (before) tellActed(before, conversation);
    },
    onError: (thrown, input, before) => {
      if (before) keep(before);
      if (isShown?.(thrown)) return;
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

/** Subject, line, stage, fields, priority or language. */
export function useAmend(id: string, countsAs?: (stage: string) => "open" | "waiting" | undefined) {
  return useChange<Amendment>(id, {
    send: (body) => call(patchConversation, { params: { id }, body }),
    guess: (before, { subject, line = before.line, stage, fields, priority, language }) => ({
      ...before,
      line,
      status: (isUnderWay(before) && stage && countsAs?.(stage)) || before.status,
      subject: subject ?? before.subject,
      stage: stage !== undefined ? stage : line === before.line ? before.stage : null,
      fields: fields ? filledIn(before.fields, fields) : before.fields,
      priority: priority ?? before.priority,
      language: language ?? before.language,
    }),
  });
}

/** What is new waits for its first answer whatever its stage, and what is closed stays closed. */
const isUnderWay = ({ status }: Conversation) => status === "open" || status === "waiting";

function filledIn(before: Conversation["fields"], written: NonNullable<Amendment["fields"]>) {
  const entries = Object.entries({ ...before, ...written });
  return Object.fromEntries(entries.filter((entry): entry is [string, FieldValue] => entry[1] !== null));
}

/** Writes into a field. A refusal is shown beside it. */
export function useWriteField(id: string, field: string) {
  return useChange<FieldValue | null>(id, {
    send: (value) => call(patchConversation, { params: { id }, body: { fields: { [field]: value } } }),
    guess: (before, value) => ({ ...before, fields: filledIn(before.fields, { [field]: value }) }),
    isShown: () => true,
  });
}

type Messages = InfiniteData<{ items: Message[]; next: string | null }, string | null>;

/** Says which language a message is in; what is shown takes its direction from it at once. */
export function useSayLanguage({ id, customer }: Conversation, message: string) {
  const { t } = useTexts();
  const cache = useQueryClient();
  const key = messagesQuery(id).queryKey;
  const put = (language: Language) =>
    cache.setQueryData<Messages>(
      key,
      (known) =>
        known && {
          ...known,
          pages: known.pages.map((page) => ({
            ...page,
            items: page.items.map((each) => (each.id === message ? { ...each, language } : each)),
          })),
        },
    );
  const say = useMutation({
    mutationFn: (language: Language) =>
      call(putMessageLanguage, { params: { id, message }, body: { language } }),
    onMutate: (language) => {
      const before = cache
        .getQueryData<Messages>(key)
        ?.pages.flatMap((page) => page.items)
        .find((each) => each.id === message)?.language;
      put(language);
      return before;
    },
    onSuccess: () => {
      cache.invalidateQueries({ queryKey: conversationQuery(id).queryKey });
      cache.invalidateQueries({ queryKey: ["events", id] });
      cache.invalidateQueries({ queryKey: ["customer", customer.id] });
    },
    onError: (thrown, language, before) => {
      if (before) put(before);
      toast({
        kind: "failed",
        text: `${t("conversation.change.failed")} ${wordsOf(thrown, t)}`,
        action: { label: t("ui.tryAgain"), act: () => say.mutate(language) },
      });
    },
  });
  return say;
}

/** Says what it is about. The next one like it is taken for the same; the way back forgets that, too. */
export function useSort(id: string) {
  const { t } = useTexts();
  const cache = useQueryClient();
  const nameOf = useIntentName();
  const key = triageQuery(id).queryKey;
  const lineOf = (intent: string) =>
    cache.getQueryData(intentsQuery.queryKey)?.find((each) => each.key === intent)?.line;

  const sort = useChange<string>(id, {
    send: async (intent) => {
      const sorted = await call(putIntent, { params: { id }, body: { intent } });
      cache.invalidateQueries({ queryKey: key });
      return sorted;
    },
    guess: (before, intent) => {
      const line = lineOf(intent) ?? before.line;
      return { ...before, intent, line, toSort: false, stage: line === before.line ? before.stage : null };
    },
    done: (intent, before) => {
      const wasSaid = cache.getQueryData(key)?.sortedBy != null;
      return {
        text: t("triage.learnt", { intent: nameOf(intent), number: `#${before.number}` }),
        undo: () => (wasSaid && before.intent ? sort.mutate(before.intent) : unsort.mutate(before)),
      };
    },
  });
  const unsort = useChange<Conversation>(id, {
    send: async () => {
      const former = await call(deleteIntent, { params: { id } });
      cache.invalidateQueries({ queryKey: key });
      return former;
    },
    guess: (now, { intent, line, toSort, stage }) => ({ ...now, intent, line, toSort, stage }),
  });
  return { sort, unsort };
}

export function useAssign(id: string) {
  const { t } = useTexts();
  const assign = useChange<Conversation["owner"] & { note?: string }>(id, {
    send: ({ kind, id: owner, note }) =>
      call(putOwner, {
        params: { id },
        body: kind === "agent" ? { agent: owner, note } : { team: owner, note },
      }),
    guess: (before, { note: _, ...owner }) => ({
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

/**
 * Closing and opening again, each the other's undo. What owes an answer is not closed before somebody says why none is
 * needed; then `onOwed` asks.
 */
export function useClosing(id: string, onOwed?: () => void) {
  const { t } = useTexts();
  const cache = useQueryClient();
  const waiting = () => cache.getQueryData(plannedOfQuery(id).queryKey)?.items.findLast(isWaiting);
  const amendPlan = useAmendPlan();
  const close = useChange<void>(id, {
    send: async () => {
      await whenSent(cache, id);
      const conversation = await call(postClosure, { params: { id } });
      if (conversation.closesAt) planChanged(cache, id);
      return conversation;
    },
    // With an answer on its way it is closed when that has left.
    guess: (before) => {
      const leavesAt = waiting()?.sendAt ?? (isSending(cache, id) ? new Date().toISOString() : null);
      return leavesAt ? { ...before, closesAt: leavesAt } : asClosed(before);
    },
    done: (_, { number }, { closesAt }) => {
      const values = { number: `#${number}` };
      if (!closesAt) return { text: t("conversation.closed", values), undo: () => reopen.mutate() };
      const plan = waiting();
      return {
        text: t("planned.willClose", values),
        undo: plan && (() => amendPlan.mutate({ plan, to: { after: plan.after } })),
      };
    },
    // What the line wants written down first is asked for where it stands.
    isShown: (thrown) => {
      if (!onOwed || !isProblem(thrown, "answer_owed")) return askForMissing(id, thrown);
      onOwed();
      return true;
    },
  });
  const reopen = useChange<void>(id, {
    send: () => call(deleteClosure, { params: { id } }),
    guess: (before) => ({ ...before, status: "open", closedAt: null }),
  });
  return { close, reopen };
}

type Hold = { until: string; note: string };

/** Waiting for somebody else, and going on: each the other's undo. `note` is what was written down for the wait of now. */
export function useHolding(id: string, note: string) {
  const { t, dateTime } = useTexts();
  const cache = useQueryClient();
  const clocksAreOld = () => cache.invalidateQueries({ queryKey: clocksQuery(id).queryKey });
  const hold = useChange<Hold>(id, {
    send: async (body) => {
      const held = await call(putHold, { params: { id }, body });
      clocksAreOld();
      return held;
    },
    guess: (before, { until }) => ({
      ...before,
      heldUntil: until,
      nextStep: followUp(before, until),
    }),
    done: ({ until }, before) => ({
      text: t("hold.done", { number: `#${before.number}`, until: dateTime(until, "weekday") }),
      undo: () =>
        before.heldUntil
          ? hold.mutate({ until: before.heldUntil, note })
          : release.mutate({ nextStepAt: before.waitingSince ? undefined : before.nextStep?.at }),
    }),
  });
  /** Looked at next by the given time, or now. */
  const release = useChange<{ nextStepAt?: string }>(id, {
    send: async (query) => {
      const released = await call(deleteHold, { params: { id }, query });
      clocksAreOld();
      return released;
    },
    guess: (before, { nextStepAt }) => ({
      ...before,
      heldUntil: null,
      nextStep: followUp(before, nextStepAt ?? new Date().toISOString()),
    }),
    done: (_, { number, heldUntil }) => ({
      text: t("hold.released", { number: `#${number}` }),
      undo:
        heldUntil && Date.parse(heldUntil) > Date.now()
          ? () => hold.mutate({ until: heldUntil, note })
          : undefined,
    }),
  });
  return { hold, release };
}

/** Where it is the customer who waits, clocks say when, and the server knows them. */
const followUp = ({ waitingSince, nextStep }: Conversation, at: string): Conversation["nextStep"] =>
  waitingSince || nextStep?.what === "mend_delivery" ? nextStep : { what: "follow_up", at };

const asClosed = (before: Conversation): Conversation => ({
  ...before,
  status: "closed",
  nextStep: null,
  waitingSince: null,
  heldUntil: null,
  snooze: null,
  closedAt: new Date().toISOString(),
});

export type Waiver = BodyIn<typeof postWaiver>;

/** Saying that no answer is needed, alone or as the conversation is closed; taken back, both are. */
export function useWaiving(id: string) {
  const { t } = useTexts();
  const waive = useChange<Waiver>(id, {
    send: (body) => call(postWaiver, { params: { id }, body }),
    guess: (before, { close }) =>
      close
        ? asClosed(before)
        : { ...before, status: before.status === "new" ? "open" : before.status, waitingSince: null },
    done: ({ reason, close }, { number }) => ({
      text: t(close ? "waiver.doneClosed" : "waiver.done", {
        number: `#${number}`,
        reason: t(`waiver.reason.${reason}`),
      }),
      undo: () => oweAgain.mutate(),
    }),
    isShown: (thrown) => askForMissing(id, thrown),
  });
  const oweAgain = useChange<void>(id, {
    send: () => call(deleteWaiver, { params: { id } }),
    guess: (before) => before,
    done: (_, { number }) => ({ text: t("waiver.undone", { number: `#${number}` }), undo: undefined }),
  });
  return waive;
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
