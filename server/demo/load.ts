import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import { addAgent, hashPassword } from "../accounts/index.ts";
import { readAcknowledgements } from "../acknowledgements/index.ts";
import { addCalendars, readClockRules } from "../clocks/index.ts";
import { putMessages } from "../conversations/index.ts";
import { type Db, type Tx, withoutWall } from "../db/database.ts";
import type { FileStore } from "../files/index.ts";
import { countHistory } from "../ledger/index.ts";
import { readRouting } from "../routing/index.ts";
import { readRules } from "../triage/index.ts";
import { createWorkspace, demoPassword } from "../workspaces/index.ts";
import { aftermath } from "./aftermath.ts";
import { addHelpCentres } from "./help-centres.ts";
import { history } from "./history.ts";
import { insertRows } from "./insert.ts";
import { addKnowledge } from "./knowledge.ts";
import type { Made } from "./made.ts";
import * as world from "./world/index.ts";

const colours: Record<world.TagColour, string> = {
  grey: "#6b7280",
  red: "#c2412d",
  amber: "#b7791f",
  green: "#2f855a",
  teal: "#1f7a7a",
  blue: "#2b6cb0",
  violet: "#6b46c1",
  plum: "#8a3b6e",
};

/** Fills an empty installation with the sample workspace; one that holds a workspace already is left alone. */
export async function loadDemo(db: Db, say: (line: string) => void, store?: FileStore): Promise<void> {
  const taken = await withoutWall(db, (tx) =>
    tx.selectFrom("workspaces").select("id").limit(1).executeTakeFirst(),
  );
  if (taken) return;
  say("Making the sample workspace …");
  const now = new Date();
  const passwordHash = await hashPassword(demoPassword);
  const { made, rows } = await withoutWall(db, async (tx) => {
    const made = await furnish(tx, passwordHash);
    await addWork(tx, made);
    await addHours(tx, made);
    await addHelpCentres(tx, made, store);
    // Read here, since the workspace is not there for others before it is whole.
    const known = {
      rules: await readRules(tx, made.workspaceId),
      routing: await readRouting(tx, made.workspaceId),
      clocks: await readClockRules(tx, made.workspaceId),
      acknowledgements: await readAcknowledgements(tx, made.workspaceId),
    };
    const rows = history(made, now, known);
    await insertAll(tx, made, rows, now);
    return { made, rows };
  });
  await addKnowledge(db, made, rows, now);
  await aftermath(db, made, rows, now);
}

/** Workspace, brands, teams, people, inboxes and tags. */
async function furnish(tx: Tx, passwordHash: string): Promise<Made> {
  const begun = new Date(Date.now() - 200 * 86_400_000);
  const workspaceId = await createWorkspace(tx, {
    name: world.workspace.name,
    trade: world.workspace.trade,
    locale: world.workspace.language,
    timeZone: world.workspace.timeZone,
    demo: true,
    createdAt: begun,
  });
  const made: Made = {
    workspaceId,
    brands: new Map(),
    teams: new Map(),
    agents: new Map(),
    inboxes: new Map(),
    tags: new Map(),
  };

  for (const brand of world.brands) made.brands.set(brand.key, randomUUIDv7());
  await tx
    .insertInto("brands")
    .values(
      world.brands.map((brand) => ({
        workspaceId,
        id: made.brands.get(brand.key)!,
        name: brand.name,
        domain: brand.domain,
        locales: brand.languages,
        lines: brand.lines,
        colour: brand.colour,
        signatures: JSON.stringify(
          Object.fromEntries(
            brand.languages.map((language) => [language, `${brand.name} · ${brand.domain}`]),
          ),
        ),
        createdAt: begun,
      })),
    )
    .execute();
  for (const team of world.teams) made.teams.set(team.key, randomUUIDv7());
  await tx
    .insertInto("teams")
    .values(
      world.teams.map((team) => ({
        workspaceId,
        id: made.teams.get(team.key)!,
        name: team.name,
        createdAt: begun,
      })),
    )
    .execute();
  await tx
    .insertInto("teamBrands")
    .values(
      world.teams.flatMap((team) =>
        [...new Set(team.serves.map(({ brand }) => brand))].map((brand) => ({
          workspaceId,
          teamId: made.teams.get(team.key)!,
          brandId: made.brands.get(brand)!,
        })),
      ),
    )
    .execute();

  for (const agent of world.agents) {
    const all = agent.brands.length === world.brands.length;
    const id = await addAgent(tx, workspaceId, {
      name: agent.name,
      email: agent.email,
      role: agent.role,
      locale: agent.locale,
      timeZone: world.workspace.timeZone,
      brands: all ? null : agent.brands.map((brand) => made.brands.get(brand)!),
      teams: agent.teams.map((team) => made.teams.get(team)!),
      passwordHash,
      createdAt: begun,
    });
    made.agents.set(agent.key, { id, name: agent.name });
  }
  await addInboxes(tx, made, begun);
  await tx
    .insertInto("tags")
    .values(
      world.tags.map((tag) => {
        const id = randomUUIDv7();
        made.tags.set(tag.key, id);
        return { workspaceId, id, name: tag.name, colour: colours[tag.colour] };
      }),
    )
    .execute();
  return made;
}

async function addInboxes(tx: Tx, made: Made, createdAt: Date) {
  const rows = world.brands.flatMap((brand) =>
    brand.addresses.map(({ address, line }) => ({
      workspaceId: made.workspaceId,
      id: randomUUIDv7(),
      channel: "email",
      address,
      name: `${brand.name} · ${address.split("@")[0]}`,
      brandId: made.brands.get(brand.key)!,
      line,
      teamId: teamFor(made, brand.key, line),
      country: brand.country,
      createdAt,
    })),
  );
  for (const row of rows) made.inboxes.set(row.address, { id: row.id, brandId: row.brandId });
  await tx.insertInto("inboxes").values(rows).execute();
  await tx
    .insertInto("directoryAddresses")
    .values(rows.map((row) => ({ address: row.address, workspaceId: row.workspaceId, inboxId: row.id })))
    .execute();
}

/** The first team that serves this brand on this line. */
function teamFor(made: Made, brand: world.BrandKey, line: world.Line): string {
  const team = world.teams.find((one) =>
    one.serves.some((place) => place.brand === brand && place.line === line),
  );
  if (!team) throw new Error(`no team serves ${brand} on ${line}`);
  return made.teams.get(team.key)!;
}

/** What each can take on, and the queues. */
async function addWork(tx: Tx, made: Made) {
  const { workspaceId } = made;
  const skills = new Map(world.skills.map((skill) => [skill.key, randomUUIDv7()]));
  await tx
    .insertInto("skills")
    .values(world.skills.map(({ key, name }) => ({ workspaceId, id: skills.get(key)!, name })))
    .execute();
  await tx
    .insertInto("workProfiles")
    .values(
      world.agents.map((agent) => ({
        workspaceId,
        agentId: made.agents.get(agent.key)!.id,
        languages: agent.languages,
        skills: agent.skills.map((skill) => skills.get(skill)!),
      })),
    )
    .execute();
  await tx
    .insertInto("queues")
    .values(
      world.queues.map((queue, index) => ({
        workspaceId,
        id: randomUUIDv7(),
        name: queue.name,
        position: (index + 1) * 10,
        teamId: made.teams.get(queue.team)!,
        line: queue.line,
        brands: queue.brands.map((brand) => made.brands.get(brand)!),
        languages: queue.languages,
        intents: queue.intents,
        skills: queue.skills.map((skill) => skills.get(skill)!),
        giving: queue.giving,
      })),
    )
    .execute();
}

/** When there is somebody; in place of the hours that a trade begins with. */
async function addHours(tx: Tx, { workspaceId, brands }: Made) {
  await tx.deleteFrom("calendars").where("workspaceId", "=", workspaceId).execute();
  const ids = new Map(world.calendars.map(({ key }) => [key, randomUUIDv7()]));
  await addCalendars(
    tx,
    workspaceId,
    world.calendars.map(({ key, hours, exceptions = [], covers = [], ...calendar }) => ({
      ...calendar,
      id: ids.get(key)!,
      always: hours.length === 0,
      hours: hours.flatMap(({ weekdays, from, to }) => weekdays.map((weekday) => ({ weekday, from, to }))),
      exceptions: exceptions.map(({ weeksAhead, weekday, ...exception }) => {
        const today = Temporal.Now.plainDateISO(calendar.timeZone);
        const days = weeksAhead * 7 + weekday - today.dayOfWeek;
        return { ...exception, date: today.add({ days }).toString() };
      }),
      covers: covers.map((cover) => ids.get(cover)!),
      brands: calendar.brands.map((brand) => brands.get(brand)!),
    })),
  );
}

/** What was written, in the order in which one needs the other. */
const tables = [
  "customers",
  "identities",
  "conversations",
  "conversationTags",
  "messages",
  "clocks",
  "deliveries",
  "requests",
  "promises",
  "handovers",
  "events",
  "conversationCounts",
] as const;

async function insertAll(tx: Tx, { workspaceId }: Made, rows: ReturnType<typeof history>, now: Date) {
  for (const table of tables) await insertRows(tx, table, rows[table]);
  await countHistory(tx, workspaceId);
  // What came today was not read by everybody yet; what was closed long ago nobody looks at as new.
  await sql`
    insert into reads (workspace_id, agent_id, conversation_id, read_at)
    select c.workspace_id, a.id, c.id, ${now} from conversations c join agents a on a.workspace_id = c.workspace_id
    where c.workspace_id = ${workspaceId} and c.created_at < ${new Date(now.getTime() - 86_400_000)}
      and (c.status <> 'closed' or c.closed_at > ${new Date(now.getTime() - 21 * 86_400_000)})`.execute(tx);
  await tx
    .updateTable("streams")
    .set({ seq: rows.events.length })
    .where("workspaceId", "=", workspaceId)
    .execute();
  await tx
    .updateTable("workspaces")
    .set({ nextNumber: rows.conversations.length + 1001 })
    .where("id", "=", workspaceId)
    .execute();
  // Letters are told by their intent, and found by their words a little later.
  const lettered = new Set<string>(rows.conversations.filter(({ triage }) => !triage).map(({ id }) => id));
  const said = rows.messages.filter((one) => one.kind === "message" && !lettered.has(one.conversationId));
  for (let at = 0; at < said.length; at += 500) await putMessages(tx, said.slice(at, at + 500));
}
