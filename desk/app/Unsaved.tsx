import { useBlocker } from "@tanstack/react-router";
import { createContext, type ReactNode, use, useEffect, useRef, useState } from "react";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";

/** Whether going to a place would lose what somebody wrote; `null` is out of the desk. */
type Loses = (to: string | null) => boolean;

/** Tells of something unsaved; what it gives back takes the word back. */
const Telling = createContext<((loses: Loses) => () => void) | null>(null);

/**
 * Asks before what was written is left behind: at a link, the way back, and when the tab is closed. It is asked once,
 * however much is not saved.
 */
export function Unsaved({ children }: { children: ReactNode }) {
  const { t } = useTexts();
  const [known, setKnown] = useState<readonly Loses[]>([]);
  const [tell] = useState(() => (loses: Loses) => {
    setKnown((before) => [...before, loses]);
    return () => setKnown((before) => before.filter((each) => each !== loses));
  });
  const blocker = useBlocker({
    shouldBlockFn: ({ next }) => known.some((loses) => loses(next.pathname)),
    enableBeforeUnload: () => known.some((loses) => loses(null)),
    disabled: known.length === 0,
    withResolver: true,
  });
  return (
    <Telling value={tell}>
      {children}
      {blocker.status === "blocked" && (
        <Dialog
          title={t("unsaved.ask")}
          size="s"
          urgent
          isOpen
          actions={
            <>
              <Button autoFocus onPress={blocker.reset}>
                {t("unsaved.stay")}
              </Button>
              <Button kind="danger" onPress={blocker.proceed}>
                {t("unsaved.leave")}
              </Button>
            </>
          }
        >
          <p>{t("unsaved.words")}</p>
        </Dialog>
      )}
    </Telling>
  );
}

/**
 * Says that something is not saved, which is kept at the address `within` and all below it. What it gives is called
 * when it has been saved, or is to be lost, just before going elsewhere.
 */
export function useUnsaved(isUnsaved: boolean, within: string): () => void {
  const tell = use(Telling);
  if (!tell) throw new Error("useUnsaved needs an <Unsaved> around it.");
  // Going elsewhere in the same breath is faster than a state would be.
  const isFree = useRef(false);
  useEffect(() => {
    if (!isUnsaved) return;
    return tell((to) => !isFree.current && (to === null || !(to === within || to.startsWith(`${within}/`))));
  }, [tell, isUnsaved, within]);
  return () => {
    isFree.current = true;
  };
}
