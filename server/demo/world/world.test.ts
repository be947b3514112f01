import { expect, test } from "vitest";
import { Hours } from "../../../contract/calendars.ts";
import { countryCodes } from "../../../contract/countries.ts";
import { TimeZone } from "../../../contract/workspace.ts";
import {
  agents,
  brands,
  calendars,
  conversations,
  customers,
  type DemoConversation,
  type Language,
  letters,
  replies,
  tags,
  teams,
} from "./index.ts";

// Enough for an inbox that looks lived in; each figure was promised to whoever builds on this world.
const least = { conversations: 320, severalTurns: 150, withNote: 40, unanswered: 25, customers: 121 };

const byKey = <T extends { key: string }>(list: T[]) => new Map(list.map((item) => [item.key, item]));
const agent = byKey(agents);
const brand = byKey(brands);
const customer = byKey(customers);
const tag = byKey(tags);
const team = byKey(teams);

/** What is wrong with each conversation, as "place: fault"; a test expects none. */
function faults(of: (conversation: DemoConversation) => (string | false | undefined)[]) {
  return conversations.flatMap((conversation) =>
    of(conversation)
      .filter((fault) => fault)
      .map((fault) => `${conversation.customer}, "${conversation.subject}": ${fault}`),
  );
}

const lettersIn = (text: string, script: RegExp) => text.match(script)?.length ?? 0;

/** The script that carries the text, weighed as we do for customers: a Han sign says more than a Latin letter. */
function scriptOf(text: string) {
  const words = text.replace(/https?:\S+|\S+@\S+/g, "");
  const weights: [string, number][] = [
    ["arabic", lettersIn(words, /\p{Script=Arabic}/gu)],
    ["cyrillic", lettersIn(words, /\p{Script=Cyrillic}/gu)],
    ["han", lettersIn(words, /\p{Script=Han}/gu) * 2],
    ["latin", lettersIn(words, /\p{Script=Latin}/gu) / 2],
  ];
  return weights.toSorted((one, other) => other[1] - one[1])[0]![0];
}

const scripts: Record<Language, string> = {
  ar: "arabic",
  en: "latin",
  ru: "cyrillic",
  uk: "cyrillic",
  zh: "han",
};

test("no two brands, teams, agents, customers or tags share a key, and no two people an address", () => {
  for (const list of [brands, teams, agents, customers, tags]) {
    expect(new Set(list.map((item) => item.key)).size).toBe(list.length);
  }
  const addresses = [...agents, ...customers].map((person) => person.email.toLowerCase());
  expect(new Set(addresses).size).toBe(addresses.length);
  expect(addresses.filter((address) => !/^[a-z0-9.-]+@[a-z0-9.-]+\.example$/.test(address))).toEqual([]);
});

test("every conversation names people, brands, teams and tags that exist", () => {
  expect(
    faults((conversation) => [
      !customer.has(conversation.customer) && "unknown customer",
      customer.get(conversation.customer)?.brand !== conversation.brand && "customer of another brand",
      !brand
        .get(conversation.brand)
        ?.addresses.some(
          ({ address, line }) => address === conversation.inbox && line === conversation.line,
        ) && `${conversation.inbox} is no ${conversation.line} address of ${conversation.brand}`,
      !team
        .get(conversation.team)
        ?.serves.some(({ brand, line }) => brand === conversation.brand && line === conversation.line) &&
        `team ${conversation.team} does not serve it`,
      ...conversation.tags.map((key) => !tag.has(key) && `unknown tag ${key}`),
      new Set(conversation.tags).size !== conversation.tags.length && "a tag twice",
    ]),
  ).toEqual([]);
});

test("only those write who may: agents of the brand, in a language of theirs, light and read-only ones never to a customer", () => {
  expect(
    faults(({ brand, language, owner, tags, team, turns }) => [
      owner !== null && !agent.get(owner)?.teams.includes(team) && `${owner} is not in ${team}`,
      ...turns.map(({ by, kind }) => {
        if (by === "customer") return kind === "note" && "a customer wrote a note";
        const author = agent.get(by)!;
        if (!author.brands.includes(brand)) return `${by} does not serve ${brand}`;
        if (author.role === "readonly") return `${by} may only read`;
        if (kind === "message" && !tags.includes("bilingual") && !author.languages.includes(language))
          return `${by} does not write ${language}`;
        return author.role === "light" && kind === "message" && `${by} may only write notes`;
      }),
    ]),
  ).toEqual([]);
});

test("a restaurant has no support: neither the line nor the word", () => {
  expect(brand.get("safra")!.lines).toEqual(["service"]);
  const spoken = conversations
    .filter(({ brand }) => brand === "safra")
    .flatMap(({ subject, turns }) => [subject, ...turns.map(({ text }) => text)]);
  const word = /support|helpdesk|поддержк|підтримк|支持|客服|الدعم|دعم/i;
  expect(spoken.filter((text) => word.test(text))).toEqual([]);
});

test("the world is as full as promised", () => {
  const open = conversations.filter(({ status, daysAgo }) => status === "new" && daysAgo < 1);
  const noted = conversations.filter(({ turns }) => turns.some(({ kind }) => kind === "note"));
  const several = conversations.filter(({ turns }) => turns.length > 1);
  const count = (test: (conversation: DemoConversation) => boolean) => conversations.filter(test).length;

  expect(conversations.length).toBeGreaterThanOrEqual(least.conversations);
  expect(customers.length).toBeGreaterThanOrEqual(least.customers);
  expect(several.length).toBeGreaterThanOrEqual(least.severalTurns);
  expect(noted.length).toBeGreaterThanOrEqual(least.withNote);
  expect(open.length).toBeGreaterThanOrEqual(least.unanswered);
  expect(count(({ status }) => status === "waiting")).toBeGreaterThanOrEqual(15);
  expect(count(({ status }) => status === "open")).toBeGreaterThanOrEqual(15);
  expect(count(({ status }) => status === "closed")).toBeGreaterThan(conversations.length / 2);
  expect(count(({ daysAgo }) => daysAgo < 7)).toBeGreaterThan(conversations.length / 6);
  expect(count(({ daysAgo }) => daysAgo > 100)).toBeGreaterThan(20);
  for (const channel of ["email", "form", "chat", "phone"] as const) {
    expect(count((conversation) => conversation.channel === channel)).toBeGreaterThan(10);
  }
});

test("every brand is written to in all five languages, and every customer, team and tag is met", () => {
  for (const { key } of brands) {
    for (const language of Object.keys(scripts)) {
      const of = conversations.filter((one) => one.brand === key && one.language === language);
      expect(of.length, `${key} in ${language}`).toBeGreaterThanOrEqual(10);
    }
  }
  const met = new Set(conversations.map((conversation) => conversation.customer));
  expect(customers.filter(({ key }) => !met.has(key)).map(({ key }) => key)).toEqual([]);
  const busy = new Set(conversations.map((conversation) => conversation.team));
  expect(teams.filter(({ key }) => !busy.has(key)).map(({ key }) => key)).toEqual([]);
  const used = new Set(conversations.flatMap((conversation) => conversation.tags));
  expect(tags.filter(({ key }) => !used.has(key)).map(({ key }) => key)).toEqual([]);
});

test("no two texts are alike", () => {
  const seen = new Map<string, string>();
  const twice = faults(({ subject, turns }) =>
    turns.map(({ text }) => {
      const bare = text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
      if (seen.has(bare)) return `"${text}" is also in "${seen.get(bare)}"`;
      seen.set(bare, subject);
      return undefined;
    }),
  );
  expect(twice).toEqual([]);
});

test("texts are in the language they claim, unless the customer changed it on the way", () => {
  expect(
    faults(({ language, tags, turns }) => {
      const said = turns.filter(({ kind }) => kind === "message").map(({ text }) => text);
      const whole = said.join("\n");
      const others = { ru: /[іїєґ]/i, uk: /[ыэёъ]/i, ar: /[پچژگکی]/, zh: undefined, en: undefined }[language];
      return [
        turns.some(({ text }) => text.trim() !== text || text === "") && "an empty or untrimmed text",
        ...(tags.includes("bilingual") ? said.slice(0, 1) : said).map(
          (text) =>
            lettersIn(text, /\p{L}/gu) > 20 &&
            scriptOf(text) !== scripts[language] &&
            `not ${language}: ${text}`,
        ),
        !tags.includes("bilingual") &&
          others?.test(whole) &&
          `another language's letters: ${others.exec(whole)}`,
        !tags.includes("bilingual") && scriptOf(whole) !== scripts[language] && `not in ${language}`,
        /\p{Script=Latin}\p{Script=Cyrillic}|\p{Script=Cyrillic}\p{Script=Latin}/u.test(whole) &&
          "a Latin letter inside a Cyrillic word",
        language === "uk" && !/[іїєґ]/i.test(whole) && "no Ukrainian letter",
      ];
    }),
  ).toEqual([]);
});

test("a customer who changes language really does", () => {
  expect(
    conversations
      .filter(({ tags }) => tags.includes("bilingual"))
      .filter(({ language, turns }) => {
        const said = turns.filter(({ by }) => by === "customer").map(({ text }) => text);
        const russian = said.some((text) => /[ыэёъ]/i.test(text));
        const ukrainian = said.some((text) => /[іїєґ]/i.test(text));
        return !(said.some((text) => scriptOf(text) !== scripts[language]) || (russian && ukrainian));
      })
      .map(({ subject }) => subject),
  ).toEqual([]);
});

test("a status agrees with the last words", () => {
  expect(
    faults(({ status, owner, turns }) => {
      const messages = turns.filter(({ kind }) => kind === "message");
      const last = messages.at(-1)!;
      const ours = turns.some(({ by }) => by !== "customer");
      return [
        turns[0]?.by !== "customer" && "does not begin with the customer",
        turns[0]?.afterMinutes !== 0 && "the first turn is not at 0",
        status === "new" && (ours || owner !== null) && "new, yet somebody has it",
        status === "waiting" && last.by === "customer" && "waiting, yet the customer spoke last",
        status === "open" && last.by !== "customer" && "open, yet we spoke last",
        status === "open" && owner === null && "open without an owner",
        status === "closed" && (!ours || owner === null) && "closed, yet nobody saw it",
      ];
    }),
  ).toEqual([]);
});

test("nothing was said in the future", () => {
  expect(
    faults(({ daysAgo, turns }) => {
      const minutes = turns.reduce((sum, { afterMinutes }) => sum + afterMinutes, 0);
      return [
        minutes > daysAgo * 24 * 60 && `runs ${minutes} minutes, began ${daysAgo} days ago`,
        (daysAgo <= 0 || daysAgo > 150) && `${daysAgo} days ago`,
        turns.some(({ afterMinutes }) => afterMinutes < 0) && "time runs backwards",
      ];
    }),
  ).toEqual([]);
});

test("every calendar names countries, zones and calendars that are there, and each brand has hours on its lines", () => {
  const known = new Set<string>(countryCodes);
  const keys = calendars.map(({ key }) => key);
  for (const calendar of calendars) {
    expect([...calendar.countries, calendar.country ?? "DE"].filter((code) => !known.has(code))).toEqual([]);
    expect(TimeZone.safeParse(calendar.timeZone).success).toBe(true);
    expect((calendar.covers ?? []).filter((key) => !keys.includes(key))).toEqual([]);
    expect(calendar.hours.filter((hours) => !Hours.safeParse({ ...hours, weekday: 1 }).success)).toEqual([]);
  }
  for (const one of brands)
    for (const line of one.lines)
      expect(
        calendars.some(
          ({ brands: of, lines, countries }) =>
            !countries.length && of.includes(one.key) && (!lines.length || lines.includes(line)),
        ),
        `${one.key} ${line}`,
      ).toBe(true);
  expect(customers.filter(({ country }) => country && !known.has(country))).toEqual([]);
});

test("letters of the months before are there for every brand and line, each in its language and filled in by what it names", () => {
  const doors = brands.flatMap(({ key, lines }) => lines.map((line) => `${key} ${line}`)).sort();
  const places = (text: string) => (text.match(/\{\w+\}/g) ?? []).filter((place) => place !== "{name}");
  for (const [language, { matters, greetings, closings, promised, thanks, handedOver }] of Object.entries(
    letters,
  )) {
    expect(Object.keys(matters).sort()).toEqual(doors);
    const told = Object.values(matters).flat();
    for (const { intent, ...texts } of told)
      for (const text of Object.values(texts).filter((one) => (one.match(/\p{L}/gu)?.length ?? 0) > 12))
        expect(scriptOf(text.replace(/\{\w+\}|Lumen|DOT|Shift|MB/g, "")), `${intent}: ${text}`).toBe(
          scripts[language as Language],
        );
    const known = new Set(["{order}", "{model}", "{n}", "{serial}", "{version}"]);
    expect(
      told.flatMap((one) => Object.values(one).flatMap(places)).filter((place) => !known.has(place)),
    ).toEqual([]);
    expect(
      [greetings, closings, promised, thanks, Object.keys(handedOver)].filter((list) => list.length < 2),
    ).toEqual([]);
  }
});

test("what was answered since is written by somebody who may, in the language of the conversation", () => {
  expect(
    replies.flatMap(({ customer: key, subject, by, text }) => {
      const of = conversations.find((one) => one.customer === key && one.subject === subject);
      if (!of) return [`${subject}: no such conversation`];
      const writer = agent.get(by)!;
      return [
        of.turns.findLast(({ kind }) => kind === "message")?.by !== "customer" &&
          "the customer did not speak last",
        !writer.languages.includes(of.language) && `${by} does not write ${of.language}`,
        !writer.brands.includes(of.brand) && `${by} does not serve ${of.brand}`,
        scriptOf(text) !== scripts[of.language] && "another script",
      ]
        .filter((fault) => fault)
        .map((fault) => `${subject}: ${fault}`);
    }),
  ).toEqual([]);
});
