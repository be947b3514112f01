import { Check } from "lucide-react";
import { ColorSwatch, ColorSwatchPicker, ColorSwatchPickerItem, parseColor } from "react-aria-components";
import { Icon } from "../ui/Icon.tsx";
import { TextField } from "../ui/TextField.tsx";
import { colours } from "./colours.ts";
import styles from "./fields.module.css";

type Props = {
  label: string;
  /** The name of a field for the exact value; left out where one of the twelve will do. */
  exact?: string;
  value: string;
  onChange: (colour: string) => void;
  error?: string;
};

const isColour = (text: string) => /^#[0-9a-f]{6}$/i.test(text);

export function ColourField({ label, exact, value, onChange, error }: Props) {
  return (
    <div className={styles.colour}>
      <p className={styles.label} aria-hidden>
        {label}
      </p>
      <ColorSwatchPicker
        aria-label={label}
        className={styles.swatches}
        value={parseColor(isColour(value) ? value : "#000000")}
        onChange={(colour) => onChange(colour.toString("hex").toLowerCase())}
      >
        {colours.map((colour) => (
          <ColorSwatchPickerItem key={colour} color={colour} className={styles.swatchItem}>
            {({ isSelected }) => (
              <>
                <ColorSwatch className={styles.swatch} />
                {isSelected && (
                  <span className={styles.chosen}>
                    <Icon of={Check} size={14} />
                  </span>
                )}
              </>
            )}
          </ColorSwatchPickerItem>
        ))}
      </ColorSwatchPicker>
      {exact && (
        <div className={styles.exact}>
          <span className={styles.sample} style={{ background: isColour(value) ? value : "transparent" }} />
          <TextField
            label={exact}
            direction="ltr"
            spellCheck="false"
            value={value}
            onChange={(text) => onChange(text.trim())}
            error={error}
          />
        </div>
      )}
    </div>
  );
}
