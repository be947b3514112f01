import type { ClockTarget } from "../../../contract/clocks.ts";
import { type Unit, unitsOf } from "../../clocks/length.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Select } from "../../ui/Select.tsx";
import { TextField } from "../../ui/TextField.tsx";
import styles from "./clocks.module.css";

type Props = {
  amount: string;
  unit: Unit;
  time: ClockTarget["time"];
  onChange: (length: { amount?: string; unit?: Unit }) => void;
  error?: string;
};

/** How long: a number and its unit. */
export function LengthField({ amount, unit, time, onChange, error }: Props) {
  const { t } = useTexts();
  return (
    <div className={styles.length}>
      <TextField
        label={t("settings.clocks.length")}
        inputMode="decimal"
        direction="ltr"
        value={amount}
        onChange={(text) => onChange({ amount: text })}
        error={error}
      />
      <Select<Unit>
        label={t("settings.clocks.unit")}
        labelHidden
        options={unitsOf(time).map((id) => ({ id, label: t(`settings.clocks.unit.${id}`) }))}
        value={unit}
        onChange={(chosen) => onChange({ unit: chosen })}
      />
    </div>
  );
}
