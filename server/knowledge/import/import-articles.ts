import { normalize } from "node:path/posix";
import { sql } from "kysely";
import type { ArticleImport, Audience } from "../../../contract/knowledge.ts";
import type { Locale } from "../../../contract/languages.ts";
import type { Caller } from "../../caller.ts";
import { type Db, look, type Tx, within } from "../../db/database.ts";
import { type FileStore, typeOfFile } from "../../files/index.ts";
import { oneByOne } from "../../one-by-one.ts";
import { Refusal } from "../../refusal.ts";
import { insertArticle, refuseForeignSection } from "../articles.ts";
import { insertFile } from "../files.ts";
import type { ReaderFile } from "../for-readers.ts";
import { publish } from "../publish.ts";
import { slugOf } from "../slug.ts";
import { tellOf } from "../tell.ts";
import { insertTranslation } from "../translations.ts";
import { isTheirs, refusePlace } from "../wall.ts";
import { placed, type ReadText, readFiles, resolved } from "./read-files.ts";
import { filesOfForm, isZip, type SentFile, unpack } from "./unpack.ts";

export interface ImportOptions {
  filename?: string;
  brand?: string;
  section?: string;
  locale?: Locale;
  audience: Audience;
  publish: "0" | "1";
}

type Report = ArticleImport["files"][number];

/** Makes articles of files, each for itself: one that cannot be read does not keep the others back. */
export async function importArticles(
  db: Db,
  store: FileStore,
  caller: Caller,
  body: Buffer,
  options: ImportOptions,
): Promise<ArticleImport> {
  if (options.publish === "1" && !caller.permissions.has("articles.publish")) throw new Refusal("forbidden");
  const brandId = options.brand ?? null;
  await look(db, caller.workspaceId, async (tx) => {
    await refusePlace(tx, caller, brandId);
    await refuseForeignSection(tx, caller.workspaceId, options.section ?? null, brandId);
  });
  const { texts, others, problems } = readFiles(await sentFiles(body, options.filename), options.locale);
  const groups = groupsOf(texts);
  const sections = await look(db, caller.workspaceId, (tx) => sectionsByName(tx, caller, brandId));
  const reports: Report[] = problems.map(({ name, problem }) => ({
    name,
    became: "skipped",
    article: null,
    dropped: [],
    problem,
  }));
  const kept = await keepFiles(store, caller.workspaceId, texts, others);
  await within(db, caller.workspaceId, async (tx) => {
    // All rows first, so that links between them have an id to lead to.
    const made = new Map<ReadText[], Made>();
    for (const group of groups)
      made.set(
        group,
        await insertGroup(tx, caller, group, { options, sectionId: sectionOf(group, sections) }),
      );
    const byName = new Map(
      groups.flatMap((group) => group.map((text) => [normalize(text.name), made.get(group)!.id] as const)),
    );
    for (const [group, article] of made)
      reports.push(...(await insertTexts(tx, caller, article, group, { kept, others, byName })));
    if (options.publish === "1")
      for (const { id } of made.values()) await publish(db, caller, id, { note: "" });
  });
  const shown = new Set(texts.flatMap((text) => namesShown(text, others)));
  for (const [name] of others)
    reports.push(
      shown.has(name)
        ? { name, became: "picture", article: null, dropped: [], problem: null }
        : { name, became: "skipped", article: null, dropped: [], problem: "unused" },
    );
  return { files: reports, articles: groups.length, translations: texts.length };
}

type Made = Awaited<ReturnType<typeof insertArticle>>;

function insertGroup(
  tx: Tx,
  caller: Caller,
  [source]: readonly ReadText[],
  { options, sectionId }: { options: ImportOptions; sectionId: string | null },
): Promise<Made> {
  const { tags, audience } = source!.about;
  return insertArticle(tx, caller.workspaceId, {
    brandId: options.brand ?? null,
    sectionId: sectionId ?? options.section ?? null,
    audience: audience ?? options.audience,
    tags: tags.map((tag) => tag.slice(0, 60)).slice(0, 30),
    ownerId: caller.kind === "agent" ? caller.id : null,
    sourceLocale: source!.locale,
  });
}

interface Around {
  kept: ReadonlyMap<string, ReaderFile>;
  others: ReadonlyMap<string, SentFile>;
  byName: ReadonlyMap<string, string>;
}

/** The texts of one article with the files that they show. */
async function insertTexts(
  tx: Tx,
  caller: Caller,
  article: Made,
  group: readonly ReadText[],
  { kept, others, byName }: Around,
): Promise<Report[]> {
  const ids = new Map<string, string>();
  for (const name of new Set(group.flatMap((text) => namesShown(text, others))))
    ids.set(name, (await insertFile(tx, caller, article.id, kept.get(name)!)).id);
  const reports: Report[] = [];
  for (const [nr, text] of group.entries()) {
    const { html, missing } = placed(text.html, (path) => {
      const file = resolved(text.name, path, others);
      if (file) return { file: ids.get(normalize(file.name))! };
      const other = resolved(text.name, path, byName);
      return other ? { article: other } : null;
    });
    const { about, title, locale } = text;
    const written = {
      title,
      summary: (about.summary ?? "").slice(0, 500),
      slug: slugOf(about.slug ?? title),
      html,
      triggers: about.triggers.map((trigger) => trigger.slice(0, 200)).slice(0, 50),
    };
    await insertTranslation(tx, caller, article, locale, written, null);
    reports.push({
      name: text.name,
      became: nr ? "translation" : "article",
      article: { id: article.id, number: article.number, locale, title },
      dropped: [...text.dropped, ...missing.map((path) => `missing-file: ${path}`)],
      problem: null,
    });
  }
  await tellOf(tx, caller, article, "article.changed", { imported: true });
  return reports;
}

/** The files of the import that a text shows, by the names under which they came. */
const namesShown = (text: ReadText, others: ReadonlyMap<string, SentFile>): string[] =>
  text.shows.flatMap((path) => {
    const file = resolved(text.name, path, others);
    return file ? [normalize(file.name)] : [];
  });

async function sentFiles(body: Buffer, filename: string | undefined): Promise<SentFile[]> {
  const form = await filesOfForm(body);
  const files = form ?? [{ name: filename ?? (isZip(body) ? "articles.zip" : "article.md"), bytes: body }];
  return files.flatMap((file) =>
    /\.zip$/i.test(file.name) && isZip(file.bytes) ? unpack(file.bytes) : [file],
  );
}

/** Texts of one group are translations of each other: each language once, more of one are articles of their own. */
function groupsOf(texts: readonly ReadText[]): ReadText[][] {
  return [...Map.groupBy(texts, ({ group }) => group).values()].flatMap((group) => {
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
  const { rows } = await sql<{
    id: string;
    names: Record<string, string>;
    parents: Record<string, string> | null;
  }>`
    select s.id, s.names, p.names as parents from article_sections s
    left join article_sections p on p.workspace_id = s.workspace_id and p.id = s.parent_id
    where s.workspace_id = ${caller.workspaceId} and ${isTheirs(caller, "s")}
      and (s.brand_id is null or s.brand_id = ${brandId}::uuid)`.execute(tx);
  return rows;
}

/** By the names that the texts give, in any language; a section within the category that they name before others. */
function sectionOf(
  group: readonly ReadText[],
  sections: Awaited<ReturnType<typeof sectionsByName>>,
): string | null {
  const same = (names: Record<string, string> | null, wanted: string | undefined) =>
    Boolean(
      wanted && names && Object.values(names).some((name) => name.toLowerCase() === wanted.toLowerCase()),
    );
  for (const { about } of group) {
    const wanted = about.section ?? about.category;
    const named = sections.filter((section) => same(section.names, wanted));
    const found = named.find((section) => same(section.parents, about.category)) ?? named[0];
    if (found) return found.id;
  }
  return null;
}

/** Keeps the bytes of the files that texts show. */
async function keepFiles(
  store: FileStore,
  workspaceId: string,
  texts: readonly ReadText[],
  others: ReadonlyMap<string, SentFile>,
): Promise<Map<string, ReaderFile>> {
  const kept = new Map<string, ReaderFile>();
  await oneByOne([...new Set(texts.flatMap((text) => namesShown(text, others)))], async (name) => {
    const { bytes } = others.get(name)!;
    const sha256 = await store.keep(workspaceId, bytes);
    kept.set(name, {
      filename: name.split("/").at(-1)!,
      mimeType: await typeOfFile(bytes),
      size: bytes.length,
      sha256,
    });
  });
  return kept;
}
