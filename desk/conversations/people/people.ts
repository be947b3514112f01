import { type QueryClient, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import {
  deleteVerified,
  getRecipients,
  listParticipants,
  type Participant,
  postAgreement,
  putCustomer,
  putParticipant,
  putVerified,
} from "../../../contract/participants.ts";
import type { BodyIn } from "../../../contract/route.ts";
import { call } from "../../app/call.ts";
import { useMe } from "../../app/me.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { toast } from "../../ui/toasts.ts";
import { keepConversation } from "../list-cache.ts";
import { messagesQuery } from "../queries.ts";
import { choiceOf, toSend } from "./choice.ts";

/** Who takes part in a matter. */
export const peopleQuery = (id: string) =>
  queryOptions({
    queryKey: ["people", id],
    queryFn: async ({ signal }) => (await call(listParticipants, { params: { id } }, { signal })).people,
  });

/** Whom an answer goes to. */
export const recipientsQuery = (id: string, answering: string | undefined) =>
  queryOptions({
    queryKey: ["recipients", id, answering ?? null],
    queryFn: ({ signal }) => call(getRecipients, { params: { id }, query: { answering } }, { signal }),
  });

export const nameOf = ({ name, address }: { name: string; address: string }) => name || address;

/** What can be done about people; each act shows at once who takes part then. */
export function usePeople(id: string) {
  const cache = useQueryClient();
  const onSuccess = ({ people }: { people: Participant[] }) => {
    cache.setQueryData(peopleQuery(id).queryKey, people);
    cache.invalidateQueries({ queryKey: ["recipients", id] });
  };
  return {
    letAllIn: useMutation({ mutationFn: () => call(postAgreement, { params: { id } }), onSuccess }),
    become: useMutation({
      mutationFn: ({ address, ...body }: { address: string } & BodyIn<typeof putParticipant>) =>
        call(putParticipant, { params: { id, address }, body }),
      onSuccess,
    }),
    verify: useMutation({
      mutationFn: ({ address, isVerified = true }: { address: string; isVerified?: boolean }) =>
        call(isVerified ? putVerified : deleteVerified, { params: { id, address } }),
      onSuccess: (people) => {
        onSuccess(people);
        cache.invalidateQueries({ queryKey: messagesQuery(id).queryKey });
      },
    }),
  };
}

/** Makes somebody else the customer, with the way back. */
export function useMakeCustomer(conversation: { id: string; customer: { id: string } }) {
  const cache = useQueryClient();
  const me = useMe();
  const { t } = useTexts();
  const { id } = conversation;
  const change = useMutation({
    mutationFn: (body: BodyIn<typeof putCustomer>) => call(putCustomer, { params: { id }, body }),
    onSuccess: (changed) => {
      keepConversation(cache, changed, me.agent.id);
      for (const key of ["people", "recipients", "events"]) cache.invalidateQueries({ queryKey: [key, id] });
      cache.invalidateQueries({ queryKey: ["conversations-of"] });
    },
  });
  return {
    ...change,
    make(body: BodyIn<typeof putCustomer>) {
      const before = conversation.customer.id;
      change.mutate(body, {
        onSuccess: ({ customer }) =>
          toast({
            kind: "good",
            text: t("people.madeCustomer", { name: customer.name }),
            undo: () => change.mutate({ customer: before }),
          }),
      });
    },
  };
}

/** Whom the answer goes to that is being sent, where somebody chose. */
export function addressedIn(cache: QueryClient, id: string) {
  const choice = choiceOf(id);
  return toSend(choice, cache.getQueryData(recipientsQuery(id, choice.answering).queryKey));
}
