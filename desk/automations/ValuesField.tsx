import { useState } from "react";
import type { ConditionValue } from "../../contract/automations.ts";
import { type Question, valuesTaken } from "../../contract/condition-fields.ts";
import { readValue } from "../conversations/field-values.ts";
import { useTexts } from "../texts/Texts.tsx";
import { TagBox } from "../ui/ComboBox.tsx";
import { TextField } from "../ui/TextField.tsx";
import styles from "./Automations.module.css";
import type { KnownField } from "./choices.ts";
import { DurationField } from "./DurationField.tsx";

type Props = {
  known: KnownField;
  is: Question;
  values: readonly ConditionValue[];
  onChange: (values: ConditionValue[]) => void;
  error?: string;
};

/** What a field is compared with, as its kind wants it. */
export function ValuesField({ known, is, values, onChange, error }: Props) {
  const { t } = useTexts();
  const taken = valuesTaken(is);
  const label = t("automation.values", { field: known.label });
  const shared = { label, labelHidden: true, error };
  const { kind } = known.field;
  if (taken === "none") return null;
  if (kind === "choice" || kind === "set")
    return (
      <TagBox
        {...shared}
        placeholder={t("ui.choose")}
        options={withGone(known, values, t("automation.gone"))}
        value={values.map(String)}
        onChange={onChange}
      />
    );
  if (kind === "minutes")
    return (
      <DurationField
        {...shared}
        minutes={typeof values[0] === "number" ? values[0] : null}
        onChange={(minutes) => onChange([minutes])}
      />
    );
  if (taken === "two")
    return (
      <div className={styles.times}>
        {(["automation.from", "automation.to"] as const).map((key, at) => (
          <TextField
            key={key}
            label={t(key)}
            type="time"
            direction="ltr"
            value={String(values[at] ?? "")}
            onChange={(time) => onChange(at === 0 ? [time, values[1] ?? ""] : [values[0] ?? "", time])}
            error={at === 0 ? error : undefined}
          />
        ))}
      </div>
    );
  if (kind === "date")
    return (
      <TextField
        {...shared}
        type="date"
        direction="ltr"
        value={String(values[0] ?? "")}
        onChange={(day) => onChange(day ? [day] : [])}
      />
    );
  if (kind === "number") return <NumberField {...shared} value={values[0]} onChange={onChange} />;
  return <WordsField {...shared} values={values} onChange={onChange} />;
}

type Shared = {
  label: string;
  labelHidden: boolean;
  error?: string;
  onChange: (values: ConditionValue[]) => void;
};

function NumberField({ value, onChange, ...shared }: Shared & { value: ConditionValue | undefined }) {
  const { t } = useTexts();
  const [text, setText] = useState(value === undefined ? "" : String(value));
  const read = readValue("number", text);
  return (
    <TextField
      {...shared}
      inputMode="decimal"
      direction="ltr"
      value={text}
      onChange={(next) => {
        setText(next);
        const number = readValue("number", next);
        if (number === null) onChange([]);
        else if (typeof number === "number") onChange([number]);
      }}
      error={read === undefined ? t("details.notNumber") : shared.error}
    />
  );
}

const separators = /[,،，;\n]/;

function WordsField({ values, onChange, ...shared }: Shared & { values: readonly ConditionValue[] }) {
  const { t } = useTexts();
  const [text, setText] = useState(values.join(", "));
  return (
    <TextField
      {...shared}
      placeholder={t("automation.commas")}
      direction="auto"
      value={text}
      onChange={(next) => {
        setText(next);
        onChange(
          next
            .split(separators)
            .map((word) => word.trim())
            .filter(Boolean),
        );
      }}
    />
  );
}

/** What was chosen and is gone still stands there, to be taken away. */
const withGone = ({ choices }: KnownField, values: readonly ConditionValue[], gone: string) => [
  ...choices,
  ...values
    .map(String)
    .filter((value) => !choices.some(({ id }) => id === value))
    .map((id) => ({ id, label: gone })),
];
