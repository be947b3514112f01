import { randomUUIDv7 } from "node:crypto";
import type { Tag } from "../../contract/workspace.ts";
import type { Caller } from "../caller.ts";
import { type Db, look, type Tx, within } from "../db/database.ts";
import { actorOf, record } from "../events.ts";
import { Refusal } from "../refusal.ts";
import { taken } from "../taken.ts";

/** The tags of the workspace, by name; they belong to all its brands. */
export function listTags(db: Db, caller: Caller): Promise<Tag[]> {
  return look(db, caller.workspaceId, async (tx) => {
    const tags = await tx
      .selectFrom("tags")
      .select(["id", "name", "colour"])
      .where("workspaceId", "=", caller.workspaceId)
      .execute();
    const { compare } = new Intl.Collator(caller.locale);
    return tags.sort((a, b) => compare(a.name, b.name));
  });
}

export async function insertTag(
  tx: Tx,
  workspaceId: string,
  tag: { name: string; colour: string },
): Promise<Tag> {
  return tx
    .insertInto("tags")
    .values({ workspaceId, id: randomUUIDv7(), ...tag })
    .returning(["id", "name", "colour"])
    .executeTakeFirstOrThrow()
    .catch(taken("name"));
}

export function addTag(db: Db, caller: Caller, tag: { name: string; colour: string }): Promise<Tag> {
  return within(db, caller.workspaceId, async (tx) => {
    const made = await insertTag(tx, caller.workspaceId, tag);
    await recordChange(tx, caller, { tagId: made.id });
    return made;
  });
}

/** Removes a tag, also from the conversations that carry it. */
export function removeTag(db: Db, caller: Caller, id: string): Promise<void> {
  return within(db, caller.workspaceId, async (tx) => {
    const { workspaceId } = caller;
    // Locked first, so that nobody puts it on a conversation between the two deletions.
    const tag = await tx
      .selectFrom("tags")
      .select("name")
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", id)
      .forUpdate()
      .executeTakeFirst();
    if (!tag) throw new Refusal("not_found");
    await tx
      .deleteFrom("conversationTags")
      .where("workspaceId", "=", workspaceId)
      .where("tagId", "=", id)
      .execute();
    await tx.deleteFrom("tags").where("workspaceId", "=", workspaceId).where("id", "=", id).execute();
    await recordChange(tx, caller, { tagId: id, removed: true, name: tag.name });
  });
}

const recordChange = (tx: Tx, caller: Caller, data: Record<string, unknown>) =>
  record(tx, { workspaceId: caller.workspaceId, kind: "tag.changed", actor: actorOf(caller), data });
