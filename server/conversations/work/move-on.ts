import { type Db, within, withoutWall } from "../../db/database.ts";
import type { Actor } from "../../events.ts";
import { oneByOne } from "../../one-by-one.ts";
import { longAway } from "../../routing/index.ts";
import { releaseWaiting } from "../change.ts";

const actor: Actor = { kind: "automation", id: null, name: "presence" };

/** What customers wait for does not wait for somebody who is not there: it goes back to its queue, in every workspace. */
export async function moveOn(db: Db, now: Date): Promise<void> {
  const away = await withoutWall(db, (tx) => longAway(tx, now));
  await oneByOne(away, ({ workspaceId, agentId }) =>
    within(db, workspaceId, (tx) => releaseWaiting(tx, actor, workspaceId, agentId)),
  );
}
