import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import type { ApiKey } from "../../contract/accounts.ts";
import type { Permission } from "../../contract/permissions.ts";
import { serves } from "../brand-wall.ts";
import type { Caller } from "../caller.ts";
import { type Db, type Tx, within } from "../db/database.ts";
import { type Actor, actorOf, record } from "../events.ts";
import { Refusal } from "../refusal.ts";
import { forgetCallers } from "./callers.ts";
import { keyPrefix, makeToken } from "./tokens.ts";

/** The keys in use, newest first; somebody limited to some brands sees the keys that reach no further. */
export function listApiKeys(db: Db, caller: Caller): Promise<ApiKey[]> {
  return within(db, caller.workspaceId, async (tx) => {
    const keys = await keysInUse(tx, caller.workspaceId).orderBy("id", "desc").execute();
    return keys.filter((key) => isOwn(caller, key.brands)).map(toApiKey);
  });
}

const keysInUse = (tx: Tx, workspaceId: string) =>
  tx
    .selectFrom("apiKeys")
    .select(["id", "name", "hint", "scopes", "brands", "createdAt", "lastUsedAt"])
    .where("workspaceId", "=", workspaceId)
    .where("revokedAt", "is", null);

const isOwn = (caller: Caller, brands: string[] | null) =>
  caller.brands === null || Boolean(brands?.every((id) => serves(caller, id)));

const toApiKey = (key: {
  id: string;
  name: string;
  hint: string;
  scopes: string[];
  brands: string[] | null;
  createdAt: Date;
  lastUsedAt: Date | null;
}): ApiKey => ({
  ...key,
  scopes: key.scopes as Permission[],
  createdAt: key.createdAt.toISOString(),
  lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
});

/** Makes a key that may do no more, and look behind no more walls, than whoever makes it. */
export function createApiKey(
  db: Db,
  caller: Caller,
  { name, scopes }: { name: string; scopes: Permission[] },
): Promise<ApiKey & { key: string }> {
  if (scopes.some((scope) => !caller.permissions.has(scope))) throw new Refusal("forbidden");
  return within(db, caller.workspaceId, (tx) =>
    insertKey(tx, caller.workspaceId, {
      name,
      scopes,
      brands: caller.brands && [...caller.brands],
      createdBy: caller.kind === "agent" ? caller.id : null,
      actor: actorOf(caller),
    }),
  );
}

/** For the command line, where whoever holds the machine holds the workspace. Returns the key, which is shown once. */
export async function makeApiKey(
  db: Db,
  workspaceId: string,
  name: string,
  scopes: readonly Permission[],
  createdBy: string | null = null,
): Promise<string> {
  const actor: Actor = { kind: "automation", id: null, name: "tandem key create" };
  const { key } = await within(db, workspaceId, (tx) =>
    insertKey(tx, workspaceId, { name, scopes, brands: null, createdBy, actor }),
  );
  return key;
}

async function insertKey(
  tx: Tx,
  workspaceId: string,
  key: {
    name: string;
    scopes: readonly Permission[];
    brands: string[] | null;
    createdBy: string | null;
    actor: Actor;
  },
): Promise<ApiKey & { key: string }> {
  const { actor, ...fields } = key;
  const token = makeToken(workspaceId, keyPrefix);
  const id = randomUUIDv7();
  await tx
    .insertInto("apiKeys")
    .values({
      workspaceId,
      id,
      ...fields,
      scopes: [...new Set(fields.scopes)],
      // All keys of a workspace begin alike; what tells them apart are the first characters of the secret.
      hint: `${keyPrefix}…${token.text.split(".")[1]!.slice(0, 4)}`,
      tokenHash: token.hash,
    })
    .execute();
  await record(tx, { workspaceId, kind: "api_key.made", actor, data: { apiKeyId: id } });
  const made = await keysInUse(tx, workspaceId).where("id", "=", id).executeTakeFirstOrThrow();
  return { ...toApiKey(made), key: token.text };
}

export function revokeApiKey(db: Db, caller: Caller, id: string): Promise<void> {
  return within(db, caller.workspaceId, async (tx) => {
    const key = await keysInUse(tx, caller.workspaceId).where("id", "=", id).forUpdate().executeTakeFirst();
    if (!key || !isOwn(caller, key.brands)) throw new Refusal("not_found");
    await tx
      .updateTable("apiKeys")
      .set({ revokedAt: sql<Date>`now()` })
      .where("workspaceId", "=", caller.workspaceId)
      .where("id", "=", id)
      .execute();
    await record(tx, {
      workspaceId: caller.workspaceId,
      kind: "api_key.revoked",
      actor: actorOf(caller),
      data: { apiKeyId: id },
    });
    forgetCallers(db);
  });
}
