import { useState } from "react";
import type { Conversation } from "../../../contract/conversations.ts";
import type { Line } from "../../../contract/lines.ts";
import { FormOf, useForm } from "../../accounts/form.tsx";
import { words } from "../../accounts/rules.ts";
import { useLinesOf } from "../../app/lines.ts";
import { useMe } from "../../app/me.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Button } from "../../ui/Button.tsx";
import { Checkbox } from "../../ui/Checkbox.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Problem } from "../../ui/Problem.tsx";
import { RadioGroup } from "../../ui/RadioGroup.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { MessagesChoice } from "./MessagesChoice.tsx";
import styles from "./moving.module.css";
import { useMoving } from "./moving.ts";

type Values = { subject: string; line: Line; isMine: boolean };

/** Makes a conversation of its own of messages that are about something else. */
export function SplitDialog({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const { t } = useTexts();
  const me = useMe();
  const [chosen, setChosen] = useState<string[]>([]);
  const lines = useLinesOf(conversation.brand.id);
  const splitting = useMoving(conversation, onClose);
  const form = useForm<Values>(
    { subject: words(500) },
    { subject: conversation.subject, line: conversation.line, isMine: false },
    ({ subject, line, isMine }) =>
      splitting.mutate({ messages: chosen, to: null, subject, line, ...(isMine && { agent: me.agent.id }) }),
    splitting.error,
  );
  const { values, set } = form;

  return (
    <Dialog
      title={t("split.title")}
      isOpen
      onOpenChange={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("ui.cancel")}</Button>
          <Button
            type="submit"
            form={form.id}
            kind="primary"
            isDisabled={chosen.length === 0}
            busy={splitting.isPending}
          >
            {t("split.do")}
          </Button>
        </>
      }
    >
      <FormOf of={form}>
        <p className={styles.words}>{t("split.words")}</p>
        <MessagesChoice conversation={conversation} chosen={chosen} onChange={setChosen} />
        <TextField
          label={t("split.subject")}
          maxLength={500}
          value={values.subject}
          onChange={(subject) => set({ subject })}
          error={form.fault("subject")}
        />
        {lines.length > 1 && (
          <RadioGroup
            label={t("split.line")}
            orientation="horizontal"
            options={lines.map((each) => ({ id: each.line, label: each.name }))}
            value={values.line}
            onChange={(line) => set({ line })}
          />
        )}
        <Checkbox isSelected={values.isMine} onChange={(isMine) => set({ isMine })}>
          {t("split.mine")}
        </Checkbox>
        {splitting.error && <Problem of={splitting.error} />}
      </FormOf>
    </Dialog>
  );
}
