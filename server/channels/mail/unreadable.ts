import { randomUUIDv7 } from "node:crypto";
import { type Incoming, openConversations } from "../../conversations/index.ts";
import { type Db, within } from "../../db/database.ts";
import type { FileStore } from "../../files/index.ts";
import { rawBytes } from "./keep.ts";
import { rawMail, settle } from "./raw-mail.ts";
import { storable } from "./storable.ts";
import { actorFor, unknownSender } from "./understood.ts";

/** What could not be read after several tries becomes a conversation that people see, with the mail attached. */
export async function showUnreadable(
  { db, store }: { db: Db; store: FileStore },
  workspaceId: string,
  rawMailId: string,
): Promise<void> {
  const mail = await rawMail(db, workspaceId, rawMailId);
  if (mail?.state !== "received") return;
  const sha256 = await store.keep(workspaceId, await rawBytes(store, mail));
  await within(db, workspaceId, async (tx) => {
    const ours = await settle(tx, workspaceId, [mail.id], "unreadable");
    // One that was to be read anew, and cannot be read still, is shown already.
    if (!ours.size || mail.shownIn) return;
    const incoming: Incoming = {
      inbox: mail.inbox,
      from: { email: mail.envelopeFrom || unknownSender, name: "" },
      channel: "email",
      subject: mail.envelopeFrom || unknownSender,
      text: "",
      html: null,
      reply: "",
      sentAt: mail.receivedAt,
      linkedBy: "unreadable",
      problems: [mail.error ?? "unreadable"],
      rawMailId,
      files: [
        {
          id: randomUUIDv7(),
          filename: "mail.eml",
          mimeType: "message/rfc822",
          size: mail.size,
          sha256,
          inline: false,
          contentId: null,
        },
      ],
    };
    const [opened] = await openConversations(db, workspaceId, [
      { actor: actorFor(incoming, null), incoming },
    ]);
    await tx
      .updateTable("rawMails")
      .set({ shownIn: opened!.conversation.id })
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", rawMailId)
      .execute();
  });
}

/** Writes down why a mail could not be read, for whoever looks at it after the last try. */
export async function noteFailure(db: Db, workspaceId: string, rawMailId: string, error: string) {
  await within(db, workspaceId, (tx) =>
    tx
      .updateTable("rawMails")
      .set({ error: storable(error, 500) })
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", rawMailId)
      .execute(),
  );
}
