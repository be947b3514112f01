import { X } from "lucide-react";
import { type ReactNode, use } from "react";
import { Dialog as AriaDialog, DialogTrigger, Heading, Modal, ModalOverlay } from "react-aria-components";
import { useTexts } from "../texts/Texts.tsx";
import { IconButton } from "./Button.tsx";
import styles from "./Dialog.module.css";
import { KeyDepth, useKeyDepth } from "./keys.ts";

export { DialogTrigger };

type Content = ReactNode | ((close: () => void) => ReactNode);

type Props = {
  title: string;
  /** Given when something else than a DialogTrigger around it opens it. */
  isOpen?: boolean;
  onOpenChange?: (open: boolean) => void;
  size?: "s" | "m" | "l" | "xl";
  /** For a choice that must be made: neither Escape nor a press outside closes it, and it is read out at once. */
  urgent?: boolean;
  /** The buttons at the end, the one that does it last. */
  actions?: Content;
  children: Content;
};

export function Dialog({ title, isOpen, onOpenChange, size = "m", urgent, actions, children }: Props) {
  const { t } = useTexts();
  return (
    <ModalOverlay
      className={styles.veil}
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      isDismissable={!urgent}
      isKeyboardDismissDisabled={urgent}
    >
      <Modal className={styles.modal} data-size={size}>
        <AriaDialog className={styles.dialog} role={urgent ? "alertdialog" : "dialog"}>
          {({ close }) => (
            <KeysOfDialog>
              <header className={styles.head}>
                <Heading slot="title" className={styles.title}>
                  {title}
                </Heading>
                {!urgent && <IconButton icon={X} label={t("ui.close")} onPress={close} />}
              </header>
              <div className={styles.body}>{content(children, close)}</div>
              {actions && <footer className={styles.actions}>{content(actions, close)}</footer>}
            </KeysOfDialog>
          )}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

function content(given: Content, close: () => void) {
  return typeof given === "function" ? given(close) : given;
}

function KeysOfDialog({ children }: { children: ReactNode }) {
  const depth = use(KeyDepth) + 1;
  useKeyDepth(depth);
  return <KeyDepth value={depth}>{children}</KeyDepth>;
}
