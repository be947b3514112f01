import { normalize } from "node:path/posix";
import type { ArticleImport } from "../../../contract/knowledge.ts";
import type { Caller } from "../../caller.ts";
import { type Db, look, type Tx, within } from "../../db/database.ts";
import { type FileStore, typeOfFile } from "../../files/index.ts";
import { oneByOne } from "../../one-by-one.ts";
import { Refusal } from "../../refusal.ts";
import { insertArticle, refuseForeignSection } from "../articles.ts";
import { insertFile } from "../files.ts";
import type { ReaderFile } from "../for-readers.ts";
import { publish } from "../publish.ts";
import { tellOf } from "../tell.ts";
import { insertTranslation, touch, translationRow, writeDraft } from "../translations.ts";
import { refusePlace } from "../wall.ts";
import { type ImportOptions, type PlannedArticle, planImport } from "./plan.ts";
import { type ReadImport, readFiles } from "./read-files.ts";
import { filesOfForm, isZip, type SentFile, unpack } from "./unpack.ts";

type Report = ArticleImport["files"][number];

/**
 * Makes articles of files, each for itself: one that cannot be read does not keep the others back. A dry run plans the same
 * and writes nothing.
 */
export async function importArticles(
  db: Db,
  store: FileStore,
  caller: Caller,
  body: Buffer,
  options: ImportOptions,
): Promise<ArticleImport> {
  if (options.publish === "1" && !caller.permissions.has("articles.publish")) throw new Refusal("forbidden");
  const { workspaceId } = caller;
  const brandId = options.brand ?? null;
  await look(db, workspaceId, async (tx) => {
    await refusePlace(tx, caller, brandId);
    await refuseForeignSection(tx, workspaceId, options.section ?? null, brandId);
  });
  const sent = await sentFiles(body, options.filename);
  const read = readFiles(sent, options.locale);
  const isDry = options.dryRun === "1";
  const planned = await look(db, workspaceId, (tx) => planImport(tx, caller, read, options, { lock: false }));
  if (isDry) return reportOf(sent, read, planned, isDry);

  const kept = new Map<string, ReaderFile>();
  await keepFiles(store, workspaceId, planned, read, kept);
  const made = await within(db, workspaceId, async (tx) => {
    const plan = await planImport(tx, caller, read, options, { lock: true });
    // Where somebody published meanwhile more may be taken than was planned.
    await keepFiles(store, workspaceId, plan, read, kept);
    for (const article of plan) await insertNew(tx, caller, article);
    for (const article of plan) await writeTexts(tx, caller, article, kept);
    if (options.publish === "1")
      for (const article of plan) {
        const locales = takenOf(article).map(({ locale }) => locale);
        if (locales.length) await publish(db, caller, article.id, { locales, note: "" });
      }
    return plan;
  });
  return reportOf(sent, read, made, isDry);
}

const takenOf = ({ texts }: PlannedArticle) =>
  texts.filter(({ became }) => became !== "skipped" && became !== "unchanged");

/** The rows of all new articles, before the texts that lead to them. */
async function insertNew(tx: Tx, caller: Caller, article: PlannedArticle): Promise<void> {
  if (article.number !== null) return;
  const { number } = await insertArticle(tx, caller.workspaceId, {
    id: article.id,
    brandId: article.brandId,
    sectionId: article.section?.id ?? null,
    audience: article.audience,
    tags: article.tags,
    ownerId: caller.kind === "agent" ? caller.id : null,
    sourceLocale: article.texts[0]!.locale,
  });
  article.number = number;
}

/** The texts of one article with the files that they show. */
async function writeTexts(
  tx: Tx,
  caller: Caller,
  article: PlannedArticle,
  kept: ReadonlyMap<string, ReaderFile>,
): Promise<void> {
  const taken = takenOf(article);
  if (!taken.length) return;
  const { workspaceId } = caller;
  for (const { id, name } of article.newFiles)
    await insertFile(tx, caller, article.id, { ...kept.get(name)!, id });
  for (const { became, locale, written } of taken)
    if (became === "changed") {
      const before = await translationRow(tx, workspaceId, article.id, locale).executeTakeFirstOrThrow();
      await writeDraft(tx, caller, article, { locale, draft: before.draft }, written, before.sourceVersion);
    } else await insertTranslation(tx, caller, article, locale, written, article.followed);
  await touch(tx, workspaceId, article.id);
  await tellOf(tx, caller, { ...article, number: article.number! }, "article.changed", { imported: true });
}

async function sentFiles(body: Buffer, filename: string | undefined): Promise<SentFile[]> {
  const form = await filesOfForm(body);
  const files = form ?? [{ name: filename ?? (isZip(body) ? "articles.zip" : "article.md"), bytes: body }];
  return files.flatMap((file) =>
    /\.zip$/i.test(file.name) && isZip(file.bytes) ? unpack(file.bytes) : [file],
  );
}

/** Keeps the bytes of the files that texts show. */
async function keepFiles(
  store: FileStore,
  workspaceId: string,
  planned: readonly PlannedArticle[],
  { others }: ReadImport,
  kept: Map<string, ReaderFile>,
): Promise<void> {
  const names = new Set(planned.flatMap(({ shows }) => [...shows].filter((name) => !kept.has(name))));
  await oneByOne([...names], async (name) => {
    const { bytes } = others.get(name)!;
    const sha256 = await store.keep(workspaceId, bytes);
    kept.set(name, {
      filename: name.split("/").at(-1)!,
      mimeType: await typeOfFile(bytes),
      size: bytes.length,
      sha256,
    });
  });
}

/** What became of each file, in the order in which they were sent. */
function reportOf(
  sent: readonly SentFile[],
  { others, problems }: ReadImport,
  planned: readonly PlannedArticle[],
  dryRun: boolean,
): ArticleImport {
  const none = { title: null, locale: null, section: null, article: null, dropped: [] };
  const reports: Report[] = [];
  for (const { name, problem } of problems) reports.push({ ...none, name, became: "skipped", problem });
  for (const { id, number, section, texts } of planned)
    for (const { name, locale, written, dropped, became, problem } of texts)
      reports.push({
        name,
        became,
        title: written.title,
        locale,
        section,
        article: number === null ? null : { id, number },
        dropped,
        problem,
      });
  const shown = new Set(planned.flatMap(({ shows }) => [...shows]));
  for (const [name] of others)
    reports.push(
      shown.has(name)
        ? { ...none, name, became: "picture", problem: null }
        : { ...none, name, became: "skipped", problem: "unused" },
    );
  const order = new Map(sent.map(({ name }, at) => [normalize(name), at]));
  const place = ({ name }: Report) => order.get(normalize(name))!;
  const files = reports.toSorted((one, other) => place(one) - place(other));
  const count = (...outcomes: Report["became"][]) =>
    files.filter(({ became }) => outcomes.includes(became)).length;
  return {
    files,
    articles: count("article"),
    translations: count("article", "translation"),
    changed: count("changed"),
    skipped: count("skipped"),
    dryRun,
  };
}
