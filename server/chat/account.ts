import { sql } from "kysely";
import type { Tx } from "../db/database.ts";
import { recordAll } from "../events.ts";
import type { Visitor } from "../visitor.ts";
import type { Identity } from "./identity.ts";
import type { Widget } from "./widget.ts";

/**
 * Makes a visitor the customer whom the site vouches for: by the user's id, else by the address that it signed. What they
 * wrote before they signed in goes with them, but for matters to which mail went out, whose answers must find their way.
 */
export async function joinAccount(
  tx: Tx,
  widget: Widget,
  visitor: Visitor,
  { userId, email, name }: Identity,
): Promise<void> {
  const { workspaceId, brandId } = widget;
  const known =
    (await customerOf(tx, widget, "account", userId)) ??
    (email ? await customerOf(tx, widget, "email", email) : null);
  const customerId = known ?? visitor.customerId;
  await tx
    .updateTable("chatVisitors")
    .set({ account: userId, customerId, ...(name && { name }), ...(email && { email, vouchedEmail: email }) })
    .where("workspaceId", "=", workspaceId)
    .where("id", "=", visitor.id)
    .execute();
  if (!customerId) return;
  await ownIdentities(tx, { workspaceId, brandId, customerId }, { userId, email });
  if (visitor.customerId && visitor.customerId !== customerId && !visitor.account)
    await moveMatters(tx, visitor, customerId);
}

/** The customer of an identity. An address that somebody only typed is nobody's for the one whom the site vouches for. */
async function customerOf(
  tx: Tx,
  { workspaceId, brandId }: Widget,
  kind: "account" | "email",
  value: string,
): Promise<string | null> {
  const row = await tx
    .selectFrom("identities")
    .select("customerId")
    .where("workspaceId", "=", workspaceId)
    .where("brandId", "=", brandId)
    .where("kind", "=", kind)
    .where("value", "=", value)
    .where("isVerified", "=", true)
    .executeTakeFirst();
  return row?.customerId ?? null;
}

/** Writes down that a user's id and a signed address are this customer's, also where somebody had claimed the address. */
export async function ownIdentities(
  tx: Tx,
  { workspaceId, brandId, customerId }: { workspaceId: string; brandId: string; customerId: string },
  { userId, email }: { userId: string; email: string | null },
): Promise<void> {
  await tx
    .insertInto("identities")
    .values([
      { workspaceId, brandId, kind: "account", value: userId, customerId },
      ...(email ? [{ workspaceId, brandId, kind: "email", value: email, customerId }] : []),
    ])
    .onConflict((conflict) =>
      conflict
        .columns(["workspaceId", "brandId", "kind", "value"])
        .doUpdateSet({ customerId, isVerified: true })
        .where("identities.isVerified", "=", false),
    )
    .execute();
  if (email)
    await tx
      .updateTable("customers")
      .set({ email })
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", customerId)
      .where("email", "is", null)
      .execute();
}

async function moveMatters(tx: Tx, visitor: Visitor, to: string): Promise<void> {
  const { workspaceId, customerId: from } = visitor;
  const { rows } = await sql<{ id: string; brandId: string }>`
    update conversations c set customer_id = ${to}, updated_at = ${new Date()}, version = version + 1
    from chats t
    where c.workspace_id = ${workspaceId} and c.customer_id = ${from} and t.workspace_id = c.workspace_id
      and t.conversation_id = c.id and t.visitor_id = ${visitor.id}
      and not exists (select from deliveries d where d.workspace_id = c.workspace_id and d.conversation_id = c.id
        and d.by = 'email')
      and not exists (select from messages m where m.workspace_id = c.workspace_id and m.conversation_id = c.id
        and m.channel = 'email')
    returning c.id, c.brand_id`.execute(tx);
  if (!rows.length) return;
  const ids = rows.map(({ id }) => id);
  for (const table of ["promises", "namedItems"] as const)
    await tx
      .updateTable(table)
      .set({ customerId: to })
      .where("workspaceId", "=", workspaceId)
      .where("conversationId", "in", ids)
      .execute();
  await recordAll(
    tx,
    rows.map(({ id, brandId }) => ({
      workspaceId,
      kind: "conversation.changed",
      actor: { kind: "customer", id: to, name: visitor.name ?? "" },
      conversationId: id,
      brandId,
      data: { customer: { from, to } },
    })),
  );
}
