import type { FieldValue } from "../../contract/conversations.ts";
import type { Happened } from "./triggers.ts";

/** What a conversation was at a moment, as far as its events tell. */
export interface Past {
  status: string;
  ownerId: string | null;
  line: string;
  /** Null where events do not tell. */
  teamId: string | null;
  language: string | null;
  intent: string | null;
  stage: string | null;
  priority: string;
  subject: string;
  isHeld: boolean;
  fields: Record<string, FieldValue>;
  /** By name, since that is how events tell of them. */
  tags: readonly string[];
  waitingSince: Date | null;
  /** Whether we ever answered. */
  isAnswered: boolean;
  /** The customer's and ours. */
  messages: number;
  /** The customer's newest. */
  newestMessageId: string | null;
}

/** What a conversation is today; where its events do not begin, or do not lead there, this is believed. */
export interface Today {
  startedBy: string;
  status: string;
  ownerId: string | null;
  line: string;
  teamId: string;
  language: string;
  intent: string | null;
  stage: string | null;
  priority: string;
  subject: string;
  fields: Record<string, FieldValue>;
  waitingSince: Date | null;
}

/** What else the events are read with. */
export interface Beside {
  /** Whose turn it is at a stage. */
  countsAs: (line: string, stage: string) => "open" | "waiting" | undefined;
  /** Who wrote a message, and whether a machine did; undefined when it is not there any more. */
  message: (id: string) => { by: "customer" | "agent" | "automation"; auto: boolean } | undefined;
}

/** What the conversation was right after an event. */
export interface Moment {
  event: Happened;
  past: Past;
}

/**
 * Tells the story of a conversation from its events, in their order: what it was after each. Reading all of them anew
 * makes no difference to the outcome, which is why rules may look at them late and twice.
 */
export const story = (events: readonly Happened[], today: Today, beside: Beside): Moment[] =>
  believeToday(tale(events, today, beside), today);

/** The same as the events alone tell it. */
export function tale(events: readonly Happened[], today: Today, beside: Beside): Moment[] {
  let past = beginning(events, today);
  return events.map((event) => {
    past = { ...after(past, event, today, beside), ...standing(event) };
    return { event, past };
  });
}

/** What it was before anything changed: what the first change says was there before, else what is there today. */
function beginning(events: readonly Happened[], today: Today): Past {
  const first = (pick: (event: Happened) => unknown): unknown =>
    events.map(pick).find((found) => found !== undefined);
  const changedFrom = (name: string) => (event: Happened) =>
    event.kind === "conversation.changed"
      ? fromOf(event.data[name])
      : event.kind === "clock.escalated" && name === "priority"
        ? event.data.from
        : undefined;
  const line = first((event) =>
    event.kind === "conversation.handed_over"
      ? event.data.from
      : event.kind === "conversation.sorted"
        ? fromOf(event.data.line)
        : changedFrom("line")(event),
  );
  const intent = first((event) =>
    event.kind === "conversation.opened"
      ? event.data.intent
      : event.kind === "conversation.sorted"
        ? event.data.from
        : event.kind === "conversation.handed_over"
          ? null
          : undefined,
  );
  return {
    status: "new",
    ownerId: null,
    line: textOr(line, today.line),
    teamId: null,
    language: null,
    intent: intent === undefined ? today.intent : textOr(intent, null),
    stage: null,
    priority: textOr(first(changedFrom("priority")), today.priority),
    subject: textOr(first(changedFrom("subject")), today.subject),
    isHeld: false,
    fields: {},
    tags: [],
    waitingSince: null,
    isAnswered: false,
    messages: 0,
    newestMessageId: null,
  };
}

function after(past: Past, event: Happened, today: Today, beside: Beside): Past {
  const { kind, data, at, actor } = event;
  switch (kind) {
    case "conversation.opened":
      return opened(past, event, today, beside);
    case "conversation.customer_wrote": {
      const said = {
        messages: past.messages + 1,
        newestMessageId: textOr(data.messageId, null),
        ...(!data.auto && typeof data.language === "string" && { language: data.language }),
      };
      if (data.auto) return { ...past, ...said };
      const status = past.status === "new" ? "new" : "open";
      return { ...past, ...said, status, waitingSince: past.waitingSince ?? at };
    }
    case "conversation.replied":
      return {
        ...past,
        status: textOr(data.status, past.status),
        ownerId: past.ownerId ?? (actor.kind === "agent" ? actor.id : null),
        // What a rule writes answers nobody.
        waitingSince: actor.kind === "automation" ? past.waitingSince : null,
        isAnswered: true,
        messages: past.messages + 1,
      };
    case "conversation.assigned":
      return { ...past, ownerId: textOr(data.agent, null) };
    case "conversation.handed_over":
      return {
        ...past,
        line: textOr(data.to, past.line),
        intent: textOr(data.intent, null),
        stage: null,
        ownerId: textOr(data.agent, null),
        ...(!past.waitingSince && { status: "open" }),
      };
    case "conversation.sorted": {
      const line = toOf(data.line);
      return {
        ...past,
        intent: textOr(data.to, null),
        ...(typeof line === "string" && { line, stage: null }),
      };
    }
    case "conversation.changed":
      return changed(past, data, beside);
    case "conversation.tagged":
      return { ...past, tags: Array.isArray(data.tags) ? data.tags.map(String) : [] };
    case "conversation.closed":
      return { ...past, status: "closed", waitingSince: null, isHeld: false };
    case "conversation.reopened":
      return past.status === "closed" ? { ...past, status: "open" } : past;
    case "conversation.answer_waived":
      return {
        ...past,
        status: past.status === "new" ? "open" : past.status,
        waitingSince: null,
      };
    case "conversation.answer_owed_again":
      return {
        ...past,
        status: past.isAnswered ? "open" : "new",
        waitingSince: waitsFor(past, data.answers) ?? at,
      };
    case "conversation.held":
      return { ...past, isHeld: true };
    case "conversation.released":
      return { ...past, isHeld: false };
    case "clock.escalated":
      return escalated(past, data);
    case "message.delivery_failed":
      return undelivered(past, event);
    case "message.sent":
      // One that had failed and arrived after all answers what was asked before it.
      return Array.isArray(data.answers) && data.answers.length > 0 ? { ...past, waitingSince: null } : past;
    case "message.language_changed":
      return { ...past, language: textOr(data.language, past.language) };
    default:
      return past;
  }
}

function opened(past: Past, { data, at, actor }: Happened, today: Today, beside: Beside): Past {
  const messageId = textOr(data.messageId, null);
  const written = messageId ? beside.message(messageId) : undefined;
  const isTheirs = data.from === undefined && today.startedBy === "customer";
  if (!isTheirs)
    return {
      ...past,
      // A matter that came of another begins open; our first word to a customer is a reply, told next.
      status: "open",
      ownerId: data.from === undefined && actor.kind === "agent" ? actor.id : null,
    };
  const auto = written?.auto === true;
  return {
    ...past,
    status: auto ? "open" : "new",
    waitingSince: auto ? null : at,
    messages: 1,
    newestMessageId: messageId,
  };
}

/** What a step of a clock's ladder did. */
function escalated(past: Past, data: Happened["data"]): Past {
  if (data.nothing) return past;
  if (data.does === "move") return { ...past, ownerId: null };
  return data.does === "raise_priority" ? { ...past, priority: textOr(data.priority, past.priority) } : past;
}

/** An acknowledgement that came back changes nothing; a reply that did is to be mended, and may have answered nobody. */
function undelivered(past: Past, { data, at }: Happened): Past {
  if (data.acknowledgement) return past;
  const owed = Array.isArray(data.owedAgain);
  if (past.status === "closed" && !owed) return past;
  return { ...past, status: "open", ...(owed && { waitingSince: waitsFor(past, data.owedAgain) ?? at }) };
}

/** Since when the customer waits, now that what they asked is owed again. */
function waitsFor({ waitingSince }: Past, owed: unknown): Date | null {
  const asked = (Array.isArray(owed) ? owed : []).map(({ askedAt }) => Date.parse(askedAt));
  const since = [...asked, ...(waitingSince ? [waitingSince.getTime()] : [])].filter(Number.isFinite);
  return since.length ? new Date(Math.min(...since)) : null;
}

/** Where it stands, as events tell that move it. */
function standing({ data }: Happened): Partial<Past> {
  const { stands } = data;
  if (!isStanding(stands)) return {};
  return { line: stands.line, teamId: stands.team, language: stands.language, intent: stands.intent };
}

const isStanding = (
  value: unknown,
): value is { line: string; team: string; language: string; intent: string | null } =>
  typeof value === "object" && value !== null && "team" in value && "line" in value;

function changed(past: Past, data: Happened["data"], beside: Beside): Past {
  const next = { ...past, fields: { ...past.fields } };
  for (const [name, change] of Object.entries(data)) {
    const to = toOf(change);
    if (to === undefined) continue;
    if (name.startsWith("fields.")) {
      const key = name.slice("fields.".length);
      if (to === null) delete next.fields[key];
      else next.fields[key] = to as FieldValue;
    } else if (name === "line" || name === "priority" || name === "subject") next[name] = String(to);
    else if (name === "status") next.status = String(to);
    else if (name === "stage") next.stage = textOr(to, null);
  }
  const counts = next.stage && next.stage !== past.stage && beside.countsAs(next.line, next.stage);
  // Whoever waits for a first answer goes on waiting, whatever the stage (server/conversations/change.ts).
  if (counts && past.status !== "new" && past.status !== "closed" && past.status !== counts)
    return { ...next, status: counts, ...(counts === "waiting" && { waitingSince: null }) };
  return next;
}

/**
 * Where the events do not lead to what is there today, as with what was brought in from elsewhere, their tale of that
 * field is not believed at all.
 */
function believeToday(moments: Moment[], today: Today): Moment[] {
  const last = moments.at(-1)?.past;
  if (!last) return moments;
  const wrong = (
    ["ownerId", "line", "teamId", "language", "intent", "stage", "priority", "subject"] as const
  ).filter((name) => last[name] !== today[name]);
  const fieldsAreWrong = JSON.stringify(sorted(last.fields)) !== JSON.stringify(sorted(today.fields));
  if (!wrong.length && !fieldsAreWrong) return moments;
  const instead: Partial<Past> = Object.fromEntries(wrong.map((name) => [name, today[name]]));
  if (fieldsAreWrong) instead.fields = today.fields;
  return moments.map(({ event, past }) => ({ event, past: { ...past, ...instead } }));
}

const sorted = (fields: Past["fields"]) => Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1));

const isChange = (value: unknown): value is { from?: unknown; to?: unknown } =>
  typeof value === "object" && value !== null;
const fromOf = (value: unknown): unknown => (isChange(value) ? value.from : undefined);
const toOf = (value: unknown): unknown => (isChange(value) ? value.to : undefined);
const textOr = <Else extends string | null>(value: unknown, otherwise: Else): string | Else =>
  typeof value === "string" ? value : otherwise;
