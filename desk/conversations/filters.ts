import { Channel, type Conversation, Status, type View } from "../../contract/conversations.ts";
import { Language } from "../../contract/languages.ts";
import { Line } from "../../contract/lines.ts";

/** What narrows a view down; it stands in the URL, so that a list can be sent to a colleague. */
export interface Filters {
  status?: Status;
  line?: Line;
  intent?: string;
  brand?: string;
  team?: string;
  owner?: string;
  tag?: string;
  language?: Language;
  channel?: Channel;
  text?: string;
  sort?: "waiting";
}

export const filterNames = [
  "brand",
  "line",
  "intent",
  "channel",
  "language",
  "tag",
  "status",
  "team",
  "owner",
] as const;
export type FilterName = (typeof filterNames)[number];

/** Takes what it understands of a URL's search and leaves the rest. */
export function readFilters(search: Record<string, unknown>): Filters {
  const filters: Filters = {
    status: one(Status.options, search.status),
    line: one(Line.options, search.line),
    intent: key(search.intent),
    language: one(Language.options, search.language),
    channel: one(Channel.options, search.channel),
    brand: id(search.brand),
    team: id(search.team),
    owner: id(search.owner),
    tag: id(search.tag),
    text: words(search.text),
    sort: search.sort === "waiting" ? "waiting" : undefined,
  };
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined));
}

function one<Value extends string>(options: readonly Value[], value: unknown): Value | undefined {
  return options.find((option) => option === value);
}

function id(value: unknown): string | undefined {
  return typeof value === "string" && /^[0-9a-f-]{36}$/i.test(value) ? value : undefined;
}

function key(value: unknown): string | undefined {
  return typeof value === "string" && /^[a-z][a-z0-9_]{0,39}$/.test(value) ? value : undefined;
}

function words(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() ? value.trim().slice(0, 200) : undefined;
}

/**
 * Whether a conversation belongs into a list, as far as the desk can tell: it has no index of the words, so a list
 * that was searched for is `unknown` unless something else decides.
 */
export function belongs(
  conversation: Conversation,
  view: View,
  filters: Filters,
  myId: string,
): boolean | "unknown" {
  if (!inView(conversation, view, myId)) return false;
  const { status, line, intent, brand, team, owner, tag, language, channel } = filters;
  const fits =
    (!status || conversation.status === status) &&
    (!line || conversation.line === line) &&
    (!intent || conversation.intent === intent) &&
    (!brand || conversation.brand.id === brand) &&
    (!team || conversation.team.id === team) &&
    (!owner || (conversation.owner.kind === "agent" && conversation.owner.id === owner)) &&
    (!tag || conversation.tags.some((each) => each.id === tag)) &&
    (!language || conversation.language === language) &&
    (!channel || conversation.channel === channel);
  if (!fits) return false;
  return filters.text ? "unknown" : true;
}

function inView(conversation: Conversation, view: View, myId: string): boolean {
  if (conversation.mergedInto) return false;
  const isClosed = conversation.status === "closed";
  const open = !isClosed && conversation.snooze === null;
  switch (view) {
    case "mine":
      return open && conversation.owner.kind === "agent" && conversation.owner.id === myId;
    case "to-sort":
      return open && conversation.toSort;
    case "unassigned":
      return open && conversation.owner.kind === "team";
    case "waiting-for-us":
      return open && (conversation.status === "new" || conversation.status === "open");
    case "waiting-for-them":
      return open && conversation.status === "waiting";
    case "open":
      return open;
    case "closed":
      return isClosed;
    case "all":
      return true;
  }
}
