import type { Caller } from "../caller.ts";
import { type Db, within } from "../db/database.ts";
import { actorOf, record } from "../events.ts";
import { endLinks } from "./one-time-links.ts";
import { checkOwnPassword } from "./own-password.ts";
import { refuseWeak } from "./password-strength.ts";
import { hashPassword } from "./passwords.ts";
import { endSessions } from "./sessions.ts";

/** A new password ends every other session and every link on its way: whoever had the old one is out. */
export async function changePassword(
  db: Db,
  caller: Caller,
  { current, next }: { current: string; next: string },
): Promise<void> {
  const agent = await checkOwnPassword(db, caller, current);
  refuseWeak(next, agent, "next");
  const passwordHash = await hashPassword(next);
  await within(db, caller.workspaceId, async (tx) => {
    await tx
      .updateTable("agents")
      .set({ passwordHash })
      .where("workspaceId", "=", caller.workspaceId)
      .where("id", "=", caller.id)
      .execute();
    await endSessions(db, tx, caller.workspaceId, caller.id, caller.sessionId);
    await endLinks(tx, caller.workspaceId, caller.id);
    await record(tx, {
      workspaceId: caller.workspaceId,
      kind: "agent.changed",
      actor: actorOf(caller),
      data: { agentId: caller.id },
    });
  });
}
