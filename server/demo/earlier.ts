import type { Chance } from "../chance.ts";
import * as world from "./world/index.ts";

const day = 86_400_000;
const minute = 60_000;

/** So far back it goes, and so many conversations came on a day then and come now. */
const weeks = 13;
const perDay = { first: 5, last: 41 };
/** Monday to Sunday: people write to shops after the weekend, and book tables before it. */
const byWeekday = [1.25, 1.15, 1.1, 1.05, 1.0, 0.75, 0.7];
const byWeekdayAtTable = [0.8, 0.8, 0.9, 1.15, 1.3, 1.2, 0.85];
const byHour = [1, 0, 0, 0, 0, 1, 3, 6, 10, 14, 15, 14, 12, 12, 13, 13, 12, 11, 10, 9, 8, 7, 4, 2];

type Door = [world.BrandKey, world.Line];
const doors: (readonly [Door, number])[] = [
  [["kolo", "service"], 24],
  [["kolo", "support"], 17],
  [["lumen", "service"], 13],
  [["lumen", "support"], 22],
  [["safra", "service"], 24],
];
type Weights<T> = (readonly [T, number])[];
const languages: Record<world.BrandKey, Weights<world.Language>> = {
  kolo: [
    ["en", 35],
    ["uk", 25],
    ["ar", 16],
    ["ru", 14],
    ["zh", 10],
  ],
  lumen: [
    ["en", 34],
    ["zh", 24],
    ["ru", 16],
    ["uk", 14],
    ["ar", 12],
  ],
  safra: [
    ["ar", 40],
    ["en", 30],
    ["ru", 14],
    ["zh", 10],
    ["uk", 6],
  ],
};
const channels: Weights<world.DemoConversation["channel"]> = [
  ["email", 46],
  ["chat", 24],
  ["form", 20],
  ["phone", 10],
];
const models = ["City 7", "E-Tour 500", "Fold 20", "Cargo 2", "Mini 20"];

/** Who writes a language, by team. */
const writers = (language: world.Language, team: world.TeamKey): Weights<world.AgentKey> => {
  const technical = team === "technical";
  const by: Record<world.Language, Weights<world.AgentKey>> = {
    uk: [["nina", 1]],
    ru: technical
      ? [
          ["pavel", 7],
          ["nina", 3],
        ]
      : [["nina", 1]],
    zh: [["lin", 1]],
    ar: [
      ["salma", 8],
      ["omar", 2],
    ],
    en: technical
      ? [
          ["pavel", 4],
          ["grace", 5],
          ["lin", 1],
        ]
      : [
          ["grace", 7],
          ["salma", 2],
          ["omar", 1],
        ],
  };
  return by[language];
};

/** The customers and conversations of the months before, told from letters; all of them are settled. */
export function earlier(
  now: Date,
  chance: Chance,
): { customers: world.DemoCustomer[]; conversations: world.DemoConversation[] } {
  const customers: world.DemoCustomer[] = [];
  const conversations: world.DemoConversation[] = [];
  for (const begun of beginnings(now, chance)) {
    const [brand, line] = chance.weighed(doors.map(([door, weight]) => [door, weight * onDay(door, begun)]));
    const customer = customerOf(brand, customers, chance);
    const made = tellOf({ brand, line, customer, daysAgo: (now.getTime() - begun) / day }, chance);
    conversations.push(...made);
  }
  return { customers, conversations };
}

const weekdayOf = (at: number) =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(world.workspace.timeZone).dayOfWeek;

const onDay = ([brand]: Door, at: number) =>
  (brand === "safra" ? byWeekdayAtTable : byWeekday)[weekdayOf(at) - 1]!;

/** When each began. */
function beginnings(now: Date, chance: Chance): number[] {
  const hours = byHour.map((weight, hour) => [hour, weight] as const);
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(world.workspace.timeZone)
    .startOfDay();
  const found: number[] = [];
  for (let back = weeks * 7; back >= 0; back--) {
    const from = today.subtract({ days: back });
    const usual = perDay.last - ((perDay.last - perDay.first) * back) / (weeks * 7);
    const busy = (byWeekday[from.dayOfWeek - 1]! + byWeekdayAtTable[from.dayOfWeek - 1]!) / 2;
    // Of the last days the stories that were written one by one tell the most.
    const told = back < 5 ? 9 : 0;
    const count = Math.round((usual - told) * busy * (0.88 + 0.24 * chance.share()));
    for (let n = 0; n < count; n++) {
      const at = from.add({ hours: chance.weighed(hours), minutes: chance.whole(0, 59) }).epochMilliseconds;
      if (at < now.getTime() - 15 * minute) found.push(at);
    }
  }
  return found.sort((a, b) => a - b);
}

/** Somebody who wrote before, or somebody new. */
function customerOf(brand: world.BrandKey, known: world.DemoCustomer[], chance: Chance): world.DemoCustomer {
  const lately = known.slice(-600);
  if (lately.length > 40 && chance.share() < 0.3) {
    const again = chance.of(lately);
    if (again.brand === brand) return again;
  }
  const language = chance.weighed(languages[brand]);
  const { names, mailbox, countries } = world.letters[language];
  const n = known.length + 1;
  const [first, last] = [chance.of(names.first), chance.of(names.last)];
  const customer: world.DemoCustomer = {
    key: `earlier-${n}`,
    name: language === "zh" ? `${last}${first}` : `${first} ${last}`,
    email: `${brand[0]}${1000 + n * 7}@${mailbox}`,
    language,
    country: chance.of(countries),
    brand,
  };
  known.push(customer);
  return customer;
}

interface Begun {
  brand: world.BrandKey;
  line: world.Line;
  customer: world.DemoCustomer;
  daysAgo: number;
}

/** How a matter goes, of a hundred. */
const courses = [
  ["answered", 36],
  ["thanked", 26],
  ["asked_again", 12],
  ["promised", 8],
  ["reopened", 5],
  ["handed_over", 6],
  ["by_another_door", 4],
  ["in_three", 3],
] as const;

function tellOf(begun: Begun, chance: Chance): world.DemoConversation[] {
  const { brand, line, customer } = begun;
  const { language } = customer;
  const wanted = chance.weighed(courses);
  // A restaurant has nobody to hand over to.
  const course = wanted === "handed_over" && brand === "safra" ? "answered" : wanted;
  const other: world.Line = line === "service" ? "support" : "service";
  const about = course === "handed_over" ? other : line;
  const matter = chance.of(world.letters[language].matters[`${brand} ${about}`]!);
  const fill = filled(customer, chance);
  const writer = writing(customer, chance);
  const team = teamOf(brand, line);
  const owner = chance.weighed(writers(language, team));
  const lateShare = about === "support" ? 0.09 : 0.035;
  const used = () => (chance.share() < lateShare ? 1.1 + chance.share() : 0.04 + 0.7 * chance.share() ** 1.7);

  const asks = (text: string, afterMinutes: number): world.DemoTurn => ({
    by: "customer",
    kind: "message",
    afterMinutes,
    text: writer.letter(fill(text)),
  });
  const answers = (text: string, by = owner): world.DemoTurn => ({
    by,
    kind: "message",
    afterMinutes: chance.whole(3, 40),
    text: writer.answer(fill(text)),
    usedShare: used(),
  });
  const closes = (by = owner, afterMinutes = chance.whole(5, 200)): world.DemoTurn => ({
    by,
    kind: "closing",
    afterMinutes,
    text: "",
  });
  const first = asks(matter.ask, 0);
  const answer = answers(matter.answer);
  const comesBack = () => chance.whole(150, 2600);

  const turns: world.DemoTurn[] = [first];
  const second = [asks(matter.again, comesBack()), answers(matter.more)];
  if (course === "handed_over") {
    const by = chance.weighed(writers(language, teamOf(brand, other)));
    const reason = world.letters[language].handedOver[other];
    turns.push({ by: owner, kind: "handover", afterMinutes: chance.whole(6, 30), text: reason });
    turns.push(answers(matter.answer, by), closes(by));
  } else if (course === "promised") {
    const promise = chance.of(world.letters[language].promised);
    const keeps = answers(promise.keeps);
    const dueAfterMinutes = chance.whole(18, 34) * 60;
    keeps.afterMinutes = Math.round(
      dueAfterMinutes * (chance.share() < 0.07 ? 1.2 : 0.3 + 0.6 * chance.share()),
    );
    answer.text = writer.answer(promise.says);
    answer.promises = { text: promise.says, dueAfterMinutes, keptInTurn: 2 };
    turns.push(answer, keeps, closes());
  } else if (course === "asked_again") turns.push(answer, ...second, closes());
  else if (course === "reopened")
    turns.push(
      answer,
      closes(owner, chance.whole(5, 60)),
      asks(matter.again, comesBack()),
      answers(matter.more),
      closes(),
    );
  else if (course === "in_three")
    turns.push(
      answer,
      ...second,
      asks(chance.of(world.letters[language].thanks), chance.whole(40, 600)),
      closes(),
    );
  else if (course === "thanked") {
    turns.push(answer);
    turns.push({ ...asks("", chance.whole(4, 300)), text: chance.of(world.letters[language].thanks) });
    turns.push(closes());
  } else
    turns.push(answer, closes(owner, chance.share() < 0.4 ? chance.whole(1, 30) : chance.whole(1300, 4000)));

  const made = conversation(
    begun,
    { subject: fill(matter.subject), intent: matter.intent, team, owner, turns },
    chance,
  );
  if (course !== "by_another_door") return [made];
  const again = { ...begun, daysAgo: begun.daysAgo - (0.8 + 4 * chance.share()) };
  if (again.daysAgo < 0.2) return [made];
  const told = { ...first, text: writer.letter(`${fill(matter.again)} ${fill(matter.ask)}`) };
  const door = conversation(
    again,
    {
      subject: fill(matter.subject),
      intent: matter.intent,
      team,
      owner,
      turns: [told, answers(matter.more), closes()],
    },
    chance,
  );
  return [made, { ...door, channel: made.channel === "chat" ? "email" : "chat" }];
}

const teamOf = (brand: world.BrandKey, line: world.Line): world.TeamKey =>
  brand === "safra" ? "floor" : line === "support" ? "technical" : "front-desk";

function conversation(
  { brand, line, customer, daysAgo }: Begun,
  made: Pick<world.DemoConversation, "subject" | "team" | "owner" | "turns"> & { intent: string },
  chance: Chance,
): world.DemoConversation {
  const { addresses } = world.brands.find(({ key }) => key === brand)!;
  return {
    brand,
    line,
    inbox: addresses.find((one) => one.line === line)!.address,
    customer: customer.key,
    language: customer.language,
    tags: [],
    priority: made.intent === "complaint" ? "high" : "normal",
    status: "closed",
    daysAgo,
    channel: chance.weighed(channels),
    ...made,
  };
}

/** Fills in what letters leave open, the same in all letters of a matter. */
function filled({ brand }: world.DemoCustomer, chance: Chance): (text: string) => string {
  const values: Record<string, string> = {
    order: `${brand === "kolo" ? "KB" : "LN"}-${chance.whole(30_000, 99_999)}`,
    model: chance.of(models),
    n: String(
      brand === "kolo"
        ? chance.whole(158, 194)
        : brand === "lumen"
          ? chance.whole(6, 90)
          : chance.whole(3, 9),
    ),
    serial: `KE${chance.whole(4, 6)}-${chance.whole(100, 180)}-${chance.whole(10_000, 99_999)}`,
    version: chance.of(["6.2", "6.2.4", "6.3", "6.3.1"]),
  };
  return (text) => text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** How a customer begins and ends what they write, and how we address them. */
function writing({ name, language }: world.DemoCustomer, chance: Chance) {
  const { greetings, closings, dear } = world.letters[language];
  const called = language === "zh" ? name : name.split(" ")[0]!;
  return {
    letter: (text: string) =>
      [
        chance.of(greetings),
        text,
        ...(chance.share() < 0.6 ? [`${chance.of(closings)}\n${called}`] : []),
      ].join("\n\n"),
    answer: (text: string) => `${dear.replace("{name}", called)}\n\n${text}`,
  };
}
