import { ArrowLeft } from "lucide-react";
import type { ReactNode } from "react";
import { Dialog, Modal, ModalOverlay } from "react-aria-components";
import { IconButton } from "./Button.tsx";
import styles from "./Drawer.module.css";

type Props = {
  label: string;
  /** What the way back is called. */
  back: string;
  size?: "m" | "l";
  isOpen: boolean;
  onOpenChange: (open: boolean) => void;
  children: ReactNode;
};

/** What stands beside, where there is no room for it there. */
export function Drawer({ label, back, size = "m", isOpen, onOpenChange, children }: Props) {
  return (
    <ModalOverlay className={styles.veil} isOpen={isOpen} onOpenChange={onOpenChange} isDismissable>
      <Modal className={`${styles.drawer} ${styles[size]}`}>
        <Dialog className={styles.dialog} aria-label={label}>
          {({ close }) => (
            <>
              <div className={styles.head}>
                <IconButton icon={ArrowLeft} label={back} onPress={close} />
              </div>
              {children}
            </>
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
