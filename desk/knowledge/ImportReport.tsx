import { Link } from "@tanstack/react-router";
import { CircleAlert, Equal, FilePen, FileText, Image, Languages, type LucideIcon, X } from "lucide-react";
import type { ArticleImport } from "../../contract/knowledge.ts";
import { localeNames } from "../texts/locales.ts";
import { useTexts } from "../texts/Texts.tsx";
import { IconButton } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Text } from "../ui/Text.tsx";
import styles from "./ImportScreen.module.css";

type File = ArticleImport["files"][number];
type Props = {
  of: ArticleImport;
  /** Names of what was chosen here, which can be taken back. What came out of an archive is not among them. */
  sent?: readonly string[];
  onRemove?: (name: string) => void;
};

const icons: Record<File["became"], LucideIcon> = {
  article: FileText,
  translation: Languages,
  changed: FilePen,
  unchanged: Equal,
  picture: Image,
  skipped: CircleAlert,
};

/** What became of each file, or would become of it: what is refused first, with the reason. */
export function ImportReport({ of, sent = [], onRemove }: Props) {
  const { t } = useTexts();
  const { files, articles, translations, changed, skipped, dryRun } = of;
  const title = t(dryRun ? "knowledge.import.plan" : "knowledge.import.report");
  const ordered = files.toSorted((a, b) => Number(b.became === "skipped") - Number(a.became === "skipped"));
  return (
    <section className={styles.part} aria-label={title}>
      <h2 className={styles.title}>{title}</h2>
      <p role="status">
        {t(dryRun ? "knowledge.import.would" : "knowledge.import.done", { articles, translations })}
        {changed > 0 && ` ${t("knowledge.import.changes", { count: changed })}`}
        {skipped > 0 && (
          <strong className={styles.refused}> {t("knowledge.import.refuses", { count: skipped })}</strong>
        )}
      </p>
      <ul className={styles.list}>
        {ordered.map((file) => (
          <li key={file.name} className={styles.line} data-wrong={file.became === "skipped" || undefined}>
            <Icon of={icons[file.became]} />
            <Words of={file} dryRun={dryRun} />
            {onRemove && sent.includes(file.name) && (
              <IconButton
                size="s"
                icon={X}
                label={t("ui.remove", { name: file.name })}
                onPress={() => onRemove(file.name)}
              />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Words({ of, dryRun }: { of: File; dryRun: boolean }) {
  const { t, list } = useTexts();
  const { name, became, title, locale, section, article, dropped, problem } = of;
  const words = title && (
    <Text clip language={locale}>
      {title}
    </Text>
  );
  return (
    <span className={styles.words}>
      {words && article && locale ? (
        <Link to="/knowledge/$articleId" params={{ articleId: article.id }} search={{ language: locale }}>
          {words}
        </Link>
      ) : (
        (words ?? <bdi>{name}</bdi>)
      )}
      <span className={styles.about}>
        {words && (
          <>
            <bdi>{name}</bdi> ·{" "}
          </>
        )}
        {problem ? (
          <span className={styles.refused}>{t(`knowledge.import.problem.${problem}`)}</span>
        ) : (
          t(dryRun ? `knowledge.import.will.${became}` : `knowledge.import.became.${became}`)
        )}
        {locale && ` · ${localeNames[locale]}`}
        {section && became !== "skipped" && (
          <>
            {" "}
            · <bdi>{section.name}</bdi>
          </>
        )}
      </span>
      {dropped.length > 0 && (
        <span className={styles.dropped}>
          {t("knowledge.import.dropped", { what: list(dropped.map((one) => droppedWords(one, t))) })}
        </span>
      )}
    </span>
  );
}

/** A piece by the sign that stood for it; what was looked for under a name, by that name. */
function droppedWords(what: string, t: ReturnType<typeof useTexts>["t"]): string {
  const [kind = "", name] = what.split(/: (.*)/s);
  if (name !== undefined && (kind === "missing-file" || kind === "remote-picture"))
    return t(`knowledge.import.dropped.${kind}`, { name });
  return `<${what}>`;
}
