import type { PromiseMade } from "../../contract/promises.ts";
import { FormOf, useForm } from "../accounts/form.tsx";
import { words } from "../accounts/rules.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Text } from "../ui/Text.tsx";
import { TextArea } from "../ui/TextField.tsx";

const rules = { reason: words(500) };

type Props = { promise: PromiseMade; onClose: () => void; onWithdraw: (reason: string) => void };

/** A promise is given up with a reason, which stays. */
export function WithdrawDialog({ promise, onClose, onWithdraw }: Props) {
  const { t } = useTexts();
  const form = useForm<{ reason: string }>(rules, { reason: "" }, ({ reason }) => {
    onWithdraw(reason.trim());
    onClose();
  });
  return (
    <Dialog
      title={t("promise.withdraw.title")}
      size="s"
      isOpen
      onOpenChange={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("ui.cancel")}</Button>
          <Button type="submit" form={form.id} kind="danger">
            {t("promise.withdraw.do")}
          </Button>
        </>
      }
    >
      <FormOf of={form}>
        <p>
          <Text>{promise.text}</Text>
        </p>
        <TextArea
          label={t("promise.withdraw.reason")}
          description={t("promise.withdraw.hint")}
          autoFocus
          rows={2}
          maxLength={500}
          value={form.values.reason}
          onChange={(reason) => form.set({ reason })}
          error={form.fault("reason")}
        />
      </FormOf>
    </Dialog>
  );
}
