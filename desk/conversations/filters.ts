import {
  Channel,
  ChecklistState,
  type Conversation,
  Mood,
  Priority,
  Sort,
  Status,
  type View,
} from "../../contract/conversations.ts";
import { Tier } from "../../contract/customers.ts";
import { Language } from "../../contract/languages.ts";
import { Line } from "../../contract/lines.ts";
import { Level, PriorityBy } from "../../contract/priority.ts";

/** How a filter is said: one or many of a list, a length of time, a day, yes or no, words, a field and what it holds. */
export type FilterKind = "many" | "span" | "since" | "whether" | "words" | "field";

/** In the order in which they are offered. */
export const filterKinds = {
  status: "many",
  line: "many",
  intent: "many",
  tag: "many",
  owner: "many",
  priority: "many",
  priorityBy: "many",
  impact: "many",
  urgency: "many",
  checklist: "many",
  team: "many",
  queue: "many",
  brand: "many",
  channel: "many",
  language: "many",
  mood: "many",
  tier: "many",
  company: "words",
  tagAll: "many",
  tagNone: "many",
  waitingOver: "span",
  dueWithin: "span",
  createdAfter: "since",
  createdBefore: "since",
  closedAfter: "since",
  closedBefore: "since",
  unread: "whether",
  attachments: "whether",
  snoozed: "whether",
  field: "field",
} as const satisfies Record<string, FilterKind>;

export type FilterName = keyof typeof filterKinds;
export const filterNames = Object.keys(filterKinds) as FilterName[];

/**
 * What narrows a view down; it stands in the URL, so that a list can be sent to a colleague. Several values of a filter
 * have commas between, as the server reads them.
 */
export type Filters = { [name in FilterName]?: string } & {
  text?: string;
  sort?: Exclude<Sort, "relevance">;
  /** On a saved view: none of its filters hold any longer. */
  narrowed?: "no";
};

export const valuesOf = (written: string | undefined): string[] => written?.split(",").filter(Boolean) ?? [];

/** What the server is asked for. */
export function asked({ narrowed: _, ...filters }: Filters) {
  return filters as Omit<Filters, "narrowed" | "attachments" | "unread" | "snoozed"> & {
    [name in "attachments" | "unread" | "snoozed"]?: "yes" | "no";
  };
}

export const isNarrowed = (filters: Filters): boolean =>
  filterNames.some((name) => filters[name]) || Boolean(filters.text);

const isId = (value: string) => /^[0-9a-f-]{36}$/i.test(value);
const isKey = (value: string) => /^[a-z][a-z0-9_]{0,39}$/.test(value);
const oneOf = (options: readonly string[]) => (value: string) => options.includes(value);

const fit: Partial<Record<FilterName, (value: string) => boolean>> = {
  status: oneOf(Status.options),
  line: oneOf(Line.options),
  intent: isKey,
  owner: (value) => isId(value) || value === "me" || value === "nobody",
  priority: oneOf(Priority.options),
  priorityBy: oneOf(PriorityBy.options),
  impact: oneOf(Level.options),
  urgency: oneOf(Level.options),
  checklist: oneOf(ChecklistState.options),
  channel: oneOf(Channel.options),
  language: oneOf(Language.options),
  mood: oneOf(Mood.options),
  tier: oneOf(Tier.options),
};

/** Takes what it understands of a URL's search and leaves the rest. */
export function readFilters(search: Record<string, unknown>): Filters {
  const read = (name: FilterName): string | undefined => {
    const written = search[name];
    if (typeof written !== "string" && typeof written !== "number") return undefined;
    return readOne(name, String(written));
  };
  const filters: Filters = {
    ...Object.fromEntries(filterNames.map((name) => [name, read(name)])),
    text: words(search.text, 500),
    sort: sorts.find((sort) => sort === search.sort),
    narrowed: search.narrowed === "no" ? "no" : undefined,
  };
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined));
}

export const sorts = Sort.options.filter((sort) => sort !== "relevance");

function readOne(name: FilterName, written: string): string | undefined {
  switch (filterKinds[name]) {
    case "many":
      return (
        valuesOf(written)
          .filter(fit[name] ?? isId)
          .slice(0, 50)
          .join(",") || undefined
      );
    case "span":
      return isSpan(written) ? written : undefined;
    case "since":
      return isSpan(written) || /^\d{4}-\d\d-\d\d$/.test(written) ? written : undefined;
    case "whether":
      return written === "yes" || written === "no" ? written : undefined;
    case "field":
      return /^[a-z][a-z0-9_]{0,39}:/.test(written) ? written.slice(0, 300) : undefined;
    case "words":
      return words(written, 200);
  }
}

const isSpan = (written: string) => /^[1-9]\d{0,4}[mhd]$/.test(written);

function words(value: unknown, most: number): string | undefined {
  return typeof value === "string" && value.trim() ? value.trim().slice(0, most) : undefined;
}

const unitMs = { m: 60_000, h: 3_600_000, d: 86_400_000 };
export const spanMs = (span: string): number =>
  Number(span.slice(0, -1)) * unitMs[span.at(-1) as keyof typeof unitMs];

/**
 * Whether a conversation belongs into a list, as far as the desk can tell: it has no index of the words, knows neither
 * what is attached nor the workspace's days, so that a list that asks for those is `unknown` unless something else decides.
 */
export function belongs(
  conversation: Conversation,
  view: View,
  filters: Filters,
  myId: string,
): boolean | "unknown" {
  let known: boolean | "unknown" = inView(conversation, view, myId);
  for (const name of filterNames) {
    if (!known) return false;
    const written = filters[name];
    if (!written) continue;
    const fits = facts[name](conversation, written, myId);
    if (fits !== true) known = fits;
  }
  return known && filters.text ? "unknown" : known;
}

type Fits = (conversation: Conversation, written: string, myId: string) => boolean | "unknown";

/** The filter holds where the fact of the conversation is among its values. */
const among =
  (fact: (conversation: Conversation) => string | null | undefined): Fits =>
  (conversation, written) => {
    const value = fact(conversation);
    return value != null && valuesOf(written).includes(value);
  };
const hasTag = ({ tags }: Conversation, id: string) => tags.some((tag) => tag.id === id);
const whether =
  (fact: (conversation: Conversation) => boolean): Fits =>
  (conversation, written) =>
    fact(conversation) === (written === "yes");
/** A day begins where the workspace is, which the server knows. */
const since =
  (fact: (conversation: Conversation) => string | null, isAfter: boolean): Fits =>
  (conversation, written) => {
    const at = fact(conversation);
    if (at === null) return false;
    return isSpan(written) ? Date.parse(at) >= Date.now() - spanMs(written) === isAfter : "unknown";
  };

const facts: Record<FilterName, Fits> = {
  status: among(({ status }) => status),
  line: among(({ line }) => line),
  intent: among(({ intent }) => intent),
  tag: (conversation, written) => valuesOf(written).some((id) => hasTag(conversation, id)),
  tagAll: (conversation, written) => valuesOf(written).every((id) => hasTag(conversation, id)),
  tagNone: (conversation, written) => !valuesOf(written).some((id) => hasTag(conversation, id)),
  owner: ({ owner }, written, myId) =>
    valuesOf(written).some((id) =>
      owner.kind === "team" ? id === "nobody" : id === owner.id || (id === "me" && owner.id === myId),
    ),
  priority: among(({ priority }) => priority),
  priorityBy: among(({ priorityBy }) => priorityBy),
  impact: among(({ impact }) => impact),
  urgency: among(({ urgency }) => urgency),
  checklist: among(({ checklist: { done, all } }) => (done < all ? "open" : all > 0 ? "done" : null)),
  team: among(({ team }) => team.id),
  queue: among(({ queue }) => queue?.id),
  brand: among(({ brand }) => brand.id),
  channel: among(({ channel }) => channel),
  language: among(({ language }) => language),
  mood: among(({ mood }) => mood),
  tier: among(({ customer }) => customer.tier),
  company: ({ customer }, written) =>
    customer.company?.toLowerCase().includes(written.toLowerCase()) ?? false,
  waitingOver: ({ waitingSince }, written) =>
    waitingSince !== null && Date.parse(waitingSince) < Date.now() - spanMs(written),
  dueWithin: ({ nextStep }, written) =>
    nextStep !== null && Date.parse(nextStep.at) <= Date.now() + spanMs(written),
  createdAfter: since(({ createdAt }) => createdAt, true),
  createdBefore: since(({ createdAt }) => createdAt, false),
  closedAfter: since(({ closedAt }) => closedAt, true),
  closedBefore: since(({ closedAt }) => closedAt, false),
  unread: whether(({ unread }) => unread),
  attachments: () => "unknown",
  snoozed: whether(({ snooze }) => snooze !== null),
  field: ({ fields }, written) => {
    const at = written.indexOf(":");
    const holds = String(fields[written.slice(0, at)] ?? "");
    return (
      holds.toLowerCase() ===
      written
        .slice(at + 1)
        .trim()
        .toLowerCase()
    );
  },
};

/** What is due within so many minutes is due soon. */
const dueSoonMs = 120 * 60_000;

/** Who was named where is known to the server alone. */
function inView(conversation: Conversation, view: View, myId: string): boolean | "unknown" {
  const { status, owner, snooze, nextStep } = conversation;
  if (conversation.mergedInto) return false;
  if (view === "all") return true;
  if (view === "mentioned") return "unknown";
  if (snooze) return view === "snoozed";
  const open = status !== "closed";
  switch (view) {
    case "mine":
      return open && owner.kind === "agent" && owner.id === myId;
    case "to-sort":
      return open && conversation.toSort;
    case "unassigned":
      return open && owner.kind === "team";
    case "waiting-for-us":
      return status === "new" || status === "open";
    case "waiting-for-them":
      return status === "waiting";
    case "due-soon":
      return open && nextStep !== null && Date.parse(nextStep.at) <= Date.now() + dueSoonMs;
    case "snoozed":
      return false;
    case "open":
      return open;
    case "closed":
      return !open;
  }
}
