/** The last months that are over where the workspace is, newest first: "2026-11", "2026-10" … */
export function monthsOver(now: Date, timeZone: string, count: number): string[] {
  const parts = new Intl.DateTimeFormat("en", { timeZone, year: "numeric", month: "numeric" }).formatToParts(
    now,
  );
  const of = (type: "year" | "month") => Number(parts.find((part) => part.type === type)!.value);
  const current = of("year") * 12 + of("month") - 1;
  return Array.from({ length: count }, (_, i) => {
    const month = current - 1 - i;
    return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;
  });
}

/** "November 2026", as its reader writes it. */
export function monthName(period: string, locale: string): string {
  const [year, month] = period.split("-").map(Number) as [number, number];
  return new Intl.DateTimeFormat(locale, { timeZone: "UTC", year: "numeric", month: "long" }).format(
    Date.UTC(year, month - 1, 15),
  );
}

/** Rounded down, so that 100 % means all. Null where there is nothing to take a part of. */
export const share = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.floor((part * 1000) / whole) / 1000;
