import { CalendarRange } from "lucide-react";
import { useState } from "react";
import { Compare, Period, type Span } from "../../contract/insights.ts";
import { type Texts, useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { useKey } from "../ui/keys.ts";
import { Popover, PopoverTrigger } from "../ui/Popover.tsx";
import { Select } from "../ui/Select.tsx";
import { TextField } from "../ui/TextField.tsx";
import styles from "./PeriodPicker.module.css";
import { useChangeFilters, useFilters } from "./sheet-place.ts";
import { rangeName } from "./words.ts";

/** From when to when, and beside which other days. */
export function PeriodPicker({ span }: { span: Span | undefined }) {
  const texts = useTexts();
  const { t, locale } = texts;
  const { period = "30_days", from, compare = "before" } = useFilters();
  const change = useChangeFilters();
  const [isOpen, setOpen] = useState(false);
  useKey("figuresPeriod", "p", () => setOpen(true));
  const name = from ? t("figures.period.own") : t(`figures.period.${period}`);

  return (
    <div className={styles.picker}>
      <PopoverTrigger isOpen={isOpen} onOpenChange={setOpen}>
        <Button icon={CalendarRange}>
          {name}
          {span && <span className={styles.days}>{rangeName(span, locale)}</span>}
        </Button>
        <Popover label={t("figures.period")} placement="bottom start">
          <div className={styles.choices}>
            <ul className={styles.presets} aria-label={t("figures.period")}>
              {Period.options.map((each) => (
                <li key={each}>
                  <Button
                    kind={!from && each === period ? "primary" : "quiet"}
                    size="s"
                    wide
                    aria-pressed={!from && each === period}
                    onPress={() => {
                      change({
                        period: each === "30_days" ? undefined : each,
                        from: undefined,
                        to: undefined,
                      });
                      setOpen(false);
                    }}
                  >
                    {t(`figures.period.${each}`)}
                  </Button>
                </li>
              ))}
            </ul>
            <div className={styles.own}>
              <OwnPeriod key={`${span?.from} ${span?.to}`} span={span} onDone={() => setOpen(false)} />
              <Select<Compare>
                label={t("figures.compare")}
                options={Compare.options.map((id) => ({ id, label: t(`figures.compare.${id}`) }))}
                value={compare}
                onChange={(id) => change({ compare: id === "before" ? undefined : id })}
              />
            </div>
          </div>
        </Popover>
      </PopoverTrigger>
      {span?.before && (
        <span className={styles.before}>
          {formerName(span, compare === "year" ? "year" : "before", texts)}
        </span>
      )}
    </div>
  );
}

/** What a period is held against: of one that runs, up to the same time of the day. */
function formerName(
  { before, timeZone }: Span,
  compare: "before" | "year",
  { t, locale }: Pick<Texts, "t" | "locale">,
): string {
  if (!before) return "";
  const days = rangeName(before, locale);
  if (!before.until) return t(`figures.against.${compare}`, { days });
  const time = new Intl.DateTimeFormat(locale, { timeZone, timeStyle: "short" }).format(
    new Date(before.until),
  );
  return t(`figures.against.${compare}.until`, { days, time });
}

function OwnPeriod({ span, onDone }: { span: Span | undefined; onDone: () => void }) {
  const { t } = useTexts();
  const change = useChangeFilters();
  const [from, setFrom] = useState(span?.from ?? "");
  const [to, setTo] = useState(span?.to ?? "");
  const isWrong = Boolean(from && to && from > to);
  return (
    <form
      className={styles.ends}
      onSubmit={(event) => {
        event.preventDefault();
        if (!from || !to || isWrong) return;
        change({ from, to, period: undefined });
        onDone();
      }}
    >
      <TextField label={t("figures.period.from")} type="date" value={from} onChange={setFrom} />
      <TextField
        label={t("figures.period.to")}
        type="date"
        value={to}
        onChange={setTo}
        error={isWrong ? t("figures.period.wrong") : undefined}
      />
      <Button type="submit" size="s" isDisabled={!from || !to || isWrong}>
        {t("figures.period.show")}
      </Button>
    </form>
  );
}
