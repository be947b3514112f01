import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { Conversation } from "../../../contract/conversations.ts";
import {
  deleteFollower,
  deleteMentionDone,
  getFollowing,
  putFollower,
  putMentionDone,
} from "../../../contract/following.ts";
import { call } from "../../app/call.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { readProblem } from "../../ui/problem.ts";
import { toast } from "../../ui/toasts.ts";

/** Who follows a matter, and who was named in its notes. */
export const followingQuery = (id: string) =>
  queryOptions({
    queryKey: ["following", id],
    queryFn: ({ signal }) => call(getFollowing, { params: { id } }, { signal }),
  });

/** An act of one's own in a matter, with its way back. */
function useOwnAct({ id }: Conversation) {
  const { t } = useTexts();
  const cache = useQueryClient();
  return (act: () => Promise<unknown>, done: string, undo?: () => void) =>
    act().then(
      () => {
        cache.invalidateQueries({ queryKey: followingQuery(id).queryKey });
        cache.invalidateQueries({ queryKey: ["views"] });
        toast({ text: done, undo });
      },
      (thrown) => {
        const { title, unreachable } = readProblem(thrown);
        toast({
          kind: "failed",
          text: title ?? t(unreachable ? "ui.problem.unreachable" : "ui.problem.unexpected"),
        });
      },
    );
}

export function useFollow(conversation: Conversation) {
  const { t } = useTexts();
  const own = useOwnAct(conversation);
  const params = { id: conversation.id };
  const values = { number: String(conversation.number) };
  const follow = (): Promise<void> =>
    own(
      () => call(putFollower, { params }),
      t("follow.followed", values),
      () => void unfollow(),
    );
  const unfollow = (): Promise<void> =>
    own(
      () => call(deleteFollower, { params }),
      t("follow.unfollowed", values),
      () => void follow(),
    );
  return useMutation({ mutationFn: (follows: boolean) => (follows ? follow() : unfollow()) });
}

/** Done with what one was named in, in these notes. */
export function useMentionDone(conversation: Conversation) {
  const { t } = useTexts();
  const own = useOwnAct(conversation);
  const { id, number } = conversation;
  return useMutation({
    mutationFn: (messages: string[]) =>
      own(
        () => call(putMentionDone, { params: { id } }),
        t("mention.wasDone", { number: String(number) }),
        () =>
          void own(
            () =>
              Promise.all(messages.map((message) => call(deleteMentionDone, { params: { id, message } }))),
            t("mention.label"),
          ),
      ),
  });
}
