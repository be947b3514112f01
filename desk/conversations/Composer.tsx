import { useQuery } from "@tanstack/react-query";
import { Lock, RotateCcw } from "lucide-react";
import { useEffect, useEffectEvent, useState } from "react";
import type { Conversation } from "../../contract/conversations.ts";
import { useMay, useMe } from "../app/me.ts";
import { letGo } from "../chat/typing-ahead.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { Problem } from "../ui/Problem.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import styles from "./Composer.module.css";
import { useClosing } from "./changes.ts";
import { draftQuery, restored } from "./draft.ts";
import { hearsAsking } from "./following/asking.ts";
import { Writer } from "./Writer.tsx";

/** Where one answers. It waits for the draft, so that nobody writes beside the words they already had. */
export function Composer({ conversation }: { conversation: Conversation }) {
  const me = useMe();
  const mayNote = useMay("conversations.note");
  const mayReply = useMay("conversations.reply");
  const [noting, setNoting] = useState(false);
  const draft = useQuery({ ...draftQuery(conversation.id), enabled: mayNote, refetchOnWindowFocus: false });
  const [first, setFirst] = useState<ReturnType<typeof restored> | null>(null);

  if (!mayNote) return null;
  if (first === null && draft.isSuccess) setFirst(restored(conversation.id, me.agent.id, draft.data));
  if (conversation.status === "closed" && !noting)
    return <Closed conversation={conversation} onNote={() => setNoting(true)} />;
  if (draft.isError && !first)
    return (
      <div className={styles.place}>
        <Problem of={draft.error} onRetry={() => draft.refetch()} busy={draft.isFetching} />
      </div>
    );
  if (!first)
    return (
      <div className={styles.place}>
        <Skeleton height={6} />
      </div>
    );
  return (
    <Writer
      conversation={conversation}
      first={
        conversation.status === "closed" || !mayReply ? { ...first.writing, kind: "note" } : first.writing
      }
      isUnsaved={first.isUnsaved}
      mayReply={mayReply && conversation.status !== "closed"}
    />
  );
}

function Closed({ conversation, onNote }: { conversation: Conversation; onNote: () => void }) {
  const { t } = useTexts();
  const mayManage = useMay("conversations.manage");
  const { reopen } = useClosing(conversation.id);
  useEffect(() => letGo(conversation.id), [conversation.id]);
  const begin = useEffectEvent(onNote);
  useEffect(() => hearsAsking(conversation.id, () => begin()), [conversation.id]);
  return (
    <div className={styles.closed}>
      <p>{t("composer.closed")}</p>
      {mayManage && (
        <Button icon={RotateCcw} busy={reopen.isPending} onPress={() => reopen.mutate()}>
          {t("composer.reopen")}
        </Button>
      )}
      <Button icon={Lock} kind="quiet" onPress={onNote}>
        {t("composer.note")}
      </Button>
    </div>
  );
}
