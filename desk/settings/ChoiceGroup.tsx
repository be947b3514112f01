import { CheckboxGroup } from "react-aria-components";
import { Checkbox } from "../ui/Checkbox.tsx";
import { FieldFrame, type FieldProps, fieldClass } from "../ui/Field.tsx";
import styles from "./fields.module.css";

type Props<Id extends string> = FieldProps & {
  options: readonly { id: Id; label: string; description?: string; disabled?: boolean }[];
  value: readonly Id[];
  onChange: (value: Id[]) => void;
  /** Beside each other where there is room, for more than a handful. */
  columns?: boolean;
};

/** Several of a few, all of them in sight. */
export function ChoiceGroup<Id extends string>({ options, value, onChange, columns, ...field }: Props<Id>) {
  return (
    <CheckboxGroup
      value={[...value]}
      // In the order of the list, not of the pressing, so that the same choice is always the same value.
      onChange={(chosen) => onChange(options.map(({ id }) => id).filter((id) => chosen.includes(id)))}
      isInvalid={Boolean(field.error)}
      validationBehavior="aria"
      className={fieldClass}
    >
      <FieldFrame {...field}>
        <div className={styles.choices} data-columns={columns || undefined}>
          {options.map(({ id, label, description, disabled }) => (
            <Checkbox key={id} value={id} description={description} isDisabled={disabled}>
              <bdi>{label}</bdi>
            </Checkbox>
          ))}
        </div>
      </FieldFrame>
    </CheckboxGroup>
  );
}
