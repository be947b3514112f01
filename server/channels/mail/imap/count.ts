import { within } from "../../../db/database.ts";
import { isTooOld, openFolder, searchIn, type Taking, takeThese } from "./take.ts";

/** So many days are counted again each time: what was missing yesterday may be found today. */
const daysCounted = 8;
const atATime = 2_000;
const dayMs = 86_400_000;

/**
 * Holds the folders against what is here: every mail of the last days that a folder holds and that we do not have is
 * fetched, and the days are counted, there and here. What was moved or deleted there after it was kept counts as having
 * been there.
 */
export async function countDays(taking: Taking, folders: string[]): Promise<{ found: number }> {
  const from = new Date(Date.now() - daysCounted * dayMs);
  let found = 0;
  const missing: Date[] = [];
  for (const folder of folders) {
    const lock = await taking.client.getMailboxLock(folder);
    try {
      const open = await openFolder(taking, folder);
      const uids = await searchIn(taking.client, { since: from });
      found += await takeThese(taking, open, uids);
      missing.push(...(await stillMissing(taking, folder, uids)));
    } finally {
      lock.release();
    }
  }
  await noteDays(taking, from, missing);
  return { found };
}

/** When those arrived that are in the folder and, also now, not here. */
async function stillMissing(taking: Taking, folder: string, uids: number[]): Promise<Date[]> {
  const { db, client, mailbox } = taking;
  const open = await openFolder(taking, folder);
  const missing: Date[] = [];
  for (let at = 0; at < uids.length; at += atATime) {
    const some = uids.slice(at, at + atATime);
    const rows = await within(db, mailbox.workspaceId, (tx) =>
      tx
        .selectFrom("mailboxMails")
        .select("uid")
        .where("workspaceId", "=", mailbox.workspaceId)
        .where("mailboxId", "=", mailbox.id)
        .where("folder", "=", folder)
        .where("uidValidity", "=", open.uidValidity)
        .where("uid", "in", some)
        .execute(),
    );
    const here = new Set(rows.map(({ uid }) => Number(uid)));
    const lacking = some.filter((uid) => !here.has(uid));
    if (!lacking.length) continue;
    const found = await client.fetchAll(lacking, { uid: true, internalDate: true }, { uid: true });
    for (const mail of found)
      if (!isTooOld(mail, open, mailbox.since)) missing.push(new Date(mail.internalDate ?? Date.now()));
  }
  return missing;
}

async function noteDays({ db, mailbox }: Taking, from: Date, missing: Date[]) {
  const { workspaceId, id: mailboxId } = mailbox;
  await within(db, workspaceId, async (tx) => {
    const { timeZone } = await tx
      .selectFrom("workspaces")
      .select("timeZone")
      .where("id", "=", workspaceId)
      .executeTakeFirstOrThrow();
    const dayOf = (at: Date) =>
      Temporal.Instant.fromEpochMilliseconds(at.getTime())
        .toZonedDateTimeISO(timeZone)
        .toPlainDate()
        .toString();
    const rows = await tx
      .selectFrom("mailboxMails")
      .select(["arrivedAt", "rawMailId"])
      .where("workspaceId", "=", workspaceId)
      .where("mailboxId", "=", mailboxId)
      .where("arrivedAt", ">=", from)
      .execute();
    const days = new Map<string, { there: number; here: number }>();
    const count = (at: Date, isHere: boolean) => {
      const day = days.get(dayOf(at)) ?? { there: 0, here: 0 };
      days.set(dayOf(at), { there: day.there + 1, here: day.here + Number(isHere) });
    };
    for (const { arrivedAt, rawMailId } of rows) count(arrivedAt, rawMailId !== null);
    for (const at of missing) count(at, false);
    // A day without mail is counted too, but the first, of which only a part was looked at, is not counted again.
    const first = dayOf(from);
    const counted = Array.from({ length: daysCounted }, (_, ago) =>
      dayOf(new Date(Date.now() - ago * dayMs)),
    );
    for (const day of counted) if (!days.has(day)) days.set(day, { there: 0, here: 0 });
    days.delete(first);
    await tx
      .insertInto("mailboxDays")
      .values([...days].map(([day, n]) => ({ workspaceId, mailboxId, day, ...n, countedAt: new Date() })))
      .onConflict((conflict) =>
        conflict.columns(["workspaceId", "mailboxId", "day"]).doUpdateSet((eb) => ({
          there: eb.ref("excluded.there"),
          here: eb.ref("excluded.here"),
          countedAt: eb.ref("excluded.countedAt"),
        })),
      )
      .execute();
  });
}
