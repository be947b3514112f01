/**
 * The arithmetic of working time: when a calendar is open, how much working time lies between two instants, and when
 * so much of it will have passed. A library without a database; all instants are milliseconds since 1970, all dates
 * are Gregorian.
 *
 * Hours are times of the clock on the wall in the calendar's zone and are turned into instants by Temporal, with its
 * "compatible" rule (RFC 5545) where a zone changes its clocks: a time that is skipped comes as much later as was
 * skipped (in Kyiv, hours from 03:30 begin at 04:30 on the last Sunday of March), one that comes twice is the first. So
 * a day's opening may last an hour more or less, and one that would begin no earlier than it ends is left out. A date
 * that a zone leaves out altogether has no hours. A span over midnight belongs to the day on which it begins: that
 * day's holiday or exception takes it away, the next day's does not.
 */
export type { CalendarData } from "./days.ts";
export { type Due, dueAt, type Pause, type Target } from "./due.ts";
export { type Holiday, holidayPlaces, holidaysIn, keepsHolidays } from "./holidays.ts";
export { type Closed, openCalendar, type WorkCalendar } from "./open-calendar.ts";
export { type ShownDay, shownDays } from "./shown-days.ts";
export { type PauseReason, storyOf, type ToldClock } from "./story.ts";
export type { Stretch } from "./wall.ts";
