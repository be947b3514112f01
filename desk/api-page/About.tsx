import { useTexts } from "../texts/Texts.tsx";
import styles from "./About.module.css";
import { Code } from "./Code.tsx";
import type { Api } from "./document.ts";

const topics = ["callers", "lists", "writes", "refusals", "limits", "live"] as const;

/** What holds for every route, and a first request to copy. */
export function About({ api }: { api: Api }) {
  const { t } = useTexts();
  const live = `${api.base.replace(/^http/, "ws")}/live`;
  return (
    <article className={styles.about}>
      <h1 className={styles.title}>{t("api.title")}</h1>
      <p className={styles.words}>{t("api.words", { address: api.base })}</p>
      <h2 className={styles.heading}>{t("api.first")}</h2>
      <Code
        copyable
      >{`curl '${api.base}/conversations?view=waiting-for-us' \\\n  -H 'Authorization: Bearer YOUR_KEY'`}</Code>
      <h2 className={styles.heading}>{t("api.about")}</h2>
      <dl className={styles.topics}>
        {topics.map((topic) => (
          <div key={topic}>
            <dt>{t(`api.about.${topic}`)}</dt>
            <dd>{t(`api.about.${topic}Words`, { address: live })}</dd>
          </div>
        ))}
      </dl>
    </article>
  );
}
