/** What an acknowledgement says, and when none is sent: the rules by themselves. */
import { expect, test } from "vitest";
import type { Locale } from "../../contract/languages.ts";
import { openCalendar } from "../clocks/index.ts";
import {
  type Acknowledgeable,
  acknowledge,
  type Expected,
  type Unacknowledged,
  whyNot,
} from "./acknowledge.ts";
import { type AcknowledgementRules, toAcknowledgement } from "./rules.ts";

const kolo = "0199d3b0-0000-7000-8000-000000000001";
const rules = (
  settings: Parameters<typeof toAcknowledgement>[0]["acknowledgement"] = {},
  locales: Locale[] = ["en", "ru", "uk", "zh", "ar"],
): AcknowledgementRules => ({
  version: 1,
  byLine: new Map([["service", toAcknowledgement({ line: "service", acknowledgement: settings })]]),
  brands: new Map([[kolo, { name: "Kolo Bikes", locales }]]),
  own: new Set(["help@kolobikes.example"]),
});
const friday = new Date("2026-11-20T17:40:00Z");
const message = (fields: Partial<Acknowledgeable> = {}): Acknowledgeable => ({
  now: friday,
  number: 1042,
  brandId: kolo,
  line: "service",
  channel: "email",
  language: "en",
  customerLocale: null,
  email: "ines@customers.example",
  auto: null,
  dmarc: "pass",
  acknowledgedAt: null,
  lately: 0,
  ...fields,
});
const calendar = (always: boolean, timeZone = "Europe/Kyiv") =>
  openCalendar({
    id: "hours",
    name: "Hours",
    timeZone,
    always,
    hours: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: "09:00", to: "18:00" })),
    country: null,
    region: null,
    workedHolidays: [],
    exceptions: [],
    covers: [],
  });
const expected = (fields: Partial<Expected> = {}): Expected => ({
  dueAt: new Date("2026-11-23T09:00:00Z"),
  calendar: calendar(false),
  pace: undefined,
  ...fields,
});
const ago = (hours: number) => new Date(friday.getTime() - hours * 3_600_000);

test.each<[string, Partial<Acknowledgeable>, Unacknowledged | null]>([
  ["a person", {}, null],
  ["a domain that says nothing of its mail", { dmarc: "none" }, null],
  ["an automatic reply", { auto: "auto-reply" }, "machine"],
  ["a newsletter", { auto: "list" }, "machine"],
  ["an address of ours", { email: "help@kolobikes.example" }, "machine"],
  ["a reply address of ours", { email: "Help+r-1z4-abc@kolobikes.example" }, "machine"],
  ["no-reply@", { email: "no-reply@shop.example" }, "machine"],
  ["NoReply@", { email: "NoReply@shop.example" }, "machine"],
  ["do_not_reply@", { email: "do_not_reply@shop.example" }, "machine"],
  ["donotreply+1@", { email: "donotreply+1@shop.example" }, "machine"],
  ["orders-noreply@", { email: "orders-noreply@shop.example" }, "machine"],
  ["noreply-orders@", { email: "noreply-orders@shop.example" }, "machine"],
  ["noreply2@", { email: "noreply2@shop.example" }, "machine"],
  ["mailer-daemon@", { email: "MAILER-DAEMON@mx.example" }, "machine"],
  ["bounces+tag@", { email: "bounces+tag@mx.example" }, "machine"],
  ["somebody called Norey", { email: "noreya@customers.example" }, null],
  ["Auto Matic, a person", { email: "auto.matic@customers.example" }, null],
  ["a domain with noreply in it", { email: "ines@noreply.example" }, null],
  ["nobody's address", { email: null }, "no_address"],
  ["an address that cannot be", { email: "unknown@invalid" }, "no_address"],
  ["a forged sender", { dmarc: "fail" }, "forged"],
  ["the fifth matter within the hour", { lately: 4 }, null],
  ["the sixth matter within the hour", { lately: 5 }, "too_many"],
  ["a matter acknowledged 23 hours ago", { acknowledgedAt: ago(23) }, "acknowledged_already"],
  ["a matter acknowledged 24 hours ago", { acknowledgedAt: ago(24) }, null],
])("%s", (_, fields, why) => {
  expect(whyNot(rules(), message(fields))).toBe(why);
});

test("a line says whether, on which channels and how often", () => {
  expect(whyNot(rules({ isOn: false }), message())).toBe("off");
  expect(whyNot(rules({ channels: ["chat"] }), message())).toBe("off");
  expect(whyNot(rules({ channels: ["chat"] }), message({ channel: "chat" }))).toBeNull();
  expect(whyNot(rules({ againAfterHours: 2 }), message({ acknowledgedAt: ago(3) }))).toBeNull();
});

const told = (fields: Partial<Expected>, now = friday) =>
  acknowledge(rules(), message({ now }), expected(fields)).toldAt.toISOString();
const pace = (fields: Partial<NonNullable<Expected["pace"]>> = {}) => ({
  usualMinutes: 120,
  waiting: 9,
  usuallyWaiting: 9,
  replies: 100,
  ...fields,
});

test.each<[string, Partial<Expected>, string]>([
  [
    "what the clock says, on the next quarter of an hour",
    { dueAt: new Date("2026-11-23T09:03:00Z") },
    "2026-11-23T09:15:00.000Z",
  ],
  [
    "a quiet queue promises no more than the clock",
    { pace: pace({ usualMinutes: 5 }) },
    "2026-11-23T09:00:00.000Z",
  ],
  // Two hours of Monday, which begins at 07:00 in Kyiv's winter.
  [
    "a queue that takes longer than the clock says so",
    { dueAt: new Date("2026-11-23T07:30:00Z"), pace: pace() },
    "2026-11-23T09:00:00.000Z",
  ],
  ["twice as many waiting is twice as long", { pace: pace({ waiting: 19 }) }, "2026-11-23T11:00:00.000Z"],
  [
    "fewer waiting than usual is not promised to be quicker",
    { pace: pace({ waiting: 0, usualMinutes: 240 }) },
    "2026-11-23T11:00:00.000Z",
  ],
  [
    "from a handful of replies nothing is concluded",
    { pace: pace({ usualMinutes: 600, replies: 19 }) },
    "2026-11-23T09:00:00.000Z",
  ],
  [
    "what is overdue gets a day of work, never a time that has passed",
    { dueAt: new Date("2026-11-19T09:00:00Z") },
    "2026-11-23T15:00:00.000Z",
  ],
  [
    "without a clock, no less than a day",
    { dueAt: null, calendar: calendar(true) },
    "2026-11-21T17:45:00.000Z",
  ],
])("honest time: %s", (_, fields, at) => {
  expect(told(fields)).toBe(at);
});

const said = (fields: Partial<Acknowledgeable>, given: Partial<Expected> = {}, locales?: Locale[]) =>
  acknowledge(rules({}, locales), message(fields), expected(given));

test.each<[string, Partial<Acknowledgeable>, Locale[], Locale]>([
  ["in the language of the message", { language: "uk", customerLocale: "ru" }, ["en", "ru", "uk"], "uk"],
  [
    "else in that in which its sender wrote before",
    { language: "unknown", customerLocale: "ru" },
    ["en", "ru"],
    "ru",
  ],
  [
    "where the brand does not speak it, in the sender's other one",
    { language: "zh", customerLocale: "ar" },
    ["en", "ar"],
    "ar",
  ],
  ["else in the first of the brand", { language: "other", customerLocale: "ru" }, ["zh", "en"], "zh"],
])("it is written %s", (_, fields, locales, locale) => {
  expect(said(fields, {}, locales).locale).toBe(locale);
});

test.each<[Locale, string[]]>([
  ["en", ["no. 1042", "Kolo Bikes", "Monday", "11:00"]],
  ["ru", ["№ 1042", "Kolo Bikes", "понедельник", "11:00"]],
  ["uk", ["№ 1042", "Kolo Bikes", "понеділок", "11:00"]],
  ["zh", ["1042", "Kolo Bikes", "星期一", "11:00"]],
  ["ar", ["1042", "Kolo Bikes", "الاثنين", "11:00"]],
])("in %s it says number, brand, day and hour, and that we are closed", (language, words) => {
  const { subject, text } = said({ language });
  for (const word of words) expect(`${subject}\n${text}`).toContain(word);
  // It opens at nine on Monday.
  expect(text).toContain("9:00");
});

test("who answers around the clock does not speak of hours", () => {
  const { text } = said({}, { dueAt: new Date("2026-11-20T18:40:00Z") });
  expect(text).not.toContain("closed");
  expect(text).toContain("today, 8:45");
});

test("own words take the place of the usual ones, with what they ask for filled in", () => {
  const own = { texts: { en: "№ {number} at {brand}: {time}. {name} {number}" } };
  const { text, subject } = acknowledge(rules(own), message(), expected());
  expect(text).toBe("№ 1042 at Kolo Bikes: Monday, November 23, 11:00 AM GMT+2. {name} 1042");
  expect(subject).toContain("1042");
  expect(acknowledge(rules(own), message({ language: "ru" }), expected()).text).toContain("Спасибо");
});
