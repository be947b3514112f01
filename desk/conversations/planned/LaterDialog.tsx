import { useQuery } from "@tanstack/react-query";
import type { Conversation } from "../../../contract/conversations.ts";
import { FormOf, useForm } from "../../accounts/form.tsx";
import { useTexts } from "../../texts/Texts.tsx";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { fieldTextAt, writtenAt } from "../hold-times.ts";
import { OwnTimeField } from "../times/OwnTimeField.tsx";
import styles from "./LaterDialog.module.css";
import { laterTimes } from "./later-times.ts";
import { plannedOfQuery } from "./queries.ts";
import { useDoubts, useTwoClocks } from "./two-clocks.ts";

type Props = {
  conversation: Conversation;
  /** When it was to leave until now. */
  at?: string;
  act: string;
  onChoose: (at: string) => void;
  onClose: () => void;
};

/** A day and an hour by the customer's clock, with what it is on ours, and what speaks against it. */
export function LaterDialog({ conversation, at, act, onChoose, onClose }: Props) {
  const { t, timeZone: ours } = useTexts();
  const zone = useQuery(plannedOfQuery(conversation.id)).data?.customerZone;
  const timeZone = zone?.timeZone ?? ours;
  const clocks = useTwoClocks(zone);
  const doubts = useDoubts(conversation, zone);
  const tomorrow = () => laterTimes(Date.now(), timeZone).find(({ id }) => id === "tomorrow")!.at;
  const form = useForm(
    { own: (own) => (writtenAt(String(own), Date.now(), timeZone) ? null : { key: "hold.fault" }) },
    { own: fieldTextAt(at ?? tomorrow(), timeZone) },
    ({ own }) => {
      onChoose(writtenAt(own, Date.now(), timeZone)!);
      onClose();
    },
  );
  const chosen = writtenAt(form.values.own, Date.now(), timeZone);
  const doubt = chosen && doubts(chosen);
  return (
    <Dialog
      title={t("planned.when")}
      size="s"
      isOpen
      onOpenChange={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("ui.cancel")}</Button>
          <Button type="submit" form={form.id} kind="primary">
            {act}
          </Button>
        </>
      }
    >
      <FormOf of={form}>
        <OwnTimeField
          label={t(`planned.field.${zone?.knownBy ?? "workspace"}`, { zone: timeZone })}
          timeZone={timeZone}
          autoFocus
          description={chosen ? clocks(chosen) : undefined}
          value={form.values.own}
          onChange={(own) => form.set({ own })}
          error={form.fault("own")}
        />
        {doubt && (
          <p className={styles.doubt} role="status">
            {doubt}
          </p>
        )}
        <p className={styles.hint}>{t("planned.cancels")}</p>
      </FormOf>
    </Dialog>
  );
}
