import { useQuery } from "@tanstack/react-query";
import { useEffect, useEffectEvent } from "react";
import { useMe } from "../../app/me.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { useKey } from "../../ui/keys.ts";
import { toast } from "../../ui/toasts.ts";
import { useTakeBack } from "./changes.ts";
import { myPlansQuery } from "./queries.ts";

/** For as long as one's newest reply has not left, wherever one has gone since: a word with a way back, and its key. */
export function UndoSend() {
  const { t } = useTexts();
  const me = useMe();
  const mayReply = me.permissions.includes("conversations.reply");
  const { data: plans = [] } = useQuery({ ...myPlansQuery, enabled: mayReply });
  const takeBack = useTakeBack();
  const leaving = plans
    .filter(({ isLater }) => !isLater)
    .toSorted(byCreation)
    .at(-1);
  const undo = useEffectEvent(() => leaving && takeBack.mutate(leaving));
  useKey("undoSend", "z", () => undo(), { enabled: leaving !== undefined });

  const say = useEffectEvent((sendAt: string, closes: boolean) => {
    const words = t(closes ? "planned.toastCloses" : "planned.toast");
    const close = toast({ text: words, undo: () => undo() });
    const timer = setTimeout(close, Date.parse(sendAt) - Date.now());
    return () => {
      clearTimeout(timer);
      close();
    };
  });
  useEffect(() => {
    if (leaving?.id) return say(leaving.sendAt, leaving.after === "close");
  }, [leaving?.id, leaving?.sendAt, leaving?.after]);
  return null;
}

const byCreation = (a: { createdAt: string }, b: { createdAt: string }) =>
  a.createdAt < b.createdAt ? -1 : 1;
