import type { Tx } from "../../../db/database.ts";
import { promisesShown } from "../../../promises/index.ts";

/** How many of the mails before it a reply names; longer chains only make headers that servers refuse. */
const mostReferences = 20;

export type MailFacts = Awaited<ReturnType<typeof mailFacts>>;

/** What a mail is made of, asked for all at once. */
export async function mailFacts(
  tx: Tx,
  {
    workspaceId,
    conversationId,
    messageId,
  }: { workspaceId: string; conversationId: string; messageId: string },
) {
  const carried = await carriedBy(tx, workspaceId, messageId);
  const [message, conversation, before, files, promises] = await Promise.all([
    tx
      .selectFrom("messages")
      .selectAll()
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", messageId)
      .executeTakeFirstOrThrow(),
    tx
      .selectFrom("conversations as c")
      .innerJoin("workspaces as w", "w.id", "c.workspaceId")
      .innerJoin("inboxes as i", (join) =>
        join.onRef("i.workspaceId", "=", "c.workspaceId").onRef("i.id", "=", "c.inboxId"),
      )
      .innerJoin("brands as b", (join) =>
        join.onRef("b.workspaceId", "=", "c.workspaceId").onRef("b.id", "=", "c.brandId"),
      )
      .innerJoin("teams as t", (join) =>
        join.onRef("t.workspaceId", "=", "c.workspaceId").onRef("t.id", "=", "c.teamId"),
      )
      .leftJoin("helpCentres as h", (join) =>
        join.onRef("h.workspaceId", "=", "c.workspaceId").onRef("h.brandId", "=", "c.brandId"),
      )
      .select([
        "c.id",
        "c.brandId",
        "c.status",
        "c.number",
        "c.subject",
        "c.language",
        "c.inboxId",
        "c.customerId",
      ])
      .select([
        "h.isOn",
        "h.showsRequests",
        "h.slug",
        "h.host",
        "h.locales as helpLocales",
        "h.locale as helpLocale",
      ])
      .select([
        "w.timeZone",
        "i.address as inboxAddress",
        "b.name as brandName",
        "t.name as teamName",
        "b.locales as brandLocales",
        "b.signatures",
      ])
      .where("c.workspaceId", "=", workspaceId)
      .where("c.id", "=", conversationId)
      .executeTakeFirstOrThrow(),
    tx
      .selectFrom("messages")
      .select(["id", "linked", "mailId", "authorKind", "authorName", "reply", "sentAt", "language"])
      .where("workspaceId", "=", workspaceId)
      .where("conversationId", "=", conversationId)
      .where("kind", "=", "message")
      .where("id", "not in", [messageId, ...carried.map(({ id }) => id)])
      .where("sentAt", "<=", (eb) =>
        eb
          .selectFrom("messages as own")
          .select("own.sentAt")
          .where("own.workspaceId", "=", workspaceId)
          .where("own.id", "=", messageId),
      )
      .orderBy("sentAt", "desc")
      .orderBy("id", "desc")
      .limit(mostReferences)
      .execute(),
    tx
      .selectFrom("attachments")
      .select(["filename", "mimeType", "sha256"])
      .where("workspaceId", "=", workspaceId)
      .where("messageId", "in", [...carried.map(({ id }) => id), messageId])
      .orderBy("id")
      .execute(),
    promisesShown(tx, workspaceId, [...carried.map(({ id }) => id), messageId]),
  ]);
  return { workspaceId, message, carried, conversation, before, files, promises };
}

/** What was said in a chat before this message and not seen there: it goes in the same mail, above it. */
const carriedBy = (tx: Tx, workspaceId: string, messageId: string) =>
  tx
    .selectFrom("deliveries as d")
    .innerJoin("messages as m", (join) =>
      join.onRef("m.workspaceId", "=", "d.workspaceId").onRef("m.id", "=", "d.messageId"),
    )
    .select(["m.id", "m.text", "m.html"])
    .where("d.workspaceId", "=", workspaceId)
    .where("d.carriedBy", "=", messageId)
    .orderBy("m.sentAt")
    .orderBy("m.id")
    .execute();
