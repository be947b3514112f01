import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import type { Skill } from "../../contract/routing.ts";
import type { Caller } from "../caller.ts";
import { type Db, look, type Tx, within } from "../db/database.ts";
import { actorOf, record } from "../events.ts";
import { Refusal } from "../refusal.ts";
import { changeRules } from "../rules.ts";
import { taken } from "../taken.ts";

/** The skills of the workspace, by name. */
export function listSkills(db: Db, caller: Caller): Promise<Skill[]> {
  return look(db, caller.workspaceId, async (tx) => {
    const rows = await tx
      .selectFrom("skills")
      .select(["id", "name"])
      .where("workspaceId", "=", caller.workspaceId)
      .execute();
    const { compare } = new Intl.Collator(caller.locale);
    return rows.sort((a, b) => compare(a.name, b.name));
  });
}

export function addSkill(db: Db, caller: Caller, name: string): Promise<Skill> {
  return within(db, caller.workspaceId, async (tx) => {
    const skill = { id: randomUUIDv7(), name };
    await tx
      .insertInto("skills")
      .values({ workspaceId: caller.workspaceId, ...skill })
      .execute()
      .catch(taken("name"));
    await recordChange(tx, caller, { skillId: skill.id });
    return skill;
  });
}

/** Removes a skill everywhere: a queue that asked for it asks no longer. */
export function removeSkill(db: Db, caller: Caller, id: string): Promise<void> {
  return within(db, caller.workspaceId, async (tx) => {
    const { workspaceId } = caller;
    const skill = await tx
      .deleteFrom("skills")
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", id)
      .returning("name")
      .executeTakeFirst();
    if (!skill) throw new Refusal("not_found");
    for (const table of ["queues", "workProfiles"] as const)
      await tx
        .updateTable(table)
        .set({ skills: sql<string[]>`array_remove(skills, ${id}::uuid)` })
        .where("workspaceId", "=", workspaceId)
        .where(sql<boolean>`${id}::uuid = any(skills)`)
        .execute();
    await changeRules(tx, workspaceId);
    await recordChange(tx, caller, { skillId: id, removed: true, name: skill.name });
  });
}

const recordChange = (tx: Tx, caller: Caller, data: Record<string, unknown>) =>
  record(tx, { workspaceId: caller.workspaceId, kind: "skill.changed", actor: actorOf(caller), data });
