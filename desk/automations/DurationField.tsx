import { useState } from "react";
import { readValue } from "../conversations/field-values.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Select } from "../ui/Select.tsx";
import { TextField } from "../ui/TextField.tsx";
import styles from "./Automations.module.css";

const sizes = { minute: 1, hour: 60, day: 24 * 60 } as const;
type Unit = keyof typeof sizes;

type Props = {
  label: string;
  labelHidden?: boolean;
  minutes: number | null;
  onChange: (minutes: number) => void;
  /** Of working time no days are offered: how long one is, the calendar says. */
  units?: readonly Unit[];
  error?: string;
};

/** A length of time, in the largest unit that tells it in whole numbers. */
export function DurationField({
  label,
  labelHidden,
  minutes,
  onChange,
  units = ["minute", "hour", "day"],
  error,
}: Props) {
  const { t, locale } = useTexts();
  const [chosen, setChosen] = useState<Unit | null>(null);
  const unit = chosen && units.includes(chosen) ? chosen : unitFor(minutes ?? 0, units);
  const [written, setWritten] = useState<string | null>(null);
  const shown = written ?? (minutes === null ? "" : String(minutes / sizes[unit]));
  const names = new Map(units.map((each) => [each, unitName(locale, each)]));

  function write(text: string, of: Unit) {
    setWritten(text);
    const value = readValue("number", text);
    if (typeof value === "number" && value > 0) onChange(Math.max(1, Math.round(value * sizes[of])));
  }
  return (
    <div className={styles.duration}>
      <TextField
        label={label}
        labelHidden={labelHidden}
        inputMode="decimal"
        direction="ltr"
        value={shown}
        onChange={(text) => write(text, unit)}
        onBlur={() => setWritten(null)}
        error={error}
      />
      <Select
        label={t("automation.unit")}
        labelHidden
        options={units.map((each) => ({ id: each, label: names.get(each)! }))}
        value={unit}
        onChange={(next) => {
          setChosen(next);
          write(shown, next);
        }}
      />
    </div>
  );
}

const unitFor = (minutes: number, units: readonly Unit[]): Unit =>
  units.toReversed().find((unit) => minutes > 0 && minutes % sizes[unit] === 0) ?? units[0]!;

/** "minutes", as `Intl` calls them beside a number of them. */
function unitName(locale: string, unit: Unit): string {
  const parts = new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).formatToParts(5);
  return parts.find(({ type }) => type === "unit")?.value ?? unit;
}
