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

const byConversation = (events: HistoryEvent[]) => [
  ...Map.groupBy(events, (event) => event.conversation).values(),
];
const dataOf = (event: HistoryEvent) => event.data as Data;
const begunBy = (all: HistoryEvent[]) => dataOf(all[0]!).begunBy as string;

/** Where a conversation stands right after its nth event. */
function placeAfter(all: HistoryEvent[], n: number): Place {
  const opened = dataOf(all[0]!);
  const place: Place = { ...opened.stands, brand: all[0]!.brandId, channel: opened.channel, agent: null };
  const asked = new Set<string>(begunBy(all) === "customer" ? [opened.messageId] : []);
  for (const event of all.slice(1, n + 1)) {
    const data = dataOf(event);
    if (event.kind === "conversation.customer_wrote" && !data.auto) {
      place.language = data.language;
      asked.add(data.messageId);
    }
    if (event.kind === "message.language_changed" && asked.has(data.messageId))
      place.language = data.language;
    if (event.kind === "conversation.replied" && event.actor.kind === "agent") place.agent ??= event.actor.id;
    if (event.kind === "conversation.assigned" && data.team)
      Object.assign(place, { team: data.team, agent: null });
    if (event.kind === "conversation.assigned" && data.agent) place.agent = data.agent;
    if (event.kind === "conversation.sorted") place.intent = data.to;
    if (event.kind === "conversation.handed_over") place.agent = data.agent ?? null;
    if (data.stands) Object.assign(place, data.stands);
    for (const id of waivedIn(event)) asked.delete(id);
  }
  return place;
}

const waivedIn = (event: HistoryEvent): string[] =>
  event.kind === "conversation.answer_waived"
    ? [dataOf(event).messageId, ...(dataOf(event).answers ?? []).map((one: Data) => one.messageId)].filter(
        Boolean,
      )
    : [];

const isAsk = (event: HistoryEvent) =>
  event.kind === "conversation.customer_wrote"
    ? !dataOf(event).auto
    : event.kind === "conversation.opened" && dataOf(event).begunBy === "customer";
const endsWait = (event: HistoryEvent) =>
  event.kind === "conversation.closed" ||
  (event.kind === "conversation.replied" &&
    (event.actor.kind !== "automation" || (dataOf(event).answers ?? []).length > 0));

/** The messages the customer waits with before the nth event, and since when; and how often a wait has ended. */
function waitBefore(all: HistoryEvent[], n: number): { since: number | null; ended: number } {
  let ids: string[] = [];
  let since: number | null = null;
  let ended = 0;
  for (const event of all.slice(0, n)) {
    if (isAsk(event)) {
      since ??= event.at;
      ids.push(dataOf(event).messageId);
    }
    const waived = waivedIn(event);
    const left = ids.filter((id) => !waived.includes(id));
    const isOver = endsWait(event) || (ids.length > 0 && left.length === 0);
    ids = left;
    if (isOver && since !== null) {
      since = null;
      ids = [];
      ended += 1;
    }
  }
  return { since, ended };
}

/** When it was open up to the nth event: from when to when; the last without an end while it is. */
function runsUpTo(
  all: HistoryEvent[],
  n: number,
): { from: number; to: number | null; closedBy: number | null; openedBy: number }[] {
  const runs: ReturnType<typeof runsUpTo> = [{ from: all[0]!.at, to: null, closedBy: null, openedBy: 0 }];
  for (const [at, event] of all.slice(0, n + 1).entries()) {
    const last = runs.at(-1)!;
    const opens =
      event.kind === "conversation.reopened" ||
      (event.kind === "message.delivery_failed" && dataOf(event).reopened);
    if (event.kind === "conversation.closed" && last.to === null)
      Object.assign(last, { to: event.at, closedBy: at });
    else if (opens && last.to !== null) runs.push({ from: event.at, to: null, closedBy: null, openedBy: at });
  }
  return runs;
}

/** Of the nth run's beginning: whether somebody said later that the message that began it needs no answer. */
function wasForNothing(all: HistoryEvent[], run: { openedBy: number }): boolean {
  const message = dataOf(all[run.openedBy]!).messageId;
  if (!message || all[run.openedBy]!.kind !== "conversation.reopened") return false;
  return all.some((event, n) => {
    if (n < run.openedBy || !waivedIn(event).includes(message)) return false;
    // What began the conversation again most recently is meant.
    return runsUpTo(all, n).at(-1)!.openedBy === run.openedBy;
  });
}

/** How many contacts it took: messages that came while nobody waited, without those that needed no answer. */
function contacts(all: HistoryEvent[]): number {
  const waived = new Set(all.flatMap(waivedIn));
  const groups = new Set<number>();
  let group = 0;
  for (const [n, event] of all.entries()) {
    if (!isAsk(event)) continue;
    if (waitBefore(all, n).since === null) group += 1;
    if (!waived.has(dataOf(event).messageId)) groups.add(group);
  }
  return groups.size;
}

const secondsBetween = (from: number, to: number) => Math.round((to - from) / 1000);
const clockIn = (event: HistoryEvent, clock: string): Data | undefined =>
  (dataOf(event).clocks ?? []).find((one: Data) => one.clock === clock);

/** Everything that happened to one conversation, in the sense of a metric. */
function countedIn(metric: MetricKey, all: HistoryEvent[], everything: HistoryEvent[]): Counted[] {
  const base = (n: number, more: Partial<Counted> = {}): Counted => {
    const event = all[n]!;
    const place = placeAfter(all, n);
    const agent = event.actor.kind === "agent" ? event.actor.id : place.agent;
    return { conversation: event.conversation, at: event.at, ...place, agent, ...more };
  };
  const each = (kind: string) => [...all.keys()].filter((n) => all[n]!.kind === kind);
  const runs = runsUpTo(all, all.length - 1);
  const repeats = each("conversation.repeat_found")[0];

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
      return each("conversation.replied").map((n) => base(n));
    case "acknowledged":
      return countedIn("came", all, everything).map((one) => ({
        ...one,
        part: Boolean(dataOf(all[0]!).acknowledged),
      }));
    case "repeated": {
      const came = countedIn("came", all, everything).map((one) => ({ ...one, part: false }));
      if (repeats === undefined) return came;
      const found: Counted = { ...base(repeats), at: all[0]!.at, agent: null, part: true };
      return [...came, found];
    }
    case "told_in_time":
      return each("conversation.replied").flatMap((n) => {
        const told = (dataOf(all[n]!).answers ?? []).find((one: Data) => typeof one.toldInTime === "boolean");
        return told ? [base(n, { part: told.toldInTime })] : [];
      });
    case "first_reply":
    case "next_reply":
      return each("conversation.replied").flatMap((n) => {
        const event = all[n]!;
        const { since, ended } = waitBefore(all, n);
        if (since === null || !endsWait(event)) return [];
        const isFirst = begunBy(all) === "customer" && ended === 0;
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
      if (begunBy(all) !== "customer" || repeats !== undefined) return [];
      const isRepeated = everything.some(
        (event) =>
          event.kind === "conversation.repeat_found" &&
          dataOf(event).repeatOf === all[0]!.conversation &&
          // The first that is found of a conversation counts.
          everything.find((one) => one.kind === event.kind && one.conversation === event.conversation) ===
            event,
      );
      const again = runs.slice(1).filter((run) => !wasForNothing(all, run)).length;
      return countedIn("solved", all, everything).map((one) => ({
        ...one,
        part: contacts(all) <= 1 && again === 0 && !isRepeated,
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
    case "promises_kept": {
      const outcomes = [...all.keys()].filter((n) => /^promise\.(kept|broken)$/.test(all[n]!.kind));
      const byPromise = Map.groupBy(outcomes, (n) => dataOf(all[n]!).promiseId as string);
      return [...byPromise.values()].map((of) => {
        const kept = of.find((n) => all[n]!.kind === "promise.kept" && !dataOf(all[n]!).late);
        return kept !== undefined ? base(kept, { part: true }) : base(of[0]!, { part: false });
      });
    }
    case "handed_over":
      return each("conversation.handed_over").map((n) => ({
        ...base(n),
        ...placeAfter(all, n - 1),
        agent: all[n]!.actor.id,
      }));
    case "taken_over":
      return each("conversation.handed_over").map((n) => ({ ...base(n), agent: placeAfter(all, n).agent }));
    case "backlog":
    case "waiting":
    case "backlog_age":
      throw new Error("what is open is told for a moment");
  }
}

/** Each clock counts once: where it was missed, or where it stopped; one that is kept after all was not missed. */
function clocks(
  all: HistoryEvent[],
  base: (n: number, more: Partial<Counted>) => Counted,
  only?: string,
): Counted[] {
  const keys = ["first_reply", "next_reply", "resolution", "own"].filter((key) => !only || key === only);
  return keys.flatMap((key) => {
    const found: Counted[] = [];
    let missed: Counted | null = null;
    let isOpen = true;
    for (const [n, event] of all.entries()) {
      const closes = event.kind === "conversation.closed";
      if (event.kind === "clock.breached" && dataOf(event).clock === key && !missed) {
        missed = base(n, { part: false });
        found.push(missed);
      }
      const stop = closes && !isOpen ? undefined : clockIn(event, key);
      if (stop) {
        if (stop.outcome === "met") {
          if (missed) found.splice(found.indexOf(missed), 1);
          found.push(base(n, { part: true }));
        } else if (!missed) found.push(base(n, { part: false }));
        missed = null;
      }
      if (closes) isOpen = false;
      if (event.kind === "conversation.reopened" || dataOf(event).reopened) isOpen = true;
    }
    return found;
  });
}

/** All that a metric counts, of all time. */
export const counted = (metric: MetricKey, events: HistoryEvent[]): Counted[] =>
  byConversation(events).flatMap((all) => countedIn(metric, all, events));

/** What is open at a moment, and how long it has been. `part` says that its customer waits for our answer. */
export const openAt = (events: HistoryEvent[], moment: number): Counted[] =>
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
