import { sql } from "kysely";
import { askWithoutWall, type Db, type Tx } from "../db/database.ts";
import { Refusal } from "../refusal.ts";
import { taken } from "../taken.ts";

/** What comes to an inbox besides the mail to its own address; what is left out stays as it is. */
export interface OtherAddresses {
  aliases?: string[];
  /** Domains of which it takes what no other inbox takes. */
  catchAll?: string[];
}

/** In the directory a whole domain stands as `@domain`. */
export const isCatchAll = (address: string): boolean => address.startsWith("@");

/** Makes these the other addresses of an inbox. An address leads to one inbox of one workspace. */
export async function setOtherAddresses(
  db: Db,
  tx: Tx,
  inbox: { workspaceId: string; id: string; address: string },
  wanted: OtherAddresses,
): Promise<void> {
  const { workspaceId, id } = inbox;
  const kinds = [
    { field: "aliases", wanted: wanted.aliases?.map((alias) => alias.toLowerCase()) },
    { field: "catchAll", wanted: wanted.catchAll?.map((domain) => `@${domain.toLowerCase()}`) },
  ];
  const there = await tx
    .selectFrom("directoryAddresses")
    .select("address")
    .where("workspaceId", "=", workspaceId)
    .where("inboxId", "=", id)
    .where("address", "!=", inbox.address)
    .execute();
  for (const { field, wanted } of kinds) {
    if (!wanted) continue;
    const has = there
      .map(({ address }) => address)
      .filter((one) => isCatchAll(one) === (field === "catchAll"));
    const gone = has.filter((address) => !wanted.includes(address));
    const added = [...new Set(wanted)].filter(
      (address) => !has.includes(address) && address !== inbox.address,
    );
    if (gone.length)
      await tx
        .deleteFrom("directoryAddresses")
        .where("workspaceId", "=", workspaceId)
        .where("inboxId", "=", id)
        .where("address", "in", gone)
        .execute();
    if (!added.length) continue;
    for (const address of added) if (address.split("@")[0]!.includes("+")) throw plusIsOurs(field);
    await refuseForeignDomain(db, workspaceId, added, field);
    await tx
      .insertInto("directoryAddresses")
      .values(added.map((address) => ({ address, workspaceId, inboxId: id })))
      .execute()
      .catch(taken(field));
  }
}

/** What follows a plus is dropped at the door, so that such an address would never be found. */
const plusIsOurs = (field: string) =>
  new Refusal("invalid", { fields: [{ path: field, message: "without_plus" }] });

/**
 * A domain of which another workspace takes everything is theirs, and one in which they have addresses cannot be taken
 * whole: mail with a slip in its address would come to strangers.
 */
export async function refuseForeignDomain(
  db: Db,
  workspaceId: string,
  addresses: string[],
  field: string,
): Promise<void> {
  const domains = [...new Set(addresses.map(domainOf))];
  const whole = new Set(addresses.filter(isCatchAll).map(domainOf));
  const theirs = await askWithoutWall(db, (system) =>
    system
      .selectFrom("directoryAddresses")
      .select("address")
      .where("workspaceId", "!=", workspaceId)
      .where(sql<boolean>`split_part(address, '@', 2) = any(${domains})`)
      .execute(),
  );
  if (theirs.some(({ address }) => isCatchAll(address) || whole.has(domainOf(address))))
    throw new Refusal("already_exists", { fields: [{ path: field, message: "taken" }] });
}

const domainOf = (address: string) => address.slice(address.lastIndexOf("@") + 1);
