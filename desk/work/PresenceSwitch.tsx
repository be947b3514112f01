import { ToggleButton, ToggleButtonGroup } from "react-aria-components";
import { useTexts } from "../texts/Texts.tsx";
import { Tooltip } from "../ui/Tooltip.tsx";
import { PresenceMark } from "./PresenceMark.tsx";
import styles from "./PresenceSwitch.module.css";
import { type Sayable, sayable, usePresence, useSayPresence } from "./presence.ts";

/** One's own presence in the rail: what it is, and the other two one press away. */
export function PresenceSwitch() {
  const { t } = useTexts();
  const state = usePresence();
  const say = useSayPresence();
  if (!state) return null;
  return (
    <div className={styles.presence}>
      <ToggleButtonGroup
        aria-label={t("presence.label")}
        orientation="vertical"
        selectionMode="single"
        disallowEmptySelection={state !== "off"}
        selectedKeys={[state]}
        onSelectionChange={(keys) => {
          const [next] = keys;
          if (next) say.mutate(next as Sayable);
        }}
        className={styles.choices}
      >
        {sayable.map((each) => (
          <Tooltip
            key={each}
            text={`${t(`presence.${each}`)}: ${t(`presence.${each}.words`)}`}
            placement="end"
          >
            <ToggleButton id={each} aria-label={t(`presence.${each}`)} className={styles.choice}>
              <PresenceMark state={each} size={16} bare />
            </ToggleButton>
          </Tooltip>
        ))}
      </ToggleButtonGroup>
      <span className={styles.word}>{t(`presence.${state}`)}</span>
    </div>
  );
}
