import { randomUUIDv7 } from "node:crypto";
import type { putCustomer } from "../../../contract/participants.ts";
import type { BodyOf } from "../../../contract/route.ts";
import type { Caller } from "../../caller.ts";
import type { Db, Tx } from "../../db/database.ts";
import { Refusal } from "../../refusal.ts";
import { change } from "../change.ts";
import { customerFor } from "../customer-for.ts";
import type { ConversationRow } from "../read.ts";
import { addParticipants } from "./rows.ts";

/**
 * Makes somebody else the customer of a matter: who really wrote what was passed on, or the colleague who took over.
 * Whoever was its customer stays in it, so that doing it again the other way round takes it back. What we wrote before
 * still leads here.
 */
export function makeCustomer(db: Db, caller: Caller, id: string, whom: BodyOf<typeof putCustomer>) {
  return change(db, caller, id, async (tx, before, now) => {
    const customerId =
      "customer" in whom ? whom.customer : await customerFor(tx, caller.workspaceId, before.brandId, whom);
    if (customerId === before.customerId) return null;
    const [from, to] = [
      await customer(tx, before, before.customerId),
      await customer(tx, before, customerId),
    ];
    if (!from || !to) throw new Refusal("not_found");
    await tx
      .insertInto("customerChanges")
      .values({
        workspaceId: caller.workspaceId,
        id: randomUUIDv7(),
        conversationId: id,
        fromId: from.id,
        toId: to.id,
        at: now,
      })
      .execute();
    await tx
      .deleteFrom("participants")
      .where("workspaceId", "=", caller.workspaceId)
      .where("conversationId", "=", id)
      .where((eb) =>
        eb.or([
          eb("customerId", "=", to.id),
          ...(to.email ? [eb("address", "=", to.email.toLowerCase())] : []),
        ]),
      )
      .execute();
    await tx
      .updateTable("conversations")
      .set({ customerId })
      .where("workspaceId", "=", caller.workspaceId)
      .where("id", "=", id)
      .execute();
    if (from.email)
      await addParticipants(tx, before, {
        people: [{ name: from.name, address: from.email }],
        standing: "agreed",
        by: caller.name,
        messageId: null,
      });
    return {
      set: { customerId },
      event: [
        "conversation.customer_changed",
        { from: from.id, to: to.id, fromName: from.name, toName: to.name },
      ],
    };
  });
}

/** A customer of the same brand. */
const customer = (tx: Tx, { workspaceId, brandId }: ConversationRow, id: string) =>
  tx
    .selectFrom("customers")
    .select(["id", "name", "email"])
    .where("workspaceId", "=", workspaceId)
    .where("brandId", "=", brandId)
    .where("id", "=", id)
    .executeTakeFirst();
