import type { Caller } from "../caller.ts";
import { type Db, within } from "../db/database.ts";
import { Refusal } from "../refusal.ts";
import { isPassword } from "./passwords.ts";
import { countOwnSecret } from "./throttles.ts";

/** Refuses unless the caller knows their own password, and gives what else one needs to know of them then. */
export async function checkOwnPassword(db: Db, caller: Caller, password: string) {
  const tries = await countOwnSecret(db, caller.id);
  const agent = await within(db, caller.workspaceId, (tx) =>
    tx
      .selectFrom("agents")
      .innerJoin("workspaces", "workspaces.id", "agents.workspaceId")
      .select(["agents.email", "agents.name", "agents.passwordHash", "agents.totpConfirmedAt"])
      .select("workspaces.name as workspace")
      .where("agents.workspaceId", "=", caller.workspaceId)
      .where("agents.id", "=", caller.id)
      .executeTakeFirstOrThrow(),
  );
  if (!(await isPassword(agent.passwordHash, password))) throw new Refusal("wrong_credentials");
  await tries.succeed();
  return agent;
}
