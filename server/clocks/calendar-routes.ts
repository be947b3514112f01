import type { FastifyInstance } from "fastify";
import * as contract from "../../contract/calendars.ts";
import type { Db } from "../db/database.ts";
import { serve, wholeList } from "../http/serve.ts";
import { localeOf } from "../texts.ts";
import { countriesIn, daysOfCalendar, holidaysOfYear, previewOf } from "./calendar-days.ts";
import { addCalendar, changeCalendar, listCalendars, removeCalendar } from "./calendar-settings.ts";

export function calendarRoutes(app: FastifyInstance, { db }: { db: Db }): void {
  serve(app, contract.listCalendars, async ({ caller }) => wholeList(await listCalendars(db, caller)));
  serve(app, contract.postCalendar, ({ caller, body }) => addCalendar(db, caller, body));
  serve(app, contract.patchCalendar, ({ caller, params, body }) =>
    changeCalendar(db, caller, params.id, body),
  );
  serve(app, contract.deleteCalendar, ({ caller, params }) => removeCalendar(db, caller, params.id));
  serve(app, contract.listCalendarDays, async ({ caller, params, query }) =>
    wholeList(await daysOfCalendar(db, caller, params.id, query)),
  );
  serve(app, contract.postCalendarPreview, async ({ caller, body }) =>
    wholeList(await previewOf(db, caller, body)),
  );
  serve(app, contract.listHolidays, async ({ query, request }) =>
    wholeList(holidaysOfYear(query, localeOf(request))),
  );
  serve(app, contract.listCountries, async ({ request }) => wholeList(countriesIn(localeOf(request))));
}
