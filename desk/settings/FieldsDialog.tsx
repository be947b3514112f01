import type { Field, LineSettings } from "../../contract/lines.ts";
import { useForm } from "../accounts/form.tsx";
import type { Rule } from "../accounts/rules.ts";
import { lineName, ownName } from "../app/line-words.ts";
import { useIntentsOf } from "../app/lines.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Checkbox } from "../ui/Checkbox.tsx";
import { TagBox } from "../ui/ComboBox.tsx";
import { Select } from "../ui/Select.tsx";
import { toast } from "../ui/toasts.ts";
import styles from "./fields.module.css";
import { provisionalKey, withKeys } from "./fresh-key.ts";
import { ItemDialog } from "./ItemDialog.tsx";
import { useChangeLine } from "./lines.ts";
import { NamesField } from "./NamesField.tsx";
import { isNamed, trimmed } from "./names.ts";
import { OrderedRows } from "./OrderedRows.tsx";

type Props = { settings: LineSettings; onClose: () => void };

const kinds = ["text", "number", "date", "yes_no", "choice"] as const;

const complete: Rule = (value) =>
  (value as Field[]).every(
    ({ names, kind, choices }) =>
      isNamed(names) &&
      (kind !== "choice" || (choices.length > 0 && choices.every((each) => isNamed(each.names)))),
  )
    ? null
    : { key: "form.fault.missing" };

/** What the line asks to be written down. */
export function FieldsDialog({ settings, onClose }: Props) {
  const { t, locale } = useTexts();
  const intents = useIntentsOf([settings]);
  const saving = useChangeLine(settings.line);
  const form = useForm<{ fields: Field[] }>(
    { fields: complete },
    { fields: settings.fields },
    ({ fields }) =>
      saving.mutate(
        { fields: withKeys(fields.map(kept), "field") },
        {
          onSuccess: () => {
            toast({ kind: "good", text: t("form.saved") });
            onClose();
          },
        },
      ),
    saving.error,
  );
  const { values, set } = form;
  const fault = form.fault("fields");

  return (
    <ItemDialog
      title={t("settings.lines.fieldsOf", { line: lineName(settings, { t, locale }) })}
      size="l"
      form={form}
      saving={saving}
      action={t("form.save")}
      onClose={onClose}
    >
      <p className={styles.hint}>{t("settings.lines.fieldsHint")}</p>
      <OrderedRows<Field>
        label={t("settings.lines.fields")}
        items={values.fields}
        onChange={(fields) => set({ fields })}
        nameOf={({ names }) => ownName(names, locale) ?? t("settings.lines.field")}
        add={t("settings.lines.addField")}
        fresh={() => ({
          key: provisionalKey(values.fields),
          names: {},
          kind: "text",
          choices: [],
          required: false,
          intents: [],
        })}
      >
        {(field, change) => (
          <>
            <NamesField
              label={t("settings.name")}
              value={field.names}
              onChange={(names) => change({ names })}
              error={isNamed(field.names) ? undefined : fault}
            />
            <Select<Field["kind"]>
              label={t("settings.lines.kind")}
              options={kinds.map((id) => ({ id, label: t(`settings.lines.kind.${id}`) }))}
              value={field.kind}
              onChange={(kind) => change({ kind })}
            />
            {field.kind === "choice" && (
              <OrderedRows
                label={t("settings.lines.choices")}
                items={field.choices}
                onChange={(choices) => change({ choices })}
                nameOf={({ names }) => ownName(names, locale) ?? t("settings.lines.choice")}
                add={t("settings.lines.addChoice")}
                fresh={() => ({ key: provisionalKey(field.choices), names: {} })}
              >
                {(choice, changeChoice) => (
                  <NamesField
                    label={t("settings.lines.choice")}
                    value={choice.names}
                    onChange={(names) => changeChoice({ names })}
                    error={isNamed(choice.names) ? undefined : fault}
                  />
                )}
              </OrderedRows>
            )}
            <TagBox
              label={t("settings.lines.forIntents")}
              description={t("settings.lines.forIntentsHint")}
              optional
              options={intents.map(({ key, name }) => ({ id: key, label: name }))}
              value={field.intents}
              onChange={(chosen) => change({ intents: chosen })}
            />
            <Checkbox isSelected={field.required} onChange={(required) => change({ required })}>
              {t("settings.lines.required")}
            </Checkbox>
          </>
        )}
      </OrderedRows>
    </ItemDialog>
  );
}

const kept = (field: Field): Field => ({
  ...field,
  names: trimmed(field.names),
  choices:
    field.kind === "choice"
      ? withKeys(
          field.choices.map((choice) => ({ ...choice, names: trimmed(choice.names) })),
          "choice",
        )
      : [],
});
