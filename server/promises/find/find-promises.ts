import type { Language } from "../../../contract/languages.ts";
import { arabic } from "./arabic.ts";
import { chinese } from "./chinese.ts";
import { english } from "./english.ts";
import { type ActRule, type Grammar, timesIn } from "./grammar.ts";
import { type Clock, momentOf, type Placed } from "./moments.ts";
import { readable, sentencesOf } from "./readable.ts";
import { russian } from "./russian.ts";
import { ukrainian } from "./ukrainian.ts";
import { habitsOf } from "./week.ts";

/** A promise as words make it. */
export interface FoundPromise {
  /** The sentence. */
  text: string;
  /** Where it stands in the text, in UTF-16 units; `to` is behind its end. */
  from: number;
  to: number;
  /** Null when it does not say by when. */
  dueAt: Date | null;
  dueWords: string | null;
  /** How surely it is a promise, from 0 to 1. */
  sure: number;
}

export interface FindOptions {
  language: Language;
  now: Date;
  /** Where whoever promises works: "tomorrow" is theirs. */
  timeZone: string;
  /** A day without a time ends with the work. */
  dayEndsAt?: string;
}

const longestText = 20_000;
/** What goes on for longer than this is no sentence but a list or a log. */
const longestSentence = 600;

const grammars: Partial<Record<Language, Grammar>> = {
  en: english,
  ru: russian,
  uk: ukrainian,
  zh: chinese,
  ar: arabic,
};

/**
 * The sentences of a text in which its writers promise to do something, and by when. What others are to do, what is
 * done already, what happens only if something else does, courtesies, habits and quoted words are no promises.
 */
export function findPromises(text: string, options: FindOptions): FoundPromise[] {
  const grammar = grammars[options.language];
  if (!grammar) return [];
  const clock: Clock = {
    ...habitsOf(options.timeZone),
    now: Temporal.Instant.fromEpochMilliseconds(options.now.getTime()).toZonedDateTimeISO(options.timeZone),
    dayEndsAt: Temporal.PlainTime.from(options.dayEndsAt ?? "18:00"),
  };
  const cut = text.slice(0, longestText);
  const { folded, at } = readable(cut);
  return sentencesOf(folded).flatMap(({ from, to }) => {
    const found = promiseIn(folded.slice(from, Math.min(to, from + longestSentence)), grammar, clock);
    if (!found) return [];
    const [start, end] = [at[from]!, at[to]!];
    return [
      {
        text: cut.slice(start, end),
        from: start,
        to: end,
        dueAt: found.due && new Date(found.due.at.epochMilliseconds),
        dueWords: found.due && cut.slice(at[from + found.due.from]!, at[from + found.due.to]!),
        sure: found.sure,
      },
    ];
  });
}

interface Due {
  at: Temporal.ZonedDateTime;
  from: number;
  to: number;
}

function promiseIn(whole: string, grammar: Grammar, clock: Clock): { due: Due | null; sure: number } | null {
  const sentence = (grammar.alike?.(whole) ?? whole).replace(grammar.courtesy, (said) =>
    " ".repeat(said.length),
  );
  if (/[?؟][)"']*$/.test(sentence) && !grammar.tagQuestion.test(sentence)) return null;
  if (grammar.condition.test(sentence) || grammar.errand.test(sentence)) return null;
  const acts = actsIn(sentence, grammar);
  if (!acts.length) return null;

  const segments = segmentsOf(sentence);
  const holding = (place: number) => segments.findIndex(({ to }) => place < to);
  const acting = new Set(acts.flatMap(({ from, to }) => [holding(from), holding(to - 1)]));
  const groups = groupsOf(sentence, timesIn(sentence, grammar.times, clock), grammar);
  // What the clause of the promise says of its time goes before what others around it say.
  const near = groups.filter((group) =>
    group.some(({ from, to }) => acting.has(holding(from)) || acting.has(holding(to - 1))),
  );
  const due = dueOf(near, clock, sentence, grammar) ?? dueOf(groups, clock, sentence, grammar);

  const firm = acts.filter(({ rule }) => due || !rule.needsTime);
  if (!firm.length) return null;
  if (due) withItsWords(due, sentence, grammar);
  const sure = Math.max(...firm.map(({ rule }) => rule.sure)) + (due ? 0.1 : -0.1);
  return { due, sure: Math.round(100 * Math.min(0.99, sure)) / 100 };
}

/** "Thursday" becomes "by Thursday". */
function withItsWords(due: Due, sentence: string, { lead, trail }: Grammar): void {
  due.from -= lead.exec(sentence.slice(0, due.from))?.[0].trimStart().length ?? 0;
  due.to += trail.exec(sentence.slice(due.to))?.[0].length ?? 0;
}

interface Act {
  rule: ActRule;
  from: number;
  to: number;
}

function actsIn(sentence: string, { acts, told, loose }: Grammar): Act[] {
  const segments = segmentsOf(sentence);
  return acts.flatMap((rule) =>
    [...sentence.matchAll(rule.pattern)].flatMap((match) => {
      const [from, to] = [match.index, match.index + match[0].length];
      if (rule.unless?.(match, sentence)) return [];
      const segment = segments.find((one) => from < one.to)!;
      if (loose.test(sentence.slice(segment.from, segment.to))) return [];
      if (told.test(sentence.slice(0, from))) return [];
      return [{ rule, from, to }];
    }),
  );
}

/** Clauses, as far as punctuation tells them apart. */
function segmentsOf(sentence: string): { from: number; to: number }[] {
  const segments: { from: number; to: number }[] = [];
  let from = 0;
  for (const { 0: mark, index } of sentence.matchAll(/[,;،؛、]\s*|:(?!\d)\s*|\s[—–-]\s/g)) {
    segments.push({ from, to: index + mark.length });
    from = index + mark.length;
  }
  segments.push({ from, to: sentence.length });
  return segments;
}

/** Pieces that stand side by side make one time: "on Thursday, 12 March, at 15:00". */
function groupsOf(sentence: string, times: Placed[], { joins }: Grammar): Placed[][] {
  const groups: Placed[][] = [];
  for (const time of times) {
    const last = groups.at(-1);
    if (last && joins.test(sentence.slice(last.at(-1)!.to, time.from))) last.push(time);
    else groups.push([time]);
  }
  return groups;
}

/** The latest of what is said: who promises an answer by Thursday may look into it tomorrow. */
function dueOf(groups: Placed[][], clock: Clock, sentence: string, grammar: Grammar): Due | null {
  const starts = grammar.afterSomething.test(sentence);
  const usable = groups
    .map((group) => group.filter((piece) => piece.kind !== "none" && !(starts && piece.kind === "span")))
    .filter((group) => group.length > 0);
  const apart = usable.length > 1 && joined(usable, clock);
  if (apart) return apart;
  let latest: Due | null = null;
  for (const group of usable) {
    const at = momentOf(group, clock);
    if (!at || isOver(at, clock) || (latest && Temporal.ZonedDateTime.compare(at, latest.at) <= 0)) continue;
    latest = { at, from: group[0]!.from, to: group.at(-1)!.to };
  }
  return latest;
}

/** Nobody promises the past: such words tell of something else. */
const isOver = (at: Temporal.ZonedDateTime, { now }: Clock) => Temporal.ZonedDateTime.compare(at, now) <= 0;

/** A day here and an hour there are one time when the sentence has no other: "tomorrow our fitter will come at 15:00". */
function joined(groups: Placed[][], clock: Clock): Due | null {
  const isHour = (group: Placed[]) =>
    group.every(({ kind }) => kind === "time" || kind === "part" || kind === "after");
  const isSpan = (group: Placed[]) =>
    group.some((piece) => piece.kind === "span" && (piece.unit === "hours" || piece.unit === "minutes"));
  const days = groups.filter((group) => !isHour(group) && !isSpan(group));
  const hours = groups.filter(isHour);
  if (days.length !== 1 || hours.length !== 1 || days.length + hours.length !== groups.length) return null;
  const day = days[0]!;
  if (day.some(({ kind }) => kind === "time")) return null;
  const at = momentOf([...day, ...hours[0]!], clock);
  // Which of the two is shown as its words: the day, unless they touch.
  return at && !isOver(at, clock) ? { at, from: day[0]!.from, to: day.at(-1)!.to } : null;
}
