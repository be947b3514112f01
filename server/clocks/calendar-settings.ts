import { randomUUIDv7 } from "node:crypto";
import type { Calendar, CalendarNow, patchCalendar, postCalendar } from "../../contract/calendars.ts";
import type { BodyOf } from "../../contract/route.ts";
import { isSeen, refuseForeignBrands, servedOf, serves } from "../brand-wall.ts";
import type { Caller } from "../caller.ts";
import { type Db, look, type Tx, within } from "../db/database.ts";
import { actorOf, record } from "../events.ts";
import { Refusal } from "../refusal.ts";
import { changeRules } from "../rules.ts";
import { taken } from "../taken.ts";
import { keepsHolidays } from "./calendar/index.ts";
import { type CalendarRules, calendarRows, calendarsNow, readCalendars } from "./calendars.ts";

/** The calendars that the caller may know of, in the order in which they are tried, and what each says now. */
export const listCalendars = (db: Db, caller: Caller): Promise<CalendarNow[]> =>
  look(db, caller.workspaceId, async (tx) => seenOf(caller, await calendarsNow(db, tx, caller.workspaceId)));

function seenOf(caller: Caller, { calendars }: CalendarRules): CalendarNow[] {
  const seen = calendars.filter(({ rule }) => isSeen(caller, rule));
  return seen.map(({ rule, work }) => ({
    ...rule,
    brands: servedOf(caller, rule.brands),
    covers: rule.covers.filter((id) => seen.some((one) => one.rule.id === id)),
    ...saysOf(work, Date.now()),
  }));
}

function saysOf(work: CalendarRules["calendars"][number]["work"], now: number) {
  const [next] = work.openings(now, now + year);
  const isOpen = next?.from === now;
  const changesAt = isOpen ? next.to : next?.from;
  const isFar = changesAt === undefined || changesAt >= now + year;
  return { isOpen, changesAt: isFar ? null : new Date(changesAt).toISOString() };
}

const year = 366 * 86_400_000;

/** Gives a new workspace its calendars. */
export async function addCalendars(
  tx: Tx,
  workspaceId: string,
  calendars: (Pick<Calendar, "name" | "timeZone"> & Partial<Calendar>)[],
): Promise<void> {
  await tx
    .insertInto("calendars")
    .values(
      calendars.map(({ id = randomUUIDv7(), name, timeZone, position, ...fields }, index) => ({
        workspaceId,
        id,
        name,
        timeZone,
        position: position ?? (index + 1) * 10,
        ...columnsOf(fields),
      })),
    )
    .execute();
}

type Fields = BodyOf<typeof patchCalendar>;

const columnsOf = ({ hours, exceptions, ...plain }: Fields) => ({
  ...plain,
  ...(hours && { hours: JSON.stringify(hours) }),
  ...(exceptions && { exceptions: JSON.stringify(exceptions) }),
});

export function addCalendar(
  db: Db,
  caller: Caller,
  calendar: BodyOf<typeof postCalendar>,
): Promise<CalendarNow> {
  return within(db, caller.workspaceId, async (tx) => {
    const { workspaceId } = caller;
    const all = await lockCalendars(tx, workspaceId);
    const id = randomUUIDv7();
    await refuseMisfit(tx, caller, all, { id, ...calendar });
    const last = Math.max(0, ...all.map(({ position }) => position));
    await addCalendars(tx, workspaceId, [{ position: Math.min(10_000, last + 10), ...calendar, id }]).catch(
      taken("name"),
    );
    return changed(tx, caller, id);
  });
}

export function changeCalendar(db: Db, caller: Caller, id: string, change: Fields): Promise<CalendarNow> {
  return within(db, caller.workspaceId, async (tx) => {
    const all = await lockCalendars(tx, caller.workspaceId);
    const before = refuseHidden(caller, all, id);
    // Those that cover it behind other walls cannot be seen, so they cannot be meant to be taken away.
    const hidden = before.covers.filter((one) =>
      all.some((other) => other.id === one && !isSeen(caller, other)),
    );
    const { covers, ...fields } = change;
    const moved = fields.country !== undefined && fields.country !== before.country;
    const next = {
      ...(moved && { region: null, workedHolidays: [] }),
      ...fields,
      ...(covers && { covers: [...new Set([...covers, ...hidden])] }),
    };
    await refuseMisfit(tx, caller, all, { ...before, ...next }, hidden);
    await tx
      .updateTable("calendars")
      .set({ id, ...columnsOf(next) })
      .where("workspaceId", "=", caller.workspaceId)
      .where("id", "=", id)
      .execute()
      .catch(taken("name"));
    return changed(tx, caller, id);
  });
}

/** Somebody can always say when there is somebody: the last calendar stays, and so does one that others lean on. */
export function removeCalendar(db: Db, caller: Caller, id: string): Promise<void> {
  return within(db, caller.workspaceId, async (tx) => {
    const all = await lockCalendars(tx, caller.workspaceId);
    const { name } = refuseHidden(caller, all, id);
    const needed =
      all.length === 1
        ? "last_calendar"
        : all.some(({ covers }) => covers.includes(id))
          ? "covers_others"
          : null;
    if (needed) throw new Refusal("still_in_use", { fields: [{ path: "id", message: needed }] });
    await tx
      .deleteFrom("calendars")
      .where("workspaceId", "=", caller.workspaceId)
      .where("id", "=", id)
      .execute();
    await recordChange(tx, caller, { calendarId: id, calendars: [id], removed: true, name });
  });
}

/** All of them, so that two who change one each cannot make a circle, nor leave none. */
async function lockCalendars(tx: Tx, workspaceId: string): Promise<Calendar[]> {
  await tx
    .selectFrom("calendars")
    .select("id")
    .where("workspaceId", "=", workspaceId)
    .orderBy("id")
    .forUpdate()
    .execute();
  return calendarRows(tx, workspaceId);
}

/** Somebody limited to some brands does not change a calendar that others, behind other walls, rely on. */
function refuseHidden(caller: Caller, all: Calendar[], id: string): Calendar {
  const calendar = all.find((one) => one.id === id);
  if (!calendar || !isSeen(caller, calendar)) throw new Refusal("not_found");
  const { brands } = calendar;
  if (caller.brands && (!brands.length || brands.some((brand) => !serves(caller, brand))))
    throw new Refusal("forbidden");
  return calendar;
}

async function refuseMisfit(
  tx: Tx,
  caller: Caller,
  all: Calendar[],
  calendar: Partial<Calendar> & Pick<Calendar, "id">,
  hidden: string[] = [],
) {
  const { id, brands = [], covers = [], country = null, region = null } = calendar;
  refuseForeignBrands(caller, brands);
  if (brands.length) {
    const known = await tx
      .selectFrom("brands")
      .select("id")
      .where("workspaceId", "=", caller.workspaceId)
      .where("id", "in", brands)
      .execute();
    if (known.length < new Set(brands).size) throw new Refusal("not_found");
  }
  const seen = (one: string) => all.some((other) => other.id === one && isSeen(caller, other));
  if (covers.some((one) => !seen(one) && !hidden.includes(one))) throw new Refusal("not_found");
  if (covers.some((one) => one === id || leadsTo(all, one, id))) refuse("covers", "covers_in_a_circle");
  if (country && !keepsHolidays(country, null)) refuse("country", "holidays_unknown");
  if (region !== null && !(country && keepsHolidays(country, region))) refuse("region", "unknown_region");
}

function refuse(path: string, message: string): never {
  throw new Refusal("invalid", { fields: [{ path, message }] });
}

/** Whether a calendar is covered by another, directly or through others. */
function leadsTo(all: Calendar[], from: string, to: string): boolean {
  const reached = [from];
  for (const id of reached) {
    for (const next of all.find((one) => one.id === id)?.covers ?? []) {
      if (next === to) return true;
      if (!reached.includes(next)) reached.push(next);
    }
  }
  return false;
}

async function changed(tx: Tx, caller: Caller, id: string): Promise<CalendarNow> {
  const all = await calendarRows(tx, caller.workspaceId);
  const calendars = all.filter((one) => one.id === id || leadsTo(all, one.id, id)).map((one) => one.id);
  await recordChange(tx, caller, { calendarId: id, calendars });
  return seenOf(caller, await readCalendars(tx, caller.workspaceId)).find((one) => one.id === id)!;
}

/** `calendars` are those whose openings may be others now: this one, and those that it covers. */
async function recordChange(
  tx: Tx,
  caller: Caller,
  data: { calendarId: string; calendars: string[]; removed?: boolean; name?: string },
) {
  await changeRules(tx, caller.workspaceId);
  await record(tx, {
    workspaceId: caller.workspaceId,
    kind: "calendar.changed",
    actor: actorOf(caller),
    data,
  });
}
