import type { FormField } from "../../contract/forms.ts";
import { ChoiceGroup } from "../settings/ChoiceGroup.tsx";
import editorStyles from "../settings/Editor.module.css";
import { bestWords } from "../settings/words-by.ts";
import type { Locale } from "../texts/locales.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Select } from "../ui/Select.tsx";
import { answerWords, useConditionWords } from "./condition-words.ts";
import styles from "./Forms.module.css";
import { answersOf, askableBefore } from "./form-draft.ts";

type Props = {
  fields: FormField[];
  at: number;
  locale: Locale;
  onChange: (when: FormField["when"]) => void;
};

/** When a field is asked: always, or only after certain answers to one above it. Said once more as a sentence. */
export function ConditionField({ fields, at, locale, onChange }: Props) {
  const { t } = useTexts();
  const words = useConditionWords();
  const { when } = fields[at]!;
  const before = askableBefore(fields, at);
  if (before.length === 0 && !when) return null;
  const asked = before.find(({ key }) => key === when?.field);
  const answers = asked ? answersOf(asked) : [];
  return (
    <div className={editorStyles.stack}>
      <Select
        label={t("forms.when")}
        options={[
          { id: "", label: t("forms.when.always") },
          ...before.map((field) => ({
            id: field.key,
            label: t("forms.when.after", {
              field: bestWords(field.labels, locale) || t("forms.field.unnamed"),
            }),
          })),
        ]}
        value={asked ? asked.key : ""}
        onChange={(key) => onChange(key ? { field: key, oneOf: [] } : null)}
        error={when && !asked ? t("forms.when.gone") : undefined}
      />
      {asked && answers.length > 0 && (
        <ChoiceGroup
          label={t("forms.when.answers")}
          options={answers.map((answer) => ({ id: answer, label: answerWords(asked, answer, locale, t) }))}
          value={when!.oneOf}
          onChange={(oneOf) => onChange({ field: asked.key, oneOf })}
        />
      )}
      {when && asked && <p className={styles.sentence}>{words(when, fields)}</p>}
    </div>
  );
}
