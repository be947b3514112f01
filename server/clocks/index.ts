/**
 * Clocks: when there is somebody (calendars), and when what was asked or promised is due. Calendars are data that a
 * workspace edits; the first whose conditions a matter meets is its calendar, and there is always one. The arithmetic
 * of their working time is a library without a database, `server/clocks/calendar/`.
 */
export {
  type CalendarData,
  type Closed,
  type Due,
  dueAt,
  openCalendar,
  type Pause,
  type PauseReason,
  type Stretch,
  storyOf,
  type Target,
  type ToldClock,
  type WorkCalendar,
} from "./calendar/index.ts";
export { calendarRoutes } from "./calendar-routes.ts";
export { addCalendars } from "./calendar-settings.ts";
export {
  type CalendarRules,
  calendarFor,
  calendarsOf,
  readCalendars,
  type Timed,
} from "./calendars.ts";
