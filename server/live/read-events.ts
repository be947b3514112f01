import { askWithoutWall, type Db, look } from "../db/database.ts";
import { asEvent, type SequencedEvent } from "./sequenced-event.ts";

/** The events of a workspace after a number, in order. */
export async function readEvents(
  db: Db,
  workspaceId: string,
  { after, upTo, limit }: { after: number; upTo: number; limit: number },
): Promise<SequencedEvent[]> {
  const rows = await look(db, workspaceId, (tx) =>
    tx
      .selectFrom("events")
      .selectAll()
      .where("workspaceId", "=", workspaceId)
      .where("seq", ">", after)
      .where("seq", "<=", upTo)
      .orderBy("seq")
      .limit(limit)
      .execute(),
  );
  return rows.map(asEvent);
}

/** Where the streams of these workspaces stand; 0 for one that has none yet. */
export async function readStreams(db: Db, workspaceIds: string[]): Promise<Map<string, number>> {
  const rows = await askWithoutWall(db, (system) =>
    system
      .selectFrom("streams")
      .select(["workspaceId", "seq"])
      .where("workspaceId", "in", workspaceIds)
      .execute(),
  );
  return new Map([
    ...workspaceIds.map((id) => [id, 0] as const),
    ...rows.map((row) => [row.workspaceId, row.seq] as const),
  ]);
}
