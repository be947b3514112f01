import { kept } from "./formats.ts";

/*
 * ICU MessageFormat as our catalogues use it: values, number, date, time, plural, selectordinal, select, marks and
 * quoted braces. A tenth of the size of intl-messageformat, which the server and the translators' tools read the same
 * files with; icu.test.ts holds the two against each other on every text of every language.
 */

export type Value = string | number | boolean | Date | null | undefined;
export type Mark<Node> = (parts: (string | Node)[]) => Node;
export type Values<Node> = Record<string, Value | Node | Mark<Node>>;

export type Part =
  | string
  | { kind: "pound" }
  | { kind: "value" | "number" | "date" | "time"; name: string; style?: string }
  | { kind: "plural" | "ordinal"; name: string; offset: number; forms: Map<string, Part[]> }
  | { kind: "select"; name: string; forms: Map<string, Part[]> }
  | { kind: "mark"; name: string; inside: Part[] };

const numberStyles: Record<string, Intl.NumberFormatOptions> = {
  integer: { maximumFractionDigits: 0 },
  percent: { style: "percent" },
};

const dateStyles: Record<string, Intl.DateTimeFormatOptions> = {
  short: { month: "numeric", day: "numeric", year: "2-digit" },
  medium: { month: "short", day: "numeric", year: "numeric" },
  long: { month: "long", day: "numeric", year: "numeric" },
  full: { weekday: "long", month: "long", day: "numeric", year: "numeric" },
};

const timeStyles: Record<string, Intl.DateTimeFormatOptions> = {
  short: { hour: "numeric", minute: "numeric" },
  medium: { hour: "numeric", minute: "numeric", second: "numeric" },
};

/** Makes what says the messages of one language, in one time zone. */
export function icu(locale: string, timeZone?: string) {
  const numbers = new Map<string, Intl.NumberFormat>();
  const dates = new Map<string, Intl.DateTimeFormat>();
  const plurals = new Map<string, Intl.PluralRules>();

  const numbered = (options?: Intl.NumberFormatOptions) =>
    kept(numbers, options, () => new Intl.NumberFormat(locale, options));
  const dated = (options?: Intl.DateTimeFormatOptions) =>
    kept(dates, options, () => new Intl.DateTimeFormat(locale, { timeZone, ...options }));
  const formOf = (count: number, type: Intl.PluralRuleType) =>
    kept(plurals, { type }, () => new Intl.PluralRules(locale, { type })).select(count);

  function say<Node>(parts: readonly Part[], values: Values<Node>, count?: number): (string | Node)[] {
    const said: (string | Node)[] = [];
    const add = (...more: (string | Node)[]) => {
      for (const each of more) {
        const last = said.length - 1;
        if (typeof each === "string" && typeof said[last] === "string") said[last] += each;
        else if (each !== "") said.push(each);
      }
    };

    for (const part of parts) {
      if (typeof part === "string") add(part);
      else if (part.kind === "pound") add(numbered().format(count ?? 0));
      else if (part.kind === "mark") {
        const mark = values[part.name];
        const inside = say(part.inside, values, count);
        if (typeof mark === "function") add((mark as Mark<Node>)(inside));
        else add(...inside);
      } else if (part.kind === "plural" || part.kind === "ordinal") {
        const number = Number(values[part.name]);
        const left = number - part.offset;
        const type = part.kind === "plural" ? "cardinal" : "ordinal";
        const form =
          part.forms.get(`=${number}`) ?? part.forms.get(formOf(left, type)) ?? part.forms.get("other");
        add(...say(form ?? [], values, left));
      } else if (part.kind === "select") {
        add(
          ...say(part.forms.get(String(values[part.name])) ?? part.forms.get("other") ?? [], values, count),
        );
      } else add(plain(part, values[part.name] as Value | Node));
    }
    return said;
  }

  function plain<Node>(
    { kind, style }: { kind: string; style?: string },
    value: Value | Node,
  ): string | Node {
    if (kind === "number") return numbered(style ? numberStyles[style] : undefined).format(Number(value));
    if (kind === "date") return dated(style ? dateStyles[style] : undefined).format(value as Date);
    if (kind === "time") return dated(timeStyles[style ?? "medium"]).format(value as Date);
    if (value === null || value === undefined || typeof value === "boolean") return "";
    return typeof value === "object" && !(value instanceof Date) ? (value as Node) : String(value);
  }

  return say;
}

/** Reads a message once, so that it can be said many times. Throws where a brace or a mark is not closed. */
export function readMessage(source: string): Part[] {
  let at = 0;

  function message(closing: "}" | "</" | null, isCounting: boolean): Part[] {
    const parts: Part[] = [];
    let text = "";
    const flush = () => {
      if (text) parts.push(text);
      text = "";
    };
    while (at < source.length) {
      if (closing && source.startsWith(closing, at)) break;
      const sign = source[at]!;
      if (sign === "'") text += quoted(isCounting);
      else if (sign === "{") {
        flush();
        parts.push(argument(isCounting));
      } else if (sign === "#" && isCounting) {
        flush();
        parts.push({ kind: "pound" });
        at += 1;
      } else if (sign === "<" && /^<[a-z]/i.test(source.slice(at, at + 2))) {
        flush();
        parts.push(mark(isCounting));
      } else if (sign === "}") fail("a brace too many");
      else {
        text += sign;
        at += 1;
      }
    }
    flush();
    return parts;
  }

  /** Two apostrophes are one; one before a brace or a mark begins what is meant literally, up to the next. */
  function quoted(isCounting: boolean): string {
    const next = source[at + 1] ?? "";
    if (next === "'") {
      at += 2;
      return "'";
    }
    if (!"{}<>".includes(next || " ") && !(isCounting && next === "#")) {
      at += 1;
      return "'";
    }
    let text = "";
    at += 1;
    while (at < source.length) {
      if (source[at] === "'" && source[at + 1] !== "'") {
        at += 1;
        break;
      }
      if (source[at] === "'") at += 1;
      text += source[at];
      at += 1;
    }
    return text;
  }

  function argument(isCounting: boolean): Part {
    expectSign("{");
    const name = word();
    if (source[at] === "}") {
      at += 1;
      return { kind: "value", name };
    }
    expectSign(",");
    const kind = word();
    if (kind === "number" || kind === "date" || kind === "time") {
      let style: string | undefined;
      if (source[at] === ",") {
        expectSign(",");
        style = word();
      }
      expectSign("}", false);
      return { kind, name, style };
    }
    expectSign(",");
    let offset = 0;
    const start = /^offset:(\d+)\s*/.exec(source.slice(at));
    if (start) {
      offset = Number(start[1]);
      at += start[0].length;
    }
    const counts = kind === "plural" || kind === "selectordinal";
    if (!counts && kind !== "select") fail(`no such kind: ${kind}`);
    const forms = new Map<string, Part[]>();
    while (source[at] !== "}") {
      const form = word();
      expectSign("{", false);
      forms.set(form, message("}", counts || isCounting));
      expectSign("}");
    }
    expectSign("}", false);
    if (!forms.has("other")) fail("no form “other”");
    if (kind === "select") return { kind, name, forms };
    return { kind: kind === "plural" ? "plural" : "ordinal", name, offset, forms };
  }

  function mark(isCounting: boolean): Part {
    const name = /^<([\w-]+)>/.exec(source.slice(at))?.[1] ?? fail("a mark that is not closed");
    at += name.length + 2;
    const inside = message("</", isCounting);
    if (!source.startsWith(`</${name}>`, at)) fail(`</${name}> is missing`);
    at += name.length + 3;
    return { kind: "mark", name, inside };
  }

  function word(): string {
    const found = /^\s*(=?[\p{L}\p{N}_-]+)\s*/u.exec(source.slice(at)) ?? fail("a name is missing");
    at += found[0].length;
    return found[1]!;
  }

  function expectSign(sign: string, thenSpace = true) {
    if (source[at] !== sign) fail(`“${sign}” is missing`);
    at += 1;
    if (thenSpace && sign !== "{") at += /^\s*/.exec(source.slice(at))![0].length;
  }

  function fail(why: string): never {
    throw new SyntaxError(`${why}, at ${at} of “${source}”`);
  }

  return message(null, false);
}
