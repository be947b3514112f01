import { type InfiniteData, type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import type { Me } from "../../contract/accounts.ts";
import { type Conversation, type Message, postNote, postReply } from "../../contract/conversations.ts";
import { type PlannedReply, postPlannedReply } from "../../contract/planned-replies.ts";
import type { BodyIn } from "../../contract/route.ts";
import { call, newKey } from "../app/call.ts";
import { useMe } from "../app/me.ts";
import { promisesOfQuery } from "../promises/queries.ts";
import type { Seen } from "../together/arrivals.ts";
import { tellActed } from "./after-act.ts";
import { textOfComposed, withDirections } from "./composed-html.ts";
import type { Writing } from "./draft-keeper.ts";
import { keepConversation } from "./list-cache.ts";
import { askForMissing } from "./missing-fields.ts";
import { planChanged } from "./planned/changes.ts";
import { myPlansQuery, plannedOfQuery } from "./planned/queries.ts";
import { conversationQuery, countsQuery, eventsQuery, messagesQuery } from "./queries.ts";

/** What becomes of the conversation after a reply. */
export type After = "wait" | "close" | "keep";

export interface Sending {
  writing: Writing;
  after: After;
  promises: BodyIn<typeof postReply>["promises"];
  keeps: string[];
  /** What its author had seen; not asked for in a chat, where both write at once. */
  seen?: Seen;
  /** In a chat: answers to choose from. */
  quickReplies?: string[];
  /** Whom it goes to, where somebody chose. */
  addressed?: Pick<BodyIn<typeof postReply>, "to" | "cc" | "bcc" | "answering">;
  /** When it leaves; null when the undo window is over. */
  sendAt?: string | null;
  /** Of a note: whoever is named in it is asked. */
  ask?: { dueAt: string | null };
}

type Pages = InfiniteData<{ items: Message[]; next: string | null }, string | null>;

const expectedPrefix = "sending-";

/**
 * Sends a reply or keeps a note. It stands in the stream at once, and leaves it again when the server refuses. A reply by
 * mail waits on the server until it can no longer be taken back; a chat is answered at once.
 */
export function useSend(conversation: Conversation) {
  const { id } = conversation;
  const cache = useQueryClient();
  const me = useMe();
  const key = messagesQuery(id).queryKey;
  const lastKey = useRef({ request: "", key: "" });

  return useMutation({
    mutationKey: sendingOf(id),
    // What is sent first arrives first.
    scope: { id: `send ${id}` },
    mutationFn: ({
      writing,
      after,
      promises,
      keeps,
      quickReplies,
      addressed,
      sendAt = null,
      ask,
      seen,
    }: Sending): Promise<Message | PlannedReply> => {
      const html = withDirections(writing.html);
      const attachments = writing.attachments.map((file) => file.id);
      const params = { id };
      const reply = { html, attachments, after, promises, keeps, quickReplies, ...seen, ...addressed };
      const request = JSON.stringify([writing.kind, reply, sendAt, Boolean(ask)]);
      // The same words tried again are the same act: a reply whose answer was lost must not go out twice.
      if (lastKey.current.request !== request) lastKey.current = { request, key: newKey() };
      const options = { idempotencyKey: lastKey.current.key };
      if (writing.kind === "note")
        return call(postNote, { params, body: { html, attachments, ask } }, options);
      return conversation.channel === "chat"
        ? call(postReply, { params, body: reply }, options)
        : call(postPlannedReply, { params, body: { ...reply, sendAt } }, options);
    },
    onMutate: async ({ writing, quickReplies }: Sending) => {
      await cache.cancelQueries({ queryKey: key });
      const expected = expectedMessage(conversation, me, writing, quickReplies);
      cache.setQueryData<Pages>(key, (pages) => withNewest(pages, expected));
      const known = cache.getQueryData(conversationQuery(id).queryKey);
      // Nobody waits for an answer that is on its way; when it is refused, the conversation is read anew.
      if (known && writing.kind === "reply" && conversation.channel === "chat")
        keepConversation(cache, { ...known, waitingSince: null }, me.agent.id);
      return expected;
    },
    onSuccess: async (answer, _sending, expected) => {
      // The same words once more are meant once more.
      lastKey.current = { request: "", key: "" };
      if (isPlanned(answer)) await planned(answer, expected);
      else cache.setQueryData<Pages>(key, (pages) => withNewest(without(pages, expected.id), answer));
      afterSending();
    },
    onError: (thrown, _sending, expected) => {
      askForMissing(id, thrown);
      if (expected) cache.setQueryData<Pages>(key, (pages) => without(pages, expected.id));
      // Whatever came in between is what the person has to see now.
      cache.invalidateQueries({ queryKey: key });
      afterSending();
    },
  });

  async function planned(plan: PlannedReply, expected: Message) {
    // Without an undo window it has left already.
    if (plan.state === "sent") await cache.invalidateQueries({ queryKey: key });
    else {
      await cache.cancelQueries({ queryKey: plannedOfQuery(id).queryKey });
      cache.setQueryData(
        plannedOfQuery(id).queryKey,
        (known) => known && { ...known, items: [...known.items, plan] },
      );
      cache.setQueryData(myPlansQuery.queryKey, (plans) => [...(plans ?? []), plan]);
    }
    cache.setQueryData<Pages>(key, (pages) => without(pages, expected.id));
    planChanged(cache, id);
  }

  async function afterSending() {
    cache.invalidateQueries(countsQuery);
    cache.invalidateQueries({ queryKey: eventsQuery(id).queryKey });
    for (const key of ["people", "recipients"]) cache.invalidateQueries({ queryKey: [key, id] });
    cache.invalidateQueries({ queryKey: promisesOfQuery(id).queryKey });
    cache.invalidateQueries({ queryKey: ["following", id] });
    const fresh = await cache.fetchQuery({ ...conversationQuery(id), staleTime: 0 });
    keepConversation(cache, fresh, me.agent.id);
    tellActed(conversation, fresh);
  }
}

const isPlanned = (answer: Message | PlannedReply): answer is PlannedReply => "sendAt" in answer;

const sendingOf = (conversationId: string) => ["send", conversationId];

/** Whether something written in a conversation is on its way to the server at this moment. */
export const isSending = (cache: QueryClient, conversationId: string) =>
  cache.isMutating({ mutationKey: sendingOf(conversationId) }) > 0;

/** When nothing is on its way to the server that was written in a conversation: what comes next comes after it. */
export async function whenSent(cache: QueryClient, conversationId: string): Promise<void> {
  if (!isSending(cache, conversationId)) return;
  await new Promise<void>((done) => {
    const end = cache.getMutationCache().subscribe(() => {
      if (isSending(cache, conversationId)) return;
      end();
      done();
    });
  });
}

export const isExpected = (message: Message) => message.id.startsWith(expectedPrefix);

function withNewest(pages: Pages | undefined, message: Message): Pages | undefined {
  const [newest, ...older] = pages?.pages ?? [];
  if (!pages || !newest || newest.items.some((each) => each.id === message.id)) return pages;
  return { ...pages, pages: [{ ...newest, items: [...newest.items, message] }, ...older] };
}

function without(pages: Pages | undefined, id: string): Pages | undefined {
  if (!pages) return pages;
  const keep = (page: Pages["pages"][number]) => ({
    ...page,
    items: page.items.filter((each) => each.id !== id),
  });
  return { ...pages, pages: pages.pages.map(keep) };
}

function expectedMessage(
  conversation: Conversation,
  me: Me,
  writing: Writing,
  quickReplies: readonly string[] = [],
): Message {
  const now = new Date().toISOString();
  const text = textOfComposed(writing.html);
  const isReply = writing.kind === "reply";
  const by = conversation.channel === "chat" ? "chat" : "email";
  return {
    id: `${expectedPrefix}${newKey()}`,
    kind: isReply ? "message" : "note",
    author: { kind: "agent", id: me.agent.id, name: me.agent.name },
    channel: conversation.channel,
    subject: null,
    text,
    html: withDirections(writing.html),
    reply: text,
    language: "unknown",
    beganIn: null,
    attachments: writing.attachments,
    quickReplies: quickReplies.map((label) => ({ id: label, label })),
    to: [],
    cc: [],
    bcc: [],
    linked: null,
    delivery: isReply
      ? {
          state: "queued",
          at: now,
          error: null,
          tries: 0,
          nextTryAt: null,
          by,
          seenAt: null,
          recipients: [],
          answer: null,
        }
      : null,
    auto: null,
    linkedBy: "desk",
    senderCheck: null,
    mail: null,
    hasRaw: false,
    problems: [],
    request: null,
    sentAt: now,
  };
}
