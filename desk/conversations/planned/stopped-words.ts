import { StoppedBecause } from "../../../contract/planned-replies.ts";
import type { TextKey } from "../../texts/messages.ts";
import { useTexts } from "../../texts/Texts.tsx";

/** Why a reply did not leave, as a sentence. What the server says may be newer than this desk. */
export function useStoppedWords(): (because: unknown, refusal?: string | null) => string {
  const { t } = useTexts();
  return (because, refusal) => {
    const [kind, code] = String(because).split(":");
    const known = StoppedBecause.options.find((each) => each === kind) ?? "refused";
    const said = refusal ?? code;
    if (known !== "refused") return t(`planned.because.${known}`);
    return said ? t(`problem.${said}` as TextKey) : t("planned.because.refused");
  };
}
