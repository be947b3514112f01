import { stoppedWords } from "../../../contract/notice-words.ts";
import type { TextKey } from "../../texts/messages.ts";
import { useTexts } from "../../texts/Texts.tsx";

/** Why a reply did not leave, as a sentence. */
export function useStoppedWords(): (because: unknown, refusal?: string | null) => string {
  const { t } = useTexts();
  return (because, refusal) => stoppedWords(because, (key, values) => t(key as TextKey, values), refusal);
}
