import type { Formats } from "../texts/formats.ts";
import type { Option } from "../ui/Select.tsx";

/** The zone of this computer. */
export const hereZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

const all = Intl.supportedValuesOf("timeZone");

/** All zones, west to east, with how far they are from Greenwich now: `Europe/Kyiv (GMT+3)`. */
export function timeZoneOptions(locale: Formats["locale"], chosen: string): Option[] {
  const now = new Date();
  const names = new Set([...all, hereZone, chosen, "UTC"]);
  return [...names]
    .map((id) => ({ id, minutes: minutesFromGreenwich(id, now) }))
    .sort((a, b) => a.minutes - b.minutes || (a.id < b.id ? -1 : 1))
    .map(({ id }) => ({ id, label: `${readable(id)} (${offset(id, locale, now)})` }));
}

export const readable = (id: string) => id.replaceAll("_", " ");

function offset(timeZone: string, locale: string, now: Date): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: "shortOffset" }).formatToParts(now);
  return parts.find((part) => part.type === "timeZoneName")?.value ?? "";
}

function minutesFromGreenwich(timeZone: string, now: Date): number {
  const parts = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" }).formatToParts(now);
  const [, sign, hours = "0", minutes = "0"] =
    parts.find((part) => part.type === "timeZoneName")?.value.match(/([+-])(\d\d):(\d\d)/) ?? [];
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}
