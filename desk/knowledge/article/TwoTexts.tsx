import type { Locale } from "../../../contract/languages.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Button } from "../../ui/Button.tsx";
import { Text } from "../../ui/Text.tsx";
import { ArticleText } from "../ArticleText.tsx";
import styles from "./TwoTexts.module.css";
import type { Writing } from "./writing.ts";

/** Two wrote at once: the other text stands here until somebody says that it is no longer needed. */
export function TwoTexts({ writing, locale }: { writing: Writing; locale: Locale }) {
  const { t } = useTexts();
  const { aside, told } = writing;
  if (!aside) return null;
  const isOpen = told.state === "conflict";
  const name = aside.name;
  return (
    <section className={styles.aside} role="alert" aria-label={t("knowledge.two")}>
      <p className={styles.words}>
        {isOpen ? t("knowledge.two.open", { name }) : t(`knowledge.two.${aside.whose}`, { name })}
      </p>
      <div className={styles.acts}>
        {isOpen && (
          <Button size="s" kind="primary" onPress={writing.keepMine}>
            {t("knowledge.two.keepMine")}
          </Button>
        )}
        <Button size="s" onPress={writing.swap}>
          {t(aside.whose === "theirs" ? "knowledge.two.takeTheirs" : "knowledge.two.takeMine")}
        </Button>
        {!isOpen && (
          <Button size="s" kind="quiet" onPress={writing.forgetAside}>
            {t("knowledge.two.forget")}
          </Button>
        )}
      </div>
      <details className={styles.text} open={isOpen}>
        <summary>{t(`knowledge.two.text.${aside.whose}`, { name })}</summary>
        <Text as="p" language={locale}>
          <b>{aside.text.title}</b>
        </Text>
        <ArticleText html={aside.text.html} locale={locale} small />
      </details>
    </section>
  );
}
