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
  /** Since when the customer waits for our answer, and with which messages; null when they do not. */
  wait: Wait | null;
  /** Whether the customer's first wait is over. */
  answered: boolean;
  /** The customer's messages that want an answer, by the contact they belong to. */
  asks: Record<string, number>;
  contacts: number;
  /** The last word of the customer or of one of us. */
  word: { at: number; by: "customer" | "us"; isQuestion: boolean } | null;
  /** Whether one of us has said anything. */
  spoken: boolean;
  /** Our last reply, and what it did, as long as it may come back undelivered. */
  reply: Reply | null;
  /** The last waiver, and what it did, so that it can be taken back. */
  waiver: Waiver | null;
  /** The last closing. */
  closing: FactId | null;
  /** How often the customer opened it again. */
  returns: number;
  /** The message that opened it again last, if one did, and the closing that it undid. */
  reopenedBy: Reopening | null;
  /** The former matters that it repeats, and whether that was found or only said; and those that repeat it. */
  repeats: Record<string, { isFound: boolean; counts: boolean }>;
  repeatedBy: Record<string, true>;
  /** The fact that it came. */
  came: FactId | null;
  /** Clocks of which it is counted already that they are late, and what is counted of promises. */
  late: Record<string, FactId>;
  promises: Record<string, { id: FactId; isKept: boolean }>;
  /** Whether it began with messages that had come to another. */
  isMoved?: true;
  /** What went elsewhere, by the move, so that it can come back. */
  left?: Record<string, Waiver>;
  /** How it stood when it became part of another, as long as it is. */
  merged?: Pick<Matter, "openSince" | "asks" | "contacts"> | null;
}

interface Wait {
  since: number;
  asks: string[];
}
interface Reopening {
  message: string;
  undid: FactId;
}
interface Reply {
  message: string;
  fact: FactId;
  /** What it was told to be: the first answer, the next, or none. */
  detail: string;
  /** The clocks that it stopped: those that are counted by it, and those that had been missed and were kept by it. */
  counted: FactId[];
  mended: FactId[];
  /** How things stood before it. */
  answered: boolean;
  late: Record<string, FactId>;
}
interface Waiver {
  asks: Record<string, number>;
  wait: Wait | null;
  answered: boolean;
  reopening: Reopening | null;
}

/** What is known of a conversation before its first event. */
export const unopened = (beginning: Beginning): Matter => ({
  ...beginning,
  openSince: beginning.openedAt,
  ran: 0,
  ranWorking: 0,
  resolution: null,
  wait: null,
  answered: false,
  asks: {},
  contacts: 0,
  word: null,
  spoken: false,
  reply: null,
  waiver: null,
  closing: null,
  returns: 0,
  reopenedBy: null,
  repeats: {},
  repeatedBy: {},
  came: null,
  late: {},
  promises: {},
});

/** What an event does, and with what it is done. */
interface Taking {
  matter: Matter;
  told: Told;
  changes: Change[];
  /** Counts a fact; by whoever did it, else by whoever owns the conversation. */
  put(kind: FactKind, more?: Partial<Fact>): FactId;
  other(conversation: string): Matter | undefined;
}

/**
 * Takes one event into account: changes what is known of its conversation, and says what that does to the facts.
 * `other` finds what is known of another conversation that the event speaks of.
 */
export function take(matter: Matter, told: Told, other: Taking["other"] = () => undefined): Change[] {
  const changes: Change[] = [];
  const agent = told.actor.kind === "agent" ? told.actor.id : null;
  const put: Taking["put"] = (kind, more = {}) => {
    const fact: Fact = {
      ...matter.stands,
      ...(agent && { agent }),
      seq: told.seq,
      kind,
      which: "",
      conversation: told.conversation,
      at: told.at,
      detail: "",
      good: null,
      seconds: null,
      working: null,
      ...more,
    };
    changes.push({ does: "put", fact });
    return { seq: told.seq, kind, which: fact.which };
  };
  takes[told.kind]?.({ matter, told, changes, put, other });
  return changes;
}

/** What each event does. */
const takes: Record<string, (taking: Taking) => void> = {
  "conversation.opened": ({ matter, told: { data, at }, put }) => {
    // Its messages came to another first, and were counted there; what they ask is told when they come here.
    if (data.linkedBy === "moved") {
      matter.isMoved = true;
      if (matter.by === "customer")
        matter.came = put("received", { detail: cameAs(matter, "first"), agent: null });
      return;
    }
    if (matter.by === "company") {
      put("began");
      matter.word = { at, by: "us", isQuestion: Boolean(data.asks) };
      matter.spoken = true;
    }
    if (matter.by !== "customer") return;
    ask(matter, text(data.messageId), at);
    matter.came = put("received", { detail: "first", good: Boolean(data.acknowledged), agent: null });
  },

  "conversation.customer_wrote": ({ matter, told: { data, at }, put }) => {
    if (data.auto) return;
    matter.stands.language = text(data.language) || matter.stands.language;
    ask(matter, text(data.messageId), at);
    put("received");
  },

  "conversation.replied": (taking) => {
    const { matter, told, put } = taking;
    const { data, at, actor } = told;
    const answers = answersIn(data);
    const clocks = stopsIn(data);
    if (actor.kind === "agent") matter.stands.agent ??= actor.id;
    // A machine's words are an answer only where they are accepted as one.
    const ends = actor.kind !== "automation" || answers.length > 0;
    const wait = ends ? matter.wait : null;
    const detail = !wait ? "" : matter.answered || matter.by !== "customer" ? "next" : "first";
    const clock = clocks.find((one) => one.clock === `${detail}_reply`);
    const before = { answered: matter.answered, late: { ...matter.late } };
    const fact = put("replied", {
      detail,
      good: answers.find((one) => typeof one.toldInTime === "boolean")?.toldInTime ?? null,
      ...(wait && lasted(clock, at - wait.since)),
    });
    if (ends) endWait(matter);
    const stopped = countStops(taking, clocks);
    if (actor.kind !== "agent") return;
    matter.word = { at, by: "us", isQuestion: Boolean(data.asks) };
    matter.spoken = true;
    matter.reply = { message: text(data.messageId), fact, detail, ...stopped, ...before };
  },

  "message.delivery_failed": ({ matter, told: { data }, changes }) => {
    const owed = answersIn({ answers: data.owedAgain });
    if (!owed.length) return;
    waitAgain(matter, owed);
    const { reply } = matter;
    if (!reply || reply.message !== data.messageId) return;
    // It never arrived: it answered nothing, and the clocks that it had stopped go on.
    changes.push({ does: "see", id: reply.fact, detail: "" });
    for (const id of reply.counted) changes.push({ does: "drop", id });
    for (const id of reply.mended) changes.push({ does: "see", id, good: false });
    matter.answered = reply.answered;
    matter.late = { ...reply.late, ...matter.late };
  },

  // What had come back arrived after all, and answers what was asked before it.
  "message.sent": (taking) => {
    const { matter, told, changes } = taking;
    if (!answersIn(told.data).length) return;
    endWait(matter);
    const { reply } = matter;
    if (reply?.message === told.data.messageId)
      changes.push({ does: "see", id: reply!.fact, detail: reply!.detail });
    countStops(taking, stopsIn(told.data));
  },

  "conversation.answer_waived": (taking) => {
    const { matter, told, changes } = taking;
    const messages = answersIn(told.data).map(({ messageId }) => messageId);
    matter.waiver = needsNone(matter, [text(told.data.messageId), ...messages], changes);
    changes.push(...seeClosing(matter));
    countStops(taking, stopsIn(told.data));
  },

  "conversation.answer_owed_again": ({ matter, told: { data }, changes }) => {
    const { waiver } = matter;
    waitAgain(matter, answersIn(data));
    if (!waiver) return;
    Object.assign(matter.asks, waiver.asks);
    matter.answered = waiver.answered;
    matter.waiver = null;
    if (waiver.reopening) {
      matter.returns += 1;
      changes.push({ does: "see", id: waiver.reopening.undid, good: false });
      matter.reopenedBy = waiver.reopening;
    }
    changes.push(...seeClosing(matter));
  },

  // What was put elsewhere was received once, and is asked where it stands.
  "conversation.messages_came": ({ matter, told: { data }, changes, other }) => {
    const from = other(text(data.from));
    const move = text(data.moveId);
    const gone = from ? leave(from, textsIn(data.messageIds), changes) : null;
    waitAgain(matter, answersIn({ answers: data.owed }));
    if (data.takenBack) comeBack(matter, move, gone, changes);
    else comeIn(matter, gone);
    if (data.isAnswered) Object.assign(matter, { answered: true, spoken: true });
    changes.push(...seeClosing(matter));
    if (!from) return;
    if (gone && !data.takenBack) from.left = { ...from.left, [move]: gone };
    if (data.isEmpty) vanish(from, changes);
  },

  "conversation.closed": (taking) => {
    const { matter, told, changes, put } = taking;
    if (matter.openSince === null) return;
    if (told.data.takenBack && matter.closing) {
      // It had been opened again for nothing.
      matter.openSince = null;
      changes.push({ does: "see", id: matter.closing, good: true, detail: contactsIn(matter) });
      return;
    }
    countStops(taking, stopsIn(told.data));
    // What we close without another word, such as thanks, was no contact of its own.
    if (matter.wait && matter.spoken) needsNone(matter, matter.wait.asks, changes);
    matter.ran += told.at - matter.openSince;
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
  },

  "conversation.reopened": ({ matter, told, changes }) => {
    const { closing } = matter;
    if (matter.openSince !== null || !closing) return;
    const message = text(told.data.messageId);
    matter.openSince = told.at;
    if (message) matter.returns += 1;
    matter.reopenedBy = message ? { message, undid: closing } : null;
    changes.push({ does: "see", id: closing, good: false });
  },

  "conversation.assigned": ({ matter: { stands }, told: { data } }) => {
    if (text(data.team)) Object.assign(stands, { team: data.team, agent: null });
    if (text(data.agent)) stands.agent = text(data.agent);
  },

  "conversation.handed_over": ({ matter, told: { data }, put }) => {
    const { stands } = matter;
    put("handed_over", { line: text(data.from) || stands.line });
    stands.line = text(data.to) || stands.line;
    stands.agent = text(data.agent) || null;
    // What it was about on the former line stays there.
    stands.intent = null;
    moveTo(matter, data.stands);
    put("taken_over", { agent: stands.agent });
  },

  "conversation.sorted": ({ matter, told: { data } }) => {
    matter.stands.intent = text(data.to) || null;
    matter.stands.line = to(data.line) ?? matter.stands.line;
    moveTo(matter, data.stands);
  },

  "conversation.changed": ({ matter, told: { data } }) => {
    matter.stands.line = to(data.line) ?? matter.stands.line;
    matter.stands.language = to(data.language) ?? matter.stands.language;
    moveTo(matter, data.stands);
  },

  "message.language_changed": ({ matter, told: { data } }) => {
    if (text(data.messageId) in matter.asks && text(data.language))
      matter.stands.language = text(data.language);
  },

  "conversation.repeat_found": (taking) => {
    const former = text(taking.told.data.repeatOf);
    if (former) repeat(taking, former, { isFound: true, counts: true });
  },

  "conversation.repeat_settled": (taking) => {
    const { matter, told } = taking;
    const former = text(told.data.repeatOf);
    if (!former) return;
    const isFound = matter.repeats[former]?.isFound ?? false;
    const how = text(told.data.how);
    // A link that is taken back leaves what was found, and nothing where nothing was.
    repeat(taking, former, { isFound, counts: how === "linked" || (how !== "dismissed" && isFound) });
  },

  // One matter counts once: what became part of another came with it and is solved with it.
  "conversation.merged": ({ matter, told: { data }, changes, other }) => {
    const whole = other(text(data.into));
    if (!whole) return;
    const { openSince, asks, contacts, wait } = matter;
    matter.merged = { openSince, asks, contacts };
    if (matter.came) changes.push({ does: "see", id: matter.came, detail: cameAs(matter, "merged") });
    if (matter.closing && openSince === null) changes.push({ does: "see", id: matter.closing, good: null });
    for (const [message, contact] of Object.entries(asks)) whole.asks[message] = contact + whole.contacts;
    whole.contacts += contacts;
    if (wait)
      whole.wait = {
        since: Math.min(wait.since, whole.wait?.since ?? wait.since),
        asks: [...(whole.wait?.asks ?? []), ...wait.asks],
      };
    Object.assign(matter, { openSince: null, wait: null, asks: {} });
    changes.push(...seeClosing(whole));
  },

  "conversation.unmerged": (taking) => {
    const { matter, told, changes } = taking;
    const { merged } = matter;
    if (!merged || !partFrom(taking)) return;
    matter.asks = merged.asks;
    matter.openSince = merged.openSince;
    matter.merged = null;
    const counts = Object.values(matter.repeats).some((one) => one.counts);
    if (matter.came)
      changes.push({ does: "see", id: matter.came, detail: cameAs(matter, counts ? "repeat" : "first") });
    if (matter.closing && merged.openSince === null)
      changes.push({ does: "see", id: matter.closing, good: true });
    waitAgain(matter, answersIn({ answers: told.data.owed }));
  },

  "clock.breached": ({ matter, told: { data }, put }) => {
    const clock = text(data.clock);
    const known = text(data.clockId) || clock;
    if (!clock || clock === "promise" || matter.late[known]) return;
    matter.late[known] = put("clock", { which: clock, detail: clock, good: false });
  },

  // One that was broken stays so.
  "promise.kept": ({ matter, told: { data }, put }) => {
    const promise = text(data.promiseId);
    if (matter.promises[promise]) return;
    const isKept = !data.late;
    matter.promises[promise] = { id: put("promise", { which: promise, good: isKept }), isKept };
  },

  "promise.broken": ({ matter, told: { data }, put }) => {
    const promise = text(data.promiseId);
    if (matter.promises[promise]) return;
    matter.promises[promise] = {
      id: put("promise", { which: promise, good: false }),
      isKept: false,
    };
  },

  // Somebody took back that it was kept: it is owed again.
  "promise.changed": ({ matter, told: { data }, changes }) => {
    const promise = text(data.promiseId);
    const counted = matter.promises[promise];
    if (data.wasSettled !== "kept" || !counted?.isKept) return;
    changes.push({ does: "drop", id: counted.id });
    delete matter.promises[promise];
  },
};

/** Messages that went are asked in the other no longer. False for an event that tells only of it. */
function partFrom({ told: { data }, other, changes }: Taking): boolean {
  const whole = other(text(data.outOf));
  if (!whole) return false;
  const went = textsIn(data.messageIds);
  for (const message of went) delete whole.asks[message];
  if (whole.wait) {
    const left = whole.wait.asks.filter((message) => !went.includes(message));
    if (left.length) whole.wait = { ...whole.wait, asks: left };
    else endWait(whole);
  }
  changes.push(...seeClosing(whole));
  return true;
}

/** How its beginning is counted: as a new conversation, but not as another message, where its messages came to another. */
const cameAs = ({ isMoved }: Matter, how: "first" | "repeat" | "merged"): string =>
  isMoved ? `moved_${how}` : how;

/** These messages are asked here no longer; whether the customer's first wait is over stays as it was. */
function leave(matter: Matter, messages: string[], changes: Change[]): Waiver {
  const { answered } = matter;
  const gone = needsNone(matter, messages, changes);
  matter.answered = answered;
  changes.push(...seeClosing(matter));
  return gone;
}

/** What came from another is a contact of its own, or as many as it was there. */
function comeIn(matter: Matter, gone: Waiver | null) {
  const contacts = [...new Set(Object.values(gone?.asks ?? {}))].sort((one, other) => one - other);
  for (const [message, contact] of Object.entries(gone?.asks ?? {}))
    matter.asks[message] = matter.contacts + 1 + contacts.indexOf(contact);
  matter.contacts += contacts.length;
}

/** What had gone elsewhere by this move is asked here again, as it was; so is what came to it there. */
function comeBack(matter: Matter, move: string, gone: Waiver | null, changes: Change[]) {
  const { [move]: was, ...left } = matter.left ?? {};
  matter.left = left;
  for (const message of Object.keys(gone?.asks ?? {}))
    matter.asks[message] = was?.asks[message] ?? Math.max(1, matter.contacts);
  if (!was?.reopening || matter.reopenedBy || !(was.reopening.message in matter.asks)) return;
  matter.returns += 1;
  changes.push({ does: "see", id: was.reopening.undid, good: false });
  matter.reopenedBy = was.reopening;
}

/** A conversation that is none any more was none. */
function vanish(matter: Matter, changes: Change[]) {
  if (matter.came) changes.push({ does: "drop", id: matter.came });
  Object.assign(matter, { came: null, openSince: null, wait: null });
}

/** More messages than this are not told apart; by then it was no matter of a single contact. */
const mostAsks = 40;
/** After so long without a word from either side what a customer writes is a contact of its own. */
const sittingMs = 30 * 60_000;

/**
 * The customer wants an answer. It is a contact of its own when they come back after a while and either still wait, or
 * were given an answer that asked nothing: whoever answers a question of ours goes on with the same contact.
 */
function ask(matter: Matter, message: string, at: number) {
  const { word } = matter;
  const comesBack = word && at - word.at > sittingMs && (word.by === "customer" || !word.isQuestion);
  if (!word || matter.contacts === 0 || comesBack) matter.contacts += 1;
  matter.word = { at, by: "customer", isQuestion: false };
  matter.wait ??= { since: at, asks: [] };
  if (Object.keys(matter.asks).length >= mostAsks) return;
  matter.asks[message] = matter.contacts;
  matter.wait.asks.push(message);
}

function endWait(matter: Matter) {
  if (matter.wait) matter.answered = true;
  matter.wait = null;
}

/** What was taken for answered is owed again, since it was asked. */
function waitAgain(matter: Matter, owed: Answer[]) {
  const since = Math.min(...owed.map(({ askedAt }) => Date.parse(askedAt ?? "")).filter(Number.isFinite));
  if (!Number.isFinite(since)) return;
  const asks = owed.map(({ messageId }) => messageId);
  matter.wait = {
    since: Math.min(since, matter.wait?.since ?? since),
    asks: [...new Set([...asks, ...(matter.wait?.asks ?? [])])],
  };
}

/**
 * These messages need no answer: they were no contacts, and where nothing else waits the wait is over. One that opened
 * the conversation again did so for nothing: it was solved all the same, and counts when it is closed once more.
 */
function needsNone(matter: Matter, messages: string[], changes: Change[]): Waiver {
  const waiver: Waiver = { asks: {}, wait: matter.wait, answered: matter.answered, reopening: null };
  for (const message of messages) {
    const contact = matter.asks[message];
    if (contact !== undefined) waiver.asks[message] = contact;
    delete matter.asks[message];
  }
  if (matter.wait?.asks.some((message) => messages.includes(message))) {
    const left = matter.wait.asks.filter((message) => !messages.includes(message));
    if (left.length) matter.wait = { ...matter.wait, asks: left };
    else endWait(matter);
  }
  if (matter.reopenedBy && messages.includes(matter.reopenedBy.message)) {
    waiver.reopening = matter.reopenedBy;
    matter.returns -= 1;
    changes.push({ does: "see", id: matter.reopenedBy.undid, good: null });
    matter.reopenedBy = null;
  }
  return waiver;
}

/** Whether one contact was enough to solve it; nothing where the customer did not begin. */
function contactsIn({ by, asks, returns, repeats, repeatedBy }: Matter): string {
  if (by !== "customer") return "";
  const contacts = new Set(Object.values(asks)).size;
  const isRepeat = Object.values(repeats).some(({ counts }) => counts);
  const isRepeated = Object.keys(repeatedBy).length > 0;
  return contacts <= 1 && returns === 0 && !isRepeat && !isRepeated ? "once" : "again";
}

/** What becomes known after the closing changes how it is seen. */
const seeClosing = (matter: Matter): Change[] =>
  matter.openSince === null && matter.closing
    ? [{ does: "see", id: matter.closing, detail: contactsIn(matter) }]
    : [];

/** What is known of a pair changes both: one repeats, or not, and the other is repeated. */
function repeat(
  { matter, told, changes, other }: Taking,
  former: string,
  pair: { isFound: boolean; counts: boolean },
) {
  matter.repeats[former] = pair;
  const counts = Object.values(matter.repeats).some((one) => one.counts);
  if (matter.came)
    changes.push({ does: "see", id: matter.came, detail: cameAs(matter, counts ? "repeat" : "first") });
  changes.push(...seeClosing(matter));
  const first = other(former);
  if (!first) return;
  if (pair.counts) first.repeatedBy[told.conversation] = true;
  else delete first.repeatedBy[told.conversation];
  changes.push(...seeClosing(first));
}

function moveTo({ stands }: Matter, where: unknown) {
  const { line, team, language, intent } = (where ?? {}) as Partial<Record<keyof Stands, unknown>>;
  stands.line = text(line) || stands.line;
  stands.team = text(team) || stands.team;
  stands.language = text(language) || stands.language;
  if (intent !== undefined) stands.intent = text(intent) || null;
}

/** A clock as the event that stopped it tells of it. */
interface Stop {
  clock: string;
  clockId?: string;
  outcome: string;
  minutes: number;
  /** Working minutes without pauses. */
  openMinutes?: number;
  startedAt: string;
}

const stopsIn = (data: Told["data"]): Stop[] => (Array.isArray(data.clocks) ? (data.clocks as Stop[]) : []);

/** A customer's request that the event answered. */
interface Answer {
  messageId: string;
  askedAt?: string;
  toldInTime?: boolean | null;
}

const textsIn = (list: unknown): string[] => (Array.isArray(list) ? list.map(text) : []);

const answersIn = (data: Told["data"]): Answer[] =>
  Array.isArray(data.answers) ? (data.answers as Answer[]) : [];

/**
 * Counts what became of clocks, each once, where it was decided: at its stop, or when it was missed. One whose time was
 * made longer after that, and which was kept then, was not missed. Promises are counted by themselves.
 */
function countStops({ matter, changes, put }: Taking, stops: Stop[]): Pick<Reply, "counted" | "mended"> {
  const done = { counted: [] as FactId[], mended: [] as FactId[] };
  for (const { clock, clockId = clock, outcome, openMinutes, startedAt } of stops) {
    if (clock === "promise") continue;
    if (clock === "resolution" && typeof openMinutes === "number")
      matter.resolution = { working: openMinutes * 60_000, startedAt: Date.parse(startedAt) };
    const missed = matter.late[clockId];
    delete matter.late[clockId];
    if (!missed) done.counted.push(put("clock", { which: clock, detail: clock, good: outcome === "met" }));
    else if (outcome === "met") {
      changes.push({ does: "see", id: missed, good: true });
      done.mended.push(missed);
    }
  }
  return done;
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
    seconds: toSeconds(clock.minutes * 60_000),
    working: typeof clock.openMinutes === "number" ? toSeconds(clock.openMinutes * 60_000) : null,
  };
}

const toSeconds = (ms: number): number => Math.min(2 ** 31 - 1, Math.max(0, Math.round(ms / 1000)));

const text = (value: unknown): string => (typeof value === "string" ? value : "");

const to = (change: unknown): string | undefined =>
  typeof change === "object" && change !== null && "to" in change ? text(change.to) || undefined : undefined;
