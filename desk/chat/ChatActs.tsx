import { useQuery } from "@tanstack/react-query";
import { Ban, Mail, MessagesSquare, ScrollText } from "lucide-react";
import { useState } from "react";
import type { Conversation } from "../../contract/conversations.ts";
import { useMay } from "../app/me.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { MenuItem } from "../ui/Menu.tsx";
import { Problem } from "../ui/Problem.tsx";
import { TextField } from "../ui/TextField.tsx";
import { useBlocking, useTranscript, useWay } from "./changes.ts";
import { besideQuery } from "./queries.ts";

type Props = { conversation: Conversation; onBlock: () => void };

/** What can be done with a chat besides what can be done with any matter. For its menu. */
export function useChatActs({ conversation, onBlock }: Props) {
  const { t } = useTexts();
  const isChat = conversation.channel === "chat";
  const { data: beside } = useQuery({ ...besideQuery(conversation.id), enabled: isChat });
  const way = useWay(conversation);
  const transcript = useTranscript(conversation, beside?.email?.address ?? "");
  const mayReply = useMay("conversations.reply");
  const { unblock } = useBlocking(conversation);
  if (!isChat || !beside) return null;
  const byMail = beside.goesBy === "email";
  return (
    <>
      {byMail ? (
        <MenuItem icon={MessagesSquare} onAction={() => way.mutate("chat")}>
          {t("chat.turn.chat")}
        </MenuItem>
      ) : (
        <MenuItem
          icon={Mail}
          disabled={!beside.email}
          description={beside.email?.address ?? t("chat.turn.noAddress")}
          onAction={() => way.mutate("email")}
        >
          {t("chat.turn.email")}
        </MenuItem>
      )}
      {mayReply && beside.canSendTranscript && (
        <MenuItem icon={ScrollText} description={beside.email?.address} onAction={() => transcript.mutate()}>
          {t("chat.transcript")}
        </MenuItem>
      )}
      {beside.visitor.blocked ? (
        <MenuItem icon={Ban} onAction={() => unblock.mutate()}>
          {t("chat.unblock")}
        </MenuItem>
      ) : (
        <MenuItem icon={Ban} danger onAction={onBlock}>
          {t("chat.block")}
        </MenuItem>
      )}
    </>
  );
}

/** Why a visitor may not write any more; colleagues read it. */
export function BlockDialog({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const { t } = useTexts();
  const [reason, setReason] = useState("");
  const { block } = useBlocking(conversation);
  const canBlock = reason.trim() !== "";
  const send = () => canBlock && block.mutate(reason.trim(), { onSuccess: onClose });
  return (
    <Dialog
      title={t("chat.block.title", { name: conversation.customer.name || t("chat.visitor") })}
      size="s"
      isOpen
      onOpenChange={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("ui.cancel")}</Button>
          <Button kind="danger" isDisabled={!canBlock} busy={block.isPending} onPress={send}>
            {t("chat.block")}
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <TextField
          label={t("chat.block.reason")}
          description={t("chat.block.words")}
          autoFocus
          maxLength={300}
          value={reason}
          onChange={setReason}
        />
      </form>
      {block.error ? <Problem of={block.error} /> : null}
    </Dialog>
  );
}
