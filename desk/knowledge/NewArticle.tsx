import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { Audience, postArticle } from "../../contract/knowledge.ts";
import { type Locale, locales } from "../../contract/languages.ts";
import { call } from "../app/call.ts";
import { useBrands } from "../app/lookups.ts";
import { useMe } from "../app/me.ts";
import { localeNames } from "../texts/locales.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Problem } from "../ui/Problem.tsx";
import { RadioGroup } from "../ui/RadioGroup.tsx";
import { Select } from "../ui/Select.tsx";
import { TextField } from "../ui/TextField.tsx";
import { keepArticle } from "./changes.ts";
import styles from "./NewArticle.module.css";
import { sectionsQuery } from "./queries.ts";
import { SectionSelect } from "./SectionSelect.tsx";

type Props = {
  /** What people asked: the first of its trigger phrases. */
  about?: string;
  brand?: string;
  section?: string;
  language?: Locale;
  onClose: () => void;
};

const all = "all";

/** Begins an article: what it is called, in which language, for whom. Everything else is written on its own screen. */
export function NewArticle({ about, brand, section, language, onClose }: Props) {
  const { t, locale, compare } = useTexts();
  const me = useMe();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const brands = useBrands();
  const [title, setTitle] = useState(about ?? "");
  const [written, setWritten] = useState<Locale>(language ?? locale);
  const [chosen, setChosen] = useState<string | null>(brand ?? null);
  const of = chosen ?? (brands.length === 1 ? brands[0]!.id : all);
  const [place, setPlace] = useState<string | null>(section ?? null);
  const [audience, setAudience] = useState<Audience>("everyone");
  const sections = useQuery(sectionsQuery(of === all ? undefined : of)).data ?? [];

  const beginning = useMutation({
    mutationFn: () =>
      call(postArticle, {
        body: {
          title: title.trim(),
          locale: written,
          brand: of === all ? null : of,
          section: sections.some(({ id }) => id === place) ? place : null,
          audience,
          owner: me.agent.id,
          ...(about && { triggers: [about] }),
        },
      }),
    onSuccess: (article) => {
      keepArticle(cache, article);
      return navigate({
        to: "/knowledge/$articleId",
        params: { articleId: article.id },
        search: { language: written },
        replace: true,
      });
    },
  });

  return (
    <Dialog
      title={t("knowledge.new")}
      isOpen
      onOpenChange={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("ui.cancel")}</Button>
          <Button
            kind="primary"
            type="submit"
            form="new-article"
            busy={beginning.isPending}
            isDisabled={!title.trim()}
          >
            {t("knowledge.begin")}
          </Button>
        </>
      }
    >
      <form
        id="new-article"
        className={styles.fields}
        onSubmit={(event) => {
          event.preventDefault();
          if (title.trim()) beginning.mutate();
        }}
      >
        <TextField
          label={t("knowledge.title")}
          description={about ? t("knowledge.new.about", { words: about }) : undefined}
          autoFocus
          maxLength={200}
          value={title}
          onChange={setTitle}
        />
        <div className={styles.pair}>
          <Select
            label={t("knowledge.filter.locale")}
            options={locales.map((id) => ({ id, label: localeNames[id] }))}
            value={written}
            onChange={setWritten}
          />
          <Select
            label={t("knowledge.filter.brand")}
            options={[
              { id: all, label: t("knowledge.brand.all") },
              ...brands
                .map(({ id, name }) => ({ id, label: name }))
                .toSorted((a, b) => compare(a.label, b.label)),
            ]}
            value={of}
            onChange={setChosen}
          />
        </div>
        <SectionSelect sections={sections} value={place} onChange={setPlace} />
        <RadioGroup
          label={t("knowledge.filter.audience")}
          look="cards"
          options={Audience.options.map((id) => ({
            id,
            label: t(`knowledge.audience.${id}`),
            description: t(`knowledge.audience.${id}.words`),
          }))}
          value={audience}
          onChange={setAudience}
        />
        {beginning.error && <Problem of={beginning.error} />}
      </form>
    </Dialog>
  );
}
