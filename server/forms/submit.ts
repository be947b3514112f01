import type { FormAnswers } from "../../contract/forms.ts";
import type { Locale } from "../../contract/languages.ts";
import type { Line } from "../../contract/lines.ts";
import { arrivedAt, type Incoming, openConversations } from "../conversations/index.ts";
import { type Db, look, type Tx, within } from "../db/database.ts";
import { claimUploads } from "../files/index.ts";
import { noteContact } from "../knowledge/index.ts";
import { lineOfChosen, linesOf } from "../lines/index.ts";
import type { FormRow } from "./read.ts";
import { fieldsFrom, toldBy } from "./told.ts";

/** What was sent with a form, checked. */
export interface Submission {
  /** That of the page the form stood on: sent twice, it is one. */
  id: string;
  form: FormRow;
  locale: Locale;
  /** The help centre's own language. */
  second: Locale;
  values: FormAnswers;
  from: { email: string; name: string };
  /** Files kept for this submission that are to go along. */
  files: string[];
  reader: Buffer;
}

/** What became of a submission. */
export interface Sent {
  conversationId: string;
  number: number;
  customerId: string;
  formId: string;
  brandId: string;
  locale: Locale;
  /** When its sender was told that they would hear from us; null when nothing was told. */
  toldAt: Date | null;
  /** By when a clock wants it answered. */
  dueAt: Date | null;
  line: string;
  answers: FormAnswers;
}

/** Opens the conversation of a submission; pressed again, the same one is told. */
export async function submit(db: Db, workspaceId: string, submission: Submission): Promise<Sent> {
  const { id, form, locale, values, from, files, reader } = submission;
  const told = toldBy(form, values, locale, submission.second);
  return within(db, workspaceId, async (tx) => {
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto("formSubmissions")
      .values({
        workspaceId,
        id,
        formId: form.id,
        brandId: form.brandId,
        locale,
        answers: JSON.stringify(values),
        reader,
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    // Whoever came first has committed by now.
    if (!numInsertedOrUpdatedRows) return (await sentIn(tx, workspaceId, id))!;

    const incoming = await incomingOf(tx, workspaceId, submission, told);
    const [opened] = await openConversations(db, workspaceId, [
      { actor: { kind: "customer", id: null, name: from.name || from.email }, incoming },
    ]);
    const { conversation, messageId } = opened!;
    await claimUploads(tx, { workspaceId, id }, files, { conversationId: conversation.id, messageId });
    await tx
      .updateTable("formSubmissions")
      .set({ conversationId: conversation.id, messageId })
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", id)
      .execute();
    await noteContact(db, { workspaceId, reader, customerId: conversation.customerId });
    return (await sentIn(tx, workspaceId, id))!;
  });
}

/** What became of a submission; null where nothing was sent yet. */
export const submissionOf = (db: Db, workspaceId: string, id: string): Promise<Sent | null> =>
  look(db, workspaceId, (tx) => sentIn(tx, workspaceId, id));

async function sentIn(tx: Tx, workspaceId: string, id: string): Promise<Sent | null> {
  const row = await tx
    .selectFrom("formSubmissions as s")
    .innerJoin("conversations as c", (join) =>
      join.onRef("c.workspaceId", "=", "s.workspaceId").onRef("c.id", "=", "s.conversationId"),
    )
    .leftJoin("requests as q", (join) =>
      join.onRef("q.workspaceId", "=", "s.workspaceId").onRef("q.messageId", "=", "s.messageId"),
    )
    .select([
      "c.id as conversationId",
      "c.number",
      "c.customerId",
      "c.line",
      "s.formId",
      "s.brandId",
      "s.locale",
      "s.answers",
      "q.toldAt",
      "q.dueAt",
    ])
    .where("s.workspaceId", "=", workspaceId)
    .where("s.id", "=", id)
    .executeTakeFirst();
  return row ? { ...row, locale: row.locale as Locale, number: Number(row.number) } : null;
}

async function incomingOf(
  tx: Tx,
  workspaceId: string,
  { form, values, from, locale }: Submission,
  { subject, text }: { subject: string; text: string },
): Promise<Incoming> {
  const inbox = await arrivedAt(tx, workspaceId, form.inboxId);
  const line = form.intent ? await lineOfChosen(tx, workspaceId, form.intent) : form.line;
  // A brand may have lost a line since the form was made.
  const said: Line | undefined = line && inbox.lines.includes(line) ? line : undefined;
  const settings = said && form.fields.some(({ into }) => into) ? await linesOf(tx, workspaceId) : [];
  return {
    inbox,
    from,
    channel: "form",
    subject,
    text,
    html: null,
    reply: text,
    sentAt: new Date(),
    locale,
    line: said,
    intent: said && form.intent ? form.intent : undefined,
    priority: form.priority ?? undefined,
    fields: fieldsFrom(
      form,
      values,
      settings.find((one) => one.line === said),
    ),
    linkedBy: "new",
  };
}
