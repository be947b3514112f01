import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import {
  type Asked,
  type Dimension,
  dimensions,
  type Figure,
  getFigureBacklog,
  getFigureBreakdown,
  getFigureHours,
  getFigureSpread,
  getFigures,
  getFigureTable,
  listCounted,
} from "../../contract/insights.ts";
import { ageBands, type MetricKey, metricKeys, metrics } from "../../contract/metrics.ts";
import { type Person, world } from "../../test/world.ts";
import { withoutWall } from "../db/database.ts";
import { figureDrift } from "./drift.ts";
import { foldAnew, foldFigures, foldNext } from "./fold.ts";
import { type HistoryEvent, ids, plans, tell } from "./histories-for-test.ts";
import { type Counted, counted, openAt } from "./reference-for-test.ts";
import { packSheets } from "./sheets.ts";

const { db, stranger } = await world();

/** A workspace of its own with a history in it, folded. */
async function workspaceWith(events: HistoryEvent[], timeZone: string) {
  const { workspaceId, owner, brand } = await stranger();
  await withoutWall(db, async (tx) => {
    const at = { workspaceId };
    await tx.updateTable("workspaces").set({ timeZone }).where("id", "=", workspaceId).execute();
    for (const [n, id] of ids.brands.entries())
      await tx
        .insertInto("brands")
        .values({
          ...at,
          id,
          name: `Brand ${n}`,
          locales: ["en"],
          lines: ["service", "support"],
          colour: "#123456",
        })
        .execute();
    for (const [n, id] of ids.teams.entries())
      await tx
        .insertInto("teams")
        .values({ ...at, id, name: `=Team ${n}` })
        .execute();
    for (const [n, id] of ids.agents.entries())
      await tx
        .insertInto("agents")
        .values({
          ...at,
          id,
          name: `Agent ${n}`,
          email: `${randomUUID()}@x.example`,
          role: "agent",
          status: "active",
          locale: "en",
        })
        .execute();
    const customerId = randomUUID();
    await tx
      .insertInto("customers")
      .values({ ...at, id: customerId, brandId: brand.id, name: "Ines" })
      .execute();
    for (const { conversation, at: began, brandId, data } of events.filter(
      (one) => one.kind === "conversation.opened",
    ))
      await tx
        .insertInto("conversations")
        .values({
          ...at,
          id: conversation,
          number: Number(data.number),
          brandId,
          inboxId: brand.inbox.id,
          customerId,
          line: "service",
          status: "closed",
          channel: "email",
          subject: "A matter",
          language: "en",
          priority: "normal",
          teamId: brand.teamId,
          startedBy: "customer",
          preview: "",
          previewBy: "customer",
          lastMessageAt: new Date(began),
          createdAt: new Date(began),
          updatedAt: new Date(began),
        })
        .execute();
    for (let part = 0; part < events.length; part += 500)
      await tx
        .insertInto("events")
        .values(
          events
            .slice(part, part + 500)
            .map(({ seq, kind, conversation, at: when, actor, data, brandId }) => ({
              ...at,
              seq,
              kind,
              id: randomUUID(),
              conversationId: conversation,
              brandId,
              at: new Date(when),
              actor: JSON.stringify({ ...actor, name: "Somebody" }),
              data: JSON.stringify(data),
            })),
        )
        .execute();
    await tx
      .updateTable("streams")
      .set({ seq: events.length })
      .where("workspaceId", "=", workspaceId)
      .execute();
  });
  return { workspaceId, owner };
}

const day = 86_400_000;
const begun = Math.floor(Date.now() / day) * day - 110 * day;
const histories = [
  { seed: 11, timeZone: "Europe/Kyiv" },
  { seed: 12, timeZone: "Asia/Kathmandu" },
];
const told = histories.map(({ seed }) =>
  tell(fc.sample(plans(70), { seed, numRuns: 12 }).sort((a, b) => b.length - a.length)[0]!, begun),
);

const localDay = (at: number, timeZone: string) =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate().toString();

type Filters = Partial<Pick<Asked, Dimension>>;

function reference(
  metric: MetricKey,
  events: HistoryEvent[],
  timeZone: string,
  { from, to }: { from: string; to: string },
  filters: Filters = {},
) {
  const fits = (one: Counted) =>
    dimensions.every((name) => filters[name] === undefined || (one[name] ?? "none") === filters[name]);
  if (metrics[metric].isStock) {
    const end = Temporal.PlainDate.from(to).add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds;
    const open = openAt(events, Math.min(end, Date.now())).filter(fits);
    return metric === "waiting" ? open.filter(({ part }) => part) : open;
  }
  return counted(metric, events)
    .filter(fits)
    .filter(({ at }) => localDay(at, timeZone) >= from && localDay(at, timeZone) <= to);
}

function wantedOf(metric: MetricKey, all: Counted[], time: "calendar" | "working" = "calendar") {
  const { formula, isStock } = metrics[metric];
  if (formula.is === "count") return { value: all.length, p90: null, of: all.length };
  if (formula.is === "share") {
    const part = all.filter((one) => one.part).length;
    return { value: all.length ? part / all.length : null, p90: null, of: all.length };
  }
  const lengths = all
    .map((one) => (time === "working" && !isStock ? one.working : one.seconds))
    .filter((one) => typeof one === "number")
    .sort((a, b) => a - b);
  const rank = (share: number) => lengths[Math.max(0, Math.ceil(share * lengths.length) - 1)] ?? null;
  return { value: rank(0.5), p90: rank(0.9), of: lengths.length };
}

/** What is told of a duration is off by one part in two thousand at most; of what goes on, by as long as the test took. */
function expectClose(
  of: string,
  is: Omit<Figure, "metric" | "former"> | undefined,
  wanted: ReturnType<typeof wantedOf>,
  slack = 0,
) {
  const near = (a: number | null, b: number | null) =>
    a === null || b === null ? a === b : Math.abs(a - b) <= Math.max(0.5, b / 2000) + slack;
  expect([of, is && { value: is.value, p90: is.p90, of: is.of }, wanted]).toSatisfy(
    () => is !== undefined && is.of === wanted.of && near(is.value, wanted.value) && near(is.p90, wanted.p90),
  );
}

const mostOf = (events: HistoryEvent[], timeZone: string) => ({
  from: localDay(events[0]!.at, timeZone),
  to: localDay(Math.min(events.at(-1)!.at, Date.now()), timeZone),
});

describe.each(histories.map((one, n) => ({ ...one, events: told[n]! })))(
  "in $timeZone",
  async ({ events, timeZone }) => {
    const { workspaceId, owner } = await workspaceWith(events, timeZone);
    // In small parts, and by several at once.
    while (await foldNext(db, workspaceId, 37)) await foldNext(db, workspaceId, 11);
    await Promise.all([foldFigures(db), foldFigures(db), foldFigures(db)]);

    const whole = mostOf(events, timeZone);
    const ranges = [
      whole,
      { from: whole.from, to: localDay(events[Math.floor(events.length / 2)]!.at, timeZone) },
      {
        from: localDay(events[Math.floor(events.length / 3)]!.at, timeZone),
        to: localDay(events[Math.floor(events.length / 3)]!.at, timeZone),
      },
      // A period that has not ended.
      { from: localDay(Date.now() - 30 * day, timeZone), to: localDay(Date.now(), timeZone) },
    ];
    const questions: Filters[] = [
      {},
      { line: "service" },
      { brand: ids.brands[1]!, line: "support" },
      { agent: ids.agents[0]! },
      { agent: "none" },
      { team: ids.teams[1]!, language: "ru" },
      { channel: "chat", intent: "booking" },
      { intent: "none" },
      { language: "ar", brand: ids.brands[0]! },
    ];

    const agree = async (who: Person) => {
      for (const range of ranges)
        for (const filters of questions)
          for (const time of ["calendar", "working"] as const) {
            const { figures } = await who.call(getFigures, {
              query: { ...range, ...filters, time, compare: "none" },
            });
            for (const metric of metricKeys)
              expectClose(
                JSON.stringify([metric, range, filters, time]),
                figures.find((one) => one.metric === metric),
                wantedOf(metric, reference(metric, events, timeZone, range, filters), time),
                metric === "backlog_age" ? 30 : 0,
              );
          }
    };

    test("every figure of every period is what the events say, whatever it is narrowed down to", () =>
      agree(owner));

    test("they are the same from packed days", async () => {
      await packSheets(db);
      const unmade = await withoutWall(db, (tx) =>
        tx.selectFrom("sheets").select("day").where("size", "is", null).execute(),
      );
      expect(unmade).toEqual([]);
      await agree(owner);
      expect(
        (await figureDrift(db)).filter(
          (one) => one.workspaceId === workspaceId && one.what !== "open conversations",
        ),
      ).toEqual([]);
    });

    test.each(["before", "year"] as const)(
      "%s is held against what had come by the same time",
      async (compare) => {
        for (const range of [
          ...ranges,
          { from: localDay(Date.now(), timeZone), to: localDay(Date.now(), timeZone) },
          { from: localDay(Date.now() - 20 * day, timeZone), to: localDay(Date.now() + 20 * day, timeZone) },
        ])
          for (const filters of questions.slice(0, 3)) {
            const { before, figures } = await owner.call(getFigures, {
              query: { ...range, ...filters, compare },
            });
            const isRunning = range.to >= localDay(Date.now(), timeZone);
            expect(before!.until !== null).toBe(isRunning);
            const until = before!.until ? Date.parse(before!.until) : Number.POSITIVE_INFINITY;
            if (isRunning) expect(localDay(until, timeZone)).toBe(before!.to);
            for (const metric of metricKeys)
              expectClose(
                JSON.stringify([metric, range, filters, before]),
                figures.find((one) => one.metric === metric)!.former!,
                metrics[metric].isStock && before!.to < whole.from
                  ? { value: null, p90: null, of: 0 }
                  : wantedOf(
                      metric,
                      reference(metric, events, timeZone, before!, filters).filter(
                        ({ at }) => metrics[metric].isStock || at < until,
                      ),
                    ),
                metric === "backlog_age" ? 30 : 0,
              );
          }
      },
    );

    test("counted anew, they come out the same", async () => {
      const facts = () =>
        withoutWall(db, (tx) =>
          tx
            .selectFrom("facts")
            .selectAll()
            .where("workspaceId", "=", workspaceId)
            .orderBy("seq")
            .orderBy("kind")
            .orderBy("which")
            .execute(),
        );
      const before = await facts();
      expect(before.length).toBeGreaterThan(100);
      await withoutWall(db, (tx) => foldAnew(tx, workspaceId));
      await Promise.all([foldFigures(db), foldFigures(db)]);
      expect(await facts()).toEqual(before);
      await agree(owner);
    });

    test.each(dimensions)("by %s every row is what it would be alone", async (by) => {
      const { rows } = await owner.call(getFigureBreakdown, {
        query: { ...ranges[1]!, by, compare: "none" },
      });
      for (const metric of metricKeys) {
        const all = reference(metric, events, timeZone, ranges[1]!);
        const groups = Map.groupBy(all, (one) => one[by]);
        for (const [key, of] of groups) {
          const row = rows.find((one) => one.key === key);
          expectClose(
            `${metric} ${by} ${key}`,
            row?.figures.find((one) => one.metric === metric),
            wantedOf(metric, of),
            30,
          );
        }
      }
      const named = rows.find(
        ({ key }) => key === ids.brands[0] || key === ids.teams[0] || key === ids.agents[0],
      );
      if (named) expect(named.name).toMatch(/Brand 0|=Team 0|Agent 0/);
    });

    test("steps of time add up to the whole", async () => {
      const { steps, grain, figures } = await owner.call(getFigures, {
        query: { ...whole, compare: "none" },
      });
      expect(grain).toBe("day");
      for (const { metric, series, value } of figures) {
        if (metrics[metric].formula.is !== "count" || metrics[metric].isStock) continue;
        expect([metric, series.length, series.reduce((sum: number, one) => sum + (one ?? 0), 0)]).toEqual([
          metric,
          steps.length,
          value,
        ]);
        const byDay = Map.groupBy(reference(metric, events, timeZone, whole), ({ at }) =>
          localDay(at, timeZone),
        );
        expect([metric, series]).toEqual([metric, steps.map((step) => byDay.get(step)?.length ?? 0)]);
      }
    });

    test("a day is told by the hour of its own clock", async () => {
      const busy = localDay(events[Math.floor(events.length / 3)]!.at, timeZone);
      const { steps, grain, figures } = await owner.call(getFigures, {
        query: { from: busy, to: busy, compare: "none" },
      });
      const hourOf = (at: number) =>
        Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).hour;
      expect([grain, steps[14]]).toEqual(["hour", `${busy}T14:00`]);
      const wanted = reference("replied", events, timeZone, { from: busy, to: busy });
      expect(figures.find(({ metric }) => metric === "replied")!.series).toEqual(
        steps.map((_, hour) => wanted.filter(({ at }) => hourOf(at) === hour).length),
      );
    });

    test("the heat map says when messages come", async () => {
      const { hours, weekdays } = await owner.call(getFigureHours, { query: whole });
      const wanted = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0));
      for (const { at } of reference("received", events, timeZone, whole)) {
        const moment = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
        wanted[moment.dayOfWeek - 1]![moment.hour]! += 1;
      }
      expect(hours).toEqual(wanted);
      expect(weekdays.reduce((sum, one) => sum + one)).toBe(
        Temporal.PlainDate.from(whole.from).until(whole.to).days + 1,
      );
    });

    test("durations are spread over bins that hold them all", async () => {
      const { bins } = await owner.call(getFigureSpread, { query: { ...whole, of: "resolution" } });
      const all = reference("resolution", events, timeZone, whole);
      expect(bins.map(({ count }) => count)).toEqual(
        bins.map(
          ({ from, to }) =>
            all.filter((one) => one.seconds! >= from && one.seconds! < (to ?? Number.POSITIVE_INFINITY))
              .length,
        ),
      );
    });

    test("the backlog of each day is told by age", async () => {
      const { days } = await owner.call(getFigureBacklog, { query: { ...whole, brand: ids.brands[0]! } });
      expect(days.length).toBeGreaterThan(10);
      for (const { day: at, ages, waiting } of days.slice(0, -1)) {
        const end = Temporal.PlainDate.from(at).add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds;
        if (end > Date.now()) continue;
        const open = openAt(events, end).filter((one) => one.brand === ids.brands[0]);
        const edges = [0, ...ageBands, Number.POSITIVE_INFINITY];
        expect([at, ages, waiting]).toEqual([
          at,
          [0, 1, 2, 3, 4].map(
            (band) =>
              open.filter((one) => one.seconds! >= edges[band]! && one.seconds! < edges[band + 1]!).length,
          ),
          open.filter((one) => one.part).length,
        ]);
      }
    });

    test.each(metricKeys)("%s opens the conversations it was counted from", async (key) => {
      for (const filters of [{}, { line: "support" as const }, { agent: ids.agents[1]! }]) {
        const all = reference(key, events, timeZone, whole, filters);
        const query = { ...whole, ...filters, limit: 7 };
        const found: { id: string; isPart: boolean | null; seconds: number | null }[] = [];
        let cursor: string | undefined;
        do {
          const page = await owner.call(listCounted, {
            params: { metric: key },
            query: { ...query, cursor },
          });
          found.push(...page.items);
          cursor = page.next ?? undefined;
        } while (cursor);
        const wanted = all.map((one) => one.conversation);
        expect([key, filters, found.map(({ id }) => id).sort()]).toEqual([key, filters, wanted.sort()]);
        if (metrics[key].formula.is === "share") {
          const part = await owner.call(listCounted, {
            params: { metric: key },
            query: { ...query, limit: 100, part: "part" },
          });
          const rest = await owner.call(listCounted, {
            params: { metric: key },
            query: { ...query, limit: 100, part: "rest" },
          });
          expect(part.items.every(({ isPart }) => isPart) && rest.items.every(({ isPart }) => !isPart)).toBe(
            true,
          );
          if (wanted.length < 100) expect(part.items.length + rest.items.length).toBe(wanted.length);
        }
      }
    });

    test("the longest come first, page by page", async () => {
      for (const key of ["resolution", "first_reply", "backlog_age"] as const) {
        const seconds: number[] = [];
        let cursor: string | undefined;
        do {
          const page = await owner.call(listCounted, {
            params: { metric: key },
            query: { ...whole, order: "longest", limit: 5, cursor },
          });
          seconds.push(...page.items.map((one) => one.seconds!));
          cursor = page.next ?? undefined;
        } while (cursor);
        expect([key, seconds.length]).toEqual([key, reference(key, events, timeZone, whole).length]);
        expect(seconds).toEqual(seconds.toSorted((a, b) => b - a));
      }
    });

    test("tables are for spreadsheets, and run nothing there", async () => {
      const answer = await owner.ask(getFigureTable, { query: { ...whole, table: "breakdown", by: "team" } });
      expect(answer.headers["content-type"]).toBe("text/csv; charset=utf-8");
      const lines = answer.body.split("\r\n");
      expect(lines[0]).toMatch(/^\ufeffTeam,New conversations,/);
      expect(lines.slice(1).map((line) => line.split(",")[0])).toEqual(
        expect.arrayContaining(["'=Team 0", "'=Team 1"]),
      );
      for (const table of ["figures", "series", "backlog", "hours"] as const) {
        const { statusCode, body } = await owner.ask(getFigureTable, { query: { ...whole, table } });
        expect([table, statusCode, body.split("\r\n").length > 5]).toEqual([table, 200, true]);
      }
    });

    test("in another zone the days are others", async () => {
      const elsewhere = "America/Los_Angeles";
      await withoutWall(db, (tx) =>
        tx.updateTable("workspaces").set({ timeZone: elsewhere }).where("id", "=", workspaceId).execute(),
      );
      await foldFigures(db);
      const range = mostOf(events, elsewhere);
      const { figures, timeZone: zone } = await owner.call(getFigures, {
        query: { ...range, compare: "none" },
      });
      expect(zone).toBe(elsewhere);
      for (const metric of metricKeys)
        expectClose(
          metric,
          figures.find((one) => one.metric === metric),
          wantedOf(metric, reference(metric, events, elsewhere, range)),
          metric === "backlog_age" ? 30 : 0,
        );
      await withoutWall(db, (tx) =>
        tx.updateTable("workspaces").set({ timeZone }).where("id", "=", workspaceId).execute(),
      );
      await foldFigures(db);
    });
  },
);

test("nothing of another workspace is counted", async () => {
  const { rows } = await withoutWall(db, (tx) =>
    sql<{ n: number }>`select count(distinct workspace_id)::integer as n from facts`.execute(tx),
  );
  expect(rows[0]!.n).toBe(histories.length);
});
