import { CornerUpLeft, FolderInput, MoreHorizontal } from "lucide-react";
import { useState } from "react";
import type { Conversation, Message } from "../../contract/conversations.ts";
import { useMay } from "../app/me.ts";
import { useTexts } from "../texts/Texts.tsx";
import { IconButton } from "../ui/Button.tsx";
import { Menu, MenuItem, MenuTrigger } from "../ui/Menu.tsx";
import { MoveDialog } from "./moving/MoveDialog.tsx";
import { answer } from "./people/choice.ts";

/** What else can be done with a message: answering this one, and putting it elsewhere. */
export function MessageMenu({ conversation, message }: { conversation: Conversation; message: Message }) {
  const { t } = useTexts();
  const mayReply = useMay("conversations.reply");
  const mayManage = useMay("conversations.manage");
  const [isMoving, setMoving] = useState(false);
  const answers = mayReply && message.channel === "email" && message.kind === "message";
  const moves = mayManage && message.channel !== "chat";
  if (!answers && !moves) return null;
  return (
    <span data-tool>
      <MenuTrigger>
        <IconButton size="s" icon={MoreHorizontal} label={t("message.menu")} />
        <Menu label={t("message.menu")} placement="bottom end">
          {answers && (
            <MenuItem icon={CornerUpLeft} onAction={() => answer(conversation.id, message.id)}>
              {t("message.answerThis")}
            </MenuItem>
          )}
          {moves && (
            <MenuItem icon={FolderInput} onAction={() => setMoving(true)}>
              {t("message.move")}
            </MenuItem>
          )}
        </Menu>
      </MenuTrigger>
      {isMoving && (
        <MoveDialog conversation={conversation} messages={[message.id]} onClose={() => setMoving(false)} />
      )}
    </span>
  );
}
