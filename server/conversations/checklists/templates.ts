import { randomUUIDv7 } from "node:crypto";
import type {
  ChecklistTemplate,
  patchChecklistTemplate,
  postChecklistTemplate,
} from "../../../contract/checklists.ts";
import type { BodyOf } from "../../../contract/route.ts";
import { isSeen, refuseForeignBrands, servedOf } from "../../brand-wall.ts";
import type { Caller } from "../../caller.ts";
import { type Db, look, type Tx, within } from "../../db/database.ts";
import { actorOf, record } from "../../events.ts";
import { intentsOf } from "../../lines/index.ts";
import { Refusal } from "../../refusal.ts";

export type TemplateRow = Awaited<ReturnType<typeof templateRows>>[number];

/** All templates of a workspace, oldest first. */
export const templateRows = (tx: Tx, workspaceId: string) =>
  tx
    .selectFrom("checklistTemplates")
    .selectAll()
    .where("workspaceId", "=", workspaceId)
    .orderBy("id")
    .execute();

export async function templateRow(tx: Tx, workspaceId: string, id: string): Promise<TemplateRow> {
  const row = await tx
    .selectFrom("checklistTemplates")
    .selectAll()
    .where("workspaceId", "=", workspaceId)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!row) throw new Refusal("not_found");
  return row;
}

/** The templates for brands that the caller serves. */
export const listTemplates = (db: Db, caller: Caller): Promise<ChecklistTemplate[]> =>
  look(db, caller.workspaceId, async (tx) =>
    (await templateRows(tx, caller.workspaceId))
      .filter((row) => isSeen(caller, row))
      .map((row) => toTemplate(caller, row)),
  );

export function addTemplate(
  db: Db,
  caller: Caller,
  {
    names,
    line = null,
    brands = [],
    intents = [],
    begins = false,
    items,
  }: BodyOf<typeof postChecklistTemplate>,
): Promise<ChecklistTemplate> {
  return within(db, caller.workspaceId, async (tx) => {
    refuseOfAll(caller, brands);
    await refuseUnknown(tx, caller.workspaceId, { brands, intents });
    const row = {
      workspaceId: caller.workspaceId,
      id: randomUUIDv7(),
      names: JSON.stringify(names),
      line,
      brands,
      intents,
      begins,
      items: JSON.stringify(items),
      changedAt: new Date(),
    };
    await tx.insertInto("checklistTemplates").values(row).execute();
    await tell(tx, caller, row.id);
    return toTemplate(caller, { ...row, names, items });
  });
}

export function changeTemplate(
  db: Db,
  caller: Caller,
  id: string,
  { names, items, ...plain }: BodyOf<typeof patchChecklistTemplate>,
): Promise<ChecklistTemplate> {
  const { workspaceId } = caller;
  return within(db, workspaceId, async (tx) => {
    const before = await changeable(tx, caller, id);
    if (plain.brands) refuseOfAll(caller, plain.brands);
    await refuseUnknown(tx, workspaceId, plain);
    // What it is for behind other walls is not the caller's to take away.
    const elsewhere = before.brands.filter((brand) => caller.brands && !caller.brands.includes(brand));
    await tx
      .updateTable("checklistTemplates")
      .set({
        ...plain,
        ...(plain.brands && { brands: [...plain.brands, ...elsewhere] }),
        ...(names && { names: JSON.stringify(names) }),
        ...(items && { items: JSON.stringify(items) }),
        changedAt: new Date(),
      })
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", id)
      .execute();
    await tell(tx, caller, id);
    return toTemplate(caller, await templateRow(tx, workspaceId, id));
  });
}

export function removeTemplate(db: Db, caller: Caller, id: string): Promise<void> {
  return within(db, caller.workspaceId, async (tx) => {
    await changeable(tx, caller, id);
    await tx
      .deleteFrom("checklistTemplates")
      .where("workspaceId", "=", caller.workspaceId)
      .where("id", "=", id)
      .execute();
    await tell(tx, caller, id);
  });
}

async function changeable(tx: Tx, caller: Caller, id: string): Promise<TemplateRow> {
  const row = await templateRow(tx, caller.workspaceId, id);
  if (!isSeen(caller, row)) throw new Refusal("not_found");
  if (!row.brands.length) refuseOfAll(caller, row.brands);
  return row;
}

/** What is for all brands is changed by who serves all of them. */
function refuseOfAll(caller: Caller, brands: readonly string[]): void {
  if (!brands.length && caller.brands) throw new Refusal("forbidden");
  refuseForeignBrands(caller, brands);
}

async function refuseUnknown(
  tx: Tx,
  workspaceId: string,
  { brands = [], intents = [] }: { brands?: string[]; intents?: string[] },
): Promise<void> {
  const known = brands.length
    ? await tx
        .selectFrom("brands")
        .select("id")
        .where("workspaceId", "=", workspaceId)
        .where("id", "in", brands)
        .execute()
    : [];
  if (known.length < new Set(brands).size) throw new Refusal("not_found");
  const named = intents.length ? await intentsOf(tx, workspaceId) : [];
  const unknown = intents.findIndex((intent) => !named.some(({ key }) => key === intent));
  if (unknown >= 0)
    throw new Refusal("invalid", { fields: [{ path: `intents.${unknown}`, message: "no_such_intent" }] });
}

const tell = (tx: Tx, caller: Caller, templateId: string) =>
  record(tx, {
    workspaceId: caller.workspaceId,
    kind: "checklist_template.changed",
    actor: actorOf(caller),
    data: { templateId },
  });

const toTemplate = (
  caller: Caller,
  { id, names, line, brands, intents, begins, items, changedAt }: Omit<TemplateRow, "workspaceId">,
): ChecklistTemplate => ({
  id,
  names,
  line: line as ChecklistTemplate["line"],
  brands: servedOf(caller, brands),
  intents,
  begins,
  items,
  changedAt: changedAt.toISOString(),
});
