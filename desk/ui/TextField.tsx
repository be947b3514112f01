import { Eye, EyeOff, type LucideIcon } from "lucide-react";
import { type KeyboardEvent, type Ref, useState } from "react";
import {
  TextArea as AriaTextArea,
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
  Group,
  Input,
} from "react-aria-components";
import { useTexts } from "../texts/Texts.tsx";
import { IconButton } from "./Button.tsx";
import { boxClass, FieldFrame, type FieldProps, fieldClass } from "./Field.tsx";
import { Icon } from "./Icon.tsx";
import styles from "./TextField.module.css";

type Shared = Omit<AriaTextFieldProps, "className" | "style" | "children" | "isInvalid"> &
  FieldProps & { placeholder?: string };

export type TextFieldProps = Shared & {
  icon?: LucideIcon;
  /** The direction of what is typed when it is not the reader's: addresses and codes run left to right everywhere. */
  direction?: "ltr" | "rtl" | "auto";
  ref?: Ref<HTMLInputElement>;
};

export function TextField({
  label,
  labelHidden,
  description,
  error,
  optional,
  icon,
  ref,
  ...props
}: TextFieldProps) {
  const { placeholder, type = "text", direction, ...rest } = props;
  const { t } = useTexts();
  const [seen, setSeen] = useState(false);
  const address = type === "email" || type === "url" || type === "tel" || type === "password";

  return (
    <AriaTextField
      {...rest}
      type={type === "password" && seen ? "text" : type}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
      className={fieldClass}
    >
      <FieldFrame {...{ label, labelHidden, description, error, optional }}>
        <Group className={boxClass}>
          {icon && <Icon of={icon} />}
          <Input ref={ref} placeholder={placeholder} dir={direction ?? (address ? "ltr" : "auto")} />
          {type === "password" && (
            <IconButton
              size="s"
              icon={seen ? EyeOff : Eye}
              label={t(seen ? "ui.hidePassword" : "ui.showPassword")}
              onPress={() => setSeen(!seen)}
            />
          )}
        </Group>
      </FieldFrame>
    </AriaTextField>
  );
}

export type TextAreaProps = Shared & {
  /** The height it starts with; it grows with what is written. */
  rows?: number;
  /** Called by Ctrl or ⌘ with Enter. */
  onSubmitKey?: () => void;
  ref?: Ref<HTMLTextAreaElement>;
};

export function TextArea({ label, labelHidden, description, error, optional, ref, ...props }: TextAreaProps) {
  const { placeholder, rows = 3, onSubmitKey, ...rest } = props;

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || !onSubmitKey) return;
    event.preventDefault();
    onSubmitKey();
  }

  return (
    <AriaTextField {...rest} isInvalid={Boolean(error)} validationBehavior="aria" className={fieldClass}>
      <FieldFrame {...{ label, labelHidden, description, error, optional }}>
        <Group className={`${boxClass} ${styles.area}`}>
          <AriaTextArea ref={ref} placeholder={placeholder} rows={rows} dir="auto" onKeyDown={onKeyDown} />
        </Group>
      </FieldFrame>
    </AriaTextField>
  );
}
