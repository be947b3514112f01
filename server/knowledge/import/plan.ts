import { createHash, randomUUIDv7 } from "node:crypto";
import { normalize } from "node:path/posix";
import { sql } from "kysely";
import type { ArticleImport, Audience } from "../../../contract/knowledge.ts";
import type { Locale } from "../../../contract/languages.ts";
import type { Caller } from "../../caller.ts";
import type { Tx } from "../../db/database.ts";
import { nameIn } from "../names.ts";
import { slugOf } from "../slug.ts";
import { isTheirs, mayChange } from "../wall.ts";
import { saysTheSame, type Written } from "../write-draft.ts";
import { placed, type ReadImport, type ReadText, resolved } from "./read-files.ts";
import type { SentFile } from "./unpack.ts";

export interface ImportOptions {
  filename?: string;
  brand?: string;
  section?: string;
  locale?: Locale;
  audience: Audience;
  publish: "0" | "1";
  dryRun: "0" | "1";
}

type Report = ArticleImport["files"][number];
type Problem = NonNullable<Report["problem"]>;

/** What becomes of one text of an import. */
export interface PlannedText {
  name: string;
  locale: Locale;
  written: Written;
  dropped: string[];
  became: "article" | "translation" | "changed" | "unchanged" | "skipped";
  problem: Problem | null;
}

/** What becomes of the texts of one article. Its id, and those of its files, are given before anything is written. */
export interface PlannedArticle {
  id: string;
  /** Null while it is not there yet. */
  number: number | null;
  brandId: string | null;
  section: { id: string; name: string } | null;
  audience: Audience;
  tags: string[];
  /** The version of the source that a new translation follows: where the source changes too, the one that this becomes. */
  followed: number | null;
  texts: PlannedText[];
  /** Files of the import that the texts which are taken show, and that the article does not have yet. */
  newFiles: { name: string; id: string }[];
  /** Names of all files that they show. */
  shows: Set<string>;
}

/** Says what is to be made of each text, and writes nothing. With `lock`, what is to be changed stays as it is until the end. */
export async function planImport(
  tx: Tx,
  caller: Caller,
  { texts, others }: ReadImport,
  options: ImportOptions,
  { lock }: { lock: boolean },
): Promise<PlannedArticle[]> {
  const known = await knownArticles(tx, caller, texts, lock);
  const sections = await sectionsByName(tx, caller, options.brand ?? null);
  const groups = groupsOf(texts, (group) => known.has(group.toLowerCase()));
  // All ids first, so that links between them have something to lead to.
  const ids = groups.map(([first]) => known.get(first!.group.toLowerCase())?.id ?? randomUUIDv7());
  const byName = new Map(
    groups.flatMap((group, nr) => group.map((text) => [normalize(text.name), ids[nr]!] as const)),
  );
  return groups.map((group, nr) => {
    const before = known.get(group[0]!.group.toLowerCase());
    const own = sectionOf(group, sections) ?? sections.find(({ id }) => id === options.section);
    const section = before ? before.section : (own ?? null);
    const { audience, tags } = group[0]!.about;
    const article: PlannedArticle = {
      id: ids[nr]!,
      number: before?.number ?? null,
      brandId: before ? before.brandId : (options.brand ?? null),
      section: section && { id: section.id, name: nameIn(section.names, caller.locale) },
      audience: audience ?? options.audience,
      tags: tags.map((tag) => tag.slice(0, 60)).slice(0, 30),
      followed: null,
      texts: [],
      newFiles: [],
      shows: new Set(),
    };
    for (const text of group) article.texts.push(planText(text, article, { caller, before, others, byName }));
    const isChanging = article.texts.some(
      (one) => one.became === "changed" && one.locale === before?.sourceLocale,
    );
    const published = before?.sourceVersion ?? null;
    return { ...article, followed: published !== null && isChanging ? published + 1 : published };
  });
}

interface Around {
  caller: Caller;
  before: Known | undefined;
  others: ReadonlyMap<string, SentFile>;
  byName: ReadonlyMap<string, string>;
}

/** One text, with the places that it names put in; its files are added to those of the article. */
function planText(
  text: ReadText,
  article: PlannedArticle,
  { caller, before, others, byName }: Around,
): PlannedText {
  const fresh: PlannedArticle["newFiles"] = [];
  const shows = new Set<string>();
  const idOf = (file: SentFile): string => {
    const name = normalize(file.name);
    shows.add(name);
    const there = before?.files.get(createHash("sha256").update(file.bytes).digest("hex"));
    const taken = [...article.newFiles, ...fresh].find((one) => one.name === name)?.id ?? there;
    if (taken) return taken;
    const id = randomUUIDv7();
    fresh.push({ name, id });
    return id;
  };
  const { html, missing } = placed(text.html, (path) => {
    const file = resolved(text.name, path, others);
    if (file) return { file: idOf(file) };
    const other = resolved(text.name, path, byName);
    return other ? { article: other } : null;
  });
  const { about, title, locale, name } = text;
  const written = {
    title,
    summary: (about.summary ?? "").slice(0, 500),
    slug: slugOf(about.slug ?? title),
    html,
    triggers: about.triggers.map((trigger) => trigger.slice(0, 200)).slice(0, 50),
  };
  const { became, problem } = outcomeOf(text, written, article, { caller, before });
  if (became !== "skipped") {
    for (const shown of shows) article.shows.add(shown);
    if (became !== "unchanged") article.newFiles.push(...fresh);
  }
  const dropped = [...text.dropped, ...missing.map((path) => `missing-file: ${path}`)];
  return { name, locale, written, dropped, became, problem };
}

function outcomeOf(
  { locale }: ReadText,
  written: Written,
  { texts }: PlannedArticle,
  { caller, before }: Pick<Around, "caller" | "before">,
): Pick<PlannedText, "became" | "problem"> {
  const refused = (problem: Problem) => ({ became: "skipped" as const, problem });
  if (!before) return { became: texts.length ? "translation" : "article", problem: null };
  if (!mayChange(caller, before)) return refused("not_yours");
  if (before.archivedAt) return refused("archived");
  if (texts.some((one) => one.locale === locale)) return refused("same_language");
  const draft = before.drafts.find((one) => one.locale === locale);
  if (!draft) return { became: "translation", problem: null };
  if (saysTheSame(written, draft)) return { became: "unchanged", problem: null };
  return draft.isOpen ? refused("draft_open") : { became: "changed", problem: null };
}

type Names = Partial<Record<Locale, string>>;

interface Known {
  id: string;
  number: number;
  brandId: string | null;
  archivedAt: Date | null;
  sourceLocale: Locale;
  /** The version of its source that readers see. */
  sourceVersion: number | null;
  section: { id: string; names: Names } | null;
  drafts: (Written & { locale: Locale; isOpen: boolean })[];
  /** Its files by their SHA-256. */
  files: Map<string, string>;
}

/** The articles that texts name by their id and that the caller may know of. */
async function knownArticles(
  tx: Tx,
  caller: Caller,
  texts: readonly ReadText[],
  lock: boolean,
): Promise<Map<string, Known>> {
  const ids = [...new Set(texts.map(({ about }) => about.id?.toLowerCase()).filter(isId))];
  if (!ids.length) return new Map();
  // By itself: what is read after a wait for somebody's save is what they saved.
  if (lock)
    await sql`
      select from articles where workspace_id = ${caller.workspaceId} and id = any(${ids}::uuid[])
      order by id for update`.execute(tx);
  const { rows } = await sql<Omit<Known, "files"> & { files: { sha256: string; id: string }[] }>`
    select a.id, a.number, a.brand_id, a.archived_at, a.source_locale,
      (select t.published_version from article_translations t where t.workspace_id = a.workspace_id and t.article_id = a.id
        and t.locale = a.source_locale) as source_version,
      (select json_build_object('id', s.id, 'names', s.names) from article_sections s
        where s.workspace_id = a.workspace_id and s.id = a.section_id) as section,
      coalesce((select json_agg(json_build_object('locale', t.locale, 'title', t.title, 'summary', t.summary, 'slug', t.slug,
          'html', t.html, 'triggers', t.triggers, 'isOpen', t.published_draft is distinct from t.draft))
        from article_translations t where t.workspace_id = a.workspace_id and t.article_id = a.id), '[]') as drafts,
      coalesce((select json_agg(json_build_object('sha256', f.sha256, 'id', f.id))
        from article_files f where f.workspace_id = a.workspace_id and f.article_id = a.id and f.given_up_at is null), '[]') as files
    from articles a
    where a.workspace_id = ${caller.workspaceId} and a.id = any(${ids}::uuid[]) and ${isTheirs(caller, "a")}
    order by a.id`.execute(tx);
  return new Map(
    rows.map((row) => [row.id, { ...row, files: new Map(row.files.map(({ sha256, id }) => [sha256, id])) }]),
  );
}

const isId = (text: string | undefined): text is string =>
  text !== undefined && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

/**
 * Texts of one group are translations of each other: each language once, more of one are articles of their own, unless the
 * group is an article that is there.
 */
function groupsOf(texts: readonly ReadText[], isKnown: (group: string) => boolean): ReadText[][] {
  return [...Map.groupBy(texts, ({ group }) => group)].flatMap(([name, group]) => {
    if (isKnown(name)) return [group];
    const ofLocale = new Map<Locale, ReadText>();
    const extra: ReadText[][] = [];
    for (const text of group) {
      if (ofLocale.has(text.locale)) extra.push([text]);
      else ofLocale.set(text.locale, text);
    }
    return [[...ofLocale.values()], ...extra];
  });
}

async function sectionsByName(tx: Tx, caller: Caller, brandId: string | null) {
  const { rows } = await sql<{ id: string; names: Names; parents: Names | null }>`
    select s.id, s.names, p.names as parents from article_sections s
    left join article_sections p on p.workspace_id = s.workspace_id and p.id = s.parent_id
    where s.workspace_id = ${caller.workspaceId} and ${isTheirs(caller, "s")}
      and (s.brand_id is null or s.brand_id = ${brandId}::uuid)`.execute(tx);
  return rows;
}

/** By the names that the texts give, in any language; a section within the category that they name before others. */
function sectionOf(group: readonly ReadText[], sections: Awaited<ReturnType<typeof sectionsByName>>) {
  const same = (names: Names | null, wanted: string | undefined) =>
    Boolean(
      wanted && names && Object.values(names).some((name) => name.toLowerCase() === wanted.toLowerCase()),
    );
  for (const { about } of group) {
    const wanted = about.section ?? about.category;
    const named = sections.filter((section) => same(section.names, wanted));
    const found = named.find((section) => same(section.parents, about.category)) ?? named[0];
    if (found) return found;
  }
  return undefined;
}
