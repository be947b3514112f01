import type { Conversation } from "../../contract/conversations.ts";
import { WaiverReason } from "../../contract/ledger.ts";
import { FormOf, useForm } from "../accounts/form.tsx";
import { chosen } from "../accounts/rules.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { RadioGroup } from "../ui/RadioGroup.tsx";
import { TextArea } from "../ui/TextField.tsx";
import { useWaiving } from "./changes.ts";

type Props = {
  conversation: Conversation;
  /** Whether the conversation is closed by the same act. */
  closes: boolean;
  onClose: () => void;
};
type Values = { reason: WaiverReason | null; note: string };

/** Asks why what the customer wrote needs no answer. It is done at once; the toast takes it back. */
export function WaiverDialog({ conversation, closes, onClose }: Props) {
  const { t } = useTexts();
  const waive = useWaiving(conversation.id);
  const form = useForm<Values>({ reason: chosen }, { reason: null, note: "" }, ({ reason, note }) => {
    waive.mutate({ reason: reason!, note, close: closes });
    onClose();
  });
  return (
    <Dialog
      title={t(closes ? "waiver.titleClose" : "waiver.title")}
      isOpen
      onOpenChange={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("ui.cancel")}</Button>
          <Button type="submit" form={form.id} kind="primary">
            {t(closes ? "waiver.doClose" : "waiver.do")}
          </Button>
        </>
      }
    >
      <FormOf of={form}>
        <p>{t("waiver.words")}</p>
        <RadioGroup
          label={t("waiver.reason")}
          look="chips"
          autoFocus
          options={WaiverReason.options.map((id) => ({ id, label: t(`waiver.reason.${id}`) }))}
          value={form.values.reason}
          onChange={(reason) => form.set({ reason })}
          error={form.fault("reason")}
        />
        <TextArea
          label={t("waiver.note")}
          description={t("waiver.noteHint")}
          optional
          rows={2}
          maxLength={500}
          value={form.values.note}
          onChange={(note) => form.set({ note })}
        />
      </FormOf>
    </Dialog>
  );
}
