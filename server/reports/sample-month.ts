import type { ReportData, ReportFigures, ReportGroup } from "../../contract/reports.ts";

/** A month of Meridian Care as tests know it: figures that hang together, and names in five languages. */
export function sampleFigures(): ReportFigures {
  const byDay = Array.from({ length: 30 }, (_, i) => {
    // Fewer at the weekend, and a bad Wednesday.
    const total = 640 + ((i * 397) % 311) - ([0, 6].includes((i + 0) % 7) ? 380 : 0);
    const unanswered = i === 29 ? 3 : i === 27 ? 1 : 0;
    const late = (i * 7) % 23;
    return {
      date: `2026-11-${String(i + 1).padStart(2, "0")}`,
      total,
      answered: total - unanswered,
      acknowledged: total - (i % 11 === 0 ? 1 : 0),
      inTime: total - unanswered - late,
      judged: total - (i === 29 ? 2 : 0),
    };
  });
  const sum = (of: "total" | "answered" | "acknowledged" | "inTime" | "judged") =>
    byDay.reduce((all, day) => all + day[of], 0);
  const all = {
    total: sum("total"),
    answered: sum("answered"),
    acknowledged: sum("acknowledged"),
    inTime: sum("inTime"),
    judged: sum("judged"),
  };
  const group = (key: string, name: string, share: number, slow = 1): ReportGroup => {
    const part = (whole: number, kept = 1) => Math.floor(whole * share * kept);
    return {
      key,
      name,
      total: part(all.total),
      answered: part(all.total) - (share < 0.3 ? 1 : 0),
      acknowledged: part(all.acknowledged),
      inTime: part(all.inTime, 1 - slow * 0.01),
      judged: part(all.total),
      medianFirstReplyMinutes: 11 * slow,
      p90FirstReplyMinutes: 96 * slow,
      medianResolutionMinutes: 310 * slow,
      p90ResolutionMinutes: 2980 * slow,
    };
  };
  return {
    requests: {
      ...all,
      answeredBy: { reply: all.answered - 812 - 341, article: 812, waived: 341 },
      open: 4,
      openLate: 2,
      oldestOpenAt: "2026-11-28T09:12:00.000Z",
    },
    byLine: [group("service", "Service", 0.62), group("support", "Support", 0.38, 3)],
    byBrand: [
      group("0192f000-0000-7000-8000-000000000001", "Kolo Bikes", 0.4),
      group("0192f000-0000-7000-8000-000000000002", "Safra — صفرة", 0.25, 2),
      group("0192f000-0000-7000-8000-000000000003", "Lumen 流明科技", 0.2),
      group("0192f000-0000-7000-8000-000000000004", "Їжа та Ґанок", 0.1, 14),
      group("0192f000-0000-7000-8000-000000000005", "Объём & Ёлка", 0.05),
    ],
    byChannel: [
      group("email", "email", 0.55),
      group("chat", "chat", 0.22),
      group("form", "form", 0.12),
      group("phone", "phone", 0.08),
      group("counter", "counter", 0.03),
    ],
    byLanguage: [
      group("en", "en", 0.31),
      group("ru", "ru", 0.24),
      group("uk", "uk", 0.19),
      group("ar", "ar", 0.14),
      group("zh", "zh", 0.11),
      group("other", "other", 0.01),
    ],
    byDay,
    firstReply: { medianMinutes: 12, p90Minutes: 104 },
    resolution: { medianMinutes: 325, p90Minutes: 3120 },
    promises: { made: 321, kept: 309, broken: 5 },
    clocks: { kept: 41_217, missed: 388 },
    firstContact: { resolved: 9_120, ofResolved: 11_004 },
    handovers: 213,
    unanswered: [
      open(
        10_871,
        "2026-11-28T09:12:00Z",
        "2026-11-30T09:00:00Z",
        "Kolo Bikes",
        "Service",
        "email",
        "Ніна Коваленко",
      ),
      open(
        11_203,
        "2026-11-30T14:40:00Z",
        "2026-11-30T18:40:00Z",
        "Lumen 流明科技",
        "Support",
        "chat",
        "陈伟",
      ),
      open(
        11_219,
        "2026-11-30T20:02:00Z",
        "2026-12-01T09:00:00Z",
        "Safra — صفرة",
        "Service",
        "form",
        "سلمى ناصر",
      ),
      open(
        11_226,
        "2026-11-30T21:31:00Z",
        null,
        "Объём & Ёлка",
        "Service",
        "email",
        "Очередь «Запросы из приложения»",
      ),
    ],
    neverIgnored: true,
    invariantChecks: 8_640,
    invariantBreaks: [],
  };
}

function open(
  number: number,
  askedAt: string,
  dueAt: string | null,
  brand: string,
  line: string,
  channel: string,
  owner: string,
) {
  const nextStep = { what: dueAt ? "reply" : "first_reply", at: dueAt ?? "2026-12-01T07:00:00Z" };
  return { number, askedAt, dueAt, brand, line, channel, owner, nextStep };
}

export const sampleData = (change: Partial<ReportData> = {}): ReportData => ({
  ...sampleFigures(),
  workspace: "Meridian Care",
  brand: null,
  period: "2026-11",
  from: "2026-10-31T22:00:00.000Z",
  to: "2026-11-30T22:00:00.000Z",
  timeZone: "Europe/Kyiv",
  madeAt: "2026-12-01T00:14:09.000Z",
  ...change,
});
