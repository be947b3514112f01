import { BellRing } from "lucide-react";
import { useState } from "react";
import { useTexts } from "../texts/Texts.tsx";
import { IconButton } from "../ui/Button.tsx";
import { Popover, PopoverTrigger } from "../ui/Popover.tsx";
import { Switch } from "../ui/Switch.tsx";
import styles from "./ChatDock.module.css";
import { useChatChoices } from "./choices.ts";
import { chime } from "./sound.ts";

/** How one is told of what is new in chats, and what Enter does. */
export function DockChoices({ isOpen }: { isOpen?: boolean }) {
  const { t } = useTexts();
  if (isOpen) return <Choices />;
  return (
    <PopoverTrigger>
      <IconButton size="s" icon={BellRing} label={t("chat.choices")} />
      <Popover label={t("chat.choices")} placement="bottom end">
        <Choices />
      </Popover>
    </PopoverTrigger>
  );
}

function Choices() {
  const { t } = useTexts();
  const [choices, choose] = useChatChoices();
  const canNotify = "Notification" in window && window.isSecureContext;
  const [isRefused, setRefused] = useState(canNotify && Notification.permission === "denied");

  async function notify(on: boolean) {
    if (!on) return choose({ notifies: false });
    const answer = await Notification.requestPermission();
    setRefused(answer === "denied");
    choose({ notifies: answer === "granted" });
  }

  return (
    <div className={styles.choices}>
      <Switch
        isSelected={choices.hasSound}
        description={t("chat.choices.soundWords")}
        onChange={(hasSound) => {
          choose({ hasSound });
          if (hasSound) chime();
        }}
      >
        {t("chat.choices.sound")}
      </Switch>
      {canNotify && (
        <Switch
          isSelected={choices.notifies && !isRefused}
          isDisabled={isRefused}
          description={t(isRefused ? "chat.choices.noticesRefused" : "chat.choices.noticesWords")}
          onChange={notify}
        >
          {t("chat.choices.notices")}
        </Switch>
      )}
      <Switch
        isSelected={choices.enterSends}
        description={t("chat.choices.enterWords")}
        onChange={(enterSends) => choose({ enterSends })}
      >
        {t("chat.choices.enter")}
      </Switch>
    </div>
  );
}
