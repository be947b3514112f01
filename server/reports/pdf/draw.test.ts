import { createHash } from "node:crypto";
import { getDocumentProxy } from "unpdf";
import { expect, test } from "vitest";
import { type Locale, locales } from "../../../contract/languages.ts";
import type { ReportData } from "../../../contract/reports.ts";
import { sampleData, sampleFigures } from "../sample-month.ts";
import { draw } from "./draw.ts";
import { type Printed, renderPdf } from "./render.ts";

const printed = (change: Partial<ReportData> = {}, more: Partial<Printed> = {}): Printed => ({
  id: "0193a5c2-7b1e-7c3d-9a44-0f1e2d3c4b5a",
  edition: 1,
  replaces: null,
  data: sampleData(change),
  publicUrl: "https://care.meridian.example",
  keySha256: "ab".repeat(32),
  ...more,
});

/** The lines of each page, in the order in which they are read out. */
async function read(bytes: Buffer): Promise<string[][]> {
  const pdf = await getDocumentProxy(new Uint8Array(bytes));
  return Promise.all(
    Array.from({ length: pdf.numPages }, async (_, i) => {
      const { items } = await (await pdf.getPage(i + 1)).getTextContent();
      return items.flatMap((item) => ("str" in item && item.str ? [item.str] : []));
    }),
  );
}

/** What each language's first pages say, as its reader finds it. */
const said: Record<Locale, string[]> = {
  en: [
    "Customer care report",
    "November 2026",
    "No request was ignored",
    "Answered",
    "99.9%",
    "20,220 of 20,224",
  ],
  ru: [
    "Отчёт о работе с обращениями клиентов",
    "ноябрь 2026 г.",
    "Ни один запрос не остался без внимания",
    "В срок",
  ],
  uk: [
    "Звіт про роботу зі зверненнями клієнтів",
    "листопад 2026 р.",
    "Жоден запит не лишився без уваги",
    "Вчасно",
  ],
  zh: [
    "客户服务报告",
    "2026年11月",
    "没有一个请求被忽略",
    "共核查数据 8,640 次，每一次，每个请求都有负责人、下一步和期限。",
    "已确认收到",
  ],
  ar: [
    "تقرير خدمة العملاء",
    "نوفمبر 2026",
    "كل العلامات التجارية · الأوقات بتوقيت Europe/Kyiv",
    "لم يُهمَل أي طلب",
    "في كل من 8,640 فحصًا للبيانات كان لكل طلب مسؤول وخطوة تالية وموعد.",
  ],
};
const names = [
  "Kolo Bikes",
  "Lumen 流明科技",
  "Їжа та Ґанок",
  "Объём & Ёлка",
  "Ніна Коваленко",
  "陈伟",
  "سلمى ناصر",
];

test.each(locales)(
  "the report in %s reads back in its order, with names in five languages",
  async (locale) => {
    const pages = await read(await draw(printed(), locale));
    const front = pages[0]!;
    const places = said[locale].map((line) => front.indexOf(line));
    expect(places, front.join("\n")).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    const all = pages.flat();
    for (const name of names) expect(all).toContain(name);
    expect(all.join("")).not.toContain("\ufffd");
    for (const page of pages) expect(page.join(" ")).toContain("0193a5c2-7b1e-7c3d-9a44-0f1e2d3c4b5a");
  },
);

test("the same report is the same bytes, also from a thread of its own", async () => {
  const sums = new Set<string>();
  for (const bytes of [
    await draw(printed(), "ar"),
    await draw(printed(), "ar"),
    await renderPdf(printed(), "ar"),
  ])
    sums.add(createHash("sha256").update(bytes).digest("hex"));
  expect(sums.size).toBe(1);
});

test("it says what it is: title, language, tags in reading order, words for what is drawn", async () => {
  const pdf = await getDocumentProxy(
    new Uint8Array(await draw(printed({ workspace: "Ёлка & Sons <x>" }), "uk")),
  );
  const { info } = await pdf.getMetadata();
  expect(info).toMatchObject({
    Title: "Звіт про роботу зі зверненнями клієнтів · Ёлка ＆ Sons ‹x› · листопад 2026 р.",
    Language: "uk",
    Keywords: "tandem-report:0193a5c2-7b1e-7c3d-9a44-0f1e2d3c4b5a",
    CreationDate: "D:20261201001409Z",
  });
  expect(await pdf.getMarkInfo()).toMatchObject({ Marked: true });
  const tags = tagsOf((await (await pdf.getPage(1)).getStructTree()) as Branch);
  expect(tags.map(({ role }) => role)).toEqual([
    "P",
    "H1",
    "P",
    "P",
    "P",
    "P",
    "P",
    "H2",
    "Figure",
    ...Array(8).fill("P"),
  ]);
  expect(tags.find(({ role }) => role === "Figure")!.alt).toMatch(/від 260 до 944/);
  const second = tagsOf((await (await pdf.getPage(2)).getStructTree()) as Branch);
  expect(second.filter(({ role }) => role === "Table").length).toBeGreaterThan(2);
});

interface Branch {
  role?: string;
  alt?: string;
  children?: Branch[];
}

function tagsOf(branch: Branch): Branch[] {
  return (branch.children ?? []).flatMap((child) =>
    child.role === "Document"
      ? tagsOf(child)
      : child.role
        ? [child, ...(child.role === "Table" ? [] : tagsOf(child))]
        : [],
  );
}

test("a table that goes on over pages has its heads on each", async () => {
  const unanswered = Array.from({ length: 120 }, (_, i) => ({
    ...sampleFigures().unanswered[0]!,
    number: 50_000 + i,
  }));
  const pages = await read(await draw(printed({ unanswered }), "en"));
  const listed = pages.filter((page) => page.some((line) => /^50\d\d\d$/.test(line)));
  expect(listed.length).toBeGreaterThan(3);
  for (const page of listed) expect(page).toEqual(expect.arrayContaining(["Asked", "Owner", "Next step"]));
  const numbers = listed.flat().filter((line) => /^50\d\d\d$/.test(line));
  expect(numbers).toEqual(unanswered.map(({ number }) => String(number)));
});

test("a month that went very wrong is still a report that somebody opens", async () => {
  const unanswered = Array.from({ length: 450 }, (_, i) => ({
    ...sampleFigures().unanswered[0]!,
    number: 50_000 + i,
  }));
  const pages = await read(await draw(printed({ unanswered }), "en"));
  expect(pages.flat().filter((line) => /^50\d\d\d$/.test(line))).toHaveLength(400);
  expect(pages.flat()).toContain("50 more stand in the CSV file of this report.");
});

test("a break of the guarantee is what the first page says, and stands with its time", async () => {
  const pages = await read(
    await draw(
      printed({
        neverIgnored: false,
        invariantBreaks: [
          { at: "2026-11-11T03:10:00Z", mendedAt: "2026-11-11T03:25:00Z", what: "without_owner_or_step" },
          { at: "2026-11-20T14:00:00Z", mendedAt: null, what: "something_of_tomorrow" },
        ],
      }),
      "en",
    ),
  );
  expect(pages[0]).toContain("2 times the data did not show that nobody is ignored");
  expect(pages[0]).toContain(
    "1 of 2 were mended by the end of the month. Each stands in this report with its time.",
  );
  expect(pages.flat().join("\n")).not.toMatch(/No request was ignored\n.*every request had/);
  expect(pages.flat()).toEqual(
    expect.arrayContaining([
      "November 11, 2026 at 5:10 AM",
      "A request had no owner or no next step.",
      "not yet",
    ]),
  );
  expect(pages.flat()).toContain("something_of_tomorrow");
});

test("what was never looked at is not claimed", async () => {
  const [front] = await read(await draw(printed({ invariantChecks: 0 }), "en"));
  expect(front).toContain("The data was not checked in this month");
  expect(front).not.toContain("No request was ignored");
});

test("a month without requests claims no percentages", async () => {
  const figures = sampleFigures();
  const none = { total: 0, answered: 0, acknowledged: 0, inTime: 0, judged: 0 };
  const pages = await read(
    await draw(
      printed({
        requests: {
          ...none,
          answeredBy: { reply: 0, article: 0, waived: 0 },
          open: 0,
          openLate: 0,
          oldestOpenAt: null,
        },
        byLine: [],
        byBrand: [],
        byChannel: [],
        byLanguage: [],
        byDay: figures.byDay.map(({ date }) => ({ date, ...none })),
        firstReply: { medianMinutes: null, p90Minutes: null },
        resolution: { medianMinutes: null, p90Minutes: null },
        promises: { made: 0, kept: 0, broken: 0 },
        clocks: { kept: 0, missed: 0 },
        firstContact: { resolved: 0, ofResolved: 0 },
        unanswered: [],
      }),
      "en",
    ),
  );
  expect(pages[0]!.filter((line) => line === "no requests")).toHaveLength(3);
  expect(pages[0]!.join(" ")).not.toMatch(/NaN|100%/);
  expect(pages.flat()).toContain("Nothing was open. Every request of the month had its answer.");
});

test("one request that was not answered is never rounded away", async () => {
  const { requests } = sampleFigures();
  const [front] = await read(
    await draw(
      printed({ requests: { ...requests, total: 1_000_000, answered: 999_999, acknowledged: 1_000_000 } }),
      "en",
    ),
  );
  expect(front!.slice(0, 20)).toEqual(expect.arrayContaining(["99.9%", "999,999 of 1,000,000", "100%"]));
});

test("a report of one brand, made anew, says so", async () => {
  const brand = { id: "0192f000-0000-7000-8000-000000000002", name: "Safra — صفرة" };
  const pages = await read(await draw(printed({ brand }, { edition: 2, replaces: { edition: 1 } }), "en"));
  expect(pages[0]!.join("\n")).toContain("Edition 2. It replaces edition 1.");
  expect(pages[0]!.join("\n")).toContain("Safra");
  expect(pages.flat()).not.toContain("By brand");
});
