import type { FormField } from "../../contract/forms.ts";
import { bestWords } from "../settings/words-by.ts";
import type { Locale } from "../texts/locales.ts";
import { useTexts } from "../texts/Texts.tsx";

type When = NonNullable<FormField["when"]>;

/** A condition as a sentence: "only where “What is it about” is “A return” or “A repair”". */
export function useConditionWords(): (when: When, fields: readonly FormField[]) => string {
  const { t, locale } = useTexts();
  return (when, fields) => {
    const asked = fields.find(({ key }) => key === when.field);
    if (!asked) return t("forms.when.gone");
    const field = bestWords(asked.labels, locale) || t("forms.field.unnamed");
    if (when.oneOf.length === 0) return t("forms.when.answered", { field });
    const either = new Intl.ListFormat(locale, { type: "disjunction" });
    return t("forms.when.is", {
      field,
      answers: either.format(when.oneOf.map((answer) => answerWords(asked, answer, locale, t))),
    });
  };
}

export function answerWords(
  field: FormField,
  answer: string,
  locale: Locale,
  t: ReturnType<typeof useTexts>["t"],
): string {
  if (field.kind === "yes_no") return t(answer === "yes" ? "details.yes" : "details.no");
  const choice = field.choices.find(({ key }) => key === answer);
  return choice ? bestWords(choice.names, locale) || t("settings.lines.choice") : answer;
}
