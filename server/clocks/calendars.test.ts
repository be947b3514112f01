import { randomUUID } from "node:crypto";
import pg from "pg";
import { expect, test } from "vitest";
import {
  deleteCalendar,
  listCalendarDays,
  listCalendars,
  listCountries,
  listHolidays,
  patchCalendar,
  postCalendar,
  postCalendarPreview,
} from "../../contract/calendars.ts";
import { getCustomer, listCustomers, patchCustomer } from "../../contract/customers.ts";
import { listInboxes, patchInbox } from "../../contract/inboxes.ts";
import { world } from "../../test/world.ts";
import { look, within, withoutWall } from "../db/database.ts";
import { migrate } from "../db/migrate.ts";
import { changeRules } from "../rules.ts";
import { createWorkspace } from "../workspaces/index.ts";
import { calendarFor, calendarsOf, readCalendars } from "./index.ts";

const { connection, db, kolo, omar, person, safra, salma, workspaceId, conversationFrom, stranger } =
  await world();

const weekdays = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: "09:00", to: "18:00" }));
const all = () => omar.call(listCalendars, {}).then(({ items }) => items);
const named = async (name: string) => (await all()).find((calendar) => calendar.name === name)!;
const rules = () => look(db, workspaceId, (tx) => readCalendars(tx, workspaceId));

test("a new workspace has a calendar for each line: service is always there, support on weekdays", async () => {
  expect(await all()).toMatchObject([
    { name: "Service hours", lines: ["service"], always: true, isOpen: true, changesAt: null },
    { name: "Support hours", lines: ["support"], always: false, hours: weekdays, timeZone: "UTC" },
  ]);
});

test("a restaurant begins with its own hours, named in its language", async () => {
  const id = await withoutWall(db, (tx) =>
    createWorkspace(tx, { name: "Khalta", trade: "restaurant", locale: "ar", timeZone: "Asia/Riyadh" }),
  );
  const { calendars } = await look(db, id, (tx) => readCalendars(tx, id));
  expect(calendars.map(({ rule }) => [rule.name, rule.hours.length, rule.hours[0]])).toEqual([
    ["ساعات الخدمة", 7, { weekday: 1, from: "10:00", to: "23:00" }],
  ]);
});

test("the first calendar whose conditions a matter meets is its own; what meets none has the last", async () => {
  const gulf = await omar.call(postCalendar, {
    body: { name: "Gulf", timeZone: "Asia/Riyadh", position: 5, countries: ["SA", "KW"], lines: ["support"] },
  });
  await omar.call(postCalendar, {
    body: { name: "Workshop", timeZone: "Europe/London", position: 6, brands: [kolo.id], lines: ["support"] },
  });
  const known = await rules();
  const name = (line: string, brandId: string, country: string | null) =>
    calendarFor(known, { line, brandId, country }).name;

  expect(name("support", kolo.id, "SA")).toBe("Gulf");
  expect(name("support", kolo.id, "GB")).toBe("Workshop");
  expect(name("support", kolo.id, null)).toBe("Workshop");
  expect(name("support", safra.id, null)).toBe("Support hours");
  expect(name("service", safra.id, "SA")).toBe("Service hours");
  // With nothing for service, the last stands in.
  const service = await named("Service hours");
  await omar.call(patchCalendar, { params: { id: service.id }, body: { brands: [kolo.id] } });
  expect(calendarFor(await rules(), { line: "service", brandId: safra.id, country: null }).name).toBe(
    "Support hours",
  );

  await omar.call(patchCalendar, { params: { id: gulf.id }, body: { position: 50 } });
  expect(calendarFor(await rules(), { line: "support", brandId: kolo.id, country: "SA" }).name).toBe(
    "Workshop",
  );
});

test("a change is known to who asks with the new version, and computes nothing anew when no calendar changed", async () => {
  const before = await calendarsOf(db, workspaceId, (await rules()).version);
  const support = await named("Support hours");
  await omar.call(patchCalendar, { params: { id: support.id }, body: { hours: weekdays.slice(0, 4) } });
  const after = await calendarsOf(db, workspaceId, (await rules()).version);
  expect(after.version).toBeGreaterThan(before.version);
  expect(after.calendars.find(({ rule }) => rule.id === support.id)!.rule.hours).toHaveLength(4);

  await within(db, workspaceId, (tx) => changeRules(tx, workspaceId));
  const later = await calendarsOf(db, workspaceId, after.version + 1);
  expect(later.calendars).toBe(after.calendars);
});

test("the days of a calendar show openings as instants, holidays by name and exceptions", async () => {
  const calendar = await omar.call(postCalendar, {
    body: {
      name: "Berlin",
      timeZone: "Europe/Berlin",
      hours: weekdays,
      country: "DE",
      region: "BE",
      workedHolidays: ["Labour Day"],
      exceptions: [{ date: "2026-04-07", name: "Inventory", hours: [{ from: "10:00", to: "12:00" }] }],
    },
  });
  const days = async (from: string, to: string) =>
    (await omar.call(listCalendarDays, { params: { id: calendar.id }, query: { from, to } })).items;

  expect(await days("2026-04-05", "2026-04-08")).toEqual([
    { date: "2026-04-05", openings: [], holidays: [], exception: null },
    {
      date: "2026-04-06",
      openings: [],
      holidays: [{ id: "Easter Monday", name: "Easter Monday", isWorked: false }],
      exception: null,
    },
    {
      date: "2026-04-07",
      openings: [{ from: "2026-04-07T08:00:00.000Z", to: "2026-04-07T10:00:00.000Z" }],
      holidays: [],
      exception: "Inventory",
    },
    {
      date: "2026-04-08",
      openings: [{ from: "2026-04-08T07:00:00.000Z", to: "2026-04-08T16:00:00.000Z" }],
      holidays: [],
      exception: null,
    },
  ]);
  expect((await days("2026-05-01", "2026-05-01"))[0]).toMatchObject({
    openings: [{}],
    holidays: [{ id: "Labour Day", isWorked: true }],
  });
  expect(
    await omar.refused(listCalendarDays, {
      params: { id: calendar.id },
      query: { from: "2026-01-01", to: "2026-04-01" },
    }),
  ).toMatchObject({ code: "invalid", fields: [{ path: "to" }] });

  // What covers it opens it as well.
  const night = await omar.call(postCalendar, {
    body: { name: "Night", timeZone: "UTC", hours: [{ weekday: 3, from: "22:00", to: "04:00" }] },
  });
  const covered = await omar.call(patchCalendar, {
    params: { id: calendar.id },
    body: { covers: [night.id] },
  });
  expect(covered.covers).toEqual([night.id]);
  expect((await days("2026-04-09", "2026-04-09"))[0]!.openings).toEqual([
    { from: "2026-04-08T22:00:00.000Z", to: "2026-04-09T04:00:00.000Z" },
    { from: "2026-04-09T07:00:00.000Z", to: "2026-04-09T16:00:00.000Z" },
  ]);
});

test("a preview shows what hours would come to, and keeps nothing", async () => {
  const before = await all();
  const { items } = await omar.call(postCalendarPreview, {
    body: {
      timeZone: "Europe/Kyiv",
      always: false,
      hours: [{ weekday: 7, from: "22:00", to: "06:00" }],
      country: null,
      region: null,
      workedHolidays: [],
      exceptions: [],
      covers: [],
      from: "2026-11-22",
      to: "2026-11-23",
    },
  });
  expect(items.map(({ openings }) => openings)).toEqual([
    [{ from: "2026-11-22T20:00:00.000Z", to: "2026-11-22T22:00:00.000Z" }],
    [{ from: "2026-11-22T22:00:00.000Z", to: "2026-11-23T04:00:00.000Z" }],
  ]);
  expect((await all()).map(({ id }) => id)).toEqual(before.map(({ id }) => id));
});

test("what makes no sense is refused, and says which field", async () => {
  const support = await named("Support hours");
  const refusal = async (body: object) => {
    const problem = await omar.refused(patchCalendar, { params: { id: support.id }, body: body as never });
    return [problem.code, problem.fields?.[0]?.path];
  };
  expect(await refusal({ timeZone: "Europe/Nowhere" })).toEqual(["invalid", "timeZone"]);
  expect(await refusal({ country: "ZZ" })).toEqual(["invalid", "country"]);
  // Known as a country, not by its holidays.
  expect(await refusal({ country: "QA" })).toEqual(["invalid", "country"]);
  expect(await refusal({ country: "DE", region: "KYIV" })).toEqual(["invalid", "region"]);
  expect(await refusal({ region: "BY" })).toEqual(["invalid", "region"]);
  expect(await refusal({ hours: [{ weekday: 1, from: "09:00", to: "09:00" }] })).toEqual([
    "invalid",
    "hours.0.to",
  ]);
  expect(await refusal({ hours: [{ weekday: 8, from: "09:00", to: "10:00" }] })).toEqual([
    "invalid",
    "hours.0.weekday",
  ]);
  expect(await refusal({ hours: [{ weekday: 1, from: "24:00", to: "10:00" }] })).toEqual([
    "invalid",
    "hours.0.from",
  ]);
  expect(await refusal({ exceptions: [{ date: "2026-02-30", name: "No such day", hours: [] }] })).toEqual([
    "invalid",
    "exceptions.0.date",
  ]);
  const twice = { date: "2026-02-20", name: "Twice", hours: [] };
  expect(await refusal({ exceptions: [twice, twice] })).toEqual(["invalid", "exceptions"]);
  expect(await refusal({ name: "Service hours" })).toEqual(["already_exists", "name"]);
});

test("calendars do not cover each other in a circle", async () => {
  const [one, two, three] = await Promise.all(
    ["Lisbon", "Toronto", "Chengdu"].map((name) =>
      omar.call(postCalendar, { body: { name, timeZone: "UTC" } }),
    ),
  );
  const cover = (id: string, covers: string[]) => ({ params: { id }, body: { covers } });
  await omar.call(patchCalendar, cover(one!.id, [two!.id]));
  await omar.call(patchCalendar, cover(two!.id, [three!.id]));
  const circle = { code: "invalid", fields: [{ path: "covers" }] };
  expect(await omar.refused(patchCalendar, cover(three!.id, [one!.id]))).toMatchObject(circle);
  expect(await omar.refused(patchCalendar, cover(one!.id, [one!.id]))).toMatchObject(circle);

  // One that covers another is not taken away under it.
  expect(await omar.refused(deleteCalendar, { params: { id: three!.id } })).toMatchObject({
    code: "still_in_use",
  });
  await omar.call(patchCalendar, cover(two!.id, []));
  await omar.call(deleteCalendar, { params: { id: three!.id } });
  expect((await all()).some(({ name }) => name === "Chengdu")).toBe(false);
});

test("another country takes region and worked holidays with it", async () => {
  const calendar = await omar.call(postCalendar, {
    body: { name: "Moves", timeZone: "UTC", country: "DE", region: "BY", workedHolidays: ["Epiphany"] },
  });
  const moved = await omar.call(patchCalendar, { params: { id: calendar.id }, body: { country: "UA" } });
  expect(moved).toMatchObject({ country: "UA", region: null, workedHolidays: [] });
});

test("the last calendar stays", async () => {
  const { owner } = await stranger();
  const [first, ...others] = (await owner.call(listCalendars, {})).items;
  for (const { id } of others) await owner.call(deleteCalendar, { params: { id } });
  expect(await owner.refused(deleteCalendar, { params: { id: first!.id } })).toMatchObject({
    code: "still_in_use",
  });
});

test("calendars of other brands are not there for somebody limited to one", async () => {
  await omar.call(postCalendar, { body: { name: "Kolo alone", timeZone: "UTC", brands: [kolo.id] } });
  const shared = await omar.call(postCalendar, {
    body: { name: "Both", timeZone: "UTC", brands: [kolo.id, safra.id] },
  });
  const mira = await person({ name: "Mira Aziz", role: "admin", brands: [safra.id] });

  const names = (await salma.call(listCalendars, {})).items.map(({ name }) => name);
  expect(names).toContain("Both");
  expect(names).not.toContain("Kolo alone");
  const seen = (await mira.call(listCalendars, {})).items.find(({ id }) => id === shared.id)!;
  expect(seen.brands).toEqual([safra.id]);
  expect(
    await mira.refused(patchCalendar, { params: { id: shared.id }, body: { always: true } }),
  ).toMatchObject({
    code: "forbidden",
  });
  const own = await mira.call(postCalendar, {
    body: { name: "Safra alone", timeZone: "UTC", brands: [safra.id] },
  });
  expect((await mira.call(patchCalendar, { params: { id: own.id }, body: { always: true } })).isOpen).toBe(
    true,
  );
  expect(
    await mira.refused(postCalendar, { body: { name: "Foreign", timeZone: "UTC", brands: [kolo.id] } }),
  ).toMatchObject({ code: "not_found" });
  expect(await salma.refused(postCalendar, { body: { name: "No right", timeZone: "UTC" } })).toMatchObject({
    code: "forbidden",
  });
});

test("holidays are told by date, in the reader's language where they have a name in it", async () => {
  const { items } = await omar.call(listHolidays, { query: { country: "UA", year: 2026 } });
  expect(items.find(({ date }) => date === "2026-08-24")).toEqual({
    id: "Independence Day",
    name: "Independence Day",
    date: "2026-08-24",
    isSubstitute: false,
    hours: null,
  });
  expect(items.find(({ date }) => date === "2026-06-29")).toMatchObject({
    id: "Constitution Day",
    isSubstitute: true,
  });

  const reader = await person({ name: "Lin Wei", role: "agent", locale: "zh" });
  const chinese = await reader.call(listHolidays, { query: { country: "HK", year: 2026 } });
  const christmas = chinese.items.find(({ id }) => id === "Christmas Day")!;
  expect(christmas.name).toBe("圣诞节");
  expect(await omar.refused(listHolidays, { query: { country: "QA", year: 2026 } })).toMatchObject({
    code: "invalid",
  });
});

test("countries are told in the reader's language, with the regions whose holidays differ", async () => {
  const { items } = await salma.call(listCountries, {});
  const germany = items.find(({ code }) => code === "DE")!;
  expect(germany.name).toBe("ألمانيا");
  expect(germany.regions.map(({ code }) => code)).toEqual(expect.arrayContaining(["BY", "BY-A"]));
  expect(items.find(({ code }) => code === "QA")).toMatchObject({ hasHolidays: false, regions: [] });
  expect(new Set(items.map(({ name }) => name)).size).toBe(items.length);
});

test("a customer and an inbox have a country, or none", async () => {
  await conversationFrom("ines", "Where is my order?");
  const [ines] = (await omar.call(listCustomers, { query: { text: "ines" } })).items;
  expect(ines!.country).toBeNull();
  await omar.call(patchCustomer, { params: { id: ines!.id }, body: { country: "PT" } });
  expect((await omar.call(getCustomer, { params: { id: ines!.id } })).country).toBe("PT");
  expect(
    await omar.refused(patchCustomer, { params: { id: ines!.id }, body: { country: "XX" as never } }),
  ).toMatchObject({ code: "invalid" });

  const inbox = { params: { id: kolo.inbox.id } };
  await omar.call(patchInbox, { ...inbox, body: { country: "GB" } });
  await omar.call(patchInbox, { ...inbox, body: { name: "Renamed" } });
  const read = async () => (await omar.call(listInboxes, {})).items.find(({ id }) => id === kolo.inbox.id)!;
  expect((await read()).country).toBe("GB");
  await omar.call(patchInbox, { ...inbox, body: { country: null } });
  expect((await read()).country).toBeNull();
});

test("a workspace from before there were calendars is always open, line by line, so that nothing changes under it", async () => {
  const name = `before_${randomUUID().replaceAll("-", "")}`;
  const server = new pg.Client(connection);
  await server.connect();
  await server.query(`create database ${name}`);
  const old = { ...connection, database: name };
  const quiet = () => undefined;
  const client = new pg.Client(old);
  try {
    await migrate(old, quiet, { upTo: "0006-queues.sql" });
    await client.connect();
    const id = randomUUID();
    await client.query(
      "insert into workspaces (id, name, trade, locale, time_zone) values ($1, 'Пошта', 'shop', 'uk', 'Europe/Kyiv')",
      [id],
    );
    await client.query(
      "insert into lines (workspace_id, line, is_on) values ($1, 'service', true), ($1, 'support', false)",
      [id],
    );
    await migrate(old, quiet);
    const { rows } = await client.query("select workspace_id, name, time_zone, always, lines from calendars");
    expect(rows).toEqual([
      {
        workspace_id: id,
        name: "Години сервісу",
        time_zone: "Europe/Kyiv",
        always: true,
        lines: ["service"],
      },
    ]);
  } finally {
    await client.end();
    await server.query(`drop database ${name} with (force)`);
    await server.end();
  }
});
