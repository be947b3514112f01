import { randomUUIDv7 } from "node:crypto";
import type { Conversation, postConversation } from "../../contract/conversations.ts";
import type { BodyOf } from "../../contract/route.ts";
import type { Line } from "../../contract/workspace.ts";
import type { Caller } from "../caller.ts";
import { type Db, TryAgain, type Tx, within } from "../db/database.ts";
import { actorOf, recordAll } from "../events.ts";
import { claimUploads } from "../files/index.ts";
import { languageOf } from "../language/index.ts";
import { Refusal } from "../refusal.ts";
import { countNew } from "./counts.ts";
import { nextNumber } from "./numbers.ts";
import { previewOf } from "./preview.ts";
import { conversationById } from "./read.ts";
import { type ArrivedAt, openConversation } from "./record.ts";
import { followUpAfterDays, queueDelivery, readable, say } from "./reply.ts";

/** Begins a conversation by hand or by API: a customer's words passed on to us, or we write first. */
export async function begin(
  db: Db,
  caller: Caller,
  body: BodyOf<typeof postConversation>,
): Promise<Conversation> {
  const said = await readable(body);
  return within(db, caller.workspaceId, async (tx) => {
    const inbox = await inboxFor(tx, caller, body.inbox, body.line);
    if (body.startedBy === "company") return writeFirst(db, tx, caller, inbox, body, said);

    const { conversationId, messageId } = await openConversation(db, caller.workspaceId, actorOf(caller), {
      inbox,
      from: { email: body.customer.email, name: body.customer.name },
      channel: body.channel,
      subject: body.subject || previewOf(said.text).slice(0, 80),
      ...said,
      language: languageOf(said.text),
      sentAt: new Date(),
      line: body.line,
      priority: body.priority,
      linkedBy: "api",
    });
    await claimUploads(tx, caller, body.attachments, { conversationId, messageId });
    return conversationById(tx, caller, conversationId);
  });
}

/** Where the conversation stands: an inbox of a brand that the caller serves, on a line the brand has. */
async function inboxFor(
  tx: Tx,
  caller: Caller,
  id: string,
  line?: Line,
): Promise<ArrivedAt & { address: string }> {
  const inbox = await tx
    .selectFrom("inboxes as i")
    .innerJoin("brands as b", (join) =>
      join.onRef("b.workspaceId", "=", "i.workspaceId").onRef("b.id", "=", "i.brandId"),
    )
    .select(["i.id", "i.brandId", "i.line", "i.teamId", "i.replyWithinMinutes", "i.address", "b.lines"])
    .where("i.workspaceId", "=", caller.workspaceId)
    .where("i.id", "=", id)
    .executeTakeFirst();
  if (!inbox || (caller.brands && !caller.brands.includes(inbox.brandId))) throw new Refusal("not_found");
  if (line && !inbox.lines.includes(line))
    throw new Refusal("invalid", { fields: [{ path: "line", message: "not_a_line_of_this_brand" }] });
  return { ...inbox, line: inbox.line as Line };
}

/** The company's first word: the conversation waits for the customer, and the mail goes out like any reply. */
async function writeFirst(
  db: Db,
  tx: Tx,
  caller: Caller,
  inbox: ArrivedAt,
  body: BodyOf<typeof postConversation>,
  said: { text: string; html: string | null; reply: string },
): Promise<Conversation> {
  const { workspaceId } = caller;
  const now = new Date();
  const customerId = await customerFor(tx, workspaceId, inbox.brandId, body.customer);
  const conversation = {
    workspaceId,
    id: randomUUIDv7(),
    number: await nextNumber(db, caller.workspaceId),
    brandId: inbox.brandId,
    inboxId: inbox.id,
    customerId,
    line: body.line ?? inbox.line,
    status: "waiting",
    channel: "email",
    subject: body.subject || previewOf(said.text).slice(0, 80),
    language: languageOf(said.text),
    priority: body.priority,
    teamId: inbox.teamId,
    ownerId: caller.kind === "agent" ? caller.id : null,
    startedBy: "company",
    nextStep: "follow_up",
    nextStepAt: new Date(now.getTime() + followUpAfterDays * 86_400_000),
    preview: previewOf(said.text),
    previewBy: caller.kind === "agent" ? "agent" : "automation",
    lastMessageAt: now,
    createdAt: now,
    updatedAt: now,
  };
  await tx.insertInto("conversations").values(conversation).execute();
  const to = { name: body.customer.name, address: body.customer.email };
  const messageId = await say(tx, caller, conversation, said, { kind: "message", to });
  await claimUploads(tx, caller, body.attachments, { conversationId: conversation.id, messageId });
  await queueDelivery(tx, conversation, messageId);
  await countNew(tx, conversation);
  await recordAll(tx, [
    {
      workspaceId,
      kind: "conversation.opened",
      actor: actorOf(caller),
      conversationId: conversation.id,
      brandId: inbox.brandId,
      data: { number: conversation.number, messageId, channel: "email", linkedBy: "new" },
    },
    {
      workspaceId,
      kind: "conversation.replied",
      actor: actorOf(caller),
      conversationId: conversation.id,
      brandId: inbox.brandId,
      data: { messageId, status: "waiting" },
    },
  ]);
  return conversationById(tx, caller, conversation.id);
}

async function customerFor(
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
