import { sql } from "kysely";
import type { Participant, putParticipant } from "../../../contract/participants.ts";
import type { BodyOf } from "../../../contract/route.ts";
import type { Caller } from "../../caller.ts";
import { type Db, type Tx, within } from "../../db/database.ts";
import { actorOf, record } from "../../events.ts";
import { Refusal } from "../../refusal.ts";
import { customerFor } from "../customer-for.ts";
import { type ConversationRow, lockConversation } from "../read.ts";
import { participantsOf } from "./read.ts";
import { addParticipants, comparable, isAddress, ownAmong } from "./rows.ts";

type People = Promise<{ people: Participant[] }>;

/** Says what somebody is to a matter: lets them in, makes them a customer beside the first, or says that they left. */
export function setStanding(
  db: Db,
  caller: Caller,
  id: string,
  { address: written, standing, name = "" }: BodyOf<typeof putParticipant> & { address: string },
): People {
  return withPeople(db, caller, id, async (tx, conversation) => {
    const address = comparable(written);
    if (!isAddress(address)) throw notFit("not_an_address");
    if ((await ownAmong(tx, caller.workspaceId, [address])).size) throw notFit("our_own_address");
    const before = await tx
      .selectFrom("participants")
      .select(["standing", "name"])
      .where("workspaceId", "=", caller.workspaceId)
      .where("conversationId", "=", id)
      .where("address", "=", address)
      .executeTakeFirst();
    if (before?.standing === standing) return;
    if (!before && standing === "left") throw new Refusal("not_found");
    await addParticipants(tx, conversation, {
      people: [{ address, name: name || before?.name || "" }],
      standing,
      by: caller.name,
      messageId: null,
    });
    // A customer beside the first is somebody we know, who has this among their matters.
    const customerId =
      standing === "customer"
        ? await customerFor(tx, caller.workspaceId, conversation.brandId, {
            email: address,
            name: name || before?.name || "",
          })
        : null;
    const { numUpdatedRows } = await tx
      .updateTable("participants")
      .set({ standing, ...(customerId && { customerId }), addedBy: caller.name, addedAt: new Date() })
      .where("workspaceId", "=", caller.workspaceId)
      .where("conversationId", "=", id)
      .where("address", "=", address)
      .executeTakeFirst();
    if (!numUpdatedRows) return;
    await tell(tx, caller, conversation, {
      address,
      name: name || before?.name || "",
      from: before?.standing ?? null,
      to: standing,
    });
  });
}

/** Lets in everybody who was put in copy. */
export function letAllIn(db: Db, caller: Caller, id: string): People {
  return withPeople(db, caller, id, async (tx, conversation) => {
    const asked = await tx
      .updateTable("participants")
      .set({ standing: "agreed", addedBy: caller.name, addedAt: new Date() })
      .where("workspaceId", "=", caller.workspaceId)
      .where("conversationId", "=", id)
      .where("standing", "=", "asked")
      .returning(["address", "name"])
      .execute();
    for (const { address, name } of asked)
      await tell(tx, caller, conversation, { address, name, from: "asked", to: "agreed" });
  });
}

/** Whoever writes from an address in this conversation is who they say, or perhaps not after all. */
export function setVerified(
  db: Db,
  caller: Caller,
  id: string,
  { address: written, isVerified }: { address: string; isVerified: boolean },
): People {
  return withPeople(db, caller, id, async (tx, conversation) => {
    const { workspaceId } = caller;
    const address = comparable(written);
    const known = (await participantsOf(tx, { workspaceId, id })).find(
      (one) => one.address.toLowerCase() === address,
    );
    const { rows: wrote } = await sql<{ name: string }>`
      select author_name as name from messages where workspace_id = ${workspaceId} and conversation_id = ${id}
        and lower(mail -> 'from' ->> 'address') = ${address} limit 1`.execute(tx);
    if (!known && !wrote.length) throw new Refusal("not_found");
    if (known?.isVerified === isVerified) return;
    const isCustomer = known?.isFirst || known?.standing === "customer" || (!known && wrote.length > 0);
    await sql`
      insert into participants (workspace_id, conversation_id, address, name, standing, added_by, verified_at, verified_by)
      values (${workspaceId}, ${id}, ${address}, ${known?.name ?? wrote[0]?.name ?? ""}, ${isCustomer ? "customer" : (known?.standing ?? "agreed")},
        ${caller.name}, ${isVerified ? new Date() : null}, ${isVerified ? caller.name : null})
      on conflict (workspace_id, conversation_id, address) do update
        set verified_at = excluded.verified_at, verified_by = excluded.verified_by`.execute(tx);
    await sql`
      update messages set linked = jsonb_set(linked, '{isUnverified}', ${isVerified ? "false" : "true"}::jsonb)
      where workspace_id = ${workspaceId} and conversation_id = ${id} and lower(mail -> 'from' ->> 'address') = ${address}
        and author_kind = 'customer' and linked_by not in ('reply_token', 'new')
        and linked @> '{"reasons": [{"what": "sender_unknown"}]}'`.execute(tx);
    await record(tx, {
      workspaceId,
      kind: "participant.changed",
      actor: actorOf(caller),
      conversationId: id,
      brandId: conversation.brandId,
      data: { address, name: known?.name ?? "", verified: isVerified },
    });
  });
}

const tell = (
  tx: Tx,
  caller: Caller,
  { id, brandId }: ConversationRow,
  data: { address: string; name: string; from: string | null; to: string },
) =>
  record(tx, {
    workspaceId: caller.workspaceId,
    kind: "participant.changed",
    actor: actorOf(caller),
    conversationId: id,
    brandId,
    data,
  });

const notFit = (message: string) => new Refusal("invalid", { fields: [{ path: "address", message }] });

function withPeople(
  db: Db,
  caller: Caller,
  id: string,
  act: (tx: Tx, conversation: ConversationRow) => Promise<void>,
): People {
  return within(db, caller.workspaceId, async (tx) => {
    await act(tx, await lockConversation(tx, caller.workspaceId, id, caller.brands));
    return { people: await participantsOf(tx, { workspaceId: caller.workspaceId, id }) };
  });
}
