import { useState } from "react";
import { type Locale, localeNames } from "../texts/locales.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Tabs } from "../ui/Tabs.tsx";
import { TextArea } from "../ui/TextField.tsx";
import styles from "./fields.module.css";

type Signatures = Partial<Record<Locale, string>>;
type Props = { locales: readonly Locale[]; value: Signatures; onChange: (value: Signatures) => void };

/** What the server fills in as a mail leaves. */
const variables = "{{agent.name}} {{agent.firstName}} {{team.name}} {{brand.name}}";

/** The words under each answer, one text for each language of the brand. */
export function SignatureFields({ locales, value, onChange }: Props) {
  const { t } = useTexts();
  const [selected, setSelected] = useState<Locale | undefined>(locales[0]);
  const shown = locales.find((locale) => locale === selected) ?? locales[0];
  if (!shown) return null;
  return (
    <div>
      <p className={styles.label} aria-hidden>
        {t("settings.brands.signatures")}
      </p>
      <Tabs
        label={t("settings.brands.signatures")}
        selected={shown}
        onChange={setSelected}
        tabs={locales.map((locale) => ({
          id: locale,
          label: localeNames[locale],
          content: (
            <div lang={locale}>
              <TextArea
                label={`${t("settings.brands.signatures")}: ${localeNames[locale]}`}
                labelHidden
                description={t("settings.brands.signatureVariables", { variables })}
                rows={3}
                value={value[locale] ?? ""}
                onChange={(words) => onChange({ ...value, [locale]: words })}
              />
            </div>
          ),
        }))}
      />
    </div>
  );
}
