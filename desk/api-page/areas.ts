import type { Texts } from "../texts/Texts.tsx";

const names = {
  Conversations: "api.area.conversations",
  Customers: "api.area.customers",
  Inboxes: "api.area.inboxes",
  Files: "api.area.files",
  Workspace: "api.area.workspace",
  Agents: "api.area.agents",
  "API keys": "api.area.keys",
  "Signing in": "api.area.signingIn",
  "Set-up": "api.area.setUp",
} as const;

/** The chapters in the reader's language; one that is newer than this page goes by its own name. */
export function areaName(area: string, t: Texts["t"]): string {
  const key = names[area as keyof typeof names];
  return key ? t(key) : area;
}
