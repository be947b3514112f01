import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type ArticleSection, patchArticleSection, postArticleSection } from "../../contract/knowledge.ts";
import { type Locale, locales } from "../../contract/languages.ts";
import { call } from "../app/call.ts";
import { useBrands } from "../app/lookups.ts";
import { localeNames } from "../texts/locales.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Problem } from "../ui/Problem.tsx";
import { Select } from "../ui/Select.tsx";
import { TextField } from "../ui/TextField.tsx";
import styles from "./SectionDialog.module.css";
import { sectionName } from "./section-tree.ts";

type Texts = Partial<Record<Locale, string>>;

type Props = {
  /** Null: a new one, under `parent` or as a category. */
  section: ArticleSection | null;
  parent: string | null;
  categories: readonly ArticleSection[];
  brand: string | undefined;
  onClose: () => void;
};

const all = "all";

/** The names of a category or section in every language, what it is about, and where it stands. */
export function SectionDialog({ section, parent, categories, brand, onClose }: Props) {
  const { t, locale } = useTexts();
  const cache = useQueryClient();
  const brands = useBrands();
  const category = categories.find(({ id }) => id === parent);
  const [names, setNames] = useState<Texts>(section?.names ?? {});
  const [about, setAbout] = useState<Texts>(section?.descriptions ?? {});
  const [under, setUnder] = useState(parent);
  const [of, setOf] = useState(section ? (section.brand?.id ?? all) : (category?.brand?.id ?? brand ?? all));
  const saving = useMutation({
    mutationFn: () => {
      const body = { names: filled(names), descriptions: filled(about), parent: under };
      return section
        ? call(patchArticleSection, { params: { id: section.id }, body })
        : call(postArticleSection, { body: { ...body, brand: of === all ? null : of } });
    },
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: ["article-sections"] });
      onClose();
    },
  });
  const isNamed = Object.keys(filled(names)).length > 0;
  const title = section
    ? t("knowledge.section.changeOf", { name: sectionName(section, locale) })
    : t(parent ? "knowledge.section.add" : "knowledge.category.add");

  return (
    <Dialog
      title={title}
      size="m"
      isOpen
      onOpenChange={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("ui.cancel")}</Button>
          <Button
            kind="primary"
            busy={saving.isPending}
            isDisabled={!isNamed}
            onPress={() => saving.mutate()}
          >
            {t("form.save")}
          </Button>
        </>
      }
    >
      <div className={styles.fields}>
        {[locale, ...locales.filter((each) => each !== locale)].map((each, index) => (
          <fieldset key={each} className={styles.language} lang={each}>
            <legend className={styles.legend}>{localeNames[each]}</legend>
            <TextField
              label={t("knowledge.section.name")}
              autoFocus={index === 0}
              maxLength={200}
              value={names[each] ?? ""}
              onChange={(name) => setNames({ ...names, [each]: name })}
            />
            <TextField
              label={t("knowledge.section.about")}
              optional
              maxLength={1000}
              value={about[each] ?? ""}
              onChange={(words) => setAbout({ ...about, [each]: words })}
            />
          </fieldset>
        ))}
        {parent !== null && (
          <Select
            label={t("knowledge.category")}
            options={categories.map((each) => ({ id: each.id, label: sectionName(each, locale) }))}
            value={under}
            onChange={setUnder}
          />
        )}
        {!section && parent === null && brands.length > 1 && (
          <Select
            label={t("knowledge.filter.brand")}
            options={[
              { id: all, label: t("knowledge.brand.all") },
              ...brands.map(({ id, name }) => ({ id, label: name })),
            ]}
            value={of}
            onChange={setOf}
          />
        )}
        {saving.error && <Problem of={saving.error} />}
      </div>
    </Dialog>
  );
}

const filled = (texts: Texts): Texts =>
  Object.fromEntries(
    Object.entries(texts)
      .map(([locale, words]) => [locale, words.trim()])
      .filter(([, words]) => words),
  );
