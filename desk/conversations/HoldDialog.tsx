import { useState } from "react";
import type { Conversation } from "../../contract/conversations.ts";
import { FormOf, useForm } from "../accounts/form.tsx";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { RadioGroup } from "../ui/RadioGroup.tsx";
import { TextField } from "../ui/TextField.tsx";
import { useHolding } from "./changes.ts";
import { fieldTextAt, type Preset, presetAt, presets, writtenAt } from "./hold-times.ts";
import { OwnTimeField } from "./times/OwnTimeField.tsx";

type Props = {
  conversation: Conversation;
  /** What was written down when it was put on hold before. */
  note: string;
  onClose: () => void;
};

/** Waits for somebody who is neither the customer nor we, until a time of one's own or one of the usual ones. */
export function HoldDialog({ conversation, note, onClose }: Props) {
  const { t, dateTime, timeZone } = useTexts();
  const [now] = useState(Date.now);
  const { hold } = useHolding(conversation.id, note);
  const { heldUntil } = conversation;
  const [when, setWhen] = useState<Preset | "own">(heldUntil ? "own" : "tomorrow");
  const untilOf = (own: unknown) =>
    when === "own" ? writtenAt(String(own), Date.now(), timeZone) : presetAt(when, now, timeZone);
  const form = useForm(
    { own: (own) => (untilOf(own) ? null : { key: "hold.fault" }) },
    { note, own: fieldTextAt(heldUntil ?? presetAt("tomorrow", now, timeZone), timeZone) },
    (values) => {
      hold.mutate({ until: untilOf(values.own)!, note: values.note.trim() });
      onClose();
    },
  );
  const { values, set } = form;
  const until = untilOf(values.own);

  return (
    <Dialog
      title={t("hold.title")}
      size="s"
      isOpen
      onOpenChange={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("ui.cancel")}</Button>
          <Button type="submit" form={form.id} kind="primary">
            {t("hold.do")}
          </Button>
        </>
      }
    >
      <FormOf of={form}>
        <TextField
          label={t("hold.note")}
          placeholder={t("hold.note.hint")}
          optional
          autoFocus
          maxLength={500}
          value={values.note}
          onChange={(text) => set({ note: text })}
        />
        <RadioGroup
          label={t("hold.until")}
          options={[
            ...presets.map((id) => ({
              id,
              label: t(`hold.${id}`),
              description: dateTime(presetAt(id, now, timeZone), "weekday"),
            })),
            { id: "own", label: t("hold.own") },
          ]}
          value={when}
          onChange={setWhen}
        />
        {when === "own" && (
          <OwnTimeField
            label={t("hold.own.label")}
            timeZone={timeZone}
            description={until ? dateTime(until, "long") : undefined}
            value={values.own}
            onChange={(own) => set({ own })}
            error={form.fault("own")}
          />
        )}
      </FormOf>
    </Dialog>
  );
}
