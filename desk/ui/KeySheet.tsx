import { useState } from "react";
import { useTexts } from "../texts/Texts.tsx";
import { Dialog } from "./Dialog.tsx";
import { KeyCap } from "./KeyCap.tsx";
import styles from "./KeySheet.module.css";
import { type Act, useActiveKeys } from "./keys.ts";

/** What `?` shows: every key that works on the screen it was asked from. */
export function KeySheet({
  isOpen,
  onOpenChange,
}: {
  isOpen: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const { t } = useTexts();
  const active = useActiveKeys();
  // Once open, the keys of the screen below sleep, so the list is kept from the moment before.
  const [kept, setKept] = useState<readonly Act[]>(active);
  if (!isOpen && kept !== active) setKept(active);

  return (
    <Dialog title={t("ui.keySheet")} isOpen={isOpen} onOpenChange={onOpenChange} size="l">
      <dl className={styles.sheet}>
        {kept.map(({ id, keys }) => (
          <div key={id} className={styles.row}>
            <dt>{t(`keys.${id}`)}</dt>
            <dd>
              <KeyCap keys={keys} />
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
