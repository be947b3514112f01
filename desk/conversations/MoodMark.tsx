import { Frown, Smile } from "lucide-react";
import type { Mood } from "../../contract/conversations.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Icon } from "../ui/Icon.tsx";
import styles from "./MoodMark.module.css";

/** In what mood somebody wrote; calm needs no mark. */
export function MoodMark({ mood, why }: { mood: Mood | null; why?: string }) {
  const { t } = useTexts();
  if (mood === null || mood === "neutral") return null;
  return (
    <span className={styles.mood} data-mood={mood} title={why}>
      <Icon of={mood === "negative" ? Frown : Smile} size={14} />
      {t(`mood.${mood}`)}
    </span>
  );
}
