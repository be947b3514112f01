import { useMutation, useQueryClient } from "@tanstack/react-query";
import {
  type ChatBeside,
  deleteVisitorBlock,
  postTranscriptToVisitor,
  putConversationChannel,
  putVisitorBlock,
} from "../../contract/chat.ts";
import type { Conversation } from "../../contract/conversations.ts";
import { call } from "../app/call.ts";
import { messagesQuery } from "../conversations/queries.ts";
import { useTexts } from "../texts/Texts.tsx";
import { readProblem } from "../ui/problem.ts";
import { toast } from "../ui/toasts.ts";
import { besideQuery } from "./queries.ts";

/** What changed of a chat is known at once; what failed is said with its reason and a way to try again. */
function useKeeping({ id }: Conversation) {
  const { t } = useTexts();
  const cache = useQueryClient();
  return {
    keep(beside: ChatBeside) {
      cache.setQueryData(besideQuery(id).queryKey, beside);
      cache.invalidateQueries({ queryKey: ["events", id] });
      cache.invalidateQueries({ queryKey: ["chats"] });
      cache.invalidateQueries({ queryKey: messagesQuery(id).queryKey });
    },
    failed(thrown: unknown, again: () => void) {
      const { title, unreachable } = readProblem(thrown);
      const why = title ?? t(unreachable ? "ui.problem.unreachable" : "ui.problem.unexpected");
      toast({
        kind: "failed",
        text: `${t("conversation.change.failed")} ${why}`,
        action: { label: t("ui.tryAgain"), act: again },
      });
    },
  };
}

/** Keeping a visitor from writing, and letting them write again: each the other's undo. */
export function useBlocking(conversation: Conversation) {
  const { t } = useTexts();
  const { keep, failed } = useKeeping(conversation);
  const params = { id: conversation.id };
  const name = conversation.customer.name || t("chat.visitor");
  const block = useMutation({
    mutationFn: (reason: string) => call(putVisitorBlock, { params, body: { reason } }),
    onSuccess(beside) {
      keep(beside);
      toast({ text: t("chat.blockedNow", { name }), undo: () => unblock.mutate() });
    },
  });
  const unblock = useMutation({
    mutationFn: () => call(deleteVisitorBlock, { params }),
    onSuccess(beside) {
      keep(beside);
      toast({ text: t("chat.unblockedNow", { name }) });
    },
    onError: (thrown) => failed(thrown, () => unblock.mutate()),
  });
  return { block, unblock };
}

/** By which way answers go from now on; each way leads back to the other. */
export function useWay(conversation: Conversation) {
  const { t } = useTexts();
  const { keep, failed } = useKeeping(conversation);
  const change = useMutation({
    mutationFn: (channel: "chat" | "email") =>
      call(putConversationChannel, { params: { id: conversation.id }, body: { channel } }),
    onSuccess(beside, channel) {
      keep(beside);
      toast({
        text: t(`chat.turned.${channel}`),
        undo: () => change.mutate(channel === "email" ? "chat" : "email"),
      });
    },
    onError: (thrown, channel) => failed(thrown, () => change.mutate(channel)),
  });
  return change;
}

/** Sends what was said to the visitor's address. */
export function useTranscript(conversation: Conversation, address: string) {
  const { t } = useTexts();
  const { failed } = useKeeping(conversation);
  const send = useMutation({
    mutationFn: () => call(postTranscriptToVisitor, { params: { id: conversation.id } }),
    onSuccess: () => void toast({ kind: "good", text: t("chat.transcriptSent", { address }) }),
    onError: (thrown) => failed(thrown, () => send.mutate()),
  });
  return send;
}
