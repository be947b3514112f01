import { ChevronDown, CircleCheck, CircleDot, Hourglass } from "lucide-react";
import { useTexts } from "../texts/Texts.tsx";
import { Button, IconButton } from "../ui/Button.tsx";
import { Menu, MenuItem, MenuTrigger } from "../ui/Menu.tsx";
import type { Writing } from "./draft-keeper.ts";
import styles from "./SendButton.module.css";
import type { After } from "./send.ts";

type Props = {
  kind: Writing["kind"];
  /** In a chat nobody says "and wait": who chats waits. */
  isChat?: boolean;
  isDisabled: boolean;
  busy: boolean;
  onSend: (after?: After) => void;
};

/** Says what will happen; the other endings lie behind the arrow. */
export function SendButton({ kind, isChat, isDisabled, busy, onSend }: Props) {
  const { t } = useTexts();
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
        </Menu>
      </MenuTrigger>
    </div>
  );
}
