import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import { jsonArrayFrom } from "kysely/helpers/postgres";
import type { Inbox } from "../../contract/inboxes.ts";
import type { Line } from "../../contract/lines.ts";
import { hiddenTeams, refuseForeignBrands, serves } from "../brand-wall.ts";
import type { Caller } from "../caller.ts";
import { type Db, look, type Tx, within } from "../db/database.ts";
import { actorOf, record } from "../events.ts";
import { Refusal } from "../refusal.ts";
import { changeRules } from "../rules.ts";
import { taken } from "../taken.ts";
import {
  isCatchAll,
  type OtherAddresses,
  refuseForeignDomain,
  setOtherAddresses,
} from "./inbox-addresses.ts";

const inboxRows = (tx: Tx, workspaceId: string) =>
  tx
    .selectFrom("inboxes")
    .innerJoin("brands", (join) =>
      join.onRef("brands.workspaceId", "=", "inboxes.workspaceId").onRef("brands.id", "=", "inboxes.brandId"),
    )
    .innerJoin("teams", (join) =>
      join.onRef("teams.workspaceId", "=", "inboxes.workspaceId").onRef("teams.id", "=", "inboxes.teamId"),
    )
    .select(["inboxes.id", "inboxes.channel", "inboxes.address", "inboxes.name", "inboxes.line"])
    .select(["inboxes.country", "inboxes.createdAt", "inboxes.brandId", "inboxes.teamId"])
    .select(["brands.name as brandName", "teams.name as teamName"])
    .select(({ selectFrom }) => [
      jsonArrayFrom(
        selectFrom("directoryAddresses as d")
          .select("d.address")
          .whereRef("d.workspaceId", "=", "inboxes.workspaceId")
          .whereRef("d.inboxId", "=", "inboxes.id")
          .whereRef("d.address", "!=", "inboxes.address")
          .orderBy("d.address"),
      ).as("others"),
      selectFrom("mailboxes as m")
        .select(
          sql<{ all: number; failing: number }>`json_build_object('all', count(*),
            'failing', count(*) filter (where m.is_on and m.failing_since is not null))`.as("counted"),
        )
        .whereRef("m.workspaceId", "=", "inboxes.workspaceId")
        .whereRef("m.inboxId", "=", "inboxes.id")
        .as("mailboxes"),
    ])
    .where("inboxes.workspaceId", "=", workspaceId);

const toInbox = (
  row: Awaited<ReturnType<ReturnType<typeof inboxRows>["executeTakeFirstOrThrow"]>>,
): Inbox => ({
  id: row.id,
  channel: row.channel as Inbox["channel"],
  address: row.address,
  aliases: row.others.map(({ address }) => address).filter((address) => !isCatchAll(address)),
  catchAll: row.others.filter(({ address }) => isCatchAll(address)).map(({ address }) => address.slice(1)),
  name: row.name,
  brand: { id: row.brandId, name: row.brandName },
  line: row.line as Line,
  team: { id: row.teamId, name: row.teamName },
  country: row.country as Inbox["country"],
  mailboxes: row.mailboxes!,
  createdAt: row.createdAt.toISOString(),
});

/** The inboxes of the brands that the caller serves, by name. */
export function listInboxes(db: Db, caller: Caller): Promise<Inbox[]> {
  return look(db, caller.workspaceId, async (tx) => {
    const rows = await inboxRows(tx, caller.workspaceId).execute();
    const { compare } = new Intl.Collator(caller.locale);
    return rows
      .filter((row) => serves(caller, row.brandId))
      .sort((a, b) => compare(a.name, b.name) || compare(a.address, b.address))
      .map(toInbox);
  });
}

export interface InboxFields extends OtherAddresses {
  name: string;
  brand: string;
  line: Line;
  team: string;
  country?: Inbox["country"];
}

/** Adds an address; from then on the door takes mail for it. An address works in one workspace only. */
export function addInbox(db: Db, caller: Caller, inbox: InboxFields & { address: string }): Promise<Inbox> {
  return within(db, caller.workspaceId, async (tx) => {
    const { workspaceId } = caller;
    await refuseMisfit(tx, caller, inbox);
    const id = randomUUIDv7();
    const address = inbox.address.toLowerCase();
    await refuseForeignDomain(db, caller.workspaceId, [address], "address");
    await tx
      .insertInto("directoryAddresses")
      .values({ address, workspaceId, inboxId: id })
      .execute()
      .catch(taken("address"));
    await tx
      .insertInto("inboxes")
      .values({
        workspaceId,
        id,
        channel: "email",
        address,
        name: inbox.name,
        brandId: inbox.brand,
        line: inbox.line,
        teamId: inbox.team,
        country: inbox.country ?? null,
      })
      .execute()
      .catch(taken("address"));
    await setOtherAddresses(db, tx, { workspaceId, id, address }, inbox);
    return changed(tx, caller, id);
  });
}

/** Changes what becomes of mail that comes from now on; conversations that are there keep their brand and team. */
export function changeInbox(
  db: Db,
  caller: Caller,
  id: string,
  change: Partial<InboxFields>,
): Promise<Inbox> {
  return within(db, caller.workspaceId, async (tx) => {
    const { workspaceId } = caller;
    const inbox = await tx
      .selectFrom("inboxes")
      .select(["address", "name", "brandId", "line", "teamId"])
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", id)
      .forUpdate()
      .executeTakeFirst();
    if (!inbox || !serves(caller, inbox.brandId)) throw new Refusal("not_found");
    const next = {
      brand: change.brand ?? inbox.brandId,
      line: change.line ?? (inbox.line as Line),
      team: change.team ?? inbox.teamId,
    };
    await refuseMisfit(tx, caller, next);
    await tx
      .updateTable("inboxes")
      .set({
        name: change.name ?? inbox.name,
        brandId: next.brand,
        line: next.line,
        teamId: next.team,
        ...(change.country !== undefined && { country: change.country }),
      })
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", id)
      .execute();
    await setOtherAddresses(db, tx, { workspaceId, id, address: inbox.address }, change);
    return changed(tx, caller, id);
  });
}

/** The brand must be the caller's and have the line, and the team must be there to answer. */
async function refuseMisfit(
  tx: Tx,
  caller: Caller,
  { brand, line, team }: Pick<InboxFields, "brand" | "line" | "team">,
) {
  refuseForeignBrands(caller, [brand]);
  const found = await tx
    .selectFrom("brands")
    .select("lines")
    .where("workspaceId", "=", caller.workspaceId)
    .where("id", "=", brand)
    .forShare()
    .executeTakeFirst();
  const staffed = await tx
    .selectFrom("teams")
    .select("id")
    .where("workspaceId", "=", caller.workspaceId)
    .where("id", "=", team)
    .forShare()
    .executeTakeFirst();
  if (!found || !staffed || (await hiddenTeams(tx, caller)).has(team)) throw new Refusal("not_found");
  if (!found.lines.includes(line))
    throw new Refusal("invalid", {
      fields: [{ path: "line", message: "not_a_line_of_this_brand" }],
    });
}

async function changed(tx: Tx, caller: Caller, id: string): Promise<Inbox> {
  const inbox = await inboxRows(tx, caller.workspaceId)
    .where("inboxes.id", "=", id)
    .executeTakeFirstOrThrow();
  // What is acknowledged depends on which addresses are our own.
  await changeRules(tx, caller.workspaceId);
  await record(tx, {
    workspaceId: caller.workspaceId,
    kind: "inbox.changed",
    actor: actorOf(caller),
    brandId: inbox.brandId,
    data: { inboxId: id },
  });
  return toInbox(inbox);
}
