import { ChevronDown, CircleCheck, CircleDot, Hourglass } from "lucide-react";
import { useState } from "react";
import type { Conversation } from "../../contract/conversations.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button, IconButton } from "../ui/Button.tsx";
import { Menu, MenuItem, MenuTrigger } from "../ui/Menu.tsx";
import type { Writing } from "./draft-keeper.ts";
import { LaterDialog } from "./planned/LaterDialog.tsx";
import { LaterItems } from "./planned/LaterItems.tsx";
import styles from "./SendButton.module.css";
import type { After } from "./send.ts";

type Props = {
  conversation: Conversation;
  kind: Writing["kind"];
  /** In a chat nobody says "and wait": who chats waits. */
  isChat?: boolean;
  isDisabled: boolean;
  busy: boolean;
  /** `sendAt` when it is to leave later. */
  onSend: (after?: After, sendAt?: string) => void;
};

/** Says what will happen; the other endings lie behind the arrow. */
export function SendButton({ conversation, kind, isChat, isDisabled, busy, onSend }: Props) {
  const { t } = useTexts();
  const [asksWhen, setAsksWhen] = useState(false);
  const later = (at: string) => onSend("wait", at);
  if (kind === "note")
    return (
      <Button isDisabled={isDisabled} busy={busy} onPress={() => onSend()}>
        {t("composer.keepNote")}
      </Button>
    );
  return (
    <div className={styles.pair}>
      <Button kind="primary" isDisabled={isDisabled} busy={busy} onPress={() => onSend("wait")}>
        {t(isChat ? "chat.send" : "composer.send.wait")}
      </Button>
      <MenuTrigger>
        <IconButton
          kind="primary"
          icon={ChevronDown}
          isDisabled={isDisabled}
          label={t("composer.send.other")}
        />
        <Menu label={t("composer.send.other")} placement="top end">
          <MenuItem icon={Hourglass} keys="mod+Enter" onAction={() => onSend("wait")}>
            {t("composer.send.wait")}
          </MenuItem>
          <MenuItem icon={CircleCheck} keys="mod+shift+Enter" onAction={() => onSend("close")}>
            {t("composer.send.close")}
          </MenuItem>
          <MenuItem icon={CircleDot} onAction={() => onSend("keep")}>
            {t("composer.send.keep")}
          </MenuItem>
          {!isChat && (
            <LaterItems conversation={conversation} onChoose={later} onOwn={() => setAsksWhen(true)} />
          )}
        </Menu>
      </MenuTrigger>
      {asksWhen && (
        <LaterDialog
          conversation={conversation}
          act={t("planned.do")}
          onChoose={later}
          onClose={() => setAsksWhen(false)}
        />
      )}
    </div>
  );
}
