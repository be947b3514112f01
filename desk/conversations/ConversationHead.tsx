import { useQuery, useQueryClient } from "@tanstack/react-query";
import {
  ArrowLeft,
  ArrowLeftRight,
  BookOpen,
  CircleCheck,
  CirclePause,
  CirclePlay,
  CircleSlash2,
  Ellipsis,
  FolderInput,
  Link2,
  Merge,
  MessageCircleQuestion,
  Moon,
  PanelRightOpen,
  RotateCcw,
  Split,
  Workflow,
} from "lucide-react";
import { useState } from "react";
import type { Conversation } from "../../contract/conversations.ts";
import { useLinesOf } from "../app/lines.ts";
import { useMay } from "../app/me.ts";
import { BlockDialog, useChatActs } from "../chat/ChatActs.tsx";
import { useDraftFrom } from "../knowledge/beside/drafting.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Beside } from "../together/Beside.tsx";
import { ClaimMark } from "../together/ClaimMark.tsx";
import { Button, IconButton } from "../ui/Button.tsx";
import { useKey } from "../ui/keys.ts";
import { Menu, MenuItem, MenuTrigger } from "../ui/Menu.tsx";
import { toast } from "../ui/toasts.ts";
import styles from "./ConversationHead.module.css";
import { useClosing, useHolding } from "./changes.ts";
import { startAsking } from "./following/asking.ts";
import { FollowTool } from "./following/FollowTool.tsx";
import { HandoverDialog } from "./HandoverDialog.tsx";
import { HoldDialog } from "./HoldDialog.tsx";
import { HoldStrip } from "./HoldStrip.tsx";
import { holdNote } from "./hold-times.ts";
import { IntentPicker } from "./IntentPicker.tsx";
import { LinkedDialog } from "./LinkedDialog.tsx";
import { MoodMark } from "./MoodMark.tsx";
import { MergeDialog } from "./merging/MergeDialog.tsx";
import { MergeStrip } from "./merging/MergeStrip.tsx";
import { MoveDialog } from "./moving/MoveDialog.tsx";
import { SplitDialog } from "./moving/SplitDialog.tsx";
import { NextStep } from "./NextStep.tsx";
import { OwnerPicker } from "./OwnerPicker.tsx";
import { PriorityPicker } from "./PriorityPicker.tsx";
import { isWaiting, plannedOfQuery } from "./planned/queries.ts";
import { eventsQuery } from "./queries.ts";
import { StagePicker } from "./StagePicker.tsx";
import { Subject } from "./Subject.tsx";
import { isSending } from "./send.ts";
import { SnoozeDialog } from "./snooze/SnoozeDialog.tsx";
import { SnoozeStrip } from "./snooze/SnoozeStrip.tsx";
import { useSnoozing } from "./snooze/snoozing.ts";
import { TagEditor } from "./TagEditor.tsx";
import { WaiverDialog } from "./WaiverDialog.tsx";

type Props = {
  conversation: Conversation;
  /** Whether what it is about is being chosen. */
  isSorting: boolean;
  onSorting: (is: boolean) => void;
  /** Shows which rules were asked here. */
  onRules: () => void;
  onBack?: () => void;
  onCustomer?: () => void;
};

/** What it is about, whose it is, and what happens next. */
export function ConversationHead({ conversation, isSorting, onSorting, onRules, onBack, onCustomer }: Props) {
  const { t } = useTexts();
  const mayManage = useMay("conversations.manage");
  const mayReply = useMay("conversations.reply");
  const [dialog, setDialog] = useState<
    | "handover"
    | "linked"
    | "hold"
    | "snooze"
    | "merge"
    | "split"
    | "move"
    | "waive"
    | "close"
    | "block"
    | null
  >(null);
  const chatActs = useChatActs({ conversation, onBlock: () => setDialog("block") });
  const { close, reopen } = useClosing(conversation.id, () => setDialog("close"));
  const isClosed = conversation.status === "closed";
  const isChat = conversation.channel === "chat";
  const owesAnswer = !isClosed && conversation.waitingSince !== null;
  const other = useLinesOf(conversation.brand.id).find(({ line }) => line !== conversation.line);
  const canHandOver = mayManage && !isClosed && other;
  const isHeld = conversation.heldUntil !== null;
  const { data: events = [] } = useQuery(eventsQuery(conversation.id));
  const note = isHeld ? holdNote(events) : "";
  const { release } = useHolding(conversation.id, note);
  const { wake } = useSnoozing(conversation.id);
  const mayWrite = useMay("articles.write");
  const mayNote = useMay("conversations.note");
  const draftFrom = useDraftFrom(conversation.id);
  const number = `#${conversation.number}`;

  const cache = useQueryClient();
  const isAnswered = useQuery(plannedOfQuery(conversation.id)).data?.items.some(isWaiting);
  const closesAnyway = conversation.closesAt !== null;

  // The customer waits, and no answer is on its way: why none is needed is asked with it, and not after a refusal.
  const closeIt = () =>
    owesAnswer && mayReply && !isAnswered && !isSending(cache, conversation.id)
      ? setDialog("close")
      : close.mutate();
  useKey("close", "e", closeIt, { enabled: mayManage && !isClosed && !closesAnyway });
  useKey("waive", "w", () => setDialog("waive"), { enabled: mayReply && owesAnswer });
  useKey("reopen", "shift+e", () => reopen.mutate(), { enabled: mayManage && isClosed });

  useKey("handOver", "h", () => setDialog("handover"), { enabled: Boolean(canHandOver) });
  useKey("hold", "s", () => setDialog("hold"), { enabled: mayManage && !isClosed });
  useKey("release", "shift+s", () => release.mutate({}), { enabled: mayManage && isHeld });
  useKey("snooze", "b", () => setDialog("snooze"), { enabled: mayManage && !isClosed });
  useKey("wake", "shift+b", () => wake.mutate(), { enabled: mayManage && conversation.snooze !== null });
  useKey("merge", "shift+m", () => setDialog("merge"), { enabled: mayManage });
  useKey("split", "shift+d", () => setDialog("split"), { enabled: mayManage });
  useKey("move", "shift+v", () => setDialog("move"), { enabled: mayManage && !isChat });
  useKey("linked", "shift+h", () => setDialog("linked"), { enabled: mayManage });

  async function copy(text: string) {
    await navigator.clipboard.writeText(text);
    toast({ text: t("conversation.copied"), kind: "good" });
  }

  return (
    <>
      <header className={styles.head}>
        <div className={styles.first}>
          {onBack && <IconButton icon={ArrowLeft} label={t("conversation.back")} keys="u" onPress={onBack} />}
          <span className={styles.number}>{number}</span>
          <Subject conversation={conversation} isFixed={!mayManage} />
          <div className={styles.acts}>
            <Beside conversation={conversation.id} />
            {mayManage &&
              (isClosed ? (
                <Button icon={RotateCcw} size="s" busy={reopen.isPending} onPress={() => reopen.mutate()}>
                  {t("conversation.reopen")}
                </Button>
              ) : (
                <Button
                  icon={CircleCheck}
                  size="s"
                  busy={close.isPending}
                  isDisabled={closesAnyway}
                  onPress={closeIt}
                >
                  {t("conversation.close")}
                </Button>
              ))}
            {onCustomer && (
              <IconButton icon={PanelRightOpen} label={t("customer.panel")} keys="i" onPress={onCustomer} />
            )}
            <FollowTool conversation={conversation} />
            <MenuTrigger>
              <IconButton icon={Ellipsis} label={t("conversation.more")} />
              <Menu label={t("conversation.more")} placement="bottom end">
                {canHandOver && (
                  <MenuItem icon={ArrowLeftRight} keys="h" onAction={() => setDialog("handover")}>
                    {t("handover.to", { line: other.name })}
                  </MenuItem>
                )}
                {mayManage && !isClosed && (
                  <MenuItem icon={Moon} keys="b" onAction={() => setDialog("snooze")}>
                    {t("keys.snooze")}
                  </MenuItem>
                )}
                {mayManage && !isClosed && (
                  <MenuItem icon={CirclePause} keys="s" onAction={() => setDialog("hold")}>
                    {t("keys.hold")}
                  </MenuItem>
                )}
                {mayManage && isHeld && (
                  <MenuItem icon={CirclePlay} keys="shift+s" onAction={() => release.mutate({})}>
                    {t("hold.release")}
                  </MenuItem>
                )}
                {mayManage && (
                  <MenuItem icon={Link2} keys="shift+h" onAction={() => setDialog("linked")}>
                    {t("linked.title")}
                  </MenuItem>
                )}
                {mayManage && (
                  <MenuItem icon={Merge} keys="shift+m" onAction={() => setDialog("merge")}>
                    {t("keys.merge")}
                  </MenuItem>
                )}
                {mayManage && (
                  <MenuItem icon={Split} keys="shift+d" onAction={() => setDialog("split")}>
                    {t("keys.split")}
                  </MenuItem>
                )}
                {mayManage && !isChat && (
                  <MenuItem icon={FolderInput} keys="shift+v" onAction={() => setDialog("move")}>
                    {t("keys.move")}
                  </MenuItem>
                )}
                {mayReply && owesAnswer && (
                  <MenuItem icon={CircleSlash2} keys="w" onAction={() => setDialog("waive")}>
                    {t("conversation.waive")}
                  </MenuItem>
                )}
                {mayManage && chatActs}
                {mayWrite && !owesAnswer && (
                  <MenuItem icon={BookOpen} onAction={() => draftFrom.mutate()}>
                    {t("knowledge.draftFrom")}
                  </MenuItem>
                )}
                {mayNote && (
                  <MenuItem
                    icon={MessageCircleQuestion}
                    keys="shift+n"
                    onAction={() => startAsking(conversation.id, "ask")}
                  >
                    {t("keys.ask")}
                  </MenuItem>
                )}
                <MenuItem icon={Workflow} onAction={onRules}>
                  {t("automation.ranHere")}
                </MenuItem>
                <MenuItem onAction={() => copy(number)}>{t("conversation.copyNumber")}</MenuItem>
                <MenuItem onAction={() => copy(location.href)}>{t("conversation.copyAddress")}</MenuItem>
              </Menu>
            </MenuTrigger>
          </div>
        </div>
        <div className={styles.second}>
          <StagePicker conversation={conversation} isFixed={!mayManage} />
          <IntentPicker
            conversation={conversation}
            isFixed={!mayManage}
            isOpen={isSorting}
            onOpenChange={onSorting}
          />
          <OwnerPicker conversation={conversation} isFixed={!mayManage} />
          <ClaimMark conversation={conversation} />
          <NextStep conversation={conversation} />
          <PriorityPicker conversation={conversation} isFixed={!mayManage} />
          <MoodMark mood={conversation.mood} />
          <TagEditor conversation={conversation} isFixed={!mayManage} />
        </div>
        {dialog === "handover" && canHandOver && (
          <HandoverDialog conversation={conversation} to={other} onClose={() => setDialog(null)} />
        )}
        {(dialog === "waive" || dialog === "close") && (
          <WaiverDialog
            conversation={conversation}
            closes={dialog === "close"}
            onClose={() => setDialog(null)}
          />
        )}
        {dialog === "block" && <BlockDialog conversation={conversation} onClose={() => setDialog(null)} />}
        {dialog === "linked" && <LinkedDialog conversation={conversation} onClose={() => setDialog(null)} />}
        {dialog === "merge" && <MergeDialog ids={[conversation.id]} onClose={() => setDialog(null)} />}
        {dialog === "move" && <MoveDialog conversation={conversation} onClose={() => setDialog(null)} />}
        {dialog === "split" && <SplitDialog conversation={conversation} onClose={() => setDialog(null)} />}
        {dialog === "snooze" && <SnoozeDialog conversation={conversation} onClose={() => setDialog(null)} />}
        {dialog === "hold" && (
          <HoldDialog conversation={conversation} note={note} onClose={() => setDialog(null)} />
        )}
      </header>
      <MergeStrip conversation={conversation} isFixed={!mayManage} />
      <SnoozeStrip conversation={conversation} isFixed={!mayManage} onChange={() => setDialog("snooze")} />
      <HoldStrip conversation={conversation} isFixed={!mayManage} onChange={() => setDialog("hold")} />
    </>
  );
}
