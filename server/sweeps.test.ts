import { sql } from "kysely";
import { expect, test } from "vitest";
import { type Conversation, postConversation } from "../contract/conversations.ts";
import { postQueue, putPresence } from "../contract/routing.ts";
import { failsIn } from "../test/fails-in.ts";
import { type Person, type WorldBrand, world } from "../test/world.ts";
import { giveOutEverywhere, moveOn } from "./conversations/index.ts";
import { type Tx, withoutWall } from "./db/database.ts";
import { foldFigures, foldSome, packSheets, packSome } from "./insights/index.ts";

const { connection, db, kolo, omar, settled, stranger, workspaceId } = await world();
const byHand = <T>(work: (tx: Tx) => Promise<T>) => withoutWall(db, work);

/** A workspace with a matter that waits in a queue which gives out work, and one person who could take it. */
interface Place {
  workspaceId: string;
  owner: Person;
  matter: Conversation;
}

async function placeIn(of: { workspaceId: string; owner: Person; brand: WorldBrand }): Promise<Place> {
  const { owner, brand } = of;
  await byHand((tx) =>
    tx
      .insertInto("teamMembers")
      .values({ workspaceId: of.workspaceId, teamId: brand.teamId, agentId: owner.id })
      .execute(),
  );
  await owner.call(postQueue, { body: { name: "All", team: brand.teamId, giving: "least_loaded" } });
  await owner.call(putPresence, { body: { state: "here" } });
  const matter = await owner.call(postConversation, {
    body: {
      inbox: brand.inbox.id,
      customer: { email: "ines@customers.example", name: "Ines" },
      subject: "",
      text: "Where is my parcel?",
    },
  });
  await settled();
  return { workspaceId: of.workspaceId, owner, matter };
}

const places = [await placeIn({ workspaceId, owner: omar, brand: kolo }), await placeIn(await stranger())];

const setOwner = ({ matter }: Place, owner: string | null) =>
  byHand((tx) =>
    tx.updateTable("conversations").set({ ownerId: owner }).where("id", "=", matter.id).execute(),
  );
const hasOwner = async ({ owner, matter }: Place) => (await owner.sees(matter)).owner.kind === "agent";
const isPresent = ({ owner }: Place, state: "here" | "away", minutes: number) =>
  byHand((tx) =>
    sql`update presence set state = ${state}, since = now() - make_interval(mins => ${minutes}), gone_since = null
      where agent_id = ${owner.id}`.execute(tx),
  );
const foldAgain = (place: Place) =>
  byHand((tx) =>
    sql`update fold_cursors set rules = 0 where workspace_id = ${place.workspaceId}`.execute(tx),
  );
const isFolded = async ({ workspaceId }: Place) => {
  const { rows } = await byHand((tx) =>
    sql`select from fold_cursors c join streams s using (workspace_id)
      where c.workspace_id = ${workspaceId} and c.rules > 0 and c.seq = s.seq and s.seq > 0`.execute(tx),
  );
  return rows.length > 0;
};
const packAgain = (place: Place) =>
  byHand((tx) => sql`update sheets set size = null where workspace_id = ${place.workspaceId}`.execute(tx));
const isPacked = async ({ workspaceId }: Place) => {
  const { rows } = await byHand((tx) =>
    sql`select from sheets where workspace_id = ${workspaceId} having count(*) > 0 and count(*) = count(size)`.execute(
      tx,
    ),
  );
  return rows.length > 0;
};

await foldFigures(db);
await packSheets(db);

test.each([
  {
    what: "giving out what waits",
    table: "conversations",
    ready: async (place: Place) => {
      await isPresent(place, "here", 1);
      await setOwner(place, null);
    },
    act: () => giveOutEverywhere(db),
    isDone: hasOwner,
  },
  {
    what: "moving on the work of who is away",
    table: "conversations",
    ready: async (place: Place) => {
      await isPresent(place, "away", 600);
      await setOwner(place, place.owner.id);
    },
    act: () => moveOn(db, new Date()),
    isDone: async (place: Place) => !(await hasOwner(place)),
  },
  {
    what: "folding the figures",
    table: "fold_cursors",
    ready: foldAgain,
    act: () => foldFigures(db),
    isDone: isFolded,
  },
  {
    what: "packing the figures",
    table: "sheets",
    ready: packAgain,
    act: () => packSheets(db),
    isDone: isPacked,
  },
  {
    what: "packing a piece of the figures",
    table: "sheets",
    ready: packAgain,
    act: () => packSome(db),
    isDone: isPacked,
  },
])("$what: a workspace that fails is told of, and keeps no other from its turn", async (sweep) => {
  // Whichever comes first: each fails once while the other is well.
  for (const [failing, sound] of [places, places.toReversed()] as [Place, Place][]) {
    for (const place of places) await sweep.ready(place);
    const mend = await failsIn(connection, sweep.table, failing.workspaceId);
    const failed = expect(sweep.act()).rejects;
    await failed.toThrow(AggregateError).finally(mend);
    expect(await Promise.all([failing, sound].map(sweep.isDone))).toEqual([false, true]);
    await sweep.act();
    expect(await Promise.all(places.map(sweep.isDone))).toEqual([true, true]);
  }
});

test("figures that are folded in pieces go on piece by piece where another workspace fails", async () => {
  for (const [failing, sound] of [places, places.toReversed()] as [Place, Place][]) {
    for (const place of places) await foldAgain(place);
    const mend = await failsIn(connection, "fold_cursors", failing.workspaceId);
    // Two pieces to throw away what there is, one to count it anew.
    for (let piece = 0; piece < 3; piece++) await expect(foldSome(db)).rejects.toThrow(AggregateError);
    await mend();
    expect(await Promise.all([failing, sound].map(isFolded))).toEqual([false, true]);
    while (await foldSome(db));
    expect(await Promise.all(places.map(isFolded))).toEqual([true, true]);
  }
});
