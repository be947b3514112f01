import { randomUUIDv7 } from "node:crypto";
import { TryAgain, type Tx } from "../db/database.ts";

/** The customer of a brand who writes from an address; made when there is none. */
export async function customerFor(
  tx: Tx,
  workspaceId: string,
  brandId: string,
  { email, name }: { email: string; name: string },
): Promise<string> {
  const known = await tx
    .selectFrom("identities")
    .select("customerId")
    .where("workspaceId", "=", workspaceId)
    .where("brandId", "=", brandId)
    .where("kind", "=", "email")
    .where("value", "=", email)
    .executeTakeFirst();
  if (known) return known.customerId;
  const id = randomUUIDv7();
  await tx
    .insertInto("customers")
    .values({ workspaceId, id, brandId, name: name || email, email })
    .execute();
  const claimed = await tx
    .insertInto("identities")
    .values({ workspaceId, brandId, kind: "email", value: email, customerId: id })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  // Somebody made the same customer a moment ago: begin anew and find them.
  if (!claimed.numInsertedOrUpdatedRows) throw new TryAgain();
  return id;
}
