import { Zap } from "lucide-react";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { Tooltip } from "../ui/Tooltip.tsx";
import { useNextBest } from "./next-best.ts";

/** The one press that brings the next piece of work. */
export function NextBest() {
  const { t } = useTexts();
  const { may, isBusy, take } = useNextBest();
  if (!may) return null;
  return (
    <Tooltip text={t("keys.nextBest")} keys="g n">
      <Button icon={Zap} wide busy={isBusy} onPress={take}>
        {t("next.take")}
      </Button>
    </Tooltip>
  );
}
