import { useMemo } from "react";
import { countryCodes } from "../../contract/countries.ts";
import { useTexts } from "../texts/Texts.tsx";

/** What a country is called in the reader's language. */
export function useCountryName(): (code: string) => string {
  const { locale } = useTexts();
  return useMemo(() => {
    const names = new Intl.DisplayNames(locale, { type: "region" });
    return (code) => names.of(code) ?? code;
  }, [locale]);
}

/** All countries by name, to choose from. */
export function useCountries(): { id: string; label: string }[] {
  const { compare } = useTexts();
  const nameOf = useCountryName();
  return useMemo(
    () => countryCodes.map((id) => ({ id, label: nameOf(id) })).sort((a, b) => compare(a.label, b.label)),
    [nameOf, compare],
  );
}
