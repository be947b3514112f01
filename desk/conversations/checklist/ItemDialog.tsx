import type { ChecklistItem } from "../../../contract/checklists.ts";
import type { Conversation } from "../../../contract/conversations.ts";
import { FormOf, useForm } from "../../accounts/form.tsx";
import { words } from "../../accounts/rules.ts";
import { useAgents } from "../../app/lookups.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Avatar } from "../../ui/Avatar.tsx";
import { Button } from "../../ui/Button.tsx";
import { Checkbox } from "../../ui/Checkbox.tsx";
import { ComboBox } from "../../ui/ComboBox.tsx";
import { DateTimeField } from "../../ui/DateTimeField.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Problem } from "../../ui/Problem.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { useChecklist } from "./changes.ts";

type Values = { text: string; isRequired: boolean; assignee: string | null; dueAt: string | null };
type Props = { conversation: Conversation; item: ChecklistItem; onClose: () => void };

const nobody = "nobody";

/** What an item says, whose it is, when it is due, and whether the matter waits for it. */
export function ItemDialog({ conversation, item, onClose }: Props) {
  const { t, compare } = useTexts();
  const { change } = useChecklist(conversation.id);
  const agents = useAgents()
    .filter(({ status, brands }) => status === "active" && (brands?.includes(conversation.brand.id) ?? true))
    .sort((a, b) => compare(a.name, b.name));
  const { text, isRequired, assignee, dueAt } = item;
  const form = useForm<Values>(
    { text: words(500) },
    { text, isRequired, assignee: assignee?.id ?? null, dueAt },
    (values) => change.mutate({ item: item.id, body: values }, { onSuccess: onClose }),
    change.error,
  );
  const { values, set } = form;
  return (
    <Dialog
      title={t("checklist.change")}
      isOpen
      onOpenChange={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("ui.cancel")}</Button>
          <Button type="submit" form={form.id} kind="primary" busy={change.isPending}>
            {t("form.save")}
          </Button>
        </>
      }
    >
      <FormOf of={form}>
        <TextField
          label={t("checklist.text")}
          autoFocus
          maxLength={500}
          value={values.text}
          onChange={(changed) => set({ text: changed })}
          error={form.fault("text")}
        />
        <ComboBox
          label={t("checklist.assignee")}
          options={[
            { id: nobody, label: t("checklist.nobody") },
            ...agents.map(({ id, name }) => ({
              id,
              label: name,
              mark: <Avatar name={name} seed={id} size={20} />,
            })),
          ]}
          value={values.assignee ?? nobody}
          onChange={(id) => set({ assignee: id === nobody ? null : id })}
        />
        <Checkbox
          isSelected={values.dueAt !== null}
          onChange={(has) => set({ dueAt: has ? (dueAt ?? tomorrow()) : null })}
        >
          {t("checklist.hasTime")}
        </Checkbox>
        {values.dueAt && (
          <DateTimeField
            label={t("checklist.dueAt")}
            value={values.dueAt}
            onChange={(at) => set({ dueAt: at })}
          />
        )}
        <Checkbox
          isSelected={values.isRequired}
          onChange={(is) => set({ isRequired: is })}
          description={t("checklist.required.hint")}
        >
          {t("checklist.required")}
        </Checkbox>
        {change.error !== null && <Problem of={change.error} />}
      </FormOf>
    </Dialog>
  );
}

/** The same hour of the next day. */
const tomorrow = () => new Date(Math.ceil(Date.now() / 3_600_000 + 24) * 3_600_000).toISOString();
