import type { Conversation, Snooze } from "../../../contract/conversations.ts";
import type { BodyIn } from "../../../contract/route.ts";
import { deleteSnooze, postSnooze } from "../../../contract/snooze.ts";
import { call } from "../../app/call.ts";
import { useMe } from "../../app/me.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { useChange } from "../changes.ts";

export type Snoozing = BodyIn<typeof postSnooze>;

/** Putting out of sight and bringing back, each the other's undo. */
export function useSnoozing(id: string) {
  const { t, dateTime } = useTexts();
  const me = useMe();
  const snooze = useChange<Snoozing>(id, {
    send: (body) => call(postSnooze, { params: { id }, body }),
    guess: (before, asked): Conversation => ({
      ...before,
      snooze: {
        until: asked.until,
        for: asked.for ?? "time",
        keepAfterThanks: asked.keepAfterThanks ?? false,
        by: me.agent.name,
        at: new Date().toISOString(),
      },
    }),
    done: ({ until }, before) => ({
      text: t("snooze.done", { number: `#${before.number}`, until: dateTime(until, "weekday") }),
      undo: () => (before.snooze ? snooze.mutate(again(before.snooze)) : wake.mutate()),
    }),
  });
  const wake = useChange<void>(id, {
    send: () => call(deleteSnooze, { params: { id } }),
    guess: (before) => ({ ...before, snooze: null }),
    done: (_, { number, snooze: was }) => ({
      text: t("snooze.backNow", { number: `#${number}` }),
      undo: was && Date.parse(was.until) > Date.now() ? () => snooze.mutate(again(was)) : undefined,
    }),
  });
  return { snooze, wake };
}

const again = ({ until, for: reason, keepAfterThanks }: Snooze): Snoozing => ({
  until,
  for: reason,
  keepAfterThanks,
});
