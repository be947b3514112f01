import type * as world from "./world/index.ts";

const minute = 60_000;
const day = 24 * 60 * minute;

/** When something was said. */
export interface Moment {
  turn: world.DemoTurn;
  at: number;
}

/** What the clocks say of an answer to something asked at an instant. */
export interface Allowed {
  dueAt(askedAt: number, isFirst: boolean): number;
  /** The instant at which a part of the time up to the due time is used. */
  usedAt(askedAt: number, isFirst: boolean, share: number): number;
}

/**
 * When each turn of a conversation was said, as of an instant: answers by the clocks, what is open lately enough that
 * it has time, unless it is said to be due at another time. Null for a conversation that is not told to its end by then.
 */
export function momentsOf(
  conversation: world.DemoConversation,
  now: number,
  allowed: Allowed,
): Moment[] | null {
  const { status, turns, daysAgo } = conversation;
  const said = follow(turns, now - daysAgo * day, allowed);
  const end = now - 2 * minute;
  if (status === "new" || status === "open") return openSince(conversation, said, now, allowed);
  const over = said.at(-1)!.at - end;
  if (over > 0) {
    if (!conversation.intent) return drawnTogether(said, end);
    // Only whoever was answered may stand open.
    const told = said.filter(({ at }) => at <= end);
    const isClosing = told.length === said.length - 1 && said.at(-1)!.turn.kind === "closing";
    return isClosing && told.at(-1)!.turn.by !== "customer" ? told : null;
  }
  // Most of those who wait for their customer have not done so for long.
  return status === "waiting" && daysAgo < 7
    ? laterBy(said, Math.ceil((-over - longestWait) / day) * day)
    : said;
}

const longestWait = 2.8 * day;

const laterBy = (said: Moment[], by: number): Moment[] =>
  by <= 0 ? said : said.map(({ turn, at }) => ({ turn, at: at + by }));

function follow(turns: readonly world.DemoTurn[], begun: number, allowed: Allowed): Moment[] {
  let at = begun;
  let asked: number | null = null;
  let isFirst = true;
  return turns.map((turn) => {
    at += turn.afterMinutes * minute;
    if (turn.kind === "message" && turn.by === "customer") asked ??= at;
    else if (turn.kind === "message" && asked !== null) {
      if (turn.usedShare !== undefined) at = Math.max(at, allowed.usedAt(asked, isFirst, turn.usedShare));
      else if (at > allowed.dueAt(asked, isFirst)) at = allowed.usedAt(asked, isFirst, 0.8);
      asked = null;
      isFirst = false;
    }
    return { turn, at };
  });
}

/** So much time is left at least for what is open. */
const leastLeft = 25 * minute;

/** With the last question asked so lately that its answer is not due yet, or due when it is said to be. */
function openSince(
  { dueInMinutes }: world.DemoConversation,
  said: Moment[],
  now: number,
  allowed: Allowed,
): Moment[] {
  const answered = said.findLastIndex(({ turn }) => turn.kind === "message" && turn.by !== "customer");
  const asked = said.findIndex(({ turn }, index) => index > answered && turn.by === "customer");
  const isFirst = answered < 0;
  const wanted = dueInMinutes === undefined ? null : now + dueInMinutes * minute;
  const latest = (left: number) => {
    let [least, most] = [2 * minute, 6 * day];
    while (most - least > minute) {
      const age = (least + most) / 2;
      if (allowed.dueAt(now - age, isFirst) >= left) least = age;
      else most = age;
    }
    return least;
  };
  const toldAge = wanted === null ? null : latest(wanted);
  // Where nobody is there now, nothing is due now either.
  const isTold = toldAge !== null && Math.abs(allowed.dueAt(now - toldAge, isFirst) - wanted!) < 5 * minute;
  const natural = Math.max(3 * minute, Math.min(now - said[asked]!.at, 0.9 * day));
  const age = isTold ? toldAge : Math.min(natural, latest(now + leastLeft));
  const by = now - age - said[asked]!.at;
  const rest = said.length - asked;
  return said.map(({ turn, at }, index) =>
    index <= asked
      ? { turn, at: at + by }
      : { turn, at: Math.min(at + by, now - age + (age * (index - asked)) / (rest + 1)) },
  );
}

/** What would lie in the future is drawn together before now. */
function drawnTogether(said: Moment[], end: number): Moment[] {
  const begun = said[0]!.at;
  const length = said.at(-1)!.at - begun;
  return said.map(({ turn, at }) => ({ turn, at: begun + ((at - begun) * (end - begun)) / length }));
}
