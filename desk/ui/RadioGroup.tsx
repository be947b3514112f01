import {
  RadioGroup as AriaRadioGroup,
  type RadioGroupProps as AriaRadioGroupProps,
  Radio,
} from "react-aria-components";
import choiceStyles from "./Choice.module.css";
import { FieldFrame, type FieldProps, fieldClass } from "./Field.tsx";
import { Icon } from "./Icon.tsx";
import styles from "./RadioGroup.module.css";
import type { Option } from "./Select.tsx";

type Props<Id extends string> = FieldProps &
  Pick<AriaRadioGroupProps, "name" | "isDisabled" | "isRequired" | "orientation"> & {
    options: readonly Option<Id>[];
    value: Id | null;
    onChange: (value: Id) => void;
    /** `cards` frames each choice, for few choices that matter; `chips` stand in a row, for a word or two each. */
    look?: "plain" | "cards" | "chips";
    /** Puts the focus on the first of them. */
    autoFocus?: boolean;
  };

export function RadioGroup<Id extends string>({
  options,
  value,
  onChange,
  look = "plain",
  autoFocus,
  ...props
}: Props<Id>) {
  const { label, labelHidden, description, error, optional, ...rest } = props;
  return (
    <AriaRadioGroup
      {...rest}
      value={value}
      onChange={(id) => onChange(id as Id)}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
      className={fieldClass}
      data-look={look}
    >
      <FieldFrame {...{ label, labelHidden, description, error, optional }}>
        <div className={styles.options} data-look={look}>
          {options.map((option, index) => (
            <Radio
              key={option.id}
              value={option.id}
              autoFocus={autoFocus && index === 0}
              isDisabled={option.disabled}
              className={`${choiceStyles.choice} ${styles.radio}`}
            >
              <span className={`${choiceStyles.mark} ${choiceStyles.frame} ${styles.dot}`} />
              {option.icon && <Icon of={option.icon} />}
              <span className={choiceStyles.words}>
                {option.label}
                {option.description && <span className={choiceStyles.description}>{option.description}</span>}
              </span>
            </Radio>
          ))}
        </div>
      </FieldFrame>
    </AriaRadioGroup>
  );
}
