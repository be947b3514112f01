import { randomUUID } from "node:crypto";
import type { Locale } from "../../contract/languages.ts";
import type { Line } from "../../contract/lines.ts";
import { roles } from "../../contract/permissions.ts";
import { addAgent } from "../../server/accounts/index.ts";
import type { Caller } from "../../server/caller.ts";
import type { ArrivedAt } from "../../server/conversations/index.ts";
import { type Db, withoutWall } from "../../server/db/database.ts";
import { createWorkspace } from "../../server/workspaces/index.ts";

/** Where customers live: what they write, by which clock, how many of a hundred. */
export const countries: { code: string; zone: string; languages: [Locale, number][]; weight: number }[] = [
  {
    code: "UA",
    zone: "Europe/Kyiv",
    languages: [
      ["uk", 8],
      ["ru", 2],
    ],
    weight: 18,
  },
  {
    code: "KZ",
    zone: "Asia/Almaty",
    languages: [
      ["ru", 9],
      ["en", 1],
    ],
    weight: 9,
  },
  {
    code: "MD",
    zone: "Europe/Chisinau",
    languages: [
      ["ru", 6],
      ["en", 4],
    ],
    weight: 2,
  },
  {
    code: "GE",
    zone: "Asia/Tbilisi",
    languages: [
      ["ru", 5],
      ["en", 5],
    ],
    weight: 2,
  },
  {
    code: "CN",
    zone: "Asia/Shanghai",
    languages: [
      ["zh", 9],
      ["en", 1],
    ],
    weight: 16,
  },
  {
    code: "TW",
    zone: "Asia/Taipei",
    languages: [
      ["zh", 9],
      ["en", 1],
    ],
    weight: 4,
  },
  {
    code: "SG",
    zone: "Asia/Singapore",
    languages: [
      ["en", 6],
      ["zh", 4],
    ],
    weight: 4,
  },
  {
    code: "AE",
    zone: "Asia/Dubai",
    languages: [
      ["ar", 6],
      ["en", 4],
    ],
    weight: 8,
  },
  {
    code: "SA",
    zone: "Asia/Riyadh",
    languages: [
      ["ar", 9],
      ["en", 1],
    ],
    weight: 9,
  },
  {
    code: "EG",
    zone: "Africa/Cairo",
    languages: [
      ["ar", 9],
      ["en", 1],
    ],
    weight: 6,
  },
  {
    code: "JO",
    zone: "Asia/Amman",
    languages: [
      ["ar", 9],
      ["en", 1],
    ],
    weight: 2,
  },
  {
    code: "MA",
    zone: "Africa/Casablanca",
    languages: [
      ["ar", 8],
      ["en", 2],
    ],
    weight: 2,
  },
  { code: "GB", zone: "Europe/London", languages: [["en", 10]], weight: 6 },
  { code: "IE", zone: "Europe/Dublin", languages: [["en", 10]], weight: 2 },
  {
    code: "US",
    zone: "America/New_York",
    languages: [
      ["en", 9],
      ["zh", 1],
    ],
    weight: 6,
  },
  {
    code: "DE",
    zone: "Europe/Berlin",
    languages: [
      ["en", 5],
      ["ru", 2],
      ["uk", 3],
    ],
    weight: 3,
  },
  {
    code: "PL",
    zone: "Europe/Warsaw",
    languages: [
      ["uk", 6],
      ["en", 4],
    ],
    weight: 3,
  },
];

const brandNames = [
  "Kolo Bikes",
  "Lumen",
  "Safra",
  "Nordlys Audio",
  "Pinecone Home",
  "Blue Heron Travel",
  "Mint Optics",
  "Halva & Honey",
  "Orbit Mobile",
];
const agentsPerBrand = 4;

/** One address of a brand in a country. */
export interface Door {
  inbox: ArrivedAt;
  brand: string;
  country: (typeof countries)[number];
}

/** An outsourcer of nine brands in seventeen countries, with its people. */
export interface Firm {
  workspaceId: string;
  doors: Door[];
  /** By brand. */
  agents: Map<string, Caller[]>;
}

export async function foundFirm(db: Db, createdAt: Date): Promise<Firm> {
  const workspaceId = await withoutWall(db, (tx) =>
    createWorkspace(tx, {
      name: "Meridian Care",
      trade: "outsourcer",
      locale: "en",
      timeZone: "UTC",
      createdAt,
    }),
  );
  const doors: Door[] = [];
  const agents = new Map<string, Caller[]>();
  await withoutWall(db, async (tx) => {
    const lines: Line[] = ["service", "support"];
    for (const [at, name] of brandNames.entries()) {
      const brandId = randomUUID();
      await tx
        .insertInto("brands")
        .values({
          workspaceId,
          id: brandId,
          name,
          domain: `${name.toLowerCase().replace(/[^a-z]+/g, "-")}.example`,
          locales: ["en", "ru", "uk", "zh", "ar"],
          lines,
          colour: "#1f7a5c",
          createdAt,
        })
        .execute();
      const teams = new Map<Line, string>();
      for (const [rank, line] of lines.entries()) {
        const teamId = randomUUID();
        teams.set(line, teamId);
        await tx
          .insertInto("teams")
          .values({ workspaceId, id: teamId, name: `${name} ${line}` })
          .execute();
        await tx.insertInto("teamBrands").values({ workspaceId, teamId, brandId }).execute();
        await tx
          .insertInto("queues")
          .values({
            workspaceId,
            id: randomUUID(),
            name: `${name} ${line}`,
            position: at * 20 + rank * 10,
            teamId,
            line,
            brands: [brandId],
            giving: "pull",
          })
          .execute();
      }
      const people: Caller[] = [];
      for (let n = 0; n < agentsPerBrand; n++) {
        const id = await addAgent(tx, workspaceId, {
          name: `${name} ${n + 1}`,
          email: `agent${at}-${n}@meridian.example`,
          role: "agent",
          locale: "en",
          brands: null,
          teams: [...teams.values()],
          passwordHash: "nobody signs in",
        });
        people.push({
          kind: "agent",
          workspaceId,
          id,
          name: `${name} ${n + 1}`,
          permissions: new Set(roles.agent),
          brands: null,
          locale: "en",
          sessionId: null,
        });
      }
      agents.set(brandId, people);
      for (const [turn, country] of countries.entries()) {
        // Three brands are in every country, the others in a part of them.
        if (at > 2 && (turn + at) % 3 !== 0) continue;
        const id = randomUUID();
        const line = lines[(turn + at) % 2]!;
        const address = `help-${country.code.toLowerCase()}@${name.toLowerCase().replace(/[^a-z]+/g, "-")}.example`;
        await tx
          .insertInto("inboxes")
          .values({
            workspaceId,
            id,
            channel: "email",
            address,
            name: `${name} ${country.code}`,
            brandId,
            line,
            teamId: teams.get(line)!,
            country: country.code,
          })
          .execute();
        doors.push({
          brand: brandId,
          country,
          inbox: {
            id,
            brandId,
            line,
            lines,
            teamId: teams.get(line)!,
            address,
            country: country.code,
            rulesVersion: 1,
          },
        });
      }
    }
    await addCountryCalendars(tx, workspaceId);
  });
  return { workspaceId, doors, agents };
}

/** Support works by the hours and holidays of each country; service is always there. */
async function addCountryCalendars(
  tx: Parameters<Parameters<typeof withoutWall>[1]>[0],
  workspaceId: string,
) {
  await tx
    .insertInto("calendars")
    .values(
      countries.map(({ code, zone }, at) => ({
        workspaceId,
        id: randomUUID(),
        name: `Support ${code}`,
        position: at,
        timeZone: zone,
        always: false,
        hours: JSON.stringify(
          (["AE", "SA", "EG", "JO"].includes(code) ? [7, 1, 2, 3, 4] : [1, 2, 3, 4, 5]).flatMap((weekday) => [
            { weekday, from: "09:00", to: "13:00" },
            { weekday, from: "14:00", to: "20:00" },
          ]),
        ),
        country: code,
        region: null,
        workedHolidays: [],
        exceptions: JSON.stringify([]),
        covers: [],
        lines: ["support"],
        brands: [],
        countries: [code],
      })),
    )
    .execute();
  await tx
    .updateTable("workspaces")
    // The ledger is kept from the first day, which was not today.
    .set((eb) => ({ rulesVersion: eb("rulesVersion", "+", 1), ledgerSince: eb.ref("createdAt") }))
    .where("id", "=", workspaceId)
    .execute();
}
