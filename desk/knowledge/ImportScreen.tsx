import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import {
  CircleAlert,
  CircleCheck,
  FileArchive,
  FileQuestion,
  FileText,
  Image,
  Languages,
  type LucideIcon,
  Upload,
  X,
} from "lucide-react";
import { useState } from "react";
import { type ArticleImport, Audience, largestImport, postArticleImport } from "../../contract/knowledge.ts";
import { type Locale, locales } from "../../contract/languages.ts";
import { call } from "../app/call.ts";
import { useBrands } from "../app/lookups.ts";
import { useMay } from "../app/me.ts";
import { usePageTitle } from "../app/page-title.ts";
import { localeNames } from "../texts/locales.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button, IconButton } from "../ui/Button.tsx";
import { Checkbox } from "../ui/Checkbox.tsx";
import { FileDrop } from "../ui/FileDrop.tsx";
import { Icon } from "../ui/Icon.tsx";
import { PageHeader } from "../ui/PageHeader.tsx";
import { Problem } from "../ui/Problem.tsx";
import { Select } from "../ui/Select.tsx";
import { Text } from "../ui/Text.tsx";
import styles from "./ImportScreen.module.css";
import { type Planned, planOf } from "./import-plan.ts";
import { sectionsQuery } from "./queries.ts";
import { SectionSelect } from "./SectionSelect.tsx";

type Chosen = { file: File; path: string; text?: string };

const all = "all";
const told = "told";

/** Makes articles of files: what will be made is shown before, what was made after. */
export function ImportScreen() {
  const { t } = useTexts();
  const cache = useQueryClient();
  const brands = useBrands();
  const mayPublish = useMay("articles.publish");
  const [files, setFiles] = useState<Chosen[]>([]);
  const [brand, setBrand] = useState<string | null>(null);
  const of = brand ?? (brands.length === 1 ? brands[0]!.id : all);
  const [section, setSection] = useState<string | null>(null);
  const [locale, setLocale] = useState<Locale | typeof told>(told);
  const [audience, setAudience] = useState<Audience>("everyone");
  const [publishes, setPublishes] = useState(false);
  const sections = useQuery(sectionsQuery(of === all ? undefined : of)).data ?? [];
  usePageTitle(t("knowledge.import"));

  const importing = useMutation({
    mutationFn: () => {
      const form = new FormData();
      for (const { file, path } of files) form.append("files", file, path);
      return call(postArticleImport, {
        query: {
          ...(of !== all && { brand: of }),
          ...(section && { section }),
          ...(locale !== told && { locale }),
          audience,
          publish: publishes ? "1" : "0",
        },
        body: form,
      });
    },
    onSuccess: () => {
      setFiles([]);
      for (const key of ["articles", "article-counts", "article-sections"])
        cache.invalidateQueries({ queryKey: [key] });
    },
  });

  async function add(list: readonly File[]) {
    const fresh = await Promise.all(
      list.map(async (file) => {
        const path = file.webkitRelativePath || file.name;
        return /\.(?:md|markdown|html?)$/i.test(path)
          ? { file, path, text: await file.text() }
          : { file, path };
      }),
    );
    importing.reset();
    setFiles((before) => [
      ...before.filter(({ path }) => !fresh.some((each) => each.path === path)),
      ...fresh,
    ]);
  }

  const plan = planOf(files);
  return (
    <div className={styles.screen}>
      <div className={styles.page}>
        <PageHeader
          title={t("knowledge.import")}
          description={t("knowledge.import.words")}
          back={{ href: "/knowledge", label: t("app.knowledge") }}
        />
        <FileDrop
          label={t("knowledge.import.files")}
          description={t("knowledge.import.hint")}
          accept=".md,.markdown,.html,.htm,.zip,image/*"
          maxBytes={largestImport}
          onFiles={(list) => void add(list)}
        />
        {plan.length > 0 && (
          <>
            <section className={styles.part} aria-label={t("knowledge.import.plan")}>
              <h2 className={styles.title}>{t("knowledge.import.plan")}</h2>
              <ul className={styles.list}>
                {plan.map((each) => (
                  <PlannedLine
                    key={each.path}
                    of={each}
                    onRemove={() => setFiles(files.filter(({ path }) => path !== each.path))}
                  />
                ))}
              </ul>
            </section>
            <div className={styles.fields}>
              <Select
                label={t("knowledge.filter.brand")}
                options={[
                  { id: all, label: t("knowledge.brand.all") },
                  ...brands.map(({ id, name }) => ({ id, label: name })),
                ]}
                value={of}
                onChange={setBrand}
              />
              <SectionSelect sections={sections} value={section} onChange={setSection} />
              <Select
                label={t("knowledge.import.language")}
                options={[
                  { id: told, label: t("knowledge.import.language.told") },
                  ...locales.map((id) => ({ id, label: localeNames[id] })),
                ]}
                value={locale}
                onChange={setLocale}
              />
              <Select
                label={t("knowledge.filter.audience")}
                options={Audience.options.map((id) => ({ id, label: t(`knowledge.audience.${id}`) }))}
                value={audience}
                onChange={setAudience}
              />
            </div>
            {mayPublish && (
              <Checkbox
                isSelected={publishes}
                onChange={setPublishes}
                description={t("knowledge.import.publish.words")}
              >
                {t("knowledge.import.publish")}
              </Checkbox>
            )}
            <div>
              <Button
                kind="primary"
                icon={Upload}
                busy={importing.isPending}
                onPress={() => importing.mutate()}
              >
                {t("knowledge.import.start", { count: plan.length })}
              </Button>
            </div>
          </>
        )}
        {importing.error && <Problem of={importing.error} onRetry={() => importing.mutate()} />}
        {importing.data && <Report of={importing.data} />}
      </div>
    </div>
  );
}

const planIcons: Record<Planned["kind"], LucideIcon> = {
  article: FileText,
  translation: Languages,
  picture: Image,
  archive: FileArchive,
  unknown: FileQuestion,
};

function PlannedLine({ of: { path, kind, title, locale }, onRemove }: { of: Planned; onRemove: () => void }) {
  const { t } = useTexts();
  return (
    <li className={styles.line} data-wrong={kind === "unknown" || undefined}>
      <Icon of={planIcons[kind]} />
      <span className={styles.words}>
        <Text clip>{title}</Text>
        <span className={styles.about}>
          <bdi>{path}</bdi> · {t(`knowledge.import.kind.${kind}`)}
          {locale && ` · ${localeNames[locale]}`}
        </span>
      </span>
      <IconButton size="s" icon={X} label={t("ui.remove", { name: path })} onPress={onRemove} />
    </li>
  );
}

function Report({ of: { files, articles, translations } }: { of: ArticleImport }) {
  const { t, list } = useTexts();
  return (
    <section className={styles.part} aria-label={t("knowledge.import.report")}>
      <h2 className={styles.title} role="status">
        {t("knowledge.import.done", { articles, translations })}
      </h2>
      <ul className={styles.list}>
        {files.map(({ name, became, article, dropped, problem }) => (
          <li key={name} className={styles.line} data-wrong={became === "skipped" || undefined}>
            <Icon of={became === "skipped" ? CircleAlert : CircleCheck} />
            <span className={styles.words}>
              {article ? (
                <Link
                  to="/knowledge/$articleId"
                  params={{ articleId: article.id }}
                  search={{ language: article.locale }}
                >
                  <Text clip language={article.locale}>
                    {article.title}
                  </Text>
                </Link>
              ) : (
                <bdi>{name}</bdi>
              )}
              <span className={styles.about}>
                <bdi>{name}</bdi> · {t(`knowledge.import.became.${became}`)}
                {article && ` · ${localeNames[article.locale]}`}
                {problem && ` · ${t(`knowledge.import.problem.${problem}`)}`}
              </span>
              {dropped.length > 0 && (
                <span className={styles.dropped}>
                  {t("knowledge.import.dropped", { what: list(dropped) })}
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
