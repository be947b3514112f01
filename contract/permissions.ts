import { z } from "zod";

/** What one may do. Every route names one of these, or says that it is public. */
export const permissions = [
  "conversations.read",
  "conversations.reply",
  "conversations.note",
  "conversations.manage",
  "customers.read",
  "customers.manage",
  "articles.read",
  "articles.write",
  "articles.publish",
  "inboxes.read",
  "inboxes.manage",
  "agents.read",
  "agents.manage",
  "reports.read",
  "brands.manage",
  "teams.manage",
  "tags.manage",
  "keys.manage",
  "workspace.manage",
  "workspace.own",
] as const;
export const Permission = z.enum(permissions);
export type Permission = z.infer<typeof Permission>;

const reads: Permission[] = [
  "conversations.read",
  "customers.read",
  "articles.read",
  "inboxes.read",
  "agents.read",
];
const works: Permission[] = [
  ...reads,
  "conversations.note",
  "conversations.reply",
  "conversations.manage",
  "customers.manage",
  "articles.write",
];

/** The roles everyone knows, as sets of permissions. */
export const roles = {
  owner: [...permissions],
  admin: permissions.filter((permission) => permission !== "workspace.own"),
  lead: [...works, "articles.publish", "reports.read", "tags.manage", "teams.manage"],
  agent: works,
  light: [...reads, "conversations.note"],
  readonly: reads,
} as const satisfies Record<string, readonly Permission[]>;

export const Role = z.enum(["owner", "admin", "lead", "agent", "light", "readonly"]);
export type Role = z.infer<typeof Role>;
