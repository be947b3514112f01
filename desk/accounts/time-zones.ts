import type { Option } from "../ui/Select.tsx";

/** Browsers keep the name a zone had when they first met it; people want the one their city bears today. */
const renamed: Record<string, string> = {
  "Europe/Kiev": "Europe/Kyiv",
  "Asia/Calcutta": "Asia/Kolkata",
  "Asia/Katmandu": "Asia/Kathmandu",
  "Asia/Rangoon": "Asia/Yangon",
  "Asia/Saigon": "Asia/Ho_Chi_Minh",
  "America/Godthab": "America/Nuuk",
  "Atlantic/Faeroe": "Atlantic/Faroe",
  "Pacific/Ponape": "Pacific/Pohnpei",
  "Pacific/Truk": "Pacific/Chuuk",
};
export const today = (id: string) => renamed[id] ?? id;

/** The zone of this computer. */
export const hereZone = today(Intl.DateTimeFormat().resolvedOptions().timeZone);

const all = Intl.supportedValuesOf("timeZone").map(today);

/** All zones from west to east, with how far they are from Greenwich now: `Europe/Kyiv (UTC+3)`. */
export function timeZoneOptions(chosen: string): Option[] {
  return [...new Set([...all, hereZone, chosen, "UTC"])]
    .map((id) => ({ id, minutes: minutesFromGreenwich(id) }))
    .sort((a, b) => a.minutes - b.minutes || (a.id < b.id ? -1 : 1))
    .map(({ id }) => timeZoneOption(id));
}

export function timeZoneOption(id: string): Option {
  const minutes = minutesFromGreenwich(id);
  const hours = Math.floor(Math.abs(minutes) / 60);
  const rest = Math.abs(minutes) % 60;
  const sign = minutes < 0 ? "−" : "+";
  const offset = minutes === 0 ? "" : `${sign}${hours}${rest ? `:${String(rest).padStart(2, "0")}` : ""}`;
  return { id, label: `${readable(id)} (UTC${offset})` };
}

export const readable = (id: string) => id.replaceAll("_", " ");

const offsets = new Map<string, number>();

/** Asking the browser takes a third of a millisecond for each zone, so each is asked once. */
function minutesFromGreenwich(timeZone: string): number {
  const known = offsets.get(timeZone);
  if (known !== undefined) return known;
  const parts = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" }).formatToParts();
  const [, sign, hours = "0", minutes = "0"] =
    parts.find((part) => part.type === "timeZoneName")?.value.match(/([+-])(\d\d):(\d\d)/) ?? [];
  const offset = (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  offsets.set(timeZone, offset);
  return offset;
}
