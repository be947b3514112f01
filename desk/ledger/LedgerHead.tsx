import type { Channel } from "../../contract/conversations.ts";
import { Channel as Channels } from "../../contract/conversations.ts";
import type { Line } from "../../contract/lines.ts";
import { useLines } from "../app/lines.ts";
import { useBrands } from "../app/lookups.ts";
import { channelIcons } from "../conversations/words.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Select } from "../ui/Select.tsx";
import { type LedgerFilters, usualPeriod } from "./filters.ts";
import styles from "./LedgerHead.module.css";
import { type Day, isDay, type Period, periods } from "./period.ts";

const all = "all";

type Props = {
  filters: LedgerFilters;
  /** The days that the period comes to. */
  days: { first: Day; last: Day };
  zone: string;
  onChange: (changes: LedgerFilters) => void;
};

/** What is looked at: a period, and what narrows it down. */
export function LedgerHead({ filters, days, zone, onChange }: Props) {
  const { t, compare, locale } = useTexts();
  const brands = useBrands();
  const lines = useLines();
  const { period = usualPeriod } = filters;
  const chosen = <Id extends string>(id: Id | typeof all) => (id === all ? undefined : id);
  const pick = (next: Period) =>
    onChange({
      period: next === usualPeriod ? undefined : next,
      // An own range begins with what was looked at.
      from: next === "own" ? days.first : undefined,
      to: next === "own" ? days.last : undefined,
    });
  const date = (day: Day) =>
    new Intl.DateTimeFormat(locale, { timeZone: "UTC", dateStyle: "medium" }).format(Date.parse(day));

  return (
    <header className={styles.head}>
      <div>
        <h1 className={styles.title}>{t("ledger.title")}</h1>
        <p className={styles.range}>
          {t("ledger.range", { from: date(days.first), to: date(days.last), zone })}
        </p>
      </div>
      <div className={styles.filters}>
        <Select<Period>
          label={t("ledger.period")}
          labelHidden
          options={periods.map((id) => ({ id, label: t(`ledger.period.${id}`) }))}
          value={period}
          onChange={pick}
        />
        {period === "own" && (
          <>
            <DayField label={t("ledger.from")} value={days.first} onChange={(from) => onChange({ from })} />
            <DayField label={t("ledger.to")} value={days.last} onChange={(to) => onChange({ to })} />
          </>
        )}
        {brands.length > 1 && (
          <Select
            label={t("inbox.filter.brand")}
            labelHidden
            options={[
              { id: all, label: t("ledger.brand.all") },
              ...brands
                .map(({ id, name }) => ({ id, label: name }))
                .sort((a, b) => compare(a.label, b.label)),
            ]}
            value={filters.brand ?? all}
            onChange={(brand) => onChange({ brand: chosen(brand) })}
          />
        )}
        {lines.length > 1 && (
          <Select<Line | typeof all>
            label={t("inbox.filter.line")}
            labelHidden
            options={[
              { id: all, label: t("ledger.line.all") },
              ...lines.map(({ line, name }) => ({ id: line, label: name })),
            ]}
            value={filters.line ?? all}
            onChange={(line) => onChange({ line: chosen(line) })}
          />
        )}
        <Select<Channel | typeof all>
          label={t("inbox.filter.channel")}
          labelHidden
          options={[
            { id: all, label: t("ledger.channel.all") },
            ...Channels.options.map((id) => ({ id, label: t(`channel.${id}`), icon: channelIcons[id] })),
          ]}
          value={filters.channel ?? all}
          onChange={(channel) => onChange({ channel: chosen(channel) })}
        />
      </div>
    </header>
  );
}

type DayFieldProps = { label: string; value: Day; onChange: (day: Day) => void };

/** The browser's own: it knows the reader's calendar, keys and screen reader. */
function DayField({ label, value, onChange }: DayFieldProps) {
  return (
    <label className={styles.day}>
      <span>{label}</span>
      <input
        type="date"
        required
        value={value}
        onChange={({ target }) => isDay(target.value) && onChange(target.value)}
      />
    </label>
  );
}
