import type { Writable } from "node:stream";
import { parseArgs } from "node:util";
import { Permission, permissions } from "../../contract/permissions.ts";
import { makeApiKey } from "../accounts/index.ts";
import { withoutWall } from "../db/database.ts";
import { withDatabase } from "./with-database.ts";

/** `tandem key create --workspace W --name N [--scopes a,b]`: prints the key, once. W is the workspace's name or id. */
export async function keyCommand([verb, ...args]: string[], out: Writable): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { workspace: { type: "string" }, name: { type: "string" }, scopes: { type: "string" } },
  });
  if (verb !== "create" || !values.workspace || !values.name) {
    process.stderr.write("tandem key create --workspace W --name N [--scopes a,b]\n");
    return 2;
  }
  const scopes = values.scopes?.split(",").map((scope) => scope.trim()) ?? [...permissions];
  const unknown = scopes.find((scope) => !Permission.safeParse(scope).success);
  if (unknown) {
    process.stderr.write(`There is no permission ${unknown}. There are: ${permissions.join(", ")}\n`);
    return 2;
  }
  return withDatabase(async (db) => {
    const found = await withoutWall(db, (tx) =>
      tx.selectFrom("workspaces").select(["id", "name"]).orderBy("createdAt").execute(),
    );
    const workspace = found.find(({ id, name }) => id === values.workspace || name === values.workspace);
    if (!workspace) {
      const names = found.map(({ name }) => name).join(", ") || "none yet; open Tandem and set it up";
      process.stderr.write(`There is no workspace ${values.workspace}. There are: ${names}\n`);
      return 1;
    }
    const key = await makeApiKey(db, workspace.id, values.name!, scopes as Permission[]);
    out.write(`${key}\n`);
    return 0;
  });
}
