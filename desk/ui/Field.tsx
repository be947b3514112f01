import type { ReactNode } from "react";
import { FieldError, Label, Text } from "react-aria-components";
import { useTexts } from "../texts/Texts.tsx";
import styles from "./Field.module.css";

/** What every field shares: its name above, an explanation and what is wrong below. */
export type FieldProps = {
  label: string;
  /** Keeps the name for screen readers only, where the place says it already. */
  labelHidden?: boolean;
  description?: ReactNode;
  /** What is wrong, in words. The field is then marked as invalid. */
  error?: ReactNode;
  optional?: boolean;
};

export const fieldClass = styles.field;
export const boxClass = styles.box;

export function FieldFrame({
  label,
  labelHidden,
  description,
  error,
  optional,
  children,
}: FieldProps & { children: ReactNode }) {
  const { t } = useTexts();
  return (
    <>
      <Label className={labelHidden ? styles.hidden : styles.label}>
        {label}
        {optional && <span className={styles.optional}> {t("ui.optional")}</span>}
      </Label>
      {children}
      {description && (
        <Text slot="description" className={styles.description}>
          {description}
        </Text>
      )}
      <FieldError className={styles.error}>{error}</FieldError>
    </>
  );
}
