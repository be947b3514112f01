// What the sample workspace says: brands, people and a few hundred conversations, as data. Each text was written on its
// own, as its author would have; the loader turns this into rows and adds nothing to the words. Ages count back from
// now, so the workspace is as lively on the day it is opened as on the day this was written.
export { again } from "./again.ts";
export { agents } from "./agents.ts";
export * as knowledge from "./articles.ts";
export { automations } from "./automations.ts";
export { brands } from "./brands.ts";
export { calendars } from "./calendars.ts";
export { conversations } from "./conversations/index.ts";
export { customers } from "./customers.ts";
export { helpCentres } from "./help-centres.ts";
export { letters } from "./letters/index.ts";
export { promised } from "./promised.ts";
export { queues, skills } from "./queues.ts";
export { replies } from "./replies.ts";
export { tags } from "./tags.ts";
export { teams } from "./teams.ts";
export type {
  AgentKey,
  Brand,
  BrandKey,
  DemoAgent,
  DemoBrand,
  DemoCalendar,
  DemoConversation,
  DemoCustomer,
  DemoMatter,
  DemoTag,
  DemoTeam,
  DemoTurn,
  DemoWorkspace,
  Language,
  Line,
  TagColour,
  TeamKey,
} from "./types.ts";
export { workspace } from "./workspace.ts";
