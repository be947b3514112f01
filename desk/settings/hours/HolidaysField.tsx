import { useQuery } from "@tanstack/react-query";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useState } from "react";
import type { Holiday } from "../../../contract/calendars.ts";
import { FieldRow } from "../../accounts/form.tsx";
import { useCountryName } from "../../app/countries.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { IconButton } from "../../ui/Button.tsx";
import { Checkbox } from "../../ui/Checkbox.tsx";
import { ComboBox } from "../../ui/ComboBox.tsx";
import { Problem } from "../../ui/Problem.tsx";
import { Select } from "../../ui/Select.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import styles from "./HolidaysField.module.css";
import { countriesQuery, holidaysQuery } from "./queries.ts";

export type Kept = { country: string | null; region: string | null; workedHolidays: string[] };
type Props = { value: Kept; onChange: (kept: Kept) => void; faults: { country?: string; region?: string } };

const whole = "whole";

/** Whose public holidays close it, and those that are worked all the same. */
export function HolidaysField({ value, onChange, faults }: Props) {
  const { t, locale } = useTexts();
  const nameOf = useCountryName();
  const countries = useQuery(countriesQuery(locale));
  const { regions = [] } = countries.data?.find(({ code }) => code === value.country) ?? {};
  // The chosen one has its name before the others are there, and nothing moves when they are.
  const choices = countries.data
    ? countries.data
        .filter(({ hasHolidays }) => hasHolidays)
        .map(({ code, name }) => ({ id: code, label: name }))
    : value.country
      ? [{ id: value.country, label: nameOf(value.country) }]
      : [];
  return (
    <>
      <FieldRow>
        <ComboBox
          label={t("settings.hours.country")}
          description={t("settings.hours.countryHint")}
          placeholder={t("settings.hours.noHolidays")}
          busy={countries.isPending}
          options={choices}
          value={value.country}
          onChange={(country) =>
            country !== value.country && onChange({ country, region: null, workedHolidays: [] })
          }
          error={faults.country}
        />
        {regions.length > 0 && (
          <Select
            label={t("settings.hours.region")}
            options={[
              { id: whole, label: t("settings.hours.wholeCountry") },
              ...regions.map(({ code, name }) => ({ id: code, label: name })),
            ]}
            value={value.region ?? whole}
            onChange={(region) => onChange({ ...value, region: region === whole ? null : region })}
            error={faults.region}
          />
        )}
      </FieldRow>
      {countries.error && <Problem of={countries.error} onRetry={() => countries.refetch()} />}
      {value.country && (
        <Holidays
          country={value.country}
          region={value.region}
          worked={value.workedHolidays}
          onChange={(workedHolidays) => onChange({ ...value, workedHolidays })}
        />
      )}
    </>
  );
}

type ListProps = {
  country: string;
  region: string | null;
  worked: string[];
  onChange: (worked: string[]) => void;
};

function Holidays({ country, region, worked, onChange }: ListProps) {
  const { t } = useTexts();
  const [year, setYear] = useState(() => new Date().getFullYear());
  const holidays = useQuery(holidaysQuery(country, region, year));
  const named = String(year);
  return (
    <fieldset className={styles.holidays} aria-label={t("settings.hours.closedOn")}>
      <div className={styles.head}>
        <p className={styles.title}>{t("settings.hours.closedOn")}</p>
        <span className={styles.year}>
          <IconButton
            size="s"
            icon={ChevronLeft}
            label={t("settings.hours.yearBefore")}
            onPress={() => setYear(year - 1)}
          />
          <span aria-live="polite">{named}</span>
          <IconButton
            size="s"
            icon={ChevronRight}
            label={t("settings.hours.yearAfter")}
            onPress={() => setYear(year + 1)}
          />
        </span>
      </div>
      {holidays.error && <Problem of={holidays.error} onRetry={() => holidays.refetch()} />}
      {holidays.isPending && <Skeleton lines={4} />}
      {holidays.data && (
        <div className={styles.list}>
          {[...Map.groupBy(holidays.data, ({ id }) => id)].map(([id, days]) => (
            <Checkbox
              key={id}
              isSelected={!worked.includes(id)}
              onChange={(isClosed) =>
                onChange(isClosed ? worked.filter((one) => one !== id) : [...worked, id])
              }
              description={<Dates days={days} />}
            >
              <bdi>{days[0]!.name}</bdi>
            </Checkbox>
          ))}
        </div>
      )}
    </fieldset>
  );
}

/** When it is this year: "30 Mar – 2 Apr", "1 May, from 13:00", "28 Dec, instead of a day off". */
function Dates({ days }: { days: Holiday[] }) {
  const { t, locale, list } = useTexts();
  const format = new Intl.DateTimeFormat(locale, {
    weekday: "short",
    day: "numeric",
    month: "short",
    timeZone: "UTC",
  });
  return list(
    runs(days).map(({ first, last }) => {
      const at = Date.parse(first.date);
      const date = first === last ? format.format(at) : format.formatRange(at, Date.parse(last.date));
      if (first.isSubstitute) return t("settings.hours.substitute", { date });
      return first.hours ? t("settings.hours.partOfDay", { date, from: first.hours.from }) : date;
    }),
  );
}

/** Whole days that follow each other, as first and last. */
function runs(days: Holiday[]): { first: Holiday; last: Holiday }[] {
  const isNext = (one: Holiday, other: Holiday) =>
    Date.parse(other.date) - Date.parse(one.date) === 86_400_000 &&
    !one.hours &&
    !other.hours &&
    one.isSubstitute === other.isSubstitute;
  const all: { first: Holiday; last: Holiday }[] = [];
  for (const day of days) {
    const run = all.at(-1);
    if (run && isNext(run.last, day)) run.last = day;
    else all.push({ first: day, last: day });
  }
  return all;
}
