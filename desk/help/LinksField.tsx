import { useState } from "react";
import editorStyles from "../settings/Editor.module.css";
import { OrderedRows } from "../settings/OrderedRows.tsx";
import { LanguagePick, WordsField } from "../settings/WordsFields.tsx";
import { bestWords } from "../settings/words-by.ts";
import type { Locale } from "../texts/locales.ts";
import { useTexts } from "../texts/Texts.tsx";
import { TextField } from "../ui/TextField.tsx";
import { freshLink, type LinkDraft } from "./values.ts";

type Props = { value: LinkDraft[]; locales: readonly Locale[]; onChange: (links: LinkDraft[]) => void };

const most = 6;

/** Links at the top of the pages: to the shop, to the terms. */
export function LinksField({ value, locales, onChange }: Props) {
  const { t, locale: reader } = useTexts();
  const [chosen, setLocale] = useState<Locale>(locales[0] ?? reader);
  const locale = locales.includes(chosen) ? chosen : (locales[0] ?? reader);
  return (
    <>
      {value.length > 0 && (
        <LanguagePick
          locales={locales}
          value={locale}
          onChange={setLocale}
          of={value.map(({ names }) => names)}
        />
      )}
      <OrderedRows<LinkDraft>
        label={t("help.section.links")}
        items={value}
        onChange={(links) => onChange(links.slice(0, most))}
        nameOf={({ names }) => bestWords(names, reader) || t("help.link")}
        add={t("help.addLink")}
        fresh={() => freshLink(value)}
      >
        {(link, change) => (
          <div className={editorStyles.pair}>
            <WordsField
              label={t("settings.name")}
              locale={locale}
              maxLength={40}
              value={link.names}
              onChange={(names) => change({ names })}
            />
            <TextField
              label={t("help.linkAddress")}
              type="url"
              value={link.url}
              onChange={(url) => change({ url })}
            />
          </div>
        )}
      </OrderedRows>
    </>
  );
}
