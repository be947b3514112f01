import { useState } from "react";
import type { Conversation } from "../../../contract/conversations.ts";
import { FormOf, useForm } from "../../accounts/form.tsx";
import { useTexts } from "../../texts/Texts.tsx";
import { Button } from "../../ui/Button.tsx";
import { Checkbox } from "../../ui/Checkbox.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { RadioGroup } from "../../ui/RadioGroup.tsx";
import { Select } from "../../ui/Select.tsx";
import { fieldTextAt, writtenAt } from "../hold-times.ts";
import { OwnTimeField } from "../times/OwnTimeField.tsx";
import { type SnoozePreset, snoozePresets } from "./snooze-times.ts";
import { useSnoozeWords } from "./snooze-words.ts";
import { useSnoozing } from "./snoozing.ts";

const reasons = ["time", "reply", "promise", "linked"] as const;

/** Out of the working lists until a time, or until something happens and a time at the latest. */
export function SnoozeDialog({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const { t, dateTime, timeZone } = useTexts();
  const [now] = useState(Date.now);
  const wordsFor = useSnoozeWords();
  const { snooze } = useSnoozing(conversation.id);
  const { snooze: is } = conversation;
  const presets = snoozePresets(now, timeZone);
  const [reason, setReason] = useState<string>(is?.for ?? "time");
  const [when, setWhen] = useState<SnoozePreset | "own">(is ? "own" : "tomorrow");
  const [keepAfterThanks, setKeepAfterThanks] = useState(is?.keepAfterThanks ?? false);
  const untilOf = (own: unknown) =>
    when === "own"
      ? writtenAt(String(own), Date.now(), timeZone)
      : (presets.find(({ id }) => id === when)?.at ?? null);
  const form = useForm(
    { own: (own) => (untilOf(own) ? null : { key: "snooze.fault" }) },
    { own: fieldTextAt(is?.until ?? presets.find(({ id }) => id === "tomorrow")!.at, timeZone) },
    (values) => {
      snooze.mutate({ until: untilOf(values.own)!, for: reason, keepAfterThanks });
      onClose();
    },
  );
  const { values, set } = form;
  const until = untilOf(values.own);
  // What a program chose stays on offer.
  const offered = reason.startsWith("event:") ? [...reasons, reason] : reasons;

  return (
    <Dialog
      title={t("snooze.title")}
      size="s"
      isOpen
      onOpenChange={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("ui.cancel")}</Button>
          <Button type="submit" form={form.id} kind="primary">
            {t("snooze.do")}
          </Button>
        </>
      }
    >
      <FormOf of={form}>
        <RadioGroup
          label={reason === "time" ? t("snooze.until") : t("snooze.latest")}
          description={t("snooze.words")}
          autoFocus
          options={[
            ...presets.map(({ id, at }) => ({
              id,
              label: t(`snooze.${id}`),
              description: dateTime(at, "weekday"),
            })),
            { id: "own" as const, label: t("snooze.own") },
          ]}
          value={when}
          onChange={setWhen}
        />
        {when === "own" && (
          <OwnTimeField
            label={t("snooze.own.label")}
            timeZone={timeZone}
            description={until ? dateTime(until, "long") : undefined}
            value={values.own}
            onChange={(own) => set({ own })}
            error={form.fault("own")}
          />
        )}
        <Select
          label={t("snooze.for")}
          options={offered.map((id) => ({ id, label: wordsFor(id) }))}
          value={reason}
          onChange={setReason}
        />
        <Checkbox
          isSelected={keepAfterThanks}
          onChange={setKeepAfterThanks}
          description={t("snooze.thanks.words")}
        >
          {t("snooze.thanks")}
        </Checkbox>
      </FormOf>
    </Dialog>
  );
}
