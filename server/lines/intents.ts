import { baseIntents, type Intent, type Line, lines, type Names } from "../../contract/lines.ts";
import type { Caller } from "../caller.ts";
import { type Db, look, type Tx, within } from "../db/database.ts";
import { actorOf, record } from "../events.ts";
import { Refusal } from "../refusal.ts";
import { changeRules } from "../rules.ts";
import { taken } from "../taken.ts";

const base: Intent[] = lines.flatMap((line) =>
  baseIntents[line].map((key) => ({ key, line, names: {}, isBase: true, isHidden: false })),
);

/** All intents of a workspace, hidden ones too: the base, then what it added, by its order of adding. */
export const listIntents = (db: Db, caller: Caller): Promise<Intent[]> =>
  look(db, caller.workspaceId, (tx) => intents(tx, caller.workspaceId));

/** The same in an open transaction, for whoever has no caller. */
export async function intents(tx: Tx, workspaceId: string): Promise<Intent[]> {
  const rows = await tx
    .selectFrom("intents")
    .select(["key", "line", "names", "isBase", "isHidden"])
    .where("workspaceId", "=", workspaceId)
    .orderBy("key")
    .execute();
  const own = rows.map((row): Intent => ({ ...row, line: row.line as Line, names: row.names as Names }));
  return [
    ...base.map((one) => own.find(({ key }) => key === one.key) ?? one),
    ...own.filter(({ isBase }) => !isBase),
  ];
}

/** The line of an intent that can be chosen; null when there is none of that key, or it is hidden. */
export async function intentLine(tx: Tx, workspaceId: string, key: string): Promise<Line | null> {
  const found = (await intents(tx, workspaceId)).find((one) => one.key === key);
  return found && !found.isHidden ? found.line : null;
}

/** The line of an intent that somebody chose; refuses one that cannot be chosen, or is not of the line it is for. */
export async function lineOfChosen(tx: Tx, workspaceId: string, key: string, line?: Line): Promise<Line> {
  const found = await intentLine(tx, workspaceId, key);
  if (!found || (line && found !== line))
    throw new Refusal("invalid", { fields: [{ path: "intent", message: "not_an_intent_of_this_line" }] });
  return found;
}

export function addIntent(
  db: Db,
  caller: Caller,
  { key, line, names }: Pick<Intent, "key" | "line" | "names">,
): Promise<Intent> {
  return within(db, caller.workspaceId, async (tx) => {
    if (base.some((one) => one.key === key)) throw new Refusal("already_exists");
    const { workspaceId } = caller;
    await tx
      .insertInto("intents")
      .values({ workspaceId, key, line, names: JSON.stringify(names), isBase: false })
      .execute()
      .catch(taken("key"));
    return changed(tx, caller, key);
  });
}

/** Renames, hides or shows an intent. Conversations keep what they were said to be. */
export function changeIntent(
  db: Db,
  caller: Caller,
  key: string,
  change: { names?: Names; isHidden?: boolean },
): Promise<Intent> {
  return within(db, caller.workspaceId, async (tx) => {
    const { workspaceId } = caller;
    const before = (await intents(tx, workspaceId)).find((one) => one.key === key);
    if (!before) throw new Refusal("not_found");
    const { line, isBase } = before;
    const set = {
      names: JSON.stringify(change.names ?? before.names),
      isHidden: change.isHidden ?? before.isHidden,
    };
    await tx
      .insertInto("intents")
      .values({ workspaceId, key, line, isBase, ...set })
      .onConflict((conflict) => conflict.columns(["workspaceId", "key"]).doUpdateSet(set))
      .execute();
    return changed(tx, caller, key);
  });
}

async function changed(tx: Tx, caller: Caller, key: string): Promise<Intent> {
  await changeRules(tx, caller.workspaceId);
  await record(tx, {
    workspaceId: caller.workspaceId,
    kind: "intent.changed",
    actor: actorOf(caller),
    data: { intent: key },
  });
  return (await intents(tx, caller.workspaceId)).find((one) => one.key === key)!;
}
