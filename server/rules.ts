import type { Db, Tx } from "./db/database.ts";

/** What decides what becomes of what arrives in a workspace; as of this `rules_version`. */
interface Versioned {
  version: number;
}

/** So many workspaces are remembered at once. */
const mostWorkspaces = 200;

/**
 * Remembers what is read of a workspace until its `rules_version` says that it is old, so that what arrives need not ask
 * again. The reader is given what was known before, to read only what is new.
 */
export function rememberRules<Rules extends Versioned>(
  read: (db: Db, workspaceId: string, before: Rules | null) => Promise<Rules>,
): (db: Db, workspaceId: string, version: number) => Promise<Rules> {
  const remembered = new WeakMap<Db, Map<string, Promise<Rules>>>();

  return async function rulesOf(db, workspaceId, version): Promise<Rules> {
    const known = remembered.get(db) ?? new Map<string, Promise<Rules>>();
    remembered.set(db, known);
    const before = known.get(workspaceId);
    const rules = (await before?.catch(() => null)) ?? null;
    if (rules && rules.version >= version) return rules;
    // Somebody else may have begun to read while we looked.
    if (known.get(workspaceId) !== before) return rulesOf(db, workspaceId, version);
    const fresh = read(db, workspaceId, rules);
    known.delete(workspaceId);
    known.set(workspaceId, fresh);
    if (known.size > mostWorkspaces) known.delete(known.keys().next().value!);
    fresh.catch(() => known.get(workspaceId) === fresh && known.delete(workspaceId));
    return fresh;
  };
}

/** Says, in the transaction of the change, that something changed which rules are made of. */
export async function changeRules(tx: Tx, workspaceId: string): Promise<void> {
  await tx
    .updateTable("workspaces")
    .set((eb) => ({ rulesVersion: eb("rulesVersion", "+", 1) }))
    .where("id", "=", workspaceId)
    .execute();
}
