import type { PresenceState } from "../../contract/routing.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Icon } from "../ui/Icon.tsx";
import styles from "./PresenceMark.module.css";
import { presenceIcons } from "./presence.ts";

type Props = {
  state: PresenceState;
  size?: number;
  /** The shape alone, named for who hears the screen; else its word stands beside it. */
  bare?: boolean;
};

/** How somebody is present: a shape, a colour and a word. */
export function PresenceMark({ state, size = 14, bare }: Props) {
  const { t } = useTexts();
  const word = t(`presence.${state}`);
  return (
    <span className={styles.mark} data-state={state}>
      <Icon of={presenceIcons[state]} size={size} label={bare ? word : undefined} />
      {!bare && <span className={styles.word}>{word}</span>}
    </span>
  );
}
