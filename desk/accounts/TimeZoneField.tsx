import { useMemo } from "react";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { ComboBox } from "../ui/ComboBox.tsx";
import styles from "./TimeZoneField.module.css";
import { hereZone, readable, timeZoneOptions } from "./time-zones.ts";

type Props = {
  label: string;
  description?: string;
  value: string;
  onChange: (timeZone: string) => void;
  isDisabled?: boolean;
};

/** Found by writing a city; the zone of this computer is one press away. */
export function TimeZoneField({ value, onChange, ...props }: Props) {
  const { t, locale } = useTexts();
  const options = useMemo(() => timeZoneOptions(locale, value), [locale, value]);
  return (
    <div className={styles.field}>
      <ComboBox {...props} options={options} value={value} onChange={(zone) => zone && onChange(zone)} />
      {!props.isDisabled && value !== hereZone && (
        <Button size="s" kind="quiet" onPress={() => onChange(hereZone)}>
          {t("profile.timeZoneHere", { zone: readable(hereZone) })}
        </Button>
      )}
    </div>
  );
}
