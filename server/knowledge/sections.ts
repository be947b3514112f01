import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import type { ArticleSection, patchArticleSection, postArticleSection } from "../../contract/knowledge.ts";
import type { BodyOf } from "../../contract/route.ts";
import type { Caller } from "../caller.ts";
import { type Db, look, type Tx, within } from "../db/database.ts";
import { actorOf, record } from "../events.ts";
import { Refusal } from "../refusal.ts";
import { isTheirs, mayChange, refuseForeignBrand, refusePlace } from "./wall.ts";

interface Row extends Omit<ArticleSection, "mayChange" | "parent"> {
  parentId: string | null;
}

/** Categories and sections in the order in which readers see them, each category before its sections. */
export const listSections = (db: Db, caller: Caller, brand?: string): Promise<ArticleSection[]> =>
  look(db, caller.workspaceId, async (tx) => {
    await refuseForeignBrand(tx, caller, brand);
    return sections(tx, caller, brand ? sql`(s.brand_id is null or s.brand_id = ${brand})` : sql`true`);
  });

async function sections(tx: Tx, caller: Caller, where: ReturnType<typeof sql>): Promise<ArticleSection[]> {
  const { rows } = await sql<Row>`
    select s.id, case when b.id is not null then json_build_object('id', b.id, 'name', b.name) end as brand,
      s.parent_id, s.names, s.descriptions, s.icon, s.position,
      (select count(*) from articles a where a.workspace_id = s.workspace_id and a.section_id = s.id and a.archived_at is null
        and ${isTheirs(caller, "a")})::int as articles
    from article_sections s
    left join article_sections p on p.workspace_id = s.workspace_id and p.id = s.parent_id
    left join brands b on b.workspace_id = s.workspace_id and b.id = s.brand_id
    where s.workspace_id = ${caller.workspaceId} and ${isTheirs(caller, "s")} and ${where}
    order by coalesce(p.position, s.position), coalesce(p.id, s.id), s.parent_id is not null, s.position, s.id`.execute(
    tx,
  );
  return rows.map(({ parentId, ...row }) => ({
    ...row,
    parent: parentId,
    mayChange:
      caller.permissions.has("articles.publish") && mayChange(caller, { brandId: row.brand?.id ?? null }),
  }));
}

async function oneSection(tx: Tx, caller: Caller, id: string): Promise<ArticleSection> {
  const [section] = await sections(tx, caller, sql`s.id = ${id}`);
  if (!section) throw new Refusal("not_found");
  return section;
}

/** Adds a category, or a section to one, as the last. */
export function addSection(
  db: Db,
  caller: Caller,
  { brand, names, descriptions = {}, icon = null, parent = null }: BodyOf<typeof postArticleSection>,
): Promise<ArticleSection> {
  return within(db, caller.workspaceId, async (tx) => {
    await refusePlace(tx, caller, brand);
    await refuseParent(tx, caller, parent, brand);
    const id = randomUUIDv7();
    await tx
      .insertInto("articleSections")
      .values({
        workspaceId: caller.workspaceId,
        id,
        brandId: brand,
        parentId: parent,
        names: JSON.stringify(names),
        descriptions: JSON.stringify(descriptions),
        icon,
        position: lastBelow(caller.workspaceId, parent),
      })
      .execute();
    return changed(tx, caller, id);
  });
}

const lastBelow = (workspaceId: string, parent: string | null) => sql<number>`(
  select coalesce(max(position), 0) + 1 from article_sections
  where workspace_id = ${workspaceId} and parent_id is not distinct from ${parent}::uuid)`;

/** A section stands in a category of its brand, or in one of all brands; nothing stands in a section. */
async function refuseParent(
  tx: Tx,
  caller: Caller,
  parent: string | null,
  brandId: string | null,
  id?: string,
) {
  if (!parent) return;
  const found = await tx
    .selectFrom("articleSections")
    .select(["parentId", "brandId"])
    .where("workspaceId", "=", caller.workspaceId)
    .where("id", "=", parent)
    .forShare()
    .executeTakeFirst();
  if (!found || (found.brandId !== null && found.brandId !== brandId))
    throw new Refusal("not_found", { fields: [{ path: "parent", message: "is_gone" }] });
  if (found.parentId !== null || parent === id || (id && (await hasSections(tx, caller.workspaceId, id))))
    throw new Refusal("invalid", { fields: [{ path: "parent", message: "does_not_fit" }] });
}

async function hasSections(tx: Tx, workspaceId: string, id: string): Promise<boolean> {
  const found = await tx
    .selectFrom("articleSections")
    .select("id")
    .where("workspaceId", "=", workspaceId)
    .where("parentId", "=", id)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

/** Renames a category or section, or moves a section. */
export function changeSection(
  db: Db,
  caller: Caller,
  id: string,
  change: BodyOf<typeof patchArticleSection>,
): Promise<ArticleSection> {
  return within(db, caller.workspaceId, async (tx) => {
    const before = await lockSection(tx, caller, id);
    const parent = change.parent === undefined ? before.parentId : change.parent;
    const moves = parent !== before.parentId;
    if (moves) await refuseParent(tx, caller, parent, before.brandId, id);
    await tx
      .updateTable("articleSections")
      .set({
        ...(change.names && { names: JSON.stringify(change.names) }),
        ...(change.descriptions && { descriptions: JSON.stringify(change.descriptions) }),
        ...(change.icon !== undefined && { icon: change.icon }),
        ...(moves && { parentId: parent, position: lastBelow(caller.workspaceId, parent) }),
      })
      .where("workspaceId", "=", caller.workspaceId)
      .where("id", "=", id)
      .execute();
    return changed(tx, caller, id);
  });
}

async function lockSection(tx: Tx, caller: Caller, id: string) {
  const section = await tx
    .selectFrom("articleSections")
    .selectAll()
    .where("workspaceId", "=", caller.workspaceId)
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  if (!section || (section.brandId && caller.brands && !caller.brands.includes(section.brandId)))
    throw new Refusal("not_found");
  if (!mayChange(caller, section)) throw new Refusal("forbidden");
  return section;
}

/** Removes a category or section in which nothing stands, archived articles neither. */
export function removeSection(db: Db, caller: Caller, id: string): Promise<void> {
  return within(db, caller.workspaceId, async (tx) => {
    const section = await lockSection(tx, caller, id);
    const article = await tx
      .selectFrom("articles")
      .select("id")
      .where("workspaceId", "=", caller.workspaceId)
      .where("sectionId", "=", id)
      .limit(1)
      .executeTakeFirst();
    if (article || (await hasSections(tx, caller.workspaceId, id))) throw new Refusal("still_in_use");
    await tx
      .deleteFrom("articleSections")
      .where("workspaceId", "=", caller.workspaceId)
      .where("id", "=", id)
      .execute();
    await tell(tx, caller, section.brandId, { sectionId: id, removed: true });
  });
}

/** Puts siblings into this order, in the places that they hold together. */
export function orderSections(db: Db, caller: Caller, given: readonly string[]): Promise<void> {
  return within(db, caller.workspaceId, async (tx) => {
    const ids = [...new Set(given)];
    const rows = await tx
      .selectFrom("articleSections")
      .select(["id", "brandId", "parentId", "position"])
      .where("workspaceId", "=", caller.workspaceId)
      .where("id", "in", ids)
      .orderBy("position")
      .orderBy("id")
      .forUpdate()
      .execute();
    const theirs = rows.filter(
      ({ brandId }) => brandId === null || !caller.brands || caller.brands.includes(brandId),
    );
    if (theirs.length < ids.length) throw new Refusal("not_found");
    if (!rows.every((row) => mayChange(caller, row))) throw new Refusal("forbidden");
    if (new Set(rows.map(({ parentId }) => parentId)).size > 1)
      throw new Refusal("invalid", { fields: [{ path: "sections", message: "does_not_fit" }] });
    await inPlaces(tx, caller.workspaceId, "article_sections", ids, rows);
    for (const brandId of new Set(rows.map((row) => row.brandId)))
      await tell(tx, caller, brandId, { order: true });
  });
}

/** Puts articles of a section into this order, in the places that they hold together. */
export function orderArticles(
  db: Db,
  caller: Caller,
  sectionId: string,
  given: readonly string[],
): Promise<void> {
  return within(db, caller.workspaceId, async (tx) => {
    const ids = [...new Set(given)];
    const section = await oneSection(tx, caller, sectionId);
    const rows = await tx
      .selectFrom("articles")
      .select(["id", "brandId", "position"])
      .where("workspaceId", "=", caller.workspaceId)
      .where("sectionId", "=", sectionId)
      .where("id", "in", ids)
      .orderBy("position")
      .orderBy("id")
      .forUpdate()
      .execute();
    if (
      rows.length < ids.length ||
      rows.some(({ brandId }) => brandId && caller.brands && !caller.brands.includes(brandId))
    )
      throw new Refusal("not_found");
    if (!rows.every((row) => mayChange(caller, row))) throw new Refusal("forbidden");
    await inPlaces(tx, caller.workspaceId, "articles", ids, rows);
    await tell(tx, caller, section.brand?.id ?? null, { sectionId, order: true });
  });
}

/** Gives the rows, which come in the order of their places, the places in the order of `ids`; each a place of its own. */
async function inPlaces(
  tx: Tx,
  workspaceId: string,
  table: "article_sections" | "articles",
  ids: readonly string[],
  rows: readonly { position: number }[],
): Promise<void> {
  let last = Number.NEGATIVE_INFINITY;
  const places = rows.map(({ position }) => {
    last = Math.max(position, last + 1);
    return last;
  });
  await sql`
    update ${sql.table(table)} as t set position = o.place
    from unnest(${[...ids]}::uuid[], ${places}::int[]) as o (id, place)
    where t.workspace_id = ${workspaceId} and t.id = o.id`.execute(tx);
}

async function changed(tx: Tx, caller: Caller, id: string): Promise<ArticleSection> {
  const section = await oneSection(tx, caller, id);
  await tell(tx, caller, section.brand?.id ?? null, { sectionId: id });
  return section;
}

const tell = (tx: Tx, caller: Caller, brandId: string | null, data: Record<string, unknown>) =>
  record(tx, {
    workspaceId: caller.workspaceId,
    kind: "section.changed",
    actor: actorOf(caller),
    brandId,
    data,
  });
