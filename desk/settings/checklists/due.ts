const hour = 60;
const day = 24 * hour;
const offered = [
  0,
  30,
  hour,
  2 * hour,
  4 * hour,
  8 * hour,
  day,
  2 * day,
  3 * day,
  7 * day,
  14 * day,
  30 * day,
];

/** After how many minutes an item can be due, 0 being never; another length that a program chose is among them. */
export const dueChoices = (chosen: number | null): number[] =>
  [...new Set([...offered, chosen ?? 0])].sort((a, b) => a - b);

/** Minutes in the largest unit of which they are a whole number. */
export function dueWords(
  minutes: number,
  number: (value: number, options?: Intl.NumberFormatOptions) => string,
): string {
  const [unit, size] =
    minutes % day === 0
      ? (["day", day] as const)
      : minutes % hour === 0
        ? (["hour", hour] as const)
        : (["minute", 1] as const);
  return number(minutes / size, { style: "unit", unit, unitDisplay: "long" });
}
