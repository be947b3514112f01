import { ArrowDown, ArrowUp, ChevronDown, ChevronRight, X } from "lucide-react";
import { useState } from "react";
import { Button as AriaButton } from "react-aria-components";
import { type FieldKind, type FormField, fieldKinds } from "../../contract/forms.ts";
import type { Line } from "../../contract/lines.ts";
import type { Brand } from "../../contract/workspace.ts";
import { ownName } from "../app/line-words.ts";
import { useLines } from "../app/lines.ts";
import editorStyles from "../settings/Editor.module.css";
import { provisionalKey } from "../settings/fresh-key.ts";
import { OrderedRows } from "../settings/OrderedRows.tsx";
import { WordsField } from "../settings/WordsFields.tsx";
import { bestWords, lacking } from "../settings/words-by.ts";
import { type Locale, localeNames } from "../texts/locales.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Button, IconButton } from "../ui/Button.tsx";
import { Checkbox } from "../ui/Checkbox.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Menu, MenuItem, MenuTrigger } from "../ui/Menu.tsx";
import { Select } from "../ui/Select.tsx";
import { Text } from "../ui/Text.tsx";
import { ConditionField } from "./ConditionField.tsx";
import { useConditionWords } from "./condition-words.ts";
import { FilesField } from "./FilesField.tsx";
import styles from "./Forms.module.css";
import { fieldIcons } from "./field-icons.ts";
import { faultsIn, fieldsFor, freshField, hasChoices } from "./form-draft.ts";

type Props = {
  brand: Brand;
  line: Line | null;
  /** In which language the words are written. */
  locale: Locale;
  fields: FormField[];
  /** Said beside what is missing, once it was tried to keep it. */
  fault?: string;
  onChange: (fields: FormField[]) => void;
};

/** What a form asks, in its order. Each unfolds where it stands. */
export function FieldsEditor({ line, locale, fields, fault, onChange }: Props) {
  const { t, locale: reader } = useTexts();
  const [open, setOpen] = useState<string | null>(null);
  const faults = fault ? faultsIn(fields) : [];
  const conditionWords = useConditionWords();
  const change = (key: string, changes: Partial<FormField>) =>
    onChange(fields.map((each) => (each.key === key ? { ...each, ...changes } : each)));
  const move = (from: number, by: -1 | 1) => {
    const next = [...fields];
    next.splice(from + by, 0, ...next.splice(from, 1));
    onChange(next);
  };

  return (
    <div className={editorStyles.stack}>
      <ol className={styles.fields} aria-label={t("forms.section.fields")} hidden={fields.length === 0}>
        {fields.map((field, at) => {
          const name =
            bestWords({ ...field.labels, ...(field.labels[locale] && {}) }, locale) ||
            t("forms.field.unnamed");
          const isOpen = open === field.key;
          const its = faults.find(({ field: key }) => key === field.key);
          const when = field.when && conditionWords(field.when, fields);
          return (
            <li key={field.key} className={styles.field} data-fault={its ? true : undefined}>
              <div className={styles.fieldHead}>
                <AriaButton
                  className={styles.fold}
                  aria-expanded={isOpen}
                  onPress={() => setOpen(isOpen ? null : field.key)}
                >
                  <Icon of={isOpen ? ChevronDown : ChevronRight} size={14} />
                  <Icon of={fieldIcons[field.kind]} size={16} />
                  <span className={styles.fieldName}>
                    <Text clip>{name}</Text>
                  </span>
                  {field.required && <Badge>{t("forms.field.required")}</Badge>}
                  {lacking([field.labels, ...field.choices.map(({ names }) => names)], locale) > 0 && (
                    <Badge tone="due">{t("words.lacks", { language: localeNames[locale] })}</Badge>
                  )}
                </AriaButton>
                <span className={styles.acts}>
                  <IconButton
                    size="s"
                    icon={ArrowUp}
                    label={t("automation.up", { name })}
                    isDisabled={at === 0}
                    onPress={() => move(at, -1)}
                  />
                  <IconButton
                    size="s"
                    icon={ArrowDown}
                    label={t("automation.down", { name })}
                    isDisabled={at === fields.length - 1}
                    onPress={() => move(at, 1)}
                  />
                  <IconButton
                    size="s"
                    icon={X}
                    label={t("ui.remove", { name })}
                    onPress={() => onChange(fields.filter(({ key }) => key !== field.key))}
                  />
                </span>
              </div>
              <p className={styles.fieldWords}>
                {t(`forms.kind.${field.kind}`)}
                {when && ` · ${when}`}
              </p>
              {its && !isOpen && <p className={editorStyles.fault}>{fault}</p>}
              {isOpen && (
                <FieldForm
                  line={line}
                  locale={locale}
                  reader={reader}
                  fields={fields}
                  at={at}
                  fault={its && fault ? { what: its.what, words: fault } : undefined}
                  onChange={(changes) => change(field.key, changes)}
                />
              )}
            </li>
          );
        })}
      </ol>
      <div>
        <MenuTrigger>
          <Button size="s" iconAfter={ChevronDown}>
            {t("forms.field.add")}
          </Button>
          <Menu label={t("forms.field.add")}>
            {fieldKinds.map((kind) => (
              <MenuItem
                key={kind}
                icon={fieldIcons[kind]}
                onAction={() => {
                  const fresh = freshField(fields, kind);
                  onChange([...fields, fresh]);
                  setOpen(fresh.key);
                }}
              >
                {t(`forms.kind.${kind}`)}
              </MenuItem>
            ))}
          </Menu>
        </MenuTrigger>
      </div>
    </div>
  );
}

type FieldFormProps = {
  line: Line | null;
  locale: Locale;
  reader: Locale;
  fields: FormField[];
  at: number;
  fault?: { what: "label" | "choices"; words: string };
  onChange: (changes: Partial<FormField>) => void;
};

function FieldForm({ line, locale, reader, fields, at, fault, onChange }: FieldFormProps) {
  const { t } = useTexts();
  const field = fields[at]!;
  const settings = useLines().find((each) => each.line === line);
  const targets = fieldsFor(field.kind, settings);
  return (
    <div className={styles.fieldForm}>
      <WordsField
        label={t("forms.field.label")}
        locale={locale}
        maxLength={120}
        autoFocus={Object.keys(field.labels).length === 0}
        value={field.labels}
        onChange={(labels) => onChange({ labels })}
        error={fault?.what === "label" ? fault.words : undefined}
      />
      {field.kind !== "context" && (
        <WordsField
          label={t("forms.field.hint")}
          locale={locale}
          maxLength={300}
          value={field.hints}
          onChange={(hints) => onChange({ hints })}
        />
      )}
      <div className={editorStyles.pair}>
        <Select<FieldKind>
          label={t("forms.field.kind")}
          options={fieldKinds.map((id) => ({ id, label: t(`forms.kind.${id}`), icon: fieldIcons[id] }))}
          value={field.kind}
          onChange={(kind) => {
            const fresh = freshField([], kind);
            onChange({
              kind,
              files: fresh.files,
              into: null,
              choices: hasChoices(kind) ? (field.choices.length ? field.choices : fresh.choices) : [],
            });
          }}
        />
        {targets.length > 0 && (
          <Select
            label={t("forms.field.into")}
            options={[
              { id: "", label: t("forms.field.intoWords") },
              ...targets.map(({ key, names }) => ({ id: key, label: ownName(names, reader) ?? key })),
            ]}
            value={field.into ?? ""}
            onChange={(into) => onChange({ into: into || null })}
          />
        )}
      </div>
      {field.kind === "context" && (
        <p className={editorStyles.hint}>{t("forms.field.contextWords", { example: "?product=…" })}</p>
      )}
      {hasChoices(field.kind) && (
        <>
          <OrderedRows
            label={t("settings.lines.choices")}
            items={field.choices}
            onChange={(choices) => onChange({ choices })}
            nameOf={({ names }) => bestWords(names, locale) || t("settings.lines.choice")}
            add={t("settings.lines.addChoice")}
            fresh={() => ({ key: provisionalKey(field.choices), names: {} })}
          >
            {(choice, changeChoice) => (
              <WordsField
                label={t("settings.lines.choice")}
                locale={locale}
                maxLength={120}
                value={choice.names}
                onChange={(names) => changeChoice({ names })}
              />
            )}
          </OrderedRows>
          {fault?.what === "choices" && <p className={editorStyles.fault}>{fault.words}</p>}
        </>
      )}
      {field.kind === "files" && <FilesField value={field.files} onChange={(files) => onChange({ files })} />}
      {field.kind !== "context" && (
        <Checkbox isSelected={field.required} onChange={(required) => onChange({ required })}>
          {t("forms.field.mustBe")}
        </Checkbox>
      )}
      <ConditionField fields={fields} at={at} locale={locale} onChange={(when) => onChange({ when })} />
    </div>
  );
}
