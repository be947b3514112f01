import { MailX } from "lucide-react";
import { useMay } from "../app/me.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Problem } from "../ui/Problem.tsx";
import styles from "./HeldBack.module.css";
import { useHeldBack, useLift } from "./held-back.ts";

/** Said before one writes: nothing would get there, and why. */
export function HeldBack({ address }: { address: string | null }) {
  const { t } = useTexts();
  const held = useHeldBack(address);
  const may = useMay("conversations.manage");
  const lift = useLift();
  if (!held) return null;
  return (
    <div className={styles.strip} role="status">
      <p className={styles.words}>
        <Icon of={MailX} size={14} />
        {t("suppressions.warning", { why: t(`suppressions.because.${held.because}`) })}
      </p>
      {may && (
        <Button size="s" busy={lift.isPending} onPress={() => lift.mutate(held.address)}>
          {t("suppressions.anyway")}
        </Button>
      )}
      {lift.error && <Problem of={lift.error} />}
    </div>
  );
}
