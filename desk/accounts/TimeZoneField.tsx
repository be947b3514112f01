import { useMemo, useState } from "react";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { ComboBox } from "../ui/ComboBox.tsx";
import styles from "./TimeZoneField.module.css";
import { hereZone, readable, timeZoneOption, timeZoneOptions, today } from "./time-zones.ts";

type Props = {
  label: string;
  description?: string;
  value: string;
  onChange: (timeZone: string) => void;
  isDisabled?: boolean;
};

/** Found by writing a city; the zone of this computer is one press away. */
export function TimeZoneField({ value: kept, onChange, ...props }: Props) {
  const value = today(kept);
  const { t } = useTexts();
  // Four hundred zones are looked up when somebody means to choose, not whenever the screen is shown.
  const [choosing, setChoosing] = useState(false);
  const options = useMemo(
    () => (choosing ? timeZoneOptions(value) : [timeZoneOption(value)]),
    [choosing, value],
  );
  return (
    <div className={styles.field} onFocusCapture={() => setChoosing(true)}>
      <ComboBox {...props} options={options} value={value} onChange={(zone) => zone && onChange(zone)} />
      {!props.isDisabled && value !== hereZone && (
        <Button size="s" kind="quiet" onPress={() => onChange(hereZone)}>
          {t("profile.timeZoneHere", { zone: readable(hereZone) })}
        </Button>
      )}
    </div>
  );
}
