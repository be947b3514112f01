import type { ReactNode } from "react";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import styles from "./ShownOnce.module.css";

type Props = {
  title: string;
  /** Why it is to be kept. */
  words: string;
  /** What the reader says to have done when closing it. */
  kept: string;
  onClose: () => void;
  /** The secret, with the means to copy it. */
  children: ReactNode;
};

/** A secret that cannot be shown again. Neither Escape nor a press beside it closes this. */
export function ShownOnce({ title, words, kept, onClose, children }: Props) {
  return (
    <Dialog
      title={title}
      isOpen
      urgent
      onOpenChange={onClose}
      actions={
        <Button kind="primary" onPress={onClose}>
          {kept}
        </Button>
      }
    >
      <div className={styles.stack}>
        <p>{words}</p>
        {children}
      </div>
    </Dialog>
  );
}
