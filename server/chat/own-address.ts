import type { Tx } from "../db/database.ts";
import type { Visitor } from "../visitor.ts";

/**
 * Keeps an address that somebody typed: as one of theirs, by their own word alone, if it is nobody's; in any case as the
 * one to which answers of their chats go. Whose it is already keeps it, and nothing else is joined by it.
 */
export async function ownAddress(
  tx: Tx,
  visitor: Visitor & { customerId: string },
  email: string,
): Promise<void> {
  const { workspaceId, brandId, customerId } = visitor;
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto("identities")
    .values({ workspaceId, brandId, kind: "email", value: email, customerId, isVerified: false })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows)
    await tx
      .updateTable("customers")
      .set({ email, updatedAt: new Date() })
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", customerId)
      .where("email", "is", null)
      .execute();
  await tx
    .updateTable("chats")
    .set((eb) => ({
      email,
      // What was shown of another address says nothing of this one.
      verifiedAt: eb.case().when("email", "=", email).then(eb.ref("verifiedAt")).else(null).end(),
    }))
    .where("workspaceId", "=", workspaceId)
    .where("visitorId", "=", visitor.id)
    .execute();
}
