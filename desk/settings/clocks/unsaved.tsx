import { useBlocker } from "@tanstack/react-router";
import { useRef } from "react";
import { useTexts } from "../../texts/Texts.tsx";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";

/**
 * Asks before what was written is left behind: at a link, the way back, and when the tab is closed. `letGo` is called
 * when it has been saved, or is to be lost.
 */
export function useUnsaved(isUnsaved: boolean) {
  const { t } = useTexts();
  const isFree = useRef(false);
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => isUnsaved && !isFree.current && current.pathname !== next.pathname,
    enableBeforeUnload: () => isUnsaved && !isFree.current,
    withResolver: true,
  });
  const question = blocker.status === "blocked" && (
    <Dialog
      title={t("settings.clocks.unsaved")}
      size="s"
      urgent
      isOpen
      actions={
        <>
          <Button kind="danger" onPress={blocker.proceed}>
            {t("settings.clocks.lose")}
          </Button>
          <Button autoFocus kind="primary" onPress={blocker.reset}>
            {t("settings.clocks.stay")}
          </Button>
        </>
      }
    >
      <p>{t("settings.clocks.unsavedWords")}</p>
    </Dialog>
  );
  return {
    question,
    letGo: () => {
      isFree.current = true;
    },
  };
}
