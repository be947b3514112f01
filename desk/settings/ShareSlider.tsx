import { Label, Slider, SliderOutput, SliderThumb, SliderTrack } from "react-aria-components";
import { useTexts } from "../texts/Texts.tsx";
import styles from "./ShareSlider.module.css";

type Props = {
  label: string;
  /** From 0 to 1. */
  value: number;
  onChange: (value: number) => void;
  /** The hand has let go. */
  onChangeEnd: (value: number) => void;
  isDisabled?: boolean;
};

/** A share between a tenth and nine tenths, in steps of five hundredths. */
export function ShareSlider({ label, value, onChange, onChangeEnd, isDisabled }: Props) {
  const { number } = useTexts();
  const percent = Math.round(value * 100);
  return (
    <Slider
      className={styles.slider}
      minValue={10}
      maxValue={90}
      step={5}
      isDisabled={isDisabled}
      value={percent}
      onChange={(to) => onChange(Number(to) / 100)}
      onChangeEnd={(to) => onChangeEnd(Number(to) / 100)}
    >
      <Label className={styles.label}>{label}</Label>
      <SliderOutput className={styles.output}>{number(value, { style: "percent" })}</SliderOutput>
      <SliderTrack className={styles.track}>
        {({ state }) => (
          <>
            <span className={styles.fill} style={{ inlineSize: `${state.getThumbPercent(0) * 100}%` }} />
            <SliderThumb className={styles.thumb} />
          </>
        )}
      </SliderTrack>
    </Slider>
  );
}
