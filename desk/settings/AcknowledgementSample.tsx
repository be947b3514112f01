import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { postAcknowledgementSample } from "../../contract/ledger.ts";
import type { Line } from "../../contract/lines.ts";
import { call } from "../app/call.ts";
import { useBrands } from "../app/lookups.ts";
import type { Locale } from "../texts/locales.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Problem } from "../ui/Problem.tsx";
import { Select } from "../ui/Select.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { Text } from "../ui/Text.tsx";
import styles from "./AcknowledgementsPart.module.css";

const settleMs = 350;

type Props = { line: Line; locale: Locale; words: string };

/** What a customer would read if they wrote now: as the server would write it, with today's hours and queue. */
export function AcknowledgementSample({ line, locale, words }: Props) {
  const { t, compare } = useTexts();
  const brands = useBrands()
    .filter((brand) => (brand.lines as readonly Line[]).includes(line))
    .sort((a, b) => compare(a.name, b.name));
  const [chosen, setChosen] = useState<string | null>(null);
  const brand = brands.find(({ id }) => id === chosen) ?? brands[0];
  const text = useSettled(words);
  const sample = useQuery({
    queryKey: ["acknowledgement-sample", line, brand?.id, locale, text],
    queryFn: ({ signal }) =>
      call(
        postAcknowledgementSample,
        { params: { line }, body: { brand: brand!.id, locale, text } },
        { signal },
      ),
    enabled: brand !== undefined,
    placeholderData: keepPreviousData,
  });
  if (!brand) return null;
  return (
    <section className={styles.sample} aria-label={t("settings.acknowledgements.preview")}>
      <div className={styles.sampleHead}>
        <h3 className={styles.label}>{t("settings.acknowledgements.preview")}</h3>
        {brands.length > 1 && (
          <Select
            label={t("settings.acknowledgements.previewBrand")}
            labelHidden
            options={brands.map(({ id, name }) => ({ id, label: name }))}
            value={brand.id}
            onChange={setChosen}
          />
        )}
      </div>
      {sample.data ? (
        <article className={styles.letter}>
          <Text as="p" language={locale}>
            <strong>{sample.data.subject}</strong>
          </Text>
          {sample.data.text.split(/\n{2,}/).map((part) => (
            <Text key={part} as="p" language={locale}>
              {part}
            </Text>
          ))}
        </article>
      ) : sample.error ? (
        <Problem of={sample.error} onRetry={() => sample.refetch()} busy={sample.isFetching} />
      ) : (
        <Skeleton lines={5} />
      )}
    </section>
  );
}

/** The same a moment after the last stroke. */
function useSettled(words: string): string {
  const [settled, setSettled] = useState(words);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(words), settleMs);
    return () => clearTimeout(timer);
  }, [words]);
  return settled;
}
