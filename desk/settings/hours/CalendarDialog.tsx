import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import {
  type CalendarException,
  type CalendarNow,
  deleteCalendar,
  patchCalendar,
  postCalendar,
} from "../../../contract/calendars.ts";
import type { Line } from "../../../contract/lines.ts";
import type { BodyIn } from "../../../contract/route.ts";
import { FieldRow, useForm } from "../../accounts/form.tsx";
import { type Rule, words } from "../../accounts/rules.ts";
import { TimeZoneField } from "../../accounts/TimeZoneField.tsx";
import { call, isProblem } from "../../app/call.ts";
import { useCountries } from "../../app/countries.ts";
import { useLines } from "../../app/lines.ts";
import { useBrands } from "../../app/lookups.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Button } from "../../ui/Button.tsx";
import { Checkbox } from "../../ui/Checkbox.tsx";
import { TagBox } from "../../ui/ComboBox.tsx";
import { ConfirmDialog } from "../../ui/ConfirmDialog.tsx";
import { problemOfField } from "../../ui/problem.ts";
import { Select } from "../../ui/Select.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { toast } from "../../ui/toasts.ts";
import { ItemDialog } from "../ItemDialog.tsx";
import styles from "./CalendarDialog.module.css";
import { ExceptionsField } from "./ExceptionsField.tsx";
import { HolidaysField } from "./HolidaysField.tsx";
import { MonthPreview } from "./MonthPreview.tsx";
import { calendarsQuery } from "./queries.ts";
import { WeekField } from "./WeekField.tsx";
import { dateIn, isWhole, toHours, toWeek, type Week } from "./week.ts";

type Values = Pick<
  CalendarNow,
  | "name"
  | "timeZone"
  | "always"
  | "country"
  | "region"
  | "workedHolidays"
  | "exceptions"
  | "covers"
  | "brands"
  | "countries"
> & { week: Week; line: Line | typeof any };

const any = "any";

const eachWhole: Rule = (week) =>
  toHours(week as Week).every(isWhole) ? null : { key: "settings.hours.spanFault" };

const eachNamed: Rule = (exceptions) => {
  const all = exceptions as CalendarException[];
  const whole = all.every(({ date, name, hours }) => date && name.trim() && hours.every(isWhole));
  if (!whole) return { key: "form.fault.missing" };
  return new Set(all.map(({ date }) => date)).size === all.length ? null : { key: "settings.hours.twice" };
};

const rules = { name: words(100), week: eachWhole, exceptions: eachNamed };

type Props = {
  calendar: CalendarNow | null;
  others: readonly CalendarNow[];
  /** Where a new one begins. */
  timeZone: string;
  onClose: () => void;
};

/** When there is somebody, and for which matters; beside it what comes of it, date by date. */
export function CalendarDialog({ calendar, others, timeZone, onClose }: Props) {
  const { t, compare } = useTexts();
  const cache = useQueryClient();
  const brands = useBrands();
  const lines = useLines();
  const countries = useCountries();
  const [removing, setRemoving] = useState(false);

  async function done(text: string) {
    await cache.invalidateQueries({ queryKey: calendarsQuery.queryKey });
    toast({ kind: "good", text });
    onClose();
  }
  const saving = useMutation({
    mutationFn: (body: BodyIn<typeof postCalendar>) =>
      calendar ? call(patchCalendar, { params: { id: calendar.id }, body }) : call(postCalendar, { body }),
    onSuccess: ({ name }) => done(calendar ? t("form.saved") : t("settings.hours.created", { name })),
  });
  const removal = useMutation({
    mutationFn: () => call(deleteCalendar, { params: { id: calendar!.id } }),
    onSuccess: () => done(t("settings.hours.removed", { name: calendar!.name })),
  });
  const form = useForm<Values>(
    rules,
    calendar ? valuesOf(calendar) : freshValues(timeZone),
    (values) =>
      saving.mutate({ ...bodyOf(values), ...(!calendar && { position: placeFor(values, others) }) }),
    saving.error,
  );
  const { values, set } = form;
  const taken = isProblem(saving.error, "already_exists") ? saving.error.problem.title : undefined;
  const refusalOf = (field: string) => problemOfField(saving.error, field);
  const named = ({ id, name }: { id: string; name: string }) => ({ id, label: name });
  const byName = <Named extends { name: string }>(items: readonly Named[]) =>
    items.toSorted((a, b) => compare(a.name, b.name));
  const canCover = others.filter(({ id }) => !calendar || !isCoveredBy(others, id, calendar.id));

  if (removing && calendar)
    return (
      <ConfirmDialog
        title={t("settings.hours.remove", { name: calendar.name })}
        words={t("settings.hours.removeWords")}
        action={t("settings.remove")}
        doing={{ ...removal, error: because(removal.error) }}
        onClose={() => {
          removal.reset();
          setRemoving(false);
        }}
      />
    );

  return (
    <ItemDialog
      title={calendar ? t("settings.change", { name: calendar.name }) : t("settings.hours.add")}
      size="xl"
      form={form}
      saving={taken ? { ...saving, error: null } : saving}
      action={t(calendar ? "form.save" : "settings.hours.add")}
      onClose={onClose}
      more={
        calendar && (
          <Button kind="quiet" onPress={() => setRemoving(true)}>
            {t("settings.remove")}
          </Button>
        )
      }
    >
      <div className={styles.columns}>
        <div className={styles.fields}>
          <FieldRow>
            <TextField
              label={t("settings.name")}
              autoFocus={!calendar}
              value={values.name}
              onChange={(name) => set({ name })}
              error={form.fault("name") ?? taken}
            />
            <TimeZoneField
              label={t("profile.timeZone")}
              value={values.timeZone}
              onChange={(zone) => set({ timeZone: zone })}
            />
          </FieldRow>

          <Section title={t("settings.hours.week")}>
            <Checkbox
              isSelected={values.always}
              onChange={(always) => set({ always })}
              description={t("settings.hours.alwaysHint")}
            >
              {t("settings.hours.aroundTheClock")}
            </Checkbox>
            {!values.always && (
              <WeekField
                value={values.week}
                onChange={(week) => set({ week })}
                judged={Boolean(form.fault("week"))}
              />
            )}
          </Section>

          <Section title={t("settings.hours.holidays")}>
            <HolidaysField
              value={values}
              onChange={({ country, region, workedHolidays }) => set({ country, region, workedHolidays })}
              faults={{ country: refusalOf("country"), region: refusalOf("region") }}
            />
          </Section>

          <Section title={t("settings.hours.exceptions")} hint={t("settings.hours.exceptionsHint")}>
            <ExceptionsField
              value={values.exceptions}
              onChange={(exceptions) => set({ exceptions })}
              today={dateIn(values.timeZone, Date.now())}
              judged={Boolean(form.fault("exceptions"))}
            />
          </Section>

          <Section title={t("settings.hours.for")} hint={t("settings.hours.forHint")}>
            {lines.length > 1 && (
              <Select<Line | typeof any>
                label={t("settings.queues.line")}
                options={[
                  { id: any, label: t("settings.queues.anyLine") },
                  ...lines.map(({ line, name }) => ({ id: line, label: name })),
                ]}
                value={values.line}
                onChange={(line) => set({ line })}
              />
            )}
            {brands.length > 1 && (
              <TagBox
                label={t("settings.queues.brands")}
                placeholder={t("settings.queues.anyBrand")}
                options={byName(brands).map(named)}
                value={values.brands}
                onChange={(ids) => set({ brands: ids })}
                error={form.fault("brands")}
              />
            )}
            <TagBox
              label={t("settings.hours.countries")}
              description={t("settings.hours.countriesHint")}
              placeholder={t("settings.hours.anyCountry")}
              options={countries}
              value={values.countries}
              onChange={(codes) => set({ countries: codes })}
            />
          </Section>

          {canCover.length > 0 && (
            <Section title={t("settings.hours.covers")} hint={t("settings.hours.coversHint")}>
              <TagBox
                label={t("settings.hours.coveredBy")}
                placeholder={t("settings.none")}
                options={byName(canCover).map(named)}
                value={values.covers}
                onChange={(covers) => set({ covers })}
                error={refusalOf("covers")}
              />
            </Section>
          )}
        </div>
        <div className={styles.preview}>
          <MonthPreview of={previewOf(values)} />
        </div>
      </div>
    </ItemDialog>
  );
}

function Section({ title, hint, children }: { title: string; hint?: string; children: React.ReactNode }) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <div>
        <h3 id={id} className={styles.title}>
          {title}
        </h3>
        {hint && <p className={styles.hint}>{hint}</p>}
      </div>
      {children}
    </section>
  );
}

/** Why it cannot go, in the words of what needs it. */
function because(error: unknown): unknown {
  const words = problemOfField(error, "id");
  return words ? { title: words, status: 409 } : error;
}

const valuesOf = (calendar: CalendarNow): Values => ({
  name: calendar.name,
  timeZone: calendar.timeZone,
  always: calendar.always,
  week: toWeek(calendar.hours),
  country: calendar.country,
  region: calendar.region,
  workedHolidays: calendar.workedHolidays,
  exceptions: calendar.exceptions.toSorted((a, b) => (a.date < b.date ? -1 : 1)),
  covers: calendar.covers,
  line: calendar.lines.length === 1 ? calendar.lines[0]! : any,
  brands: calendar.brands,
  countries: calendar.countries,
});

const freshValues = (timeZone: string): Values => ({
  name: "",
  timeZone,
  always: false,
  week: toWeek([1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: "09:00", to: "18:00" }))),
  country: null,
  region: null,
  workedHolidays: [],
  exceptions: [],
  covers: [],
  line: any,
  brands: [],
  countries: [],
});

const bodyOf = ({ week, line, ...fields }: Values) => ({
  ...fields,
  hours: toHours(week),
  lines: line === any ? [] : [line],
});

/** What is for some matters is tried before all others; what is for everything, after them. */
function placeFor({ line, brands, countries }: Values, others: readonly CalendarNow[]): number {
  const positions = others.map(({ position }) => position);
  const isForSome = line !== any || brands.length > 0 || countries.length > 0;
  return isForSome ? Math.min(20, ...positions) - 10 : Math.max(0, ...positions) + 10;
}

/** What can be counted with of what is written so far. */
const previewOf = ({
  timeZone,
  always,
  week,
  country,
  region,
  workedHolidays,
  exceptions,
  covers,
}: Values) => ({
  ...{ timeZone, always, country, region, workedHolidays, covers },
  hours: toHours(week).filter(isWhole),
  exceptions: exceptions
    .filter(({ date }, at) => date && exceptions.findIndex((other) => other.date === date) === at)
    .map(({ date, name, hours }) => ({ date, name: name.trim() || date, hours: hours.filter(isWhole) })),
});

/** Whether one of the others is covered by a calendar, directly or through others: then it cannot cover that one. */
function isCoveredBy(all: readonly CalendarNow[], id: string, by: string): boolean {
  const { covers = [] } = all.find((one) => one.id === id) ?? {};
  return covers.some((one) => one === by || isCoveredBy(all, one, by));
}
