import type { DemoCalendar } from "./types.ts";

const weekdays = [1, 2, 3, 4, 5];

/** In the order in which they are tried. */
export const calendars: DemoCalendar[] = [
  {
    key: "riyadh",
    name: "مكتب الرياض",
    timeZone: "Asia/Riyadh",
    // The weekend is Friday and Saturday.
    hours: [{ weekdays: [7, 1, 2, 3, 4], from: "09:00", to: "17:00" }],
    country: "SA",
    lines: ["support"],
    brands: ["kolo", "lumen"],
    countries: ["SA", "KW", "QA", "BH", "OM", "AE", "JO", "EG", "LB", "SY", "IQ", "YE"],
  },
  {
    key: "safra",
    name: "Safra, Dubai Marina",
    timeZone: "Asia/Dubai",
    hours: [
      { weekdays: [7, 1, 2, 3, 4], from: "12:00", to: "23:30" },
      { weekdays: [5, 6], from: "12:00", to: "02:00" },
    ],
    country: null,
    exceptions: [
      {
        weeksAhead: 2,
        weekday: 2,
        name: "The house is taken for a wedding",
        hours: [{ from: "12:00", to: "16:00" }],
      },
    ],
    lines: [],
    brands: ["safra"],
    countries: [],
  },
  {
    key: "workshop",
    name: "Kolo workshop",
    timeZone: "Europe/London",
    hours: [
      { weekdays, from: "09:00", to: "17:30" },
      { weekdays: [6], from: "10:00", to: "16:00" },
    ],
    country: "GB",
    region: "ENG",
    exceptions: [{ weeksAhead: 3, weekday: 1, name: "Stocktaking", hours: [] }],
    lines: ["support"],
    brands: ["kolo"],
    countries: [],
  },
  {
    key: "front-desk",
    name: "Kolo front desk",
    timeZone: "Europe/London",
    hours: [
      { weekdays, from: "08:00", to: "20:00" },
      { weekdays: [6, 7], from: "09:00", to: "18:00" },
    ],
    country: "GB",
    region: "ENG",
    workedHolidays: ["Early May bank holiday", "Spring bank holiday", "Summer bank holiday"],
    lines: ["service"],
    brands: ["kolo"],
    countries: [],
  },
  {
    key: "shanghai",
    name: "Lumen 上海",
    timeZone: "Asia/Shanghai",
    hours: [
      { weekdays, from: "09:00", to: "12:00" },
      { weekdays, from: "13:30", to: "18:30" },
    ],
    country: "CN",
    lines: ["support"],
    brands: ["lumen"],
    countries: ["CN", "TW", "HK", "JP"],
  },
  {
    key: "berlin",
    name: "Lumen Berlin",
    timeZone: "Europe/Berlin",
    hours: [
      { weekdays: [1, 2, 3, 4], from: "09:00", to: "18:00" },
      { weekdays: [5], from: "09:00", to: "16:00" },
    ],
    country: "DE",
    region: "BE",
    // Whoever writes at night is helped from Shanghai.
    covers: ["shanghai"],
    lines: ["support"],
    brands: ["lumen"],
    countries: [],
  },
  {
    key: "always",
    name: "Lumen service",
    timeZone: "Europe/Berlin",
    hours: [],
    country: null,
    lines: ["service"],
    brands: ["lumen"],
    countries: [],
  },
];
