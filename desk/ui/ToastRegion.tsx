import { CircleAlert, CircleCheck, X } from "lucide-react";
import {
  UNSTABLE_ToastRegion as AriaToastRegion,
  Text,
  UNSTABLE_Toast as ToastCard,
  UNSTABLE_ToastContent as ToastContent,
} from "react-aria-components";
import { useTexts } from "../texts/Texts.tsx";
import { Button, IconButton } from "./Button.tsx";
import { Icon } from "./Icon.tsx";
import styles from "./ToastRegion.module.css";
import { toasts } from "./toasts.ts";

/** Stands once in the frame of the desk; `toast()` speaks through it from anywhere. F6 reaches it. */
export function ToastRegion() {
  const { t } = useTexts();
  return (
    <AriaToastRegion queue={toasts} aria-label={t("ui.notices")} className={styles.region}>
      {({ toast }) => {
        const { text, kind = "plain", undo, action } = toast.content;
        const then = (act: () => void) => () => {
          toasts.close(toast.key);
          act();
        };
        return (
          <ToastCard toast={toast} className={styles.toast} data-kind={kind}>
            {kind !== "plain" && <Icon of={kind === "good" ? CircleCheck : CircleAlert} />}
            <ToastContent className={styles.words}>
              <Text slot="title">{text}</Text>
            </ToastContent>
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
            <IconButton slot="close" size="s" icon={X} label={t("ui.close")} />
          </ToastCard>
        );
      }}
    </AriaToastRegion>
  );
}
