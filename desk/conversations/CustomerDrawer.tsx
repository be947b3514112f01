import { ArrowLeft } from "lucide-react";
import type { ReactNode } from "react";
import { Dialog, Modal, ModalOverlay } from "react-aria-components";
import { useTexts } from "../texts/Texts.tsx";
import { IconButton } from "../ui/Button.tsx";
import styles from "./CustomerDrawer.module.css";

type Props = { isOpen: boolean; onOpenChange: (open: boolean) => void; children: ReactNode };

/** The customer's panel where there is no room for it beside the matter. */
export function CustomerDrawer({ isOpen, onOpenChange, children }: Props) {
  const { t } = useTexts();
  return (
    <ModalOverlay className={styles.veil} isOpen={isOpen} onOpenChange={onOpenChange} isDismissable>
      <Modal className={styles.drawer}>
        <Dialog className={styles.dialog} aria-label={t("customer.panel")}>
          {({ close }) => (
            <>
              <div className={styles.head}>
                <IconButton icon={ArrowLeft} label={t("conversation.backToIt")} onPress={close} />
              </div>
              {children}
            </>
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
