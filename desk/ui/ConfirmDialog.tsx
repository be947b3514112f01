import type { ReactNode } from "react";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "./Button.tsx";
import { Dialog } from "./Dialog.tsx";
import { Problem } from "./Problem.tsx";

type Props = {
  title: string;
  /** What will happen, and whether it can be undone. */
  words: string;
  action: string;
  doing: { isPending: boolean; error: unknown; mutate: () => void };
  onClose: () => void;
  /** What is still to be chosen, below the words. */
  children?: ReactNode;
};

/** Asks before what cannot be taken back. */
export function ConfirmDialog({ title, words, action, doing, onClose, children }: Props) {
  const { t } = useTexts();
  return (
    <Dialog
      title={title}
      size="s"
      urgent
      isOpen
      onOpenChange={onClose}
      actions={
        <>
          <Button autoFocus onPress={onClose}>
            {t("ui.cancel")}
          </Button>
          <Button kind="danger" busy={doing.isPending} onPress={() => doing.mutate()}>
            {action}
          </Button>
        </>
      }
    >
      <p>{words}</p>
      {children}
      {doing.error ? <Problem of={doing.error} /> : null}
    </Dialog>
  );
}
