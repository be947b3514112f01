import type { Locale } from "../../contract/languages.ts";
import type { Trade, Workspace } from "../../contract/workspace.ts";
import { addAgent, type Browser, hashPassword, refuseWeak, startSession } from "../accounts/index.ts";
import { type Db, withoutWall } from "../db/database.ts";
import { record } from "../events.ts";
import { Refusal } from "../refusal.ts";
import { createWorkspace, furnish } from "./create-workspace.ts";
import { readWorkspace } from "./workspace.ts";

/** The one password of all people in the sample workspace; it is printed, and shown on its sign-in page. */
export const demoPassword = "bicycle soup";

/**
 * Whether the installation waits for its first workspace. Where the process was started as a demo, also who can sign
 * in to look around, with their password.
 */
export function readSetup(db: Db, asDemo: boolean) {
  return withoutWall(db, async (tx) => {
    const any = await tx.selectFrom("workspaces").select("id").limit(1).executeTakeFirst();
    const demo =
      asDemo && (await tx.selectFrom("workspaces").select("id").where("demo", "=", true).executeTakeFirst());
    const people = demo
      ? await tx
          .selectFrom("agents")
          .select(["name", "email", "role"])
          .where("workspaceId", "=", demo.id)
          .where("status", "=", "active")
          .orderBy("id")
          .execute()
      : [];
    return {
      needed: any === undefined,
      demo: Boolean(demo),
      people: people.map((person) => ({ ...person, password: demoPassword })),
    };
  });
}

interface SetUp {
  workspace: string;
  name: string;
  email: string;
  password: string;
  locale: Locale;
  trade: Trade;
  timeZone: string;
}

/** Makes the first workspace with its owner, who is signed in. Works once, also when two people press the button. */
export async function setUp(
  db: Db,
  wish: SetUp,
  browser: Browser,
): Promise<{ workspace: Workspace; token: string }> {
  if (!(await readSetup(db, false)).needed) throw new Refusal("already_set_up");
  refuseWeak(wish.password, wish);
  const passwordHash = await hashPassword(wish.password);
  return withoutWall(db, async (tx) => {
    // Whoever comes second waits here, and then finds the workspace of the first.
    await tx
      .selectFrom("leases")
      .select("name")
      .where("name", "=", "set-up")
      .forUpdate()
      .executeTakeFirstOrThrow();
    if (await tx.selectFrom("workspaces").select("id").executeTakeFirst())
      throw new Refusal("already_set_up");

    const { name, email, locale, timeZone, trade } = wish;
    const workspaceId = await createWorkspace(tx, { name: wish.workspace, trade, locale, timeZone });
    const { teamIds } = await furnish(tx, workspaceId, { name: wish.workspace, trade, locale });
    const owner = { name, email, role: "owner", locale, timeZone, brands: null, passwordHash } as const;
    const id = await addAgent(tx, workspaceId, { ...owner, teams: teamIds });
    await record(tx, { workspaceId, kind: "workspace.changed", actor: { kind: "agent", id, name } });
    const { token } = await startSession(tx, { workspaceId, id, name }, browser);
    return { workspace: await readWorkspace(tx, workspaceId), token };
  });
}
