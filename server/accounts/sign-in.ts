import { sql } from "kysely";
import { type Db, within, withoutWall } from "../db/database.ts";
import { Refusal } from "../refusal.ts";
import { hashPassword, isOutdated, isPassword } from "./passwords.ts";
import { spendCode } from "./second-factor.ts";
import { type Browser, startSession } from "./sessions.ts";
import { countSignIn } from "./throttles.ts";

/**
 * Signs in with e-mail and password, and with a code where the agent has a second factor. Nobody by that address,
 * a wrong password and a disabled agent answer alike and take alike.
 */
export async function signIn(
  db: Db,
  browser: Browser,
  { email, password, code }: { email: string; password: string; code?: string },
): Promise<{ workspaceId: string; agentId: string; token: string }> {
  const agent = await agentByEmail(db, email, browser.address);
  const tries = await countSignIn(db, email, browser.address, agent?.knownThere ?? false);
  const right = await isPassword(agent?.passwordHash, password);
  if (!right || agent?.status !== "active") throw new Refusal("wrong_credentials");

  if (agent.totpConfirmedAt && !code) {
    await tries.takeBack();
    throw new Refusal("second_factor_needed");
  }
  const rehashed = isOutdated(agent.passwordHash!) ? await hashPassword(password) : null;
  const token = await within(db, agent.workspaceId, async (tx) => {
    if (agent.totpConfirmedAt && !(await spendCode(tx, agent, code!))) throw new Refusal("wrong_code");
    // Whoever was disabled or got a new password in this very moment does not slip in with the old one.
    const still = await tx
      .updateTable("agents")
      .set({ passwordHash: rehashed ?? agent.passwordHash })
      .where("workspaceId", "=", agent.workspaceId)
      .where("id", "=", agent.id)
      .where("passwordHash", "=", agent.passwordHash)
      .where("status", "=", "active")
      .executeTakeFirst();
    if (!still.numUpdatedRows) throw new Refusal("wrong_credentials");
    return (await startSession(tx, agent, browser)).token;
  });
  await tries.succeed();
  return { workspaceId: agent.workspaceId, agentId: agent.id, token };
}

function agentByEmail(db: Db, email: string, address: string) {
  return withoutWall(db, (tx) =>
    tx
      .selectFrom("directoryEmails")
      .innerJoin("agents", (join) =>
        join
          .onRef("agents.workspaceId", "=", "directoryEmails.workspaceId")
          .onRef("agents.id", "=", "directoryEmails.agentId"),
      )
      .select(["agents.workspaceId", "agents.id", "agents.name", "agents.status", "agents.passwordHash"])
      .select(["agents.totpSecret", "agents.totpConfirmedAt", "agents.totpLastStep"])
      .select(
        sql<boolean>`exists (select from sessions where sessions.workspace_id = agents.workspace_id
          and sessions.agent_id = agents.id and sessions.address = ${address})`.as("knownThere"),
      )
      .where("directoryEmails.email", "=", email)
      .executeTakeFirst(),
  );
}
