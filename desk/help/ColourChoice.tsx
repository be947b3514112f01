import { useQuery } from "@tanstack/react-query";
import { useDeferredValue } from "react";
import type { HelpCentre, Scheme } from "../../contract/help-centres.ts";
import { useBrands } from "../app/lookups.ts";
import { ColourField } from "../settings/ColourField.tsx";
import editorStyles from "../settings/Editor.module.css";
import type { Words } from "../settings/words-by.ts";
import type { Locale } from "../texts/locales.ts";
import { directionOfLocale } from "../texts/locales.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Checkbox } from "../ui/Checkbox.tsx";
import { Problem } from "../ui/Problem.tsx";
import styles from "./Help.module.css";
import { paletteQuery } from "./queries.ts";

type Props = {
  centre: HelpCentre;
  /** Null: the brand's. */
  colour: string | null;
  locale: Locale;
  names: Words;
  taglines: Words;
  onChange: (colour: string | null) => void;
};

const isColour = (text: string) => /^#[0-9a-f]{6}$/i.test(text);

/** The colour of the pages, with what is made of it in light and dark: always legible, whatever is chosen. */
export function ColourChoice({ centre, colour, locale, names, taglines, onChange }: Props) {
  const { t } = useTexts();
  const brand = useBrands().find(({ id }) => id === centre.brand.id);
  const asked = useDeferredValue(colour ?? brand?.colour ?? "");
  const palette = useQuery({ ...paletteQuery(asked), enabled: isColour(asked) });
  const shown = palette.data ?? centre.palette;
  const said = {
    name: names[locale] || centre.brand.name,
    tagline: taglines[locale] || t("help.sample.tagline"),
  };
  return (
    <div className={editorStyles.stack}>
      <Checkbox
        isSelected={colour === null}
        onChange={(same) => onChange(same ? null : (brand?.colour ?? "#1d5fb8"))}
      >
        {t("help.brandColour")}
      </Checkbox>
      {colour !== null && (
        <ColourField
          label={t("settings.brands.colour")}
          exact={t("settings.brands.colourOwn")}
          value={colour}
          onChange={onChange}
          error={isColour(colour) ? undefined : t("form.fault.colour")}
        />
      )}
      {palette.error && <Problem of={palette.error} onRetry={() => palette.refetch()} />}
      <div className={styles.previews}>
        <Sample scheme={shown.light} title={t("help.sample.light")} locale={locale} {...said} />
        <Sample scheme={shown.dark} title={t("help.sample.dark")} locale={locale} {...said} />
      </div>
    </div>
  );
}

type SampleProps = { scheme: Scheme; title: string; locale: Locale; name: string; tagline: string };

/** A small page in these colours. For the eye alone. */
function Sample({ scheme, title, locale, name, tagline }: SampleProps) {
  const { t } = useTexts();
  const set = Object.fromEntries(Object.entries(scheme).map(([role, colour]) => [`--help-${role}`, colour]));
  return (
    <figure className={styles.sample}>
      <div
        className={styles.sheet}
        style={set}
        lang={locale}
        dir={directionOfLocale(locale)}
        aria-hidden="true"
      >
        <div className={styles.band}>
          <strong>{name}</strong>
          <span>{tagline}</span>
          <span className={styles.field}>{t("help.sample.search")}</span>
        </div>
        <div className={styles.body}>
          <span className={styles.cardSample}>
            <span className={styles.accent}>{t("help.sample.article")}</span>
            <span className={styles.quiet}>{t("help.sample.summary")}</span>
          </span>
          <span className={styles.button}>{t("help.sample.write")}</span>
        </div>
      </div>
      <figcaption className={editorStyles.hint}>{title}</figcaption>
    </figure>
  );
}
