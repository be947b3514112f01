import { parseAbsolute } from "@internationalized/date";
import { DateField, DateInput, DateSegment } from "react-aria-components";
import { useTexts } from "../texts/Texts.tsx";
import styles from "./DateTimeField.module.css";
import { boxClass, FieldFrame, type FieldProps, fieldClass } from "./Field.tsx";

type Props = FieldProps & {
  /** An instant, as the server gives it. */
  value: string;
  onChange: (at: string) => void;
  isDisabled?: boolean;
  /** `slim` stands in a line of words. */
  look?: "box" | "slim";
};

/** A day and an hour in the reader's zone and order, each part written or stepped through by the arrow keys. */
export function DateTimeField({ value, onChange, isDisabled, look = "box", ...props }: Props) {
  const { timeZone } = useTexts();
  const { label, labelHidden, description, error, optional } = props;
  return (
    <DateField
      granularity="minute"
      hideTimeZone
      shouldForceLeadingZeros
      value={parseAbsolute(value, timeZone)}
      // A part that is being written anew is no time yet.
      onChange={(at) => at && onChange(at.toDate().toISOString())}
      isDisabled={isDisabled}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
      className={`${fieldClass} ${styles.field}`}
      data-look={look}
    >
      <FieldFrame {...{ label, labelHidden, description, error, optional }}>
        <DateInput className={`${boxClass} ${styles.parts}`}>
          {(segment) => <DateSegment segment={segment} className={styles.part} />}
        </DateInput>
      </FieldFrame>
    </DateField>
  );
}
