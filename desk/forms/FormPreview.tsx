import { type Form, getFormPage } from "../../contract/forms.ts";
import { addressOf } from "../app/call.ts";
import type { Locale } from "../texts/locales.ts";
import { useTexts } from "../texts/Texts.tsx";
import styles from "./Forms.module.css";

type Props = { form: Form; locale: Locale; isChanged: boolean };

/** The form as its readers see it, drawn by the server from what was kept last. Nothing can be sent from here. */
export function FormPreview({ form, locale, isChanged }: Props) {
  const { t } = useTexts();
  return (
    <aside className={styles.preview} aria-label={t("forms.preview")}>
      <h2 className={styles.previewTitle}>{t("forms.preview")}</h2>
      <p className={styles.quiet} role="status">
        {isChanged ? t("forms.previewOld") : ""}
      </p>
      <iframe
        // Another version is another page.
        key={`${form.version} ${locale}`}
        className={styles.frame}
        title={t("forms.preview")}
        src={addressOf(getFormPage, { id: form.id }, { locale })}
        sandbox="allow-scripts"
      />
    </aside>
  );
}
