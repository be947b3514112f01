/**
 * Every metric told the slow way: for each, all events of all conversations are looked through from the beginning,
 * and the moment, the place and the length of what is counted are found anew. It shares nothing with what it judges
 * but the names.
 */
import type { MetricKey } from "../../contract/metrics.ts";
import type { HistoryEvent } from "./histories-for-test.ts";

/** One thing that a metric counts. */
export interface Counted {
  conversation: string;
  at: number;
  line: string;
  brand: string;
  team: string;
  agent: string | null;
  channel: string;
  language: string;
  intent: string | null;
  /** In the part of a share, or only in the whole. */
  part?: boolean;
  seconds?: number;
  working?: number | null;
}

type Place = Omit<Counted, "conversation" | "at" | "part" | "seconds" | "working">;
// biome-ignore lint/suspicious/noExplicitAny: whatever an event holds
type Data = Record<string, any>;
type Events = HistoryEvent[];

const byConversation = (events: Events) => [...Map.groupBy(events, (event) => event.conversation).values()];
const dataOf = (event: HistoryEvent) => event.data as Data;
const begunBy = (all: Events) => dataOf(all[0]!).begunBy as string;
const is = (event: HistoryEvent | undefined, kind: string) => event?.kind === `conversation.${kind}`;
const isAsk = (event: HistoryEvent) =>
  is(event, "customer_wrote")
    ? !dataOf(event).auto
    : is(event, "opened") && dataOf(event).begunBy === "customer";
const answersIn = (event: HistoryEvent): Data[] => dataOf(event).answers ?? [];
const isByPerson = (event: HistoryEvent) => event.actor.kind === "agent";
const answersAll = (event: HistoryEvent) =>
  is(event, "closed") ||
  (event.kind === "message.sent" && answersIn(event).length > 0) ||
  (is(event, "replied") && (isByPerson(event) || answersIn(event).length > 0));

/** Of a waiver: whether it was taken back before the nth event. */
function wasTakenBack(all: Events, waiver: number, n: number): boolean {
  for (let at = waiver + 1; at < n; at++) {
    if (is(all[at], "answer_owed_again")) return true;
    if (is(all[at], "answer_waived")) return false;
  }
  return false;
}

/** The messages of which it was said before the nth event that they need no answer, and is not taken back by `asOf`. */
function needNone(all: Events, n: number, asOf = n): Set<string> {
  const none = new Set<string>();
  for (let at = 0; at < n; at++) {
    if (is(all[at], "answer_waived") && !wasTakenBack(all, at, asOf))
      for (const { messageId } of answersIn(all[at]!)) none.add(messageId);
    if (is(all[at], "closed") && isClosing(all, at) && hasSpoken(all, at))
      for (const id of waitBefore(all, at).asks) none.add(id);
  }
  return none;
}

const hasSpoken = (all: Events, n: number) =>
  begunBy(all) === "company" || all.slice(0, n).some((event) => is(event, "replied") && isByPerson(event));

/** What the customer waits with before the nth event, since when, and whether a wait of theirs had ended before. */
function waitBefore(all: Events, n: number): { since: number | null; asks: string[]; answered: boolean } {
  let wait: { since: number | null; asks: string[]; answered: boolean } = {
    since: null,
    asks: [],
    answered: false,
  };
  const before: (typeof wait)[] = [];
  for (const [at, event] of all.slice(0, n).entries()) {
    before[at] = structuredClone(wait);
    const data = dataOf(event);
    if (isAsk(event)) wait = { ...wait, since: wait.since ?? event.at, asks: [...wait.asks, data.messageId] };
    const owed: Data[] = data.owedAgain ?? (is(event, "answer_owed_again") ? data.answers : []);
    if (owed.length) {
      const since = Math.min(
        ...owed.map(({ askedAt }) => Date.parse(askedAt)),
        wait.since ?? Number.POSITIVE_INFINITY,
      );
      // As it was before what is no longer so.
      const undone = data.owedAgain
        ? all.findIndex((one) => is(one, "replied") && dataOf(one).messageId === data.messageId)
        : all.slice(0, at).findLastIndex((one) => is(one, "answer_waived"));
      wait = {
        since,
        asks: [...new Set([...owed.map(({ messageId }) => messageId), ...wait.asks])],
        answered: before[undone]!.answered,
      };
    }
    if (is(event, "answer_waived")) {
      const waived = answersIn(event).map(({ messageId }) => messageId);
      const left = wait.asks.filter((id) => !waived.includes(id));
      if (wait.since !== null && !left.length) wait = { since: null, asks: [], answered: true };
      else wait = { ...wait, asks: left };
    }
    if (answersAll(event) && (!is(event, "closed") || isClosing(all, at)))
      wait = { since: null, asks: [], answered: wait.answered || wait.since !== null };
  }
  return wait;
}

/** Whether the nth event, a closing, closed what was open. */
const isClosing = (all: Events, n: number) =>
  all.slice(0, n).findLast((event) => is(event, "closed") || is(event, "reopened"))?.kind !==
  "conversation.closed";

/** Where a conversation stands right after its nth event. */
function placeAfter(all: Events, n: number): Place {
  const opened = dataOf(all[0]!);
  const place: Place = { ...opened.stands, brand: all[0]!.brandId, channel: opened.channel, agent: null };
  for (let at = 1; at <= n; at++) {
    const event = all[at]!;
    const data = dataOf(event);
    if (isAsk(event)) place.language = data.language;
    if (event.kind === "message.language_changed" && isKnownAsk(all, at, data.messageId))
      place.language = data.language;
    if (is(event, "replied") && isByPerson(event)) place.agent ??= event.actor.id;
    if (is(event, "assigned") && data.team) Object.assign(place, { team: data.team, agent: null });
    if (is(event, "assigned") && data.agent) place.agent = data.agent;
    if (is(event, "sorted")) place.intent = data.to;
    if (is(event, "handed_over")) place.agent = data.agent ?? null;
    if (data.stands) Object.assign(place, data.stands);
  }
  return place;
}

const isKnownAsk = (all: Events, n: number, id: string) =>
  all.slice(0, n).some((event) => isAsk(event) && dataOf(event).messageId === id) &&
  !needNone(all, n).has(id);

/** When it was open up to the nth event: from when to when; the last without an end while it is. */
function runsUpTo(all: Events, n: number) {
  const runs: { from: number; to: number | null; closedBy: number | null; openedBy: number }[] = [
    { from: all[0]!.at, to: null, closedBy: null, openedBy: 0 },
  ];
  for (const [at, event] of all.slice(0, n + 1).entries()) {
    const last = runs.at(-1)!;
    if (is(event, "closed") && last.to === null) Object.assign(last, { to: event.at, closedBy: at });
    else if (is(event, "reopened") && last.to !== null)
      runs.push({ from: event.at, to: null, closedBy: null, openedBy: at });
  }
  return runs;
}

/**
 * Of a run's beginning: whether the message that began it needed no answer, as was said before it was begun again. Where
 * it is begun again only because that was taken back, it is still the same message's.
 */
function wasForNothing(all: Events, run: { openedBy: number }): boolean {
  const message = dataOf(all[run.openedBy]!).messageId;
  if (!message) return false;
  const next = all.findIndex(
    (event, n) =>
      n > run.openedBy &&
      is(event, "reopened") &&
      !isOpenBefore(all, n) &&
      !is(all[n + 1], "answer_owed_again"),
  );
  return needNone(all, next < 0 ? all.length : next, all.length).has(message);
}

const isOpenBefore = (all: Events, n: number) => runsUpTo(all, n - 1).at(-1)!.to === null;

/** How many contacts of the customer it took, without those that needed no answer. */
function contacts(all: Events): number {
  const none = needNone(all, all.length);
  let contact = 0;
  let word: { at: number; ours: boolean; asks: boolean } | null =
    begunBy(all) === "company" ? { at: all[0]!.at, ours: true, asks: false } : null;
  const counted = new Set<number>();
  for (const event of all) {
    if (is(event, "replied") && isByPerson(event))
      word = { at: event.at, ours: true, asks: Boolean(dataOf(event).asks) };
    if (!isAsk(event)) continue;
    const isBack = word && event.at - word.at > 30 * 60_000 && !(word.ours && word.asks);
    if (!contact || isBack) contact += 1;
    word = { at: event.at, ours: false, asks: false };
    if (!none.has(dataOf(event).messageId)) counted.add(contact);
  }
  return counted.size;
}

const secondsBetween = (from: number, to: number) => Math.round((to - from) / 1000);
const clockIn = (event: HistoryEvent, clock: string): Data | undefined =>
  (dataOf(event).clocks ?? []).find((one: Data) => one.clock === clock);

/** What is known of a conversation's former matters in the end: those that it repeats. */
function repeatsOf(all: Events): Map<string, boolean> {
  const pairs = new Map<string, { isFound: boolean; counts: boolean }>();
  for (const event of all) {
    const { repeatOf, how } = dataOf(event);
    const isFound = is(event, "repeat_found") || (pairs.get(repeatOf)?.isFound ?? false);
    if (is(event, "repeat_found")) pairs.set(repeatOf, { isFound, counts: true });
    if (is(event, "repeat_settled"))
      pairs.set(repeatOf, { isFound, counts: how === "linked" || (how === "unlinked" && isFound) });
  }
  return new Map([...pairs].map(([id, { counts }]) => [id, counts]));
}

/** Of a reply: whether it came back and never arrived after all. */
function cameBack(all: Events, n: number): boolean {
  const message = dataOf(all[n]!).messageId;
  const about = all.filter(
    (event) =>
      dataOf(event).messageId === message &&
      ((event.kind === "message.delivery_failed" && dataOf(event).owedAgain) ||
        (event.kind === "message.sent" && answersIn(event).length)),
  );
  return about.at(-1)?.kind === "message.delivery_failed";
}

/** Everything that happened to one conversation, in the sense of a metric. */
function countedIn(metric: MetricKey, all: Events, everything: Events): Counted[] {
  const base = (n: number, more: Partial<Counted> = {}): Counted => {
    const event = all[n]!;
    const place = placeAfter(all, n);
    const agent = isByPerson(event) ? event.actor.id : place.agent;
    return { conversation: event.conversation, at: event.at, ...place, agent, ...more };
  };
  const each = (kind: string) => [...all.keys()].filter((n) => is(all[n], kind));
  const runs = runsUpTo(all, all.length - 1);

  switch (metric) {
    case "came":
      return begunBy(all) === "customer" ? [base(0, { agent: null })] : [];
    case "began":
      return begunBy(all) === "company" ? [base(0)] : [];
    case "received":
      return [...all.keys()]
        .filter((n) => isAsk(all[n]!))
        .map((n) => base(n, n === 0 ? { agent: null } : {}));
    case "replied":
      return each("replied").map((n) => base(n));
    case "acknowledged":
      return countedIn("came", all, everything).map((one) => ({
        ...one,
        part: Boolean(dataOf(all[0]!).acknowledged),
      }));
    case "repeated":
      return countedIn("came", all, everything).map((one) => ({
        ...one,
        part: [...repeatsOf(all).values()].includes(true),
      }));
    case "told_in_time":
      return each("replied").flatMap((n) => {
        const told = answersIn(all[n]!).find(({ toldInTime }) => typeof toldInTime === "boolean");
        return told ? [base(n, { part: told.toldInTime })] : [];
      });
    case "first_reply":
    case "next_reply":
      return each("replied").flatMap((n) => {
        const event = all[n]!;
        const { since, answered } = waitBefore(all, n);
        if (since === null || !answersAll(event) || cameBack(all, n)) return [];
        const isFirst = begunBy(all) === "customer" && !answered;
        if (isFirst !== (metric === "first_reply")) return [];
        const clock = clockIn(event, metric);
        return [
          base(n, {
            seconds: clock ? Math.round(clock.minutes * 60) : secondsBetween(since, event.at),
            working: clock ? Math.round(clock.openMinutes * 60) : null,
          }),
        ];
      });
    case "solved":
    case "resolution": {
      const last = runs.at(-1)!;
      if (last.closedBy === null) return [];
      const seconds = Math.round(runs.reduce((sum, run) => sum + (run.to! - run.from), 0) / 1000);
      const clocks = runs.map((run) => clockIn(all[run.closedBy!]!, "resolution"));
      const working = clocks.every(Boolean)
        ? Math.round(clocks.reduce((sum, clock) => sum + clock!.openMinutes, 0) * 60)
        : null;
      return [base(last.closedBy, { seconds, working })];
    }
    case "first_contact": {
      if (begunBy(all) !== "customer") return [];
      const isRepeat = [...repeatsOf(all).values()].includes(true);
      const isRepeated = byConversation(everything).some(
        (other) => repeatsOf(other).get(all[0]!.conversation) === true,
      );
      const returns = runs
        .slice(1)
        .filter((run) => dataOf(all[run.openedBy]!).messageId && !wasForNothing(all, run));
      return countedIn("solved", all, everything).map((one) => ({
        ...one,
        part: contacts(all) <= 1 && returns.length === 0 && !isRepeat && !isRepeated,
      }));
    }
    case "reopened":
      return runs.flatMap((run, n) => {
        if (run.closedBy === null) return [];
        const next = runs[n + 1];
        return next && wasForNothing(all, next) ? [] : [base(run.closedBy, { part: next !== undefined })];
      });
    case "clocks_kept":
      return clocks(all, base);
    case "first_reply_kept":
      return clocks(all, base, "first_reply");
    case "next_reply_kept":
      return clocks(all, base, "next_reply");
    case "resolution_kept":
      return clocks(all, base, "resolution");
    case "promises_kept":
      return promises(all, base);
    case "handed_over":
      return each("handed_over").map((n) => ({
        ...base(n),
        ...placeAfter(all, n - 1),
        agent: all[n]!.actor.id,
      }));
    case "taken_over":
      return each("handed_over").map((n) => ({ ...base(n), agent: placeAfter(all, n).agent }));
    case "backlog":
    case "waiting":
    case "backlog_age":
      throw new Error("what is open is told for a moment");
  }
}

type Base = (n: number, more: Partial<Counted>) => Counted;

/** Each clock counts once, where it was missed or where it stopped; one that is kept after all was not missed. */
function clocks(all: Events, base: Base, only?: string): Counted[] {
  const stops = all.flatMap((event, n) =>
    is(event, "closed") && !isClosing(all, n)
      ? []
      : ((dataOf(event).clocks ?? []) as Data[]).map((stop) => ({ ...stop, n })),
  ) as (Data & { n: number })[];
  const misses = [...all.keys()].filter(
    (n) => all[n]!.kind === "clock.breached" && dataOf(all[n]!).clock !== "promise",
  );
  const numbers = new Set([
    ...stops.map(({ clockId }) => clockId),
    ...misses.map((n) => dataOf(all[n]!).clockId),
  ]);
  return [...numbers].flatMap((clockId) => {
    const stop = stops.find((one) => one.clockId === clockId);
    const missed = misses.find((n) => dataOf(all[n]!).clockId === clockId);
    const clock = stop?.clock ?? dataOf(all[missed!]!).clock;
    if (only && clock !== only) return [];
    // What a reply stopped that came back goes on.
    const isUndone = stop !== undefined && is(all[stop.n], "replied") && cameEverBack(all, stop.n);
    if (!stop || isUndone) return missed === undefined ? [] : [base(missed, { part: false })];
    return [base(missed ?? stop.n, { part: stop.outcome === "met" })];
  });
}

const cameEverBack = (all: Events, n: number) =>
  all.some(
    (event) =>
      event.kind === "message.delivery_failed" && dataOf(event).messageId === dataOf(all[n]!).messageId,
  );

/** Each promise counts once, by how it was decided first; what is taken back is not decided. */
function promises(all: Events, base: Base): Counted[] {
  const outcomes = [...all.keys()].filter(
    (n) =>
      /^promise\.(kept|broken)$/.test(all[n]!.kind) ||
      (all[n]!.kind === "promise.changed" && dataOf(all[n]!).wasSettled === "kept"),
  );
  const byPromise = Map.groupBy(outcomes, (n) => dataOf(all[n]!).promiseId as string);
  return [...byPromise.values()].flatMap((of) => {
    let decided = null as { n: number; part: boolean } | null;
    for (const n of of) {
      const { kind } = all[n]!;
      if (kind === "promise.changed") decided = decided?.part ? null : decided;
      else decided ??= { n, part: kind === "promise.kept" && !dataOf(all[n]!).late };
    }
    return decided ? [base(decided.n, { part: decided.part })] : [];
  });
}

/** All that a metric counts, of all time. */
export const counted = (metric: MetricKey, events: Events): Counted[] =>
  byConversation(events).flatMap((all) => countedIn(metric, all, events));

/** What is open at a moment, and how long it has been. `part` says that its customer waits for our answer. */
export const openAt = (events: Events, moment: number): Counted[] =>
  byConversation(events.filter((event) => event.at < moment)).flatMap((all) => {
    const run = runsUpTo(all, all.length - 1).at(-1)!;
    if (run.to !== null) return [];
    return [
      {
        conversation: all[0]!.conversation,
        at: moment - 1,
        ...placeAfter(all, all.length - 1),
        part: waitBefore(all, all.length).since !== null,
        seconds: secondsBetween(run.from, moment),
      },
    ];
  });
