import ICAL from "ical.js";
import type { Invitation, MailAddress } from "../../../../contract/mail.ts";
import { zoneNamed } from "./windows-zones.ts";

const longest = 300_000;
const mostEvents = 20;
const mostGuests = 500;

const methods: Record<string, Invitation["method"]> = {
  request: "request",
  cancel: "cancel",
  reply: "reply",
  publish: "publish",
  counter: "counter",
  add: "request",
  refresh: "request",
};
const answers: Record<string, Invitation["guests"][number]["answer"]> = {
  accepted: "accepted",
  declined: "declined",
  tentative: "tentative",
  delegated: "delegated",
};

/**
 * The appointments of a calendar file (RFC 5545, RFC 5546). What repeats is told once, with its rule; a single day that
 * was moved out of a series is told by itself only where nothing else is there. Null when it cannot be read.
 */
export function readInvitations(calendar: string, methodOfPart: string | undefined): Invitation[] | null {
  if (calendar.length > longest) return null;
  try {
    // Lines of mail programs end as they like, and some leave blank ones in between.
    const lines = calendar.replace(/\r\n?/g, "\n").replace(/\n{2,}/g, "\n");
    const parsed = ICAL.parse(lines.trim());
    const root = new ICAL.Component(typeof parsed[0] === "string" ? parsed : parsed[0]);
    return root.name === "vcalendar" ? eventsOf(root, methodOfPart) : null;
  } catch {
    // The library throws at whatever it does not understand, some of it only when asked; the file stays attached.
    return null;
  }
}

function eventsOf(root: ICAL.Component, methodOfPart: string | undefined): Invitation[] {
  const method =
    methods[String(root.getFirstPropertyValue("method") ?? methodOfPart ?? "publish").toLowerCase()] ??
    "publish";
  const events = root.getAllSubcomponents("vevent").slice(0, mostEvents);
  const masters = events.filter((event) => !event.hasProperty("recurrence-id"));
  const zones = zonesOf(root);
  return (masters.length ? masters : events.slice(0, 1)).flatMap(
    (event) => readEvent(event, method, zones) ?? [],
  );
}

type Zones = Map<string, ICAL.Timezone | null>;

/** Zones that the file itself describes, for names nobody else knows. Rules of other kinds than "each year" are a trap. */
function zonesOf(root: ICAL.Component): Zones {
  const zones: Zones = new Map();
  for (const component of root.getAllSubcomponents("vtimezone").slice(0, mostEvents)) {
    const rules = component.getAllSubcomponents().flatMap((half) => half.getAllProperties("rrule"));
    const plain =
      rules.length <= 20 && rules.every((rule) => /^FREQ=YEARLY\b/i.test(String(rule.getFirstValue())));
    const id = String(component.getFirstPropertyValue("tzid") ?? "");
    zones.set(id, plain ? new ICAL.Timezone(component) : null);
  }
  return zones;
}

function readEvent(event: ICAL.Component, method: Invitation["method"], zones: Zones): Invitation | null {
  const start = event.getFirstProperty("dtstart");
  const begins = start && timeOf(start);
  if (!start || !begins) return null;
  const zone = zoneOf(start);
  const startsAt = said(begins, zone, zones);
  if (!startsAt) return null;
  return {
    method: /^cancelled$/i.test(words(event, "status")) ? "cancel" : method,
    uid: words(event, "uid").slice(0, 500),
    summary: words(event, "summary").slice(0, 500),
    place: words(event, "location").slice(0, 500),
    startsAt,
    endsAt: endOf(event, begins, zone, zones),
    isAllDay: begins.isDate,
    timeZone: zone === "UTC" ? "UTC" : zone && zoneNamed(zone),
    recurs: event.getFirstProperty("rrule")?.getFirstValue()?.toString().slice(0, 500) ?? null,
    organiser: person(event.getFirstProperty("organizer")),
    guests: event
      .getAllProperties("attendee")
      .slice(0, mostGuests)
      .flatMap((guest) => {
        const who = person(guest);
        const answer = String(guest.getFirstParameter("partstat") ?? "").toLowerCase();
        return who ? [{ ...who, answer: answers[answer] ?? ("none" as const) }] : [];
      }),
  };
}

function timeOf(property: ICAL.Property): ICAL.Time | null {
  const value = property.getFirstValue();
  return value instanceof ICAL.Time ? value : null;
}

/** The zone a time names: "UTC" for one that ends in Z, null for one that floats. */
function zoneOf(property: ICAL.Property): string | null {
  const value = timeOf(property);
  if (value?.zone === ICAL.Timezone.utcTimezone) return "UTC";
  const tzid = property.getFirstParameter("tzid");
  return tzid ? String(tzid) : null;
}

function endOf(event: ICAL.Component, begins: ICAL.Time, zone: string | null, zones: Zones): string | null {
  const end = event.getFirstProperty("dtend");
  const ends = end && timeOf(end);
  if (end && ends) return said(begins.isDate ? lastDay(begins, ends) : ends, zoneOf(end), zones);
  const duration = event.getFirstPropertyValue("duration");
  if (!(duration instanceof ICAL.Duration)) return null;
  const after = begins.clone();
  after.addDuration(duration);
  return said(begins.isDate ? lastDay(begins, after) : after, zone, zones);
}

/** A whole day ends where the next begins (RFC 5545, 3.6.1); people name the last day itself. */
function lastDay(begins: ICAL.Time, end: ICAL.Time): ICAL.Time {
  const last = end.clone();
  last.adjust(-1, 0, 0, 0);
  return last.compareDateOnlyTz(begins, ICAL.Timezone.utcTimezone) < 0 ? begins : last;
}

/** An instant where the zone is known, the time on the clock where it floats, a day where it is one. */
function said(time: ICAL.Time, zone: string | null, zones: Zones): string | null {
  const { year, month, day, hour, minute, second } = time;
  if (year < 1900 || year > 2300) return null;
  const date = Temporal.PlainDate.from({ year, month, day });
  if (time.isDate) return date.toString();
  const clock = date.toPlainDateTime({ hour, minute, second: Math.min(second, 59) });
  if (zone === null) return clock.toString();
  const named = zone === "UTC" ? "UTC" : zoneNamed(zone);
  if (named) return clock.toZonedDateTime(named).toInstant().toString();
  const described = zones.get(zone);
  if (!described) return clock.toString();
  return clock
    .toZonedDateTime("UTC")
    .toInstant()
    .subtract({ seconds: described.utcOffset(time) })
    .toString();
}

function person(property: ICAL.Property | null): MailAddress | null {
  if (!property) return null;
  const value = String(property.getFirstValue() ?? "");
  const email = String(property.getFirstParameter("email") ?? "");
  const address = (/^mailto:/i.test(value) ? value.slice(7) : email || value).trim().slice(0, 320);
  if (!/^[^\s@]+@[^\s@]+$/.test(address)) return null;
  return {
    name: String(property.getFirstParameter("cn") ?? "")
      .replace(/^"|"$/g, "")
      .slice(0, 200),
    address,
  };
}

function words(event: ICAL.Component, name: string): string {
  return String(event.getFirstPropertyValue(name) ?? "")
    .replace(/[\p{Cc}]+/gu, " ")
    .trim();
}
