import { randomUUIDv7 } from "node:crypto";
import type { Conversation, postConversation } from "../../contract/conversations.ts";
import type { Line } from "../../contract/lines.ts";
import type { BodyOf } from "../../contract/route.ts";
import type { Caller } from "../caller.ts";
import { type Db, type Tx, within } from "../db/database.ts";
import { gather } from "../db/gather.ts";
import { actorOf, recordAll } from "../events.ts";
import { claimUploads } from "../files/index.ts";
import { languageOf } from "../language/index.ts";
import { lineOfChosen } from "../lines/index.ts";
import { Refusal } from "../refusal.ts";
import { inboxesToArriveAt } from "./arrived-at.ts";
import { countNew } from "./counts.ts";
import { customerFor } from "./customer-for.ts";
import type { ArrivedAt } from "./incoming.ts";
import { followUpAt } from "./next-step.ts";
import { nextNumber } from "./numbers.ts";
import { openConversations } from "./open.ts";
import { previewOf } from "./preview.ts";
import { conversationById, shownAtFirst } from "./read.ts";
import { queueDelivery, readable, say } from "./say.ts";
import { standsOf } from "./stands.ts";

interface Beginning {
  caller: Caller;
  body: BodyOf<typeof postConversation>;
  said: Awaited<ReturnType<typeof readable>>;
}

/** Begins a conversation by hand or by API: a customer's words passed on to us, or we write first. */
export async function begin(
  db: Db,
  caller: Caller,
  body: BodyOf<typeof postConversation>,
): Promise<Conversation> {
  const beginning = { caller, body, said: await readable(body) };
  return body.startedBy === "company"
    ? within(db, caller.workspaceId, (tx) => writeFirst(db, tx, beginning))
    : passOn(db, `${caller.workspaceId} ${caller.id}`, beginning);
}

/** Records the words of customers that reached somebody else first. All are given by the same caller. */
const passOn = gather(async (db, beginnings: Beginning[]): Promise<Conversation[]> => {
  const { caller } = beginnings[0]!;
  return within(db, caller.workspaceId, async (tx) => {
    const inboxes = await inboxesFor(tx, beginnings);
    const recorded = await openConversations(
      db,
      caller.workspaceId,
      beginnings.map(({ body, said }, at) => ({
        actor: actorOf(caller),
        incoming: {
          inbox: inboxes[at]!,
          from: { email: body.customer.email, name: body.customer.name },
          channel: body.channel,
          subject: subjectOf(body, said),
          ...said,
          sentAt: new Date(),
          line: inboxes[at]!.said,
          intent: body.intent,
          priority: body.priority,
          linkedBy: "api",
        },
      })),
    );
    for (const [at, { body }] of beginnings.entries()) {
      const { conversation, messageId } = recorded[at]!;
      await claimUploads(tx, caller, body.attachments, { conversationId: conversation.id, messageId });
    }
    const shown: Conversation[] = [];
    for (const [at, { conversation, queue }] of recorded.entries()) {
      const { brandName, teamName } = inboxes[at]!;
      shown.push(
        // A queue that gives its work may have given it to somebody already.
        queue && queue.giving !== "pull"
          ? await conversationById(tx, caller, conversation.id)
          : shownAtFirst(conversation, {
              brandName,
              teamName: queue?.teamName ?? teamName,
              queueName: queue?.name ?? null,
            }),
      );
    }
    return shown;
  });
});

const subjectOf = (body: Beginning["body"], said: Beginning["said"]) =>
  body.subject || previewOf(said.text).slice(0, 80);

/**
 * Where each of these conversations stands: an inbox of a brand that the caller serves, on a line the brand has; with the
 * line that was said, by itself or by an intent.
 */
async function inboxesFor(
  tx: Tx,
  beginnings: Pick<Beginning, "caller" | "body">[],
): Promise<(ArrivedAt & { brandName: string; teamName: string; said?: Line })[]> {
  const { caller } = beginnings[0]!;
  const ids = [...new Set(beginnings.map(({ body }) => body.inbox))];
  const rows = await inboxesToArriveAt(tx, caller.workspaceId)
    .innerJoin("teams as t", (join) =>
      join.onRef("t.workspaceId", "=", "i.workspaceId").onRef("t.id", "=", "i.teamId"),
    )
    .select(["b.name as brandName", "t.name as teamName"])
    .where("i.id", "in", ids)
    .execute();
  const inboxes = new Map(rows.map((row) => [row.id, row]));
  const chosen = new Map<string, Line>();
  for (const { body } of beginnings)
    if (body.intent)
      chosen.set(body.intent, await lineOfChosen(tx, caller.workspaceId, body.intent, body.line));
  return beginnings.map(({ body: { inbox: id, intent, ...body } }) => {
    const inbox = inboxes.get(id);
    if (!inbox || (caller.brands && !caller.brands.includes(inbox.brandId))) throw new Refusal("not_found");
    const line = intent ? chosen.get(intent) : body.line;
    if (line && !inbox.lines.includes(line))
      throw new Refusal("invalid", { fields: [{ path: "line", message: "not_a_line_of_this_brand" }] });
    return { ...inbox, line: inbox.line as Line, lines: inbox.lines as Line[], said: line };
  });
}

/** The company's first word: the conversation waits for the customer, and the mail goes out like any reply. */
async function writeFirst(db: Db, tx: Tx, beginning: Beginning): Promise<Conversation> {
  const { caller, body, said } = beginning;
  const { workspaceId } = caller;
  const inbox = (await inboxesFor(tx, [beginning]))[0]!;
  const now = new Date();
  const customerId = await customerFor(tx, workspaceId, inbox.brandId, body.customer);
  const conversation = {
    workspaceId,
    id: randomUUIDv7(),
    number: await nextNumber(db, caller.workspaceId),
    brandId: inbox.brandId,
    inboxId: inbox.id,
    customerId,
    line: inbox.said ?? inbox.line,
    status: "waiting",
    channel: "email",
    subject: subjectOf(body, said),
    language: languageOf(said.text),
    priority: body.priority ?? "normal",
    priorityBy: body.priority ? "person" : "guess",
    intent: body.intent ?? null,
    teamId: inbox.teamId,
    ownerId: caller.kind === "agent" ? caller.id : null,
    startedBy: "company",
    nextStep: "follow_up",
    nextStepAt: followUpAt(now),
    preview: previewOf(said.text),
    previewBy: caller.kind === "agent" ? "agent" : "automation",
    lastMessageAt: now,
    createdAt: now,
    updatedAt: now,
  };
  await tx.insertInto("conversations").values(conversation).execute();
  const to = { name: body.customer.name, address: body.customer.email };
  const messageId = await say(tx, caller, conversation, said, to);
  await claimUploads(tx, caller, body.attachments, { conversationId: conversation.id, messageId });
  queueDelivery(tx, conversation, messageId);
  countNew(tx, conversation);
  await recordAll(tx, [
    {
      workspaceId,
      kind: "conversation.opened",
      actor: actorOf(caller),
      conversationId: conversation.id,
      brandId: inbox.brandId,
      data: {
        number: conversation.number,
        messageId,
        channel: "email",
        linkedBy: "new",
        begunBy: "company",
        stands: standsOf(conversation),
      },
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
