import { Search, X } from "lucide-react";
import type { Ref } from "react";
import {
  SearchField as AriaSearchField,
  type SearchFieldProps as AriaSearchFieldProps,
  Button,
  Group,
  Input,
  Label,
} from "react-aria-components";
import { useTexts } from "../texts/Texts.tsx";
import fieldStyles from "./Field.module.css";
import { boxClass, fieldClass } from "./Field.tsx";
import { Icon } from "./Icon.tsx";
import styles from "./SearchField.module.css";
import { Spinner } from "./Spinner.tsx";

type Props = Omit<AriaSearchFieldProps, "className" | "style" | "children"> & {
  label: string;
  placeholder?: string;
  busy?: boolean;
  ref?: Ref<HTMLInputElement>;
  /** A list below it, of which its keys choose. */
  list?: { id: string; isOpen: boolean; active?: string };
};

export function SearchField({ label, placeholder, busy, ref, list, ...rest }: Props) {
  const { t } = useTexts();
  return (
    <AriaSearchField {...rest} className={`${fieldClass} ${styles.search}`}>
      <Label className={fieldStyles.hidden}>{label}</Label>
      <Group className={boxClass}>
        {busy ? <Spinner /> : <Icon of={Search} />}
        <Input
          ref={ref}
          placeholder={placeholder ?? label}
          dir="auto"
          className={styles.input}
          {...(list && {
            role: "combobox",
            "aria-expanded": list.isOpen,
            "aria-controls": list.isOpen ? list.id : undefined,
            "aria-activedescendant": list.isOpen ? list.active : undefined,
            "aria-autocomplete": "list",
          })}
        />
        <Button className={styles.clear} aria-label={t("ui.clear")}>
          <Icon of={X} size={14} />
        </Button>
      </Group>
    </AriaSearchField>
  );
}
