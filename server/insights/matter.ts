import type { FactKind } from "../../contract/metrics.ts";
import type { Actor } from "../events.ts";
import type { Change, Fact, FactId, Stands } from "./facts.ts";

/** An event of a conversation, as the fold reads it. */
export interface Told {
  seq: number;
  kind: string;
  conversation: string;
  /** Milliseconds since 1970. */
  at: number;
  actor: Pick<Actor, "kind" | "id">;
  data: Record<string, unknown>;
}

/** What of a conversation cannot be told from its events: how it began. */
export interface Beginning {
  stands: Stands;
  by: "customer" | "company" | "machine";
  openedAt: number;
}

/** What the fold knows of a conversation so far. It is kept between events, and told by events alone. */
export interface Matter extends Beginning {
  /** Since when it is open; null while it is closed. */
  openSince: number | null;
  /** How long it was open in all before that, and by working hours; null where a run had no clock. */
  ran: number;
  ranWorking: number | null;
  /** What the resolution's clock said of this run, and when it began. */
  resolution: { working: number; startedAt: number } | null;
  /** Since when the customer waits for our answer; null when they do not. */
  waitingSince: number | null;
  /** Whether the customer's first wait is over. */
  answered: boolean;
  /** The customer's messages that want an answer, by how often they had come to us before. */
  asks: Record<string, number>;
  turns: number;
  /** The last closing. */
  closing: FactId | null;
  reopenings: number;
  /** The message that opened it again last, if one did, and the closing that it undid. */
  reopenedBy: { message: string; undid: FactId } | null;
  /** The fact that it repeats another matter; whether another repeats it. */
  repeats: FactId | null;
  isRepeated: boolean;
  /** Clocks of which it is counted already that they are late, and promises that they are broken. */
  late: Record<string, FactId>;
  broken: Record<string, FactId>;
}

/** What is known of a conversation before its first event. */
export const unopened = (beginning: Beginning): Matter => ({
  ...beginning,
  openSince: beginning.openedAt,
  ran: 0,
  ranWorking: 0,
  resolution: null,
  waitingSince: null,
  answered: false,
  asks: {},
  turns: 0,
  closing: null,
  reopenings: 0,
  reopenedBy: null,
  repeats: null,
  isRepeated: false,
  late: {},
  broken: {},
});

/** More messages than this are not told apart; by then it was no matter of a single contact. */
const mostAsks = 40;

/**
 * Takes one event into account: changes what is known of its conversation, and says what that does to the facts.
 * `other` finds what is known of another conversation that the event speaks of.
 */
export function take(
  matter: Matter,
  told: Told,
  other: (conversation: string) => Matter | undefined = () => undefined,
): Change[] {
  const { data, at, seq } = told;
  const changes: Change[] = [];
  const agent = told.actor.kind === "agent" ? told.actor.id : null;
  const put = (kind: FactKind, more: Partial<Fact> = {}): FactId => {
    const fact: Fact = {
      ...matter.stands,
      ...(agent && { agent }),
      seq,
      kind,
      which: "",
      conversation: told.conversation,
      at,
      detail: "",
      good: null,
      seconds: null,
      working: null,
      ...more,
    };
    changes.push({ does: "put", fact });
    return { seq, kind, which: fact.which };
  };

  switch (told.kind) {
    case "conversation.opened":
      if (matter.by === "company") put("began");
      if (matter.by === "customer") {
        ask(matter, words(data.messageId), at);
        put("received", { detail: "first", good: Boolean(data.acknowledged), agent: null });
      }
      break;

    case "conversation.customer_wrote":
      if (data.auto) break;
      if (words(data.language)) matter.stands.language = words(data.language);
      ask(matter, words(data.messageId), at);
      put("received");
      break;

    case "conversation.replied": {
      const clocks = stopped(data);
      const answers = answered(data);
      // A machine's words are an answer only where they are accepted as one.
      const ends = told.actor.kind !== "automation" || answers.length > 0;
      matter.stands.agent ??= agent;
      const wait = ends ? matter.waitingSince : null;
      const detail = wait === null ? "" : matter.answered || matter.by !== "customer" ? "next" : "first";
      const clock = clocks.find((one) => one.clock === (detail === "first" ? "first_reply" : "next_reply"));
      put("replied", {
        detail,
        good: answers.find((one) => typeof one.toldInTime === "boolean")?.toldInTime ?? null,
        ...(detail && wait !== null && lasted(clock, at - wait)),
      });
      if (ends) endWait(matter);
      stop(matter, clocks, changes, put);
      break;
    }

    case "conversation.answer_waived": {
      const waived = [words(data.messageId), ...answered(data).map((one) => one.messageId)];
      const concerns = waived.some((id) => matter.asks[id] === matter.turns);
      for (const id of waived) delete matter.asks[id];
      if (concerns && !Object.values(matter.asks).includes(matter.turns)) endWait(matter);
      if (matter.reopenedBy && waived.includes(matter.reopenedBy.message)) {
        // "Thank you" opened it again: it was solved all the same, and is counted when it is closed once more.
        matter.reopenings -= 1;
        changes.push({ does: "see", id: matter.reopenedBy.undid, good: null });
        matter.reopenedBy = null;
      }
      changes.push(...seeClosing(matter));
      stop(matter, stopped(data), changes, put);
      break;
    }

    case "conversation.closed": {
      if (matter.openSince === null) break;
      const clocks = stopped(data);
      stop(matter, clocks, changes, put);
      matter.ran += at - matter.openSince;
      matter.ranWorking = workedIn(matter);
      matter.resolution = null;
      matter.openSince = null;
      endWait(matter);
      matter.closing = put("closed", {
        detail: contactsIn(matter),
        good: true,
        seconds: toSeconds(matter.ran),
        working: matter.ranWorking === null ? null : toSeconds(matter.ranWorking),
      });
      break;
    }

    case "message.delivery_failed":
      if (!data.reopened) break;
      openAgain(matter, at, changes);
      break;

    case "conversation.reopened":
      openAgain(matter, at, changes, words(data.messageId));
      break;

    case "conversation.assigned":
      if (words(data.team)) {
        matter.stands.team = words(data.team);
        matter.stands.agent = null;
      }
      if (words(data.agent)) matter.stands.agent = words(data.agent);
      break;

    case "conversation.handed_over":
      put("handed_over", { line: words(data.from) || matter.stands.line });
      matter.stands.line = words(data.to) || matter.stands.line;
      matter.stands.agent = words(data.agent) || null;
      // What it was about on the former line stays there.
      matter.stands.intent = null;
      moveTo(matter, data.stands);
      put("taken_over", { agent: matter.stands.agent });
      break;

    case "conversation.sorted":
      matter.stands.intent = words(data.to) || null;
      matter.stands.line = to(data.line) ?? matter.stands.line;
      moveTo(matter, data.stands);
      break;

    case "conversation.changed":
      matter.stands.line = to(data.line) ?? matter.stands.line;
      matter.stands.language = to(data.language) ?? matter.stands.language;
      moveTo(matter, data.stands);
      break;

    case "message.language_changed":
      if (words(data.messageId) in matter.asks && words(data.language))
        matter.stands.language = words(data.language);
      break;

    case "conversation.repeat_found": {
      if (matter.repeats) break;
      // With the conversations that came when it did, so that the share of them is one.
      matter.repeats = put("repeated", { at: matter.openedAt, agent: null });
      changes.push(...seeClosing(matter));
      const first = other(words(data.repeatOf));
      if (first) {
        first.isRepeated = true;
        changes.push(...seeClosing(first));
      }
      break;
    }

    case "clock.breached": {
      const clock = words(data.clock);
      if (!clock || clock === "promise" || matter.late[clock]) break;
      matter.late[clock] = put("clock", { which: clock, detail: clock, good: false });
      break;
    }

    case "promise.kept":
    case "promise.broken": {
      const promise = words(data.promiseId);
      const isKept = told.kind === "promise.kept" && !data.late;
      const counted = matter.broken[promise];
      if (counted && !isKept) break;
      // It was given more time, and kept.
      if (counted) changes.push({ does: "drop", id: counted });
      delete matter.broken[promise];
      const id = put("promise", { which: promise, good: isKept });
      if (!isKept) matter.broken[promise] = id;
      break;
    }
  }
  return changes;
}

/** The customer wants an answer. Messages that come while they wait belong to the same contact. */
function ask(matter: Matter, messageId: string, at: number) {
  if (matter.waitingSince === null) {
    matter.waitingSince = at;
    matter.turns += 1;
  }
  if (Object.keys(matter.asks).length < mostAsks) matter.asks[messageId] = matter.turns;
}

function endWait(matter: Matter) {
  if (matter.waitingSince !== null) matter.answered = true;
  matter.waitingSince = null;
}

/** How many contacts it took to solve it; nothing where it is no matter of its own. */
function contactsIn({ by, asks, reopenings, repeats, isRepeated }: Matter): string {
  if (by !== "customer" || repeats) return "";
  const contacts = new Set(Object.values(asks)).size;
  return contacts <= 1 && reopenings === 0 && !isRepeated ? "once" : "again";
}

/** What becomes known after the closing changes how it is seen. */
const seeClosing = (matter: Matter): Change[] =>
  matter.openSince === null && matter.closing
    ? [{ does: "see", id: matter.closing, detail: contactsIn(matter) }]
    : [];

function openAgain(matter: Matter, at: number, changes: Change[], message = "") {
  const { closing } = matter;
  if (matter.openSince !== null || !closing) return;
  matter.openSince = at;
  matter.reopenings += 1;
  matter.reopenedBy = message ? { message, undid: closing } : null;
  changes.push({ does: "see", id: closing, good: false });
}

function moveTo({ stands }: Matter, where: unknown) {
  const { line, team, language, intent } = (where ?? {}) as Partial<Record<keyof Stands, unknown>>;
  if (words(line)) stands.line = words(line);
  if (words(team)) stands.team = words(team);
  if (words(language)) stands.language = words(language);
  if (intent !== undefined) stands.intent = words(intent) || null;
}

/** A clock as the event that stopped it tells of it. */
interface Stop {
  clock: string;
  outcome: string;
  minutes: number;
  /** Working minutes without pauses. */
  openMinutes?: number;
  startedAt: string;
}

const stopped = (data: Told["data"]): Stop[] => (Array.isArray(data.clocks) ? (data.clocks as Stop[]) : []);

/** A customer's request that the event answered. */
interface Answer {
  messageId: string;
  toldInTime?: boolean | null;
}

const answered = (data: Told["data"]): Answer[] =>
  Array.isArray(data.answers) ? (data.answers as Answer[]) : [];

/** Counts what became of clocks, each once: at its stop, or when it was missed. Promises are counted by themselves. */
function stop(
  matter: Matter,
  clocks: Stop[],
  changes: Change[],
  put: (kind: FactKind, more: Partial<Fact>) => FactId,
) {
  for (const { clock, outcome, openMinutes, startedAt } of clocks) {
    if (clock === "promise") continue;
    if (clock === "resolution" && typeof openMinutes === "number")
      matter.resolution = { working: openMinutes * 60_000, startedAt: Date.parse(startedAt) };
    const counted = matter.late[clock];
    delete matter.late[clock];
    if (outcome === "late" && counted) continue;
    // Its time was made longer after it had been missed, and then it was kept.
    if (counted) changes.push({ does: "drop", id: counted });
    put("clock", { which: clock, detail: clock, good: outcome === "met" });
  }
}

/** The working time in which it was open in all; null unless every run had a clock. */
function workedIn({ resolution, ranWorking, openSince }: Matter): number | null {
  if (!resolution || openSince === null) return null;
  // A clock that went on from before the reopening tells all of it.
  if (resolution.startedAt < openSince - 60_000) return resolution.working;
  return ranWorking === null ? null : ranWorking + resolution.working;
}

/** As the clock says; by the time since, where there was none. */
function lasted(clock: Stop | undefined, sinceMs: number): Pick<Fact, "seconds" | "working"> {
  if (!clock) return { seconds: toSeconds(sinceMs), working: null };
  return {
    seconds: Math.max(0, Math.round(clock.minutes * 60)),
    working: typeof clock.openMinutes === "number" ? Math.max(0, Math.round(clock.openMinutes * 60)) : null,
  };
}

const toSeconds = (ms: number): number => Math.min(2 ** 31 - 1, Math.max(0, Math.round(ms / 1000)));

const words = (value: unknown): string => (typeof value === "string" ? value : "");

const to = (change: unknown): string | undefined =>
  typeof change === "object" && change !== null && "to" in change ? words(change.to) || undefined : undefined;
