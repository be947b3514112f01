import { queryOptions, useQueryClient } from "@tanstack/react-query";
import type { Conversation } from "../../../contract/conversations.ts";
import {
  deleteRepeat,
  deleteRepeatLink,
  listRepeats,
  postRepeatLink,
  putRepeat,
  type Repeat,
} from "../../../contract/repeats.ts";
import { call } from "../../app/call.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { useChange } from "../changes.ts";

/** The former matters that a conversation tells again, with the former answer; and who tells it again. */
export const repeatsQuery = (id: string) =>
  queryOptions({
    queryKey: ["repeats", id],
    queryFn: ({ signal }) => call(listRepeats, { params: { id } }, { signal }),
  });

/** Saying that a former matter is the same, or is not; each shown at once, with a way back. */
export function useSettleRepeat({ id, number }: Conversation) {
  const { t } = useTexts();
  const cache = useQueryClient();
  const { queryKey } = repeatsQuery(id);
  const numbers = (repeat: Repeat) => ({ number: `#${number}`, former: `#${repeat.number}` });

  /** Shows the repeat as it will be; whatever became of it is read when the server has answered. */
  async function settle(repeat: Repeat, state: Repeat["state"] | null, send: () => Promise<Conversation>) {
    await cache.cancelQueries({ queryKey });
    cache.setQueryData(
      queryKey,
      (known) =>
        known && {
          ...known,
          repeats: known.repeats.flatMap((one) =>
            one.id !== repeat.id ? [one] : state ? [{ ...one, state }] : [],
          ),
        },
    );
    try {
      return await send();
    } finally {
      for (const key of ["repeats", "links"])
        for (const one of [id, repeat.id]) cache.invalidateQueries({ queryKey: [key, one] });
    }
  }

  const guess = (before: Conversation) => before;
  const pair = (repeat: Repeat) => ({ params: { id, earlier: repeat.id } });
  const link = useChange<Repeat>(id, {
    send: (repeat) => settle(repeat, "linked", () => call(postRepeatLink, pair(repeat))),
    guess,
    done: (repeat) => ({ text: t("repeat.done.linked", numbers(repeat)), undo: () => unlink.mutate(repeat) }),
  });
  const unlink = useChange<Repeat>(id, {
    send: (repeat) => settle(repeat, "found", () => call(deleteRepeatLink, pair(repeat))),
    guess,
  });
  const dismiss = useChange<Repeat>(id, {
    send: (repeat) => settle(repeat, null, () => call(deleteRepeat, pair(repeat))),
    guess,
    done: (repeat) => ({
      text: t("repeat.done.dismissed", numbers(repeat)),
      // What was linked is linked again: taking the word back alone would leave it as it was found.
      undo: () => (repeat.state === "linked" ? link.mutate(repeat) : restore.mutate(repeat)),
    }),
  });
  const restore = useChange<Repeat>(id, {
    send: (repeat) => settle(repeat, "found", () => call(putRepeat, pair(repeat))),
    guess,
  });
  return { link, dismiss };
}
