import type { Invitation } from "../../../contract/mail.ts";

export interface InvitationTimes {
  /** On the reader's clock, or as it was written where no zone is known. */
  ours: string;
  /** On the clock of whoever invites, where that shows another time. */
  theirs: string | null;
  /** Nobody says in which zone it is meant. */
  isFloating: boolean;
}

const day: Intl.DateTimeFormatOptions = {
  weekday: "short",
  year: "numeric",
  month: "short",
  day: "numeric",
};
const clock: Intl.DateTimeFormatOptions = { ...day, hour: "numeric", minute: "2-digit" };

/** When an appointment is, for a reader in a time zone. */
export function invitationTimes(
  { startsAt, endsAt, isAllDay, timeZone }: Pick<Invitation, "startsAt" | "endsAt" | "isAllDay" | "timeZone">,
  locale: string,
  readerZone: string,
): InvitationTimes {
  const inZone = (options: Intl.DateTimeFormatOptions, zone: string, end = endsAt) => {
    const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: zone });
    return end ? format.formatRange(instant(startsAt), instant(end)) : format.format(instant(startsAt));
  };
  if (isAllDay) return { ours: inZone(day, "UTC"), theirs: null, isFloating: false };
  if (!startsAt.endsWith("Z")) return { ours: inZone(clock, "UTC"), theirs: null, isFloating: true };
  const ours = inZone(clock, readerZone);
  // "UTC" is how servers write; nobody lives there.
  if (!timeZone || timeZone === "UTC" || inZone(clock, timeZone) === ours)
    return { ours, theirs: null, isFloating: false };
  return { ours, theirs: inZone({ ...clock, timeZoneName: "short" }, timeZone), isFloating: false };
}

/** A time without a zone, and a day alone, are read as if in UTC and shown as if there. */
const instant = (text: string) =>
  new Date(/Z$/.test(text) ? text : text.includes("T") ? `${text}Z` : `${text}T00:00:00Z`);
