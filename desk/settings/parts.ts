import {
  Bell,
  Building2,
  CalendarClock,
  CircleHelp,
  CircleUserRound,
  Columns2,
  FileInput,
  Globe,
  Inbox,
  KeyRound,
  ListOrdered,
  type LucideIcon,
  MailCheck,
  MailX,
  MessageSquareQuote,
  MessagesSquare,
  Send,
  ShieldCheck,
  Sparkles,
  Split,
  Store,
  Tags,
  Timer,
  UserRound,
  UserRoundCog,
  UsersRound,
  Workflow,
} from "lucide-react";
import type { Permission } from "../../contract/permissions.ts";
import type { TextKey } from "../texts/messages.ts";

export type Part = {
  icon: LucideIcon;
  /** What one needs to see it at all; null for everybody. */
  sees: Permission | null;
  /** What one needs to change the things in it; null when they are one's own. */
  changes: Permission | null;
  /** Names of what is in it, by which it is found too. */
  holds: readonly TextKey[];
};

/**
 * The parts of the settings by their groups, in the order they are shown. A part is added by its line here, its screen
 * in `routes.tsx`, and its texts `settings.<part>` and `settings.<part>.words`.
 */
export const groups = {
  personal: {
    profile: {
      icon: CircleUserRound,
      sees: null,
      changes: null,
      holds: ["accounts.name", "accounts.language", "profile.timeZone", "app.appearance"],
    },
    notices: {
      icon: Bell,
      sees: null,
      changes: null,
      holds: ["told.way.push", "told.way.mail", "told.quietHours", "told.pause", "told.sound"],
    },
    security: {
      icon: ShieldCheck,
      sees: null,
      changes: null,
      holds: ["accounts.password", "profile.factor", "profile.sessions"],
    },
  },
  people: {
    agents: {
      icon: UserRound,
      sees: "agents.read",
      changes: "agents.manage",
      holds: ["settings.agents.add", "settings.agents.role", "settings.agents.brands"],
    },
    teams: {
      icon: UsersRound,
      sees: null,
      changes: "teams.manage",
      holds: ["settings.teams.members", "settings.teams.brands"],
    },
    work: {
      icon: UserRoundCog,
      sees: "agents.read",
      changes: "teams.manage",
      holds: ["settings.skills", "settings.work.languages", "settings.work.capacity", "settings.rota"],
    },
  },
  lines: {
    lines: {
      icon: Columns2,
      sees: null,
      changes: "workspace.manage",
      holds: [
        "settings.lines.second",
        "settings.lines.stages",
        "settings.lines.fields",
        "settings.intents",
        "settings.brands.colour",
      ],
    },
    hours: {
      icon: CalendarClock,
      sees: null,
      changes: "workspace.manage",
      holds: [
        "settings.hours.week",
        "settings.hours.holidays",
        "settings.hours.exceptions",
        "settings.hours.covers",
      ],
    },
    clocks: {
      icon: Timer,
      sees: null,
      changes: "workspace.manage",
      holds: [
        "settings.clocks.promises",
        "settings.clocks.ladder",
        "settings.clocks.own",
        "settings.clocks.trial",
      ],
    },
    tags: { icon: Tags, sees: null, changes: "tags.manage", holds: ["settings.tags.add"] },
  },
  channels: {
    inboxes: {
      icon: Inbox,
      sees: "inboxes.read",
      changes: "inboxes.manage",
      holds: [
        "inboxes.addMailbox",
        "inboxes.aliases",
        "inboxes.catchAll",
        "mailbox.provider",
        "settings.loops",
      ],
    },
    chat: {
      icon: MessagesSquare,
      sees: "brands.manage",
      changes: "brands.manage",
      holds: [
        "chatSettings.tab.install",
        "chatSettings.section.invitations",
        "chatSettings.section.consent",
        "chatSettings.section.before",
        "chatSettings.blocked",
      ],
    },
    forms: {
      icon: FileInput,
      sees: "brands.manage",
      changes: "brands.manage",
      holds: ["forms.add", "forms.section.fields", "forms.section.offered"],
    },
  },
  mail: {
    domains: {
      icon: Globe,
      sees: "inboxes.manage",
      changes: "inboxes.manage",
      holds: ["domains.what.dkim", "domains.what.spf", "domains.what.mx"],
    },
    outgoing: {
      icon: Send,
      sees: "inboxes.manage",
      changes: "inboxes.manage",
      holds: ["outgoing.waiting", "outgoing.try"],
    },
    suppressions: {
      icon: MailX,
      sees: "conversations.manage",
      changes: "conversations.manage",
      holds: ["suppressions.add"],
    },
  },
  texts: {
    canned: {
      icon: MessageSquareQuote,
      sees: "conversations.reply",
      changes: "teams.manage",
      holds: ["canned.add", "canned.shortcut", "canned.variable"],
    },
    acknowledgements: {
      icon: MailCheck,
      sees: null,
      changes: "workspace.manage",
      holds: [
        "settings.acknowledgements.texts",
        "settings.acknowledgements.preview",
        "settings.firstContact",
      ],
    },
    help: {
      icon: CircleHelp,
      sees: "articles.read",
      changes: "brands.manage",
      holds: ["help.host", "help.logo", "help.section.languages", "help.section.look", "help.section.links"],
    },
  },
  rules: {
    triage: {
      icon: Sparkles,
      sees: "workspace.manage",
      changes: "workspace.manage",
      holds: ["settings.triage.ask", "settings.triage.list", "settings.triage.export"],
    },
    queues: {
      icon: ListOrdered,
      sees: "conversations.read",
      changes: "teams.manage",
      holds: [
        "settings.queues.add",
        "settings.queues.giving",
        "settings.queues.duty",
        "settings.queues.overflow",
      ],
    },
    routing: {
      icon: Split,
      sees: null,
      changes: "workspace.manage",
      holds: ["settings.routing.points", "settings.routing.away"],
    },
    automations: {
      icon: Workflow,
      sees: "workspace.manage",
      changes: "workspace.manage",
      holds: ["automation.add", "automation.templates", "automation.trigger", "automation.conditions"],
    },
  },
  workspace: {
    workspace: {
      icon: Building2,
      sees: null,
      changes: "workspace.manage",
      holds: [
        "settings.workspace.name",
        "settings.workspace.language",
        "settings.workspace.trade",
        "settings.workspace.undo",
      ],
    },
    brands: {
      icon: Store,
      sees: null,
      changes: "brands.manage",
      holds: [
        "settings.brands.domain",
        "settings.brands.signatures",
        "settings.brands.colour",
        "settings.brands.locales",
      ],
    },
    keys: {
      icon: KeyRound,
      sees: "keys.manage",
      changes: "keys.manage",
      holds: ["settings.keys.add", "settings.keys.page"],
    },
  },
} as const satisfies Record<string, Record<string, Part>>;

export type GroupId = keyof typeof groups;
export type PartId = { [Group in GroupId]: keyof (typeof groups)[Group] }[GroupId];

export const groupIds = Object.keys(groups) as GroupId[];
export const parts = Object.assign({}, ...Object.values(groups)) as Record<PartId, Part>;
export const partIds = Object.keys(parts) as PartId[];

/** The groups of some parts, each with those of them that are in it. */
export function grouped(some: readonly PartId[]): { group: GroupId; parts: PartId[] }[] {
  return groupIds
    .map((group) => ({ group, parts: some.filter((id) => id in groups[group]) }))
    .filter(({ parts }) => parts.length > 0);
}
