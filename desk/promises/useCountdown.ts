import { roughly } from "../conversations/words.ts";
import { useTexts } from "../texts/Texts.tsx";
import { useNow } from "../ui/now.ts";

/** How long is left, or how late it is, as the rows of the inbox say it. */
export function useCountdown(): (dueAt: string) => string {
  const { t, number } = useTexts();
  const now = useNow();
  return (dueAt) => {
    const left = Date.parse(dueAt) - now;
    return left <= 0
      ? t("inbox.row.late", { time: roughly(-left, number) })
      : t("inbox.row.due", { time: roughly(left, number) });
  };
}
