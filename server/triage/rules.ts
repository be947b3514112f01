import { sql } from "kysely";
import type { Locale } from "../../contract/languages.ts";
import { type Line, lines } from "../../contract/lines.ts";
import { look, type Tx } from "../db/database.ts";
import { rememberRules } from "../rules.ts";
import { baseModel } from "./base-model.ts";
import { type Lesson, Memory } from "./learnt.ts";
import { type BaseModel, modelFromBytes } from "./model-file.ts";
import { baseGround, type Ground } from "./verdict.ts";

/** What decides what a workspace's arriving messages are taken for. */
export interface Rules extends Ground {
  base: BaseModel;
  version: number;
  linesOn: ReadonlySet<Line>;
  askBelow: number;
  /** The language of the workspace. */
  locale: Locale;
}

/** More lessons than these are absorbed, not recalled. */
const mostLessons = 3000;

/** The rules of a workspace, at least as new as the given version of them. */
export const rulesOf = rememberRules<Rules>((db, workspaceId, before) =>
  look(db, workspaceId, (tx) => readRules(tx, workspaceId, before)),
);

/** The same in an open transaction. */
export async function readRules(tx: Tx, workspaceId: string, before: Rules | null = null): Promise<Rules> {
  const base = await baseModel();
  const workspace = await tx
    .selectFrom("workspaces")
    .select(["rulesVersion", "askBelow", "locale"])
    .where("id", "=", workspaceId)
    .executeTakeFirstOrThrow();
  const off = await tx
    .selectFrom("lines")
    .select("line")
    .where("workspaceId", "=", workspaceId)
    .where("isOn", "=", false)
    .execute();
  const own = await tx
    .selectFrom("intents")
    .select(["key", "line", "isHidden"])
    .where("workspaceId", "=", workspaceId)
    .execute();
  const memory = before?.learnt.memory ?? new Memory(base);
  await bringUpToDate(tx, workspaceId, memory);
  const absorbed = await tx
    .selectFrom("learntModels")
    .select("model")
    .where("workspaceId", "=", workspaceId)
    .where("base", "=", base.name)
    .executeTakeFirst();
  return {
    base,
    version: workspace.rulesVersion,
    askBelow: workspace.askBelow,
    locale: workspace.locale as Locale,
    linesOn: new Set(lines.filter((line) => !off.some((one) => one.line === line))),
    lineOf: intentsOf(own),
    learnt: { memory, absorbed: absorbed ? modelFromBytes(absorbed.model) : null },
  };
}

/** The intents that may be guessed, with the line of each. */
function intentsOf(own: { key: string; line: string; isHidden: boolean }[]): Map<string, Line> {
  const lineOf = new Map(baseGround().lineOf);
  for (const { key, line, isHidden } of own)
    if (isHidden) lineOf.delete(key);
    else lineOf.set(key, line as Line);
  return lineOf;
}

async function bringUpToDate(tx: Tx, workspaceId: string, memory: Memory) {
  const { rows } = await sql<{ id: string }>`
    select id from corrections where workspace_id = ${workspaceId} order by id desc limit ${mostLessons}`.execute(
    tx,
  );
  const there = new Set(rows.map(({ id }) => id));
  for (const id of [...memory.ids()]) if (!there.has(id)) memory.forget(id);
  const missing = [...there].filter((id) => !memory.has(id));
  if (!missing.length) return;
  const lessons = await tx
    .selectFrom("corrections")
    .select(["id", "text", "language", "intent"])
    .where("workspaceId", "=", workspaceId)
    .where("id", "in", missing)
    .orderBy("id")
    .execute();
  for (const lesson of lessons) memory.add(lesson as Lesson);
}
