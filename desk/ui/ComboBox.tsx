import { ChevronsUpDown, X } from "lucide-react";
import {
  ComboBox as AriaComboBox,
  type ComboBoxProps as AriaComboBoxProps,
  Button,
  Group,
  Input,
  ListBox,
} from "react-aria-components";
import { useTexts } from "../texts/Texts.tsx";
import styles from "./ComboBox.module.css";
import { boxClass, FieldFrame, type FieldProps, fieldClass } from "./Field.tsx";
import { Icon } from "./Icon.tsx";
import optionStyles from "./Option.module.css";
import { Float } from "./Popover.tsx";
import { type Option, OptionRow } from "./Select.tsx";
import { Spinner } from "./Spinner.tsx";

type Shared<Id extends string> = FieldProps &
  Pick<AriaComboBoxProps<Option<Id>>, "name" | "isDisabled" | "isRequired" | "autoFocus"> & {
    options: readonly Option<Id>[];
    placeholder?: string;
    /** Told what is written; give it when the options come from a search on the server, which then also filters. */
    onSearch?: (text: string) => void;
    busy?: boolean;
  };

type SingleProps<Id extends string> = Shared<Id> & { value: Id | null; onChange: (value: Id | null) => void };

/** A field that narrows a list down while one writes. */
export function ComboBox<Id extends string>({
  options,
  value,
  onChange,
  onSearch,
  busy,
  ...props
}: SingleProps<Id>) {
  const { label, labelHidden, description, error, optional, placeholder, ...rest } = props;
  return (
    <AriaComboBox
      {...rest}
      {...(onSearch ? { items: options, onInputChange: onSearch } : { defaultItems: options })}
      value={value}
      onChange={(key) => onChange(key as Id | null)}
      menuTrigger="focus"
      allowsEmptyCollection
      isInvalid={Boolean(error)}
      validationBehavior="aria"
      className={fieldClass}
    >
      <FieldFrame {...{ label, labelHidden, description, error, optional }}>
        <Group className={boxClass}>
          <Input placeholder={placeholder} dir="auto" />
          <Opener busy={busy} />
        </Group>
        <Choices />
      </FieldFrame>
    </AriaComboBox>
  );
}

type ManyProps<Id extends string> = Shared<Id> & {
  value: readonly Id[];
  onChange: (value: Id[]) => void;
  /** Lets people add what is not in the list; called with what was written. */
  onCreate?: (text: string) => void;
};

/** The same for several choices, each shown as a tag that Backspace takes away again. */
export function TagBox<Id extends string>({
  options,
  value,
  onChange,
  onSearch,
  onCreate,
  busy,
  ...props
}: ManyProps<Id>) {
  const { label, labelHidden, description, error, optional, placeholder, ...rest } = props;
  const { t } = useTexts();
  const nameOf = (id: Id) => options.find((option) => option.id === id)?.label ?? id;

  return (
    <AriaComboBox<Option<Id>, "multiple">
      {...rest}
      selectionMode="multiple"
      {...(onSearch ? { items: options, onInputChange: onSearch } : { defaultItems: options })}
      value={value}
      onChange={(keys) => onChange(keys as Id[])}
      menuTrigger="focus"
      allowsEmptyCollection
      isInvalid={Boolean(error)}
      validationBehavior="aria"
      className={fieldClass}
    >
      <FieldFrame {...{ label, labelHidden, description, error, optional }}>
        <Group className={`${boxClass} ${styles.tags}`}>
          {value.map((id) => (
            <span key={id} className={styles.tag}>
              <bdi>{nameOf(id)}</bdi>
              <Button
                slot={null}
                className={styles.remove}
                aria-label={t("ui.remove", { name: nameOf(id) })}
                onPress={() => onChange(value.filter((other) => other !== id))}
              >
                <Icon of={X} size={12} />
              </Button>
            </span>
          ))}
          <Input
            placeholder={value.length === 0 ? placeholder : undefined}
            dir="auto"
            onKeyDown={(event) => {
              const text = event.currentTarget.value.trim();
              if (event.key === "Backspace" && event.currentTarget.value === "" && value.length > 0) {
                onChange(value.slice(0, -1));
              }
              const chosen = event.currentTarget.getAttribute("aria-activedescendant");
              if (event.key === "Enter" && onCreate && text && !chosen) {
                event.preventDefault();
                onCreate(text);
              }
            }}
          />
          <Opener busy={busy} />
        </Group>
        <Choices />
      </FieldFrame>
    </AriaComboBox>
  );
}

function Opener({ busy }: { busy?: boolean }) {
  return (
    <Button className={styles.opener}>{busy ? <Spinner /> : <Icon of={ChevronsUpDown} size={14} />}</Button>
  );
}

function Choices() {
  const { t } = useTexts();
  return (
    <Float fitTrigger>
      <ListBox<Option>
        className={optionStyles.list}
        renderEmptyState={() => <div className={optionStyles.empty}>{t("ui.noMatches")}</div>}
      >
        {(option) => <OptionRow option={option} />}
      </ListBox>
    </Float>
  );
}
