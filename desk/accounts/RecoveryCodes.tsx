import { Download } from "lucide-react";
import { useMemo } from "react";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { CopyButton } from "./CopyButton.tsx";
import styles from "./Profile.module.css";
import { ShownOnce } from "./ShownOnce.tsx";

/** Whoever loses them may be locked out. */
export function RecoveryCodes({ codes, onClose }: { codes: string[]; onClose: () => void }) {
  const { t } = useTexts();
  const lines = codes.join("\n");
  const file = useMemo(() => `data:text/plain;charset=utf-8,${encodeURIComponent(`${lines}\n`)}`, [lines]);

  return (
    <ShownOnce
      title={t("profile.recovery")}
      words={t("profile.recoveryWords")}
      kept={t("profile.recoveryKept")}
      onClose={onClose}
    >
      <ul className={styles.codes} dir="ltr">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className={styles.actions}>
        <CopyButton text={lines} />
        <Button size="s" icon={Download} onPress={() => save(file, "tandem-recovery-codes.txt")}>
          {t("profile.recoveryFile")}
        </Button>
      </div>
    </ShownOnce>
  );
}

function save(address: string, name: string) {
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
}
