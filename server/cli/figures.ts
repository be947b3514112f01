import type { Writable } from "node:stream";
import { parseArgs } from "node:util";
import { askWithoutWall, withoutWall } from "../db/database.ts";
import { figureDrift, foldAnew, foldFigures, packSheets } from "../insights/index.ts";
import { withDatabase } from "./with-database.ts";

const usage = `tandem figures rebuild [--workspace W]    count all figures anew from what happened; W is a name or an id
tandem figures check                      compare the figures with what happened
`;

/** `tandem figures`: counts figures anew, or says whether they are right. A Tandem that runs goes on meanwhile. */
export async function figuresCommand(
  [verb, ...args]: string[],
  { out, err }: { out: Writable; err: Writable },
): Promise<number> {
  const { values } = parseArgs({ args, options: { workspace: { type: "string" } } });
  if (verb !== "rebuild" && verb !== "check") {
    err.write(usage);
    return 2;
  }
  return withDatabase(async (db) => {
    if (verb === "check") {
      const drift = await figureDrift(db);
      for (const one of drift)
        out.write(`${one.workspaceId}: ${one.what}: counted ${one.counted}, there are ${one.truth}\n`);
      if (!drift.length) out.write("The figures are what happened.\n");
      return drift.length ? 1 : 0;
    }
    const all = await askWithoutWall(db, (system) =>
      system.selectFrom("workspaces").select(["id", "name"]).orderBy("createdAt").execute(),
    );
    const chosen = all.filter(
      ({ id, name }) => !values.workspace || id === values.workspace || name === values.workspace,
    );
    if (values.workspace && !chosen.length) {
      const names = all.map(({ name }) => name).join(", ") || "none yet";
      err.write(`There is no workspace ${values.workspace}. There are: ${names}\n`);
      return 1;
    }
    for (const { id } of chosen) await withoutWall(db, (tx) => foldAnew(tx, id));
    await foldFigures(db);
    await packSheets(db);
    for (const { name } of chosen) out.write(`${name}: counted anew.\n`);
    return 0;
  });
}
