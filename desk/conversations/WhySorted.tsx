import type { ReactNode } from "react";
import type { Triage } from "../../contract/triage.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Time } from "../ui/Time.tsx";
import styles from "./WhySorted.module.css";
import { languageName, toldLanguage } from "./words.ts";

type Props = { triage: Triage; nameOf: (intent: string) => string };

/** What was made of the first message, how surely, and from which of its words. */
export function WhySorted({ triage, nameOf }: Props) {
  const { t, number, locale } = useTexts();
  const { intents, urgency, mood, language, reasons, sortedBy } = triage;
  const percent = (share: number) => number(share, { style: "percent", maximumFractionDigits: 0 });
  const whyOf = (kind: Triage["reasons"][number]["for"]) =>
    reasons.filter((reason) => reason.for === kind).map(({ text }) => text);

  return (
    <section className={styles.why} aria-label={t("triage.why")}>
      <h3 className={styles.title}>{t("triage.why")}</h3>
      <dl className={styles.facts}>
        {intents[0] && (
          <Part
            name={t("triage.why.intent")}
            said={nameOf(intents[0].intent)}
            share={percent(intents[0].p)}
            reasons={whyOf("intent")}
          />
        )}
        <Part
          name={t("triage.why.urgency")}
          said={t(`priority.${urgency.level}`)}
          share={percent(urgency.p)}
          reasons={whyOf("urgency")}
        />
        <Part
          name={t("triage.why.mood")}
          said={t(`mood.${mood.mood}`)}
          share={percent(mood.p)}
          reasons={whyOf("mood")}
        />
        <Part
          name={t("triage.why.language")}
          said={
            toldLanguage(language.language)
              ? languageName(language.language, locale)
              : t(`language.${language.language as "other"}`)
          }
          share={percent(language.p)}
          reasons={whyOf("language")}
        />
      </dl>
      <p className={styles.by}>
        {sortedBy ? (
          <>
            {t("triage.sortedBy", { who: sortedBy.name })} <Time at={sortedBy.at} />
          </>
        ) : (
          t("triage.guessed")
        )}
      </p>
    </section>
  );
}

type PartProps = { name: string; said: ReactNode; share: string; reasons: string[] };

function Part({ name, said, share, reasons }: PartProps) {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <bdi>{said}</bdi> <span className={styles.share}>{share}</span>
        {reasons.map((reason) => (
          <span key={reason} className={styles.reason}>
            <bdi>{reason}</bdi>
          </span>
        ))}
      </dd>
    </>
  );
}
