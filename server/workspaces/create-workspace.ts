import { randomUUIDv7 } from "node:crypto";
import type { Locale } from "../../contract/languages.ts";
import type { Trade } from "../../contract/workspace.ts";
import { addCalendars, addPolicies } from "../clocks/index.ts";
import type { Tx } from "../db/database.ts";
import { addLines } from "../lines/index.ts";
import { insertBrand } from "./brands.ts";
import { calendarsOf, linesOf, presetOf } from "./presets.ts";
import { insertTag } from "./tags.ts";
import { insertTeam } from "./teams.ts";

interface NewWorkspace {
  name: string;
  trade: Trade;
  locale: Locale;
  timeZone: string;
  demo?: boolean;
  createdAt?: Date;
}

/** Makes an empty workspace with the lines and hours of its trade, and returns its id. Needs a transaction `withoutWall`: there is no wall to be behind yet. */
export async function createWorkspace(tx: Tx, workspace: NewWorkspace): Promise<string> {
  const id = randomUUIDv7();
  await tx
    .insertInto("workspaces")
    .values({ ...workspace, id })
    .execute();
  await tx.insertInto("streams").values({ workspaceId: id, seq: 0 }).execute();
  const lines = linesOf(workspace.trade);
  await addLines(tx, id, lines);
  await addPolicies(tx, id, {
    lines: lines.filter(({ isOn }) => isOn).map(({ line }) => line),
    locale: workspace.locale,
  });
  await addCalendars(tx, id, calendarsOf(workspace));
  return id;
}

/** Puts a first brand, teams and tags into a new workspace, by its trade and in its language. */
export async function furnish(
  tx: Tx,
  workspaceId: string,
  { name, trade, locale }: Pick<NewWorkspace, "name" | "trade" | "locale">,
): Promise<{ brandId: string; teamIds: string[] }> {
  const preset = presetOf(trade, locale);
  const brandId = await insertBrand(tx, workspaceId, { name, locales: [locale], lines: preset.lines });
  const teamIds: string[] = [];
  for (const team of preset.teams)
    teamIds.push(await insertTeam(tx, workspaceId, { name: team, brands: [brandId], members: [] }));
  for (const tag of preset.tags) await insertTag(tx, workspaceId, tag);
  return { brandId, teamIds };
}
