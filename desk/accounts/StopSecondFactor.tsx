import { deleteSecondFactor } from "../../contract/accounts.ts";
import { call } from "../app/call.ts";
import { useTexts } from "../texts/Texts.tsx";
import { toast } from "../ui/toasts.ts";
import { PasswordCheck } from "./PasswordCheck.tsx";

export function StopSecondFactor({ onClose }: { onClose: () => void }) {
  const { t } = useTexts();
  return (
    <PasswordCheck
      title={t("profile.factorStopTitle")}
      action={t("profile.factorStop")}
      kind="danger"
      check={(password) => call(deleteSecondFactor, { body: { password } })}
      onDone={() => {
        toast({ text: t("profile.factorStopped") });
        onClose();
      }}
      onClose={onClose}
    >
      {t("profile.factorStopWords")}
    </PasswordCheck>
  );
}
