import { CircleAlert, CircleCheck, X } from "lucide-react";
import { type FocusEvent, useRef } from "react";
import { createPortal } from "react-dom";
import { useTexts } from "../texts/Texts.tsx";
import { Button, IconButton } from "./Button.tsx";
import { Icon } from "./Icon.tsx";
import styles from "./ToastRegion.module.css";
import { closeToast, holdToasts, type ShownToast, useToasts } from "./toasts.ts";

/**
 * Stands once in the frame of the desk; `toast()` speaks through it from anywhere. It is a live region that is always
 * there, since screen readers say only what changes in one they know already.
 */
export function ToastRegion() {
  const { t } = useTexts();
  const shown = useToasts();
  const cameFrom = useRef<HTMLElement | null>(null);

  function onFocus(event: FocusEvent) {
    holdToasts(true);
    const outside =
      event.relatedTarget instanceof HTMLElement && !event.currentTarget.contains(event.relatedTarget);
    if (outside) cameFrom.current = event.relatedTarget as HTMLElement;
  }

  function close(key: number) {
    closeToast(key);
    // The button with the focus goes away with its toast: the focus goes back to where the work was.
    if (cameFrom.current?.isConnected) cameFrom.current.focus();
    holdToasts(false);
  }

  return createPortal(
    <section
      aria-label={t("ui.notices")}
      aria-live="polite"
      className={styles.region}
      data-react-aria-top-layer
      onPointerEnter={() => holdToasts(true)}
      onPointerLeave={() => holdToasts(false)}
      onFocus={onFocus}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) holdToasts(false);
      }}
    >
      {shown.map((toast) => (
        <ToastCard key={toast.key} toast={toast} onClose={() => close(toast.key)} />
      ))}
    </section>,
    document.body,
  );
}

function ToastCard({ toast, onClose }: { toast: ShownToast; onClose: () => void }) {
  const { t } = useTexts();
  const { text, kind = "plain", undo, action } = toast;
  const then = (act: () => void) => () => {
    onClose();
    act();
  };

  return (
    <div className={styles.toast} data-kind={kind} role={kind === "failed" ? "alert" : undefined}>
      {kind !== "plain" && <Icon of={kind === "good" ? CircleCheck : CircleAlert} />}
      <p className={styles.words}>{text}</p>
      {action && (
        <Button size="s" kind="quiet" onPress={then(action.act)}>
          {action.label}
        </Button>
      )}
      {undo && (
        <Button size="s" onPress={then(undo)}>
          {t("ui.undo")}
        </Button>
      )}
      <IconButton size="s" icon={X} label={t("ui.close")} onPress={onClose} />
    </div>
  );
}
