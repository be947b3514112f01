import { useBlocker } from "@tanstack/react-router";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";

type Props = {
  /** There is something that is not saved. */
  when: boolean;
  /** The place, with all below it, in which it is kept. */
  from: string;
};

/** Asks before what was not saved is left behind. */
export function Leaving({ when, from }: Props) {
  const { t } = useTexts();
  const blocker = useBlocker({
    shouldBlockFn: ({ next }) => when && !next.pathname.startsWith(from),
    enableBeforeUnload: () => when,
    withResolver: true,
  });
  if (blocker.status !== "blocked") return null;
  return (
    <Dialog
      title={t("automation.leave")}
      size="s"
      urgent
      isOpen
      actions={
        <>
          <Button autoFocus onPress={blocker.reset}>
            {t("automation.leave.stay")}
          </Button>
          <Button kind="danger" onPress={blocker.proceed}>
            {t("automation.leave.go")}
          </Button>
        </>
      }
    >
      <p>{t("automation.leave.words")}</p>
    </Dialog>
  );
}
