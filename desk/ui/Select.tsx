import { Check, ChevronsUpDown, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import {
  Select as AriaSelect,
  type SelectProps as AriaSelectProps,
  Button,
  ListBox,
  ListBoxItem,
  SelectValue,
} from "react-aria-components";
import { useTexts } from "../texts/Texts.tsx";
import { boxClass, FieldFrame, type FieldProps, fieldClass } from "./Field.tsx";
import { Icon } from "./Icon.tsx";
import optionStyles from "./Option.module.css";
import { Float } from "./Popover.tsx";
import styles from "./Select.module.css";

export type Option<Id extends string = string> = {
  id: Id;
  label: string;
  description?: string;
  icon?: LucideIcon;
  /** Stands before the label in place of an icon: an avatar, a dot. */
  mark?: ReactNode;
  disabled?: boolean;
};

type Props<Id extends string> = FieldProps &
  Pick<AriaSelectProps, "name" | "isDisabled" | "isRequired" | "autoFocus" | "placeholder"> & {
    options: readonly Option<Id>[];
    value: Id | null;
    onChange: (value: Id) => void;
  };

export function Select<Id extends string>({ options, value, onChange, placeholder, ...props }: Props<Id>) {
  const { label, labelHidden, description, error, optional, ...rest } = props;
  const { t } = useTexts();

  return (
    <AriaSelect
      {...rest}
      value={value}
      onChange={(key) => key !== null && onChange(key as Id)}
      placeholder={placeholder ?? t("ui.choose")}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
      className={fieldClass}
    >
      <FieldFrame {...{ label, labelHidden, description, error, optional }}>
        <Button className={`${boxClass} ${styles.trigger}`}>
          <SelectValue className={styles.value} />
          <Icon of={ChevronsUpDown} size={14} />
        </Button>
        <Float fitTrigger>
          <ListBox items={options} className={optionStyles.list}>
            {(option) => <OptionRow option={option} />}
          </ListBox>
        </Float>
      </FieldFrame>
    </AriaSelect>
  );
}

export function OptionRow({ option }: { option: Option }) {
  return (
    <ListBoxItem
      id={option.id}
      textValue={option.label}
      isDisabled={option.disabled}
      className={optionStyles.option}
    >
      {({ isSelected }) => (
        <>
          {option.mark ?? (option.icon && <Icon of={option.icon} />)}
          <span className={optionStyles.words}>
            <span className={optionStyles.label} dir="auto">
              {option.label}
            </span>
            {option.description && <span className={optionStyles.description}>{option.description}</span>}
          </span>
          {isSelected && (
            <span className={optionStyles.tick}>
              <Icon of={Check} size={14} />
            </span>
          )}
        </>
      )}
    </ListBoxItem>
  );
}
