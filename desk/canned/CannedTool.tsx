import { MessageSquareQuote } from "lucide-react";
import { useTexts } from "../texts/Texts.tsx";
import { IconButton } from "../ui/Button.tsx";

type Props = { onFocus: () => void; onPress: () => void };

/** Writes the slash behind which prepared answers and articles are found. */
export function CannedTool({ onFocus, onPress }: Props) {
  const { t } = useTexts();
  return (
    <IconButton
      size="s"
      icon={MessageSquareQuote}
      label={t("slash.insert")}
      keys="/"
      onPress={() => {
        onFocus();
        onPress();
      }}
    />
  );
}
