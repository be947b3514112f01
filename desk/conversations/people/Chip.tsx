import { Plus, RotateCcw, X } from "lucide-react";
import { useTexts } from "../../texts/Texts.tsx";
import { IconButton } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import type { Shown } from "./choice.ts";
import { nameOf } from "./people.ts";
import styles from "./RecipientFields.module.css";

/** One recipient: as it follows, added, or struck; and whether they are of another company. */
export function Chip({
  person,
  isOther,
  onToggle,
}: {
  person: Shown;
  isOther: boolean;
  onToggle: () => void;
}) {
  const { t } = useTexts();
  const { address, is } = person;
  return (
    <li className={styles.chip} data-is={is} data-other={isOther || undefined} title={address}>
      {is === "added" && <Icon of={Plus} size={12} />}
      <bdi className={styles.who}>{nameOf(person)}</bdi>
      {is !== "derived" && <span className={styles.hidden}>{t(`recipients.${is}`)}</span>}
      {isOther && is !== "removed" && <span className={styles.other}>{t("recipients.other")}</span>}
      <IconButton
        size="s"
        icon={is === "removed" ? RotateCcw : X}
        label={t(is === "removed" ? "recipients.back" : "recipients.remove", { address })}
        onPress={onToggle}
      />
    </li>
  );
}
