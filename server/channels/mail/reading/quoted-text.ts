import {
  attributionAt,
  fieldsAt,
  headerBlockAt,
  isRule,
  isWriteAboveLine,
  separatorKind,
} from "./quote-headers.ts";
import { signatureStart } from "./signatures.ts";

/** A line of a mail, and what its markup already says about it. */
export interface MailLine {
  text: string;
  quoted: boolean;
  signature: boolean;
}

export interface VisiblePart {
  reply: string;
  quoted: string;
}

interface Options {
  /** The subject says that something is passed on: what is quoted is the message. */
  forwarded?: boolean;
}

type Kind = "new" | "quote" | "introduction" | "signature" | "rest";

/** Beyond this many lines nobody quotes on purpose; the remainder goes with the part the last line belongs to. */
const mostLines = 20_000;

/** Tells the new words of a reply from quoted history, its introduction, and signatures. Nothing is lost: the rest is `quoted`. */
export function visiblePart(text: string, options: Options = {}): VisiblePart {
  return splitLines(linesOfText(text), options);
}

function linesOfText(text: string): MailLine[] {
  const lines = text.split(/\r\n|\r|\n/, mostLines);
  const python =
    lines.some((line) => line.startsWith(">>> ")) && !lines.some((line) => /^> ?[^>\s]/.test(line));
  return lines.map((line) => ({
    text: line,
    quoted: /^\s{0,3}>/.test(line) && !(python && line.startsWith(">>>")),
    signature: false,
  }));
}

export function splitLines(lines: MailLine[], options: Options = {}): VisiblePart {
  const kinds = classify(lines, options);
  if (kinds === "forwarded") return { reply: joined(lines), quoted: "" };
  healTornQuotes(lines, kinds);
  markSignatures(lines, kinds);
  const interleaved = interleavedRange(lines, kinds);

  const reply: string[] = [];
  const quoted: string[] = [];
  lines.forEach((line, i) => {
    const inside = i >= interleaved.from && i < interleaved.to && kinds[i] === "quote";
    if (kinds[i] === "new") reply.push(line.text);
    else if (inside) reply.push(/^\s*>/.test(line.text) || line.text === "" ? line.text : `> ${line.text}`);
    else quoted.push(line.text);
    // A blank line keeps what stood apart in the original apart here too.
    if (kinds[i] !== "new" && !inside && reply.at(-1) !== "") reply.push("");
  });
  const shown = tidy(reply);
  // Someone wrote only inside the quote, or only a signature: showing everything beats showing nothing.
  return shown ? { reply: shown, quoted: tidy(quoted) } : { reply: joined(lines), quoted: "" };
}

function classify(lines: MailLine[], options: Options): Kind[] | "forwarded" {
  const kinds: Kind[] = lines.map((line) => (line.signature ? "signature" : line.quoted ? "quote" : "new"));
  const clean = lines.map((line) =>
    line.text.length > 1_000 ? line.text.slice(0, 1_001) : cleaned(line.text),
  );
  const lineAt = (i: number) => (i < lines.length && !lines[i]!.quoted ? clean[i]! : null);
  const anyLineAt = (i: number) => (i < lines.length ? clean[i]!.replace(/^[>\s]{1,40}/, "") : null);
  let somethingQuoted = false;

  for (let i = 0; i < lines.length; i++) {
    const text = clean[i]!;
    if (text === "") continue;
    if (lines[i]!.quoted) {
      if (!somethingQuoted && options.forwarded) return "forwarded";
      if (!somethingQuoted && separatorKind(anyLineAt(i)!) === "forward") return "forwarded";
      somethingQuoted = true;
      const introduced = text.startsWith(">") ? null : attributionAt(anyLineAt, i);
      if (introduced?.certain && !quotedBelow(clean, lines, i + introduced.lines)) {
        kinds.fill("rest", i);
        return kinds;
      }
      if (introduced) kinds.fill("introduction", i, i + introduced.lines);
      i += (introduced?.lines ?? 1) - 1;
      continue;
    }
    const end = historyFrom(lineAt, anyLineAt, i, clean, lines);
    if (!end) continue;
    if (end.forward || options.forwarded) {
      if (!somethingQuoted) return "forwarded";
    }
    if (end.toTheEnd) {
      kinds.fill("rest", i);
      return kinds;
    }
    kinds.fill("introduction", i, i + end.lines);
    somethingQuoted = true;
    i += end.lines - 1;
  }
  return kinds;
}

interface History {
  lines: number;
  toTheEnd: boolean;
  forward: boolean;
}

type LineAt = (i: number) => string | null;

function historyFrom(
  lineAt: LineAt,
  anyLineAt: LineAt,
  i: number,
  clean: string[],
  lines: MailLine[],
): History | null {
  const text = clean[i]!;
  if (isWriteAboveLine(text)) return { lines: 1, toTheEnd: true, forward: false };
  const separator = separatorKind(text);
  if (separator)
    return { lines: 1, toTheEnd: !quotedBelow(clean, lines, i + 1), forward: separator === "forward" };

  if (isRule(text)) {
    const next = firstWritten(clean, i + 1, 3);
    if (next < 0) return null;
    const block = headerBlockAt(anyLineAt, next, true);
    if (block) return { lines: next + block - i, toTheEnd: true, forward: false };
    const introduced = attributionAt(anyLineAt, next + fieldsAt(anyLineAt, next));
    return introduced?.certain ? { lines: 1, toTheEnd: !lines[next]!.quoted, forward: false } : null;
  }
  const block = headerBlockAt(lineAt, i, false);
  if (block) return { lines: block, toTheEnd: !quotedBelow(clean, lines, i + block), forward: false };

  const attribution = attributionAt(lineAt, i);
  if (!attribution) return null;
  const below = quotedBelow(clean, lines, i + attribution.lines);
  if (!below && !attribution.certain) return null;
  return { lines: attribution.lines, toTheEnd: !below, forward: false };
}

function quotedBelow(clean: string[], lines: MailLine[], from: number): boolean {
  const next = firstWritten(clean, from, 4);
  return next >= 0 && lines[next]!.quoted;
}

function firstWritten(clean: string[], from: number, within: number): number {
  for (let i = from; i < clean.length && i < from + within; i++) if (clean[i] !== "") return i;
  return -1;
}

/** Programs that wrap quoted lines leave their last words on a line without ">". */
function healTornQuotes(lines: MailLine[], kinds: Kind[]): void {
  for (let i = 1; i < lines.length - 1; i++) {
    if (kinds[i] !== "new" || kinds[i - 1] !== "quote" || kinds[i + 1] !== "quote") continue;
    const text = lines[i]!.text.trim();
    if (text && text.length < 40 && lines[i - 1]!.text.length >= 66) kinds[i] = "quote";
  }
}

function markSignatures(lines: MailLine[], kinds: Kind[]): void {
  let start = 0;
  while (start < lines.length) {
    if (kinds[start] !== "new") {
      start++;
      continue;
    }
    let end = start;
    while (end < lines.length && kinds[end] === "new") end++;
    const cut = start + signatureStart(lines.slice(start, end).map((line) => line.text));
    // A run that is nothing but furniture goes altogether only when words stand elsewhere (see splitLines).
    for (let i = cut; i < end; i++) if (lines[i]!.text.trim() !== "") kinds[i] = "signature";
    start = end;
  }
}

/** Answers between quotes are not understood without them: from the first answered quote to the last answer. */
function interleavedRange(lines: MailLine[], kinds: Kind[]): { from: number; to: number } {
  let last = -1;
  for (let i = 0; i < lines.length; i++) if (kinds[i] === "new" && lines[i]!.text.trim() !== "") last = i;
  let answered = 0;
  let inQuote = false;
  let from = -1;
  for (let i = 0; i <= last; i++) {
    if (kinds[i] === "quote" && lines[i]!.text.replace(/[>\s]/g, "") !== "") {
      if (from < 0) from = i;
      inQuote = true;
    } else if (kinds[i] === "new" && lines[i]!.text.trim() !== "" && inQuote) {
      answered++;
      inQuote = false;
    }
  }
  return answered >= 2 ? { from, to: last } : { from: -1, to: -1 };
}

function joined(lines: MailLine[]): string {
  return tidy(lines.map((line) => line.text));
}

function tidy(lines: string[]): string {
  const out: string[] = [];
  let blanks = 0;
  for (const line of lines) {
    const text = line.trimEnd();
    blanks = text === "" ? blanks + 1 : 0;
    if (blanks < 2) out.push(text);
  }
  return out.join("\n").trim();
}

/** Bidi marks, bold asterisks and odd spaces stand between our patterns and the words. */
function cleaned(text: string): string {
  return text
    .replace(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, "")
    .replace(/[\u00a0\u3000\u2000-\u200a\u202f]/g, " ")
    .trim();
}
