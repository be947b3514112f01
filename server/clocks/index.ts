/**
 * Clocks: when there is somebody (calendars), what is promised for which matters (policies), and when what was asked is
 * due. Clocks turn in the transaction of what starts, stops or ends them; when they are due follows from data alone, so
 * that a restart, a change of the clock on the wall or an edit of a calendar leaves them right. Calendars are data that
 * a workspace edits; the first whose conditions a matter meets is its calendar, and there is always one. The arithmetic
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
export { countFrom } from "./count-from.ts";
export {
  type ClockRules,
  type ClockState,
  type Ended,
  type Happening,
  isReplyClock,
  type Matter,
  targetDueAt,
  turn,
} from "./engine.ts";
export { addPolicies } from "./policies.ts";
export { clocksToLookAt } from "./read.ts";
export { reviveClocks } from "./revive.ts";
export { clockRoutes } from "./routes.ts";
export { clockRulesNow, clockRulesOf, readClockRules } from "./rules.ts";
export { clocksThatCame, stepsReached } from "./steps.ts";
export {
  clockRow,
  clockRows,
  clocksOf,
  countsTaking,
  firstReplyBy,
  type MatterRow,
  replyDueOf,
  retime,
  type Turned,
  turnAll,
  turnClocks,
} from "./turn.ts";
