/**
 * Clocks: when there is somebody (calendars), and when what was asked or promised is due. Calendars are data that a
 * workspace edits; the arithmetic of their working time is a library without a database, `server/clocks/calendar/`.
 */
export { type Due, dueAt, type Pause, type Target } from "./calendar/due.ts";
export {
  type CalendarData,
  type Closed,
  openCalendar,
  type Stretch,
  type WorkCalendar,
} from "./calendar/index.ts";
export { type PauseReason, storyOf, type ToldClock } from "./calendar/story.ts";
