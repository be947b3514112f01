import { type Db, type Tx, withoutWall } from "../../../db/database.ts";
import { record } from "../../../events.ts";
import { notify } from "../../../notices/index.ts";
import { mailer } from "../actor.ts";

/** A provider that is away for a moment is nobody's business. */
const patienceMs = 15 * 60_000;

/** Tells those who run a workspace of a mailbox that could not be read for a quarter of an hour: once for each outage. */
export async function tellOutages(db: Db, now: Date): Promise<void> {
  await withoutWall(db, async (tx) => {
    const failing = await tx
      .updateTable("mailboxes as m")
      .from("inboxes as i")
      .set({ toldAt: now })
      .whereRef("i.workspaceId", "=", "m.workspaceId")
      .whereRef("i.id", "=", "m.inboxId")
      .where("m.isOn", "=", true)
      .where("m.toldAt", "is", null)
      .where("m.failingSince", "<=", new Date(now.getTime() - patienceMs))
      .returning([
        "m.workspaceId",
        "m.id",
        "m.inboxId",
        "m.username",
        "m.host",
        "m.failure",
        "m.failingSince",
      ])
      .returning(["i.brandId", "i.address"])
      .execute();
    for (const { workspaceId, brandId, ...mailbox } of failing) {
      const to = await whoRuns(tx, workspaceId, brandId);
      const data = {
        mailboxId: mailbox.id,
        inboxId: mailbox.inboxId,
        username: mailbox.username,
        host: mailbox.host,
        address: mailbox.address,
        failure: mailbox.failure,
        since: mailbox.failingSince!.toISOString(),
      };
      await notify(tx, workspaceId, { to, kind: "mailbox", conversationId: null, data, at: now });
      await record(tx, {
        workspaceId,
        kind: "mailbox.failing",
        actor: mailer,
        brandId,
        data: { ...data, to },
        at: now,
      });
    }
  });
}

/** Who can mend it: those who run the workspace, and may know of the brand. */
async function whoRuns(tx: Tx, workspaceId: string, brandId: string): Promise<string[]> {
  const people = await tx
    .selectFrom("agents as a")
    .select("a.id")
    .where("a.workspaceId", "=", workspaceId)
    .where("a.status", "=", "active")
    .where("a.role", "in", ["owner", "admin"])
    .where(({ or, eb, exists, selectFrom }) =>
      or([
        eb("a.allBrands", "=", true),
        exists(
          selectFrom("agentBrands as b")
            .select("b.brandId")
            .whereRef("b.workspaceId", "=", "a.workspaceId")
            .whereRef("b.agentId", "=", "a.id")
            .where("b.brandId", "=", brandId),
        ),
      ]),
    )
    .execute();
  return people.map(({ id }) => id);
}
