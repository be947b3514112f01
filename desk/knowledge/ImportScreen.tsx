import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Upload } from "lucide-react";
import { useState } from "react";
import { Audience, largestImport, postArticleImport } from "../../contract/knowledge.ts";
import { type Locale, locales } from "../../contract/languages.ts";
import { call } from "../app/call.ts";
import { useBrands } from "../app/lookups.ts";
import { useMay } from "../app/me.ts";
import { usePageTitle } from "../app/page-title.ts";
import { localeNames } from "../texts/locales.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { Checkbox } from "../ui/Checkbox.tsx";
import { FileDrop } from "../ui/FileDrop.tsx";
import { PageHeader } from "../ui/PageHeader.tsx";
import { Problem } from "../ui/Problem.tsx";
import { Select } from "../ui/Select.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { ImportReport } from "./ImportReport.tsx";
import styles from "./ImportScreen.module.css";
import { sectionsQuery } from "./queries.ts";
import { SectionSelect } from "./SectionSelect.tsx";

type Chosen = { file: File; path: string };

const all = "all";
const told = "told";

/** Makes articles of files: the server says first what would become of each, and nothing is written until one starts it. */
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

  const options = {
    ...(of !== all && { brand: of }),
    ...(section && { section }),
    ...(locale !== told && { locale }),
    audience,
    publish: publishes ? ("1" as const) : ("0" as const),
  };
  const send = (dryRun: "0" | "1", signal?: AbortSignal) => {
    const form = new FormData();
    for (const { file, path } of files) form.append("files", file, path);
    return call(postArticleImport, { query: { ...options, dryRun }, body: form }, { signal });
  };
  const dry = useQuery({
    queryKey: [
      "article-import",
      options,
      files.map(({ file, path }) => `${path} ${file.size} ${file.lastModified}`),
    ],
    queryFn: ({ signal }) => send("1", signal),
    enabled: files.length > 0,
    // What is there may have changed since; it is asked anew whenever it is shown anew, and kept no longer.
    gcTime: 0,
    refetchOnWindowFocus: false,
    retry: false,
  });
  const importing = useMutation({
    mutationFn: () => send("0"),
    onSuccess: () => {
      setFiles([]);
      for (const key of ["articles", "article-counts", "article-sections"])
        cache.invalidateQueries({ queryKey: [key] });
    },
  });

  function add(list: readonly File[]) {
    const fresh = list.map((file) => ({ file, path: file.webkitRelativePath || file.name }));
    importing.reset();
    setFiles((before) => [
      ...before.filter(({ path }) => !fresh.some((each) => each.path === path)),
      ...fresh,
    ]);
  }

  const plan = dry.data;
  const taken = plan ? plan.translations + plan.changed : 0;
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
          onFiles={add}
        />
        {files.length > 0 && (
          <>
            <div className={styles.fields}>
              <Select
                label={t("knowledge.filter.brand")}
                options={[
                  { id: all, label: t("knowledge.brand.all") },
                  ...brands.map(({ id, name }) => ({ id, label: name })),
                ]}
                value={of}
                onChange={(id) => {
                  setBrand(id);
                  setSection(null);
                }}
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
            {dry.isError ? (
              <Problem of={dry.error} onRetry={() => dry.refetch()} busy={dry.isFetching} />
            ) : plan ? (
              <ImportReport
                of={plan}
                sent={files.map(({ path }) => path)}
                onRemove={(path) => setFiles(files.filter((each) => each.path !== path))}
              />
            ) : (
              <Skeleton lines={4} />
            )}
            <div className={styles.acts}>
              <Button
                kind="primary"
                icon={Upload}
                isDisabled={taken === 0}
                busy={importing.isPending}
                onPress={() => importing.mutate()}
              >
                {t("knowledge.import.start", { count: taken })}
              </Button>
              <Button onPress={() => setFiles([])}>{t("knowledge.import.clear")}</Button>
            </div>
          </>
        )}
        {importing.error && <Problem of={importing.error} onRetry={() => importing.mutate()} />}
        {importing.data && <ImportReport of={importing.data} />}
      </div>
    </div>
  );
}
