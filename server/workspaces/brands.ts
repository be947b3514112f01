import { randomUUIDv7 } from "node:crypto";
import type { Locale } from "../../contract/languages.ts";
import type { Line } from "../../contract/lines.ts";
import type { Brand } from "../../contract/workspace.ts";
import { serves } from "../brand-wall.ts";
import type { Caller } from "../caller.ts";
import { type Db, look, type Tx, within } from "../db/database.ts";
import { actorOf, record } from "../events.ts";
import { Refusal } from "../refusal.ts";
import { changeRules } from "../rules.ts";
import { taken } from "../taken.ts";

/** What a brand is drawn in until somebody chooses. */
const firstColour = "#0b6e4f";

const brandRows = (tx: Tx, workspaceId: string) =>
  tx
    .selectFrom("brands")
    .select(["id", "name", "domain", "locales", "lines", "colour", "signatures", "createdAt"])
    .where("workspaceId", "=", workspaceId);

const toBrand = (
  row: Awaited<ReturnType<ReturnType<typeof brandRows>["executeTakeFirstOrThrow"]>>,
): Brand => ({
  ...row,
  locales: row.locales as Locale[],
  lines: row.lines as Line[],
  createdAt: row.createdAt.toISOString(),
});

/** The brands the caller serves, by name. */
export function listBrands(db: Db, caller: Caller): Promise<Brand[]> {
  return look(db, caller.workspaceId, async (tx) => {
    const rows = await brandRows(tx, caller.workspaceId).execute();
    const { compare } = new Intl.Collator(caller.locale);
    return rows
      .filter((row) => serves(caller, row.id))
      .sort((a, b) => compare(a.name, b.name))
      .map(toBrand);
  });
}

export interface BrandFields {
  name: string;
  domain?: string | null;
  locales: Locale[];
  lines: Line[];
  colour?: string;
  signatures?: Partial<Record<Locale, string>>;
}

export async function insertBrand(tx: Tx, workspaceId: string, brand: BrandFields): Promise<string> {
  const id = randomUUIDv7();
  await tx
    .insertInto("brands")
    .values({
      workspaceId,
      id,
      name: brand.name,
      domain: brand.domain ?? null,
      locales: [...new Set(brand.locales)],
      lines: [...new Set(brand.lines)],
      colour: brand.colour ?? firstColour,
      signatures: JSON.stringify(brand.signatures ?? {}),
    })
    .execute()
    .catch(taken("name"));
  return id;
}

export function addBrand(db: Db, caller: Caller, brand: BrandFields): Promise<Brand> {
  // They would not see what they made, or would have given themselves a brand.
  if (caller.brands !== null) throw new Refusal("forbidden");
  return within(db, caller.workspaceId, async (tx) => {
    const id = await insertBrand(tx, caller.workspaceId, brand);
    return changed(tx, caller, id);
  });
}

export function changeBrand(
  db: Db,
  caller: Caller,
  id: string,
  change: Partial<BrandFields>,
): Promise<Brand> {
  return within(db, caller.workspaceId, async (tx) => {
    const brand = await brandRows(tx, caller.workspaceId).where("id", "=", id).forUpdate().executeTakeFirst();
    if (!brand || !serves(caller, id)) throw new Refusal("not_found");
    const lines = change.lines ?? brand.lines;
    await refuseLinesInUse(tx, caller.workspaceId, id, lines);
    await tx
      .updateTable("brands")
      .set({
        name: change.name ?? brand.name,
        domain: change.domain === undefined ? brand.domain : change.domain,
        locales: [...new Set(change.locales ?? brand.locales)],
        lines: [...new Set(lines)],
        colour: change.colour ?? brand.colour,
        signatures: JSON.stringify(change.signatures ?? brand.signatures),
      })
      .where("workspaceId", "=", caller.workspaceId)
      .where("id", "=", id)
      .execute()
      .catch(taken("name"));
    return changed(tx, caller, id);
  });
}

/** A line that an inbox still opens conversations in cannot be taken away. */
async function refuseLinesInUse(tx: Tx, workspaceId: string, brandId: string, lines: string[]) {
  const inbox = await tx
    .selectFrom("inboxes")
    .select("id")
    .where("workspaceId", "=", workspaceId)
    .where("brandId", "=", brandId)
    .where("line", "not in", lines)
    .executeTakeFirst();
  if (inbox) throw new Refusal("still_in_use", { fields: [{ path: "lines", message: "inbox_uses_line" }] });
}

async function changed(tx: Tx, caller: Caller, id: string): Promise<Brand> {
  const { workspaceId } = caller;
  await changeRules(tx, workspaceId);
  await record(tx, { workspaceId, kind: "brand.changed", actor: actorOf(caller), brandId: id });
  return toBrand(await brandRows(tx, workspaceId).where("id", "=", id).executeTakeFirstOrThrow());
}
