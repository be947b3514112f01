import { type Locale, locales } from "../../contract/languages.ts";
import type { WorkCalendar } from "../clocks/index.ts";
import { text } from "../texts.ts";
import { honestMinutes, type Pace } from "./pace.ts";
import type { AcknowledgementRules } from "./rules.ts";

/** A message that may be acknowledged, and what is known of who sent it. */
export interface Acknowledgeable {
  now: Date;
  number: number;
  brandId: string;
  line: string;
  channel: string;
  language: string;
  /** The language in which its sender wrote before. */
  customerLocale: string | null;
  email: string | null;
  /** Set when a machine wrote it. */
  auto: string | null;
  /** What the sender's domain says of the mail. */
  dmarc: string | null;
  /** When this matter was last acknowledged. */
  acknowledgedAt: Date | null;
  /** Matters of the same sender that were acknowledged within the last hour. */
  lately: number;
  /** Its sender reads it in the chat, so that no address is needed. */
  inChat?: boolean;
}

/** When an answer is due, and by which hours we work. */
export interface Expected {
  dueAt: Date | null;
  calendar: WorkCalendar;
  pace: Pace | undefined;
}

export interface Acknowledged {
  subject: string;
  text: string;
  locale: Locale;
  toldAt: Date;
}

/** So many matters of one sender are acknowledged in an hour: whoever answers us by machine does not get into a circle. */
const mostAnHour = 5;

/** Why a message is not acknowledged. */
export type Unacknowledged =
  | "off"
  | "machine"
  | "no_address"
  | "forged"
  | "too_many"
  | "acknowledged_already";

/** What stands against an acknowledgement; null when nothing does. */
export function whyNot(rules: AcknowledgementRules, message: Acknowledgeable): Unacknowledged | null {
  const settings = rules.byLine.get(message.line);
  if (!settings?.isOn || !settings.channels.some((channel) => channel === message.channel)) return "off";
  if (message.auto || isMachine(message.email) || rules.own.has(plain(message.email ?? ""))) return "machine";
  if (!message.inChat && !isAddress(message.email)) return "no_address";
  if (message.dmarc === "fail") return "forged";
  const again = (message.acknowledgedAt?.getTime() ?? 0) + settings.againAfterHours * 3_600_000;
  if (message.acknowledgedAt && message.now.getTime() < again) return "acknowledged_already";
  return message.lately >= mostAnHour ? "too_many" : null;
}

const isAddress = (email: string | null) => Boolean(email) && !/[.@]invalid$/.test(email!);

/** An address that says of itself that nobody reads it. */
const isMachine = (email: string | null) =>
  /^(?:[^@]*[-_.+])?(?:no[-_.]?reply|do[-_.]?not[-_.]?(?:reply|respond))(?:[-_+.\d]|@|$)/i.test(
    email ?? "",
  ) ||
  /^(?:mailer-daemon|mail-daemon|postmaster|bounces?|notifications?|automat\w*)(?:[-_+.]|@|$)/i.test(
    email ?? "",
  );

/** Without what was added after a plus, as our own reply addresses have it. */
const plain = (email: string) => email.toLowerCase().replace(/\+[^@]*@/, "@");

/**
 * The acknowledgement of a message: its number and when its sender will hear from us, in their language. Nothing of
 * what they wrote stands in it, so that nobody can have words of theirs sent to others by us.
 */
export function acknowledge(
  rules: AcknowledgementRules,
  message: Acknowledgeable,
  expected: Expected,
): Acknowledged {
  const brand = rules.brands.get(message.brandId)!;
  const locale = localeFor(message, brand.locales);
  const toldAt = toldTime(message.now, expected);
  const told = { locale, now: message.now, timeZone: expected.calendar.timeZone };
  const time = timeInWords(toldAt, told);
  const own = rules.byLine.get(message.line)?.texts[locale];
  const opens = expected.calendar.nextOpening(message.now.getTime());
  // Who answers around the clock does not speak of hours.
  const closed =
    opens !== null && opens > message.now.getTime() && opens <= toldAt.getTime()
      ? text(locale, "acknowledgement.closed", { time: timeInWords(new Date(opens), told) })
      : null;
  const values = { number: message.number, brand: brand.name, time };
  return {
    locale,
    toldAt,
    subject: text(locale, "acknowledgement.subject", { number: String(message.number), brand: brand.name }),
    text: own
      ? own.replace(/\{(number|brand|time)\}/g, (_, name: keyof typeof values) => String(values[name]))
      : [
          text(locale, "acknowledgement.arrived", { number: String(message.number), brand: brand.name }),
          // A Chinese full stop has its room in itself.
          [closed, text(locale, "acknowledgement.expect", { time })]
            .filter(Boolean)
            .join(locale === "zh" ? "" : " "),
          text(locale, message.inChat ? "acknowledgement.chat_add" : "acknowledgement.add"),
        ].join("\n\n"),
  };
}

/** The language of the message where its brand speaks it, else that of its sender, else the brand's first. */
function localeFor({ language, customerLocale }: Acknowledgeable, spoken: Locale[]): Locale {
  const candidates = [language, customerLocale].filter((one) => spoken.some((locale) => locale === one));
  return (candidates[0] as Locale | undefined) ?? spoken[0] ?? locales[0];
}

/**
 * When the answer is due, or as late as the queue says; on the next quarter of an hour. What is late already, or due at
 * no time, gets a day of ours, and no less than a day of theirs.
 */
function toldTime(now: Date, { dueAt, calendar, pace }: Expected): Date {
  const inMinutes = (minutes: number) => calendar.add(now.getTime(), minutes * 60_000) ?? 0;
  const honest = honestMinutes(pace);
  const at = Math.max(dueAt?.getTime() ?? 0, honest === null ? 0 : inMinutes(honest));
  const ahead = at > now.getTime() ? at : Math.max(now.getTime() + 24 * 3_600_000, inMinutes(8 * 60));
  return new Date(onTheQuarter(ahead));
}

const quarter = 15 * 60_000;

/** The quarter of an hour that begins next: nobody is told of minutes. */
export const onTheQuarter = (at: number): number => Math.ceil(at / quarter) * quarter;

/** "today, 15:30", "tomorrow, 10:00", "Monday, 9 March, 10:00", with the zone it is meant in. */
function timeInWords(
  at: Date,
  { locale, now, timeZone }: { locale: Locale; now: Date; timeZone: string },
): string {
  const dayOf = (instant: Date) =>
    Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();
  const days = dayOf(now).until(dayOf(at)).days;
  const { near, far, time } = formatsFor(locale, timeZone);
  const day = days <= 1 ? near.format(days, "day") : far.format(at);
  return text(locale, "acknowledgement.time", { day, time: time.format(at) });
}

const formats = new Map<string, ReturnType<typeof makeFormats>>();

/** Making a format costs a hundred times what using it does. */
function formatsFor(locale: Locale, timeZone: string) {
  const key = `${locale} ${timeZone}`;
  const known = formats.get(key) ?? makeFormats(locale, timeZone);
  formats.set(key, known);
  return known;
}

const makeFormats = (locale: Locale, timeZone: string) => ({
  near: new Intl.RelativeTimeFormat(locale, { numeric: "auto" }),
  far: new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long", timeZone }),
  time: new Intl.DateTimeFormat(locale, {
    hour: "numeric",
    minute: "2-digit",
    timeZone,
    timeZoneName: "short",
  }),
});
