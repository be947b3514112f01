import type { ArticleLine } from "../../contract/knowledge.ts";
import { localeNames } from "../texts/locales.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Icon } from "../ui/Icon.tsx";
import styles from "./LanguageMarks.module.css";
import { languagesOf, standingLooks, standingOf } from "./standing.ts";

/** In which languages an article stands, and how each of them does: a shape each, and its words on hover. */
export function LanguageMarks({
  of,
}: {
  of: Pick<ArticleLine, "sourceLocale" | "translations" | "missing">;
}) {
  const { t } = useTexts();
  return (
    <ul className={styles.marks} aria-label={t("knowledge.languages")}>
      {languagesOf(of).map(({ locale, translation }) => {
        const standing = standingOf(translation);
        const { icon, tone } = standingLooks[standing];
        const words = `${localeNames[locale]}: ${t(`knowledge.standing.${standing}`)}`;
        return (
          <li key={locale} className={styles.mark} data-tone={tone} data-standing={standing} title={words}>
            <span aria-hidden="true">{locale.toUpperCase()}</span>
            <Icon of={icon} size={12} label={words} />
          </li>
        );
      })}
    </ul>
  );
}
