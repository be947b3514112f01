import {
  Building2,
  CalendarClock,
  Columns2,
  Inbox,
  KeyRound,
  ListOrdered,
  type LucideIcon,
  MailCheck,
  Sparkles,
  Split,
  Store,
  Tags,
  Timer,
  UserRound,
  UserRoundCog,
  UsersRound,
} from "lucide-react";
import type { Permission } from "../../contract/permissions.ts";

export const partIds = [
  "workspace",
  "brands",
  "lines",
  "hours",
  "triage",
  "acknowledgements",
  "inboxes",
  "teams",
  "queues",
  "clocks",
  "agents",
  "work",
  "routing",
  "tags",
  "keys",
] as const;
export type PartId = (typeof partIds)[number];

/** What each part needs to be seen at all; changing things in it may need more. */
export const parts: Record<PartId, { icon: LucideIcon; sees: Permission | null; changes: Permission }> = {
  workspace: { icon: Building2, sees: null, changes: "workspace.manage" },
  brands: { icon: Store, sees: null, changes: "brands.manage" },
  lines: { icon: Columns2, sees: null, changes: "workspace.manage" },
  hours: { icon: CalendarClock, sees: null, changes: "workspace.manage" },
  triage: { icon: Sparkles, sees: "workspace.manage", changes: "workspace.manage" },
  acknowledgements: { icon: MailCheck, sees: null, changes: "workspace.manage" },
  inboxes: { icon: Inbox, sees: "inboxes.read", changes: "inboxes.manage" },
  teams: { icon: UsersRound, sees: null, changes: "teams.manage" },
  queues: { icon: ListOrdered, sees: "conversations.read", changes: "teams.manage" },
  clocks: { icon: Timer, sees: null, changes: "workspace.manage" },
  agents: { icon: UserRound, sees: "agents.read", changes: "agents.manage" },
  work: { icon: UserRoundCog, sees: "agents.read", changes: "teams.manage" },
  routing: { icon: Split, sees: null, changes: "workspace.manage" },
  tags: { icon: Tags, sees: null, changes: "tags.manage" },
  keys: { icon: KeyRound, sees: "keys.manage", changes: "keys.manage" },
};
