import { sql } from "kysely";
import type { Conversation, FieldValue } from "../../contract/conversations.ts";
import type { Locale } from "../../contract/languages.ts";
import type { Field, Line, LineSettings, Names, patchLine, Stage } from "../../contract/lines.ts";
import { usualMatrix } from "../../contract/priority.ts";
import type { BodyOf } from "../../contract/route.ts";
import type { Caller } from "../caller.ts";
import { type Db, look, type Tx, within } from "../db/database.ts";
import { actorOf, record } from "../events.ts";
import { Refusal } from "../refusal.ts";
import { changeRules } from "../rules.ts";
import { text } from "../texts.ts";

const lineRows = (tx: Tx, workspaceId: string) =>
  tx
    .selectFrom("lines")
    .select(["line", "isOn", "names", "colour", "stages", "fields", "priorityMatrix"])
    .where("workspaceId", "=", workspaceId);

const toLine = (row: { line: string; isOn: boolean; colour: string | null } & Record<string, unknown>) =>
  ({ ...row, priorityMatrix: row.priorityMatrix ?? usualMatrix }) as LineSettings;

/** The lines of a workspace, service first. */
export const listLines = (db: Db, caller: Caller): Promise<LineSettings[]> =>
  look(db, caller.workspaceId, (tx) => linesOf(tx, caller.workspaceId));

/** The same in an open transaction, for whoever has no caller. */
export const linesOf = async (tx: Tx, workspaceId: string): Promise<LineSettings[]> =>
  (await lineRows(tx, workspaceId).orderBy("line").execute()).map(toLine);

/** Gives a new workspace its lines. */
export async function addLines(
  tx: Tx,
  workspaceId: string,
  settings: (Pick<LineSettings, "line" | "isOn"> & Partial<LineSettings>)[],
): Promise<void> {
  await tx
    .insertInto("lines")
    .values(
      settings.map(({ line, isOn, stages = [], fields = [] }) => ({
        workspaceId,
        line,
        isOn,
        stages: JSON.stringify(stages),
        fields: JSON.stringify(fields),
      })),
    )
    .execute();
}

/** Changes a line, from the next message on. */
export function changeLine(
  db: Db,
  caller: Caller,
  line: Line,
  change: BodyOf<typeof patchLine>,
): Promise<LineSettings> {
  return within(db, caller.workspaceId, async (tx) => {
    // All lines are locked, so that two who switch off one each do not leave none.
    const all = await lineRows(tx, caller.workspaceId).orderBy("line").forUpdate().execute();
    const before = all.find((row) => row.line === line)!;
    if (change.isOn === false && before.isOn) await refuseNeeded(tx, caller.workspaceId, line, all);
    if (change.stages) await refuseStagesInUse(tx, caller.workspaceId, line, change.stages);
    const { stages, fields, names, priorityMatrix, ...plain } = change;
    await tx
      .updateTable("lines")
      .set({
        ...plain,
        ...(names && { names: JSON.stringify(names) }),
        ...(stages && { stages: JSON.stringify(stages) }),
        ...(fields && { fields: JSON.stringify(fields) }),
        ...(priorityMatrix !== undefined && {
          priorityMatrix: priorityMatrix && JSON.stringify(priorityMatrix),
        }),
        line,
      })
      .where("workspaceId", "=", caller.workspaceId)
      .where("line", "=", line)
      .execute();
    await changeRules(tx, caller.workspaceId);
    await record(tx, {
      workspaceId: caller.workspaceId,
      kind: "line.changed",
      actor: actorOf(caller),
      data: { line, changed: Object.keys(change) },
    });
    return toLine(await lineRows(tx, caller.workspaceId).where("line", "=", line).executeTakeFirstOrThrow());
  });
}

async function refuseNeeded(tx: Tx, workspaceId: string, line: Line, all: { line: string; isOn: boolean }[]) {
  if (!all.some((row) => row.isOn && row.line !== line))
    throw new Refusal("still_in_use", { fields: [{ path: "isOn", message: "last_line" }] });
  const inbox = await tx
    .selectFrom("inboxes")
    .select("id")
    .where("workspaceId", "=", workspaceId)
    .where("line", "=", line)
    .limit(1)
    .executeTakeFirst();
  if (inbox) throw new Refusal("still_in_use", { fields: [{ path: "isOn", message: "inbox_uses_line" }] });
}

/** A stage in which open conversations stand cannot be taken away. */
async function refuseStagesInUse(tx: Tx, workspaceId: string, line: Line, stages: Stage[]) {
  const keys = stages.map(({ key }) => key);
  const stands = await tx
    .selectFrom("conversations")
    .select("id")
    .where("workspaceId", "=", workspaceId)
    .where("line", "=", line)
    .where("status", "<>", "closed")
    .where("stage", "is not", null)
    .$if(keys.length > 0, (query) => query.where("stage", "not in", keys))
    .limit(1)
    .executeTakeFirst();
  if (stands)
    throw new Refusal("still_in_use", { fields: [{ path: "stages", message: "conversations_stand_there" }] });
}

type Told = { line: string; intent: string | null; stage: string | null; fields: Conversation["fields"] };

/** The fields that its line wants before a matter is closed, and that are empty. */
export async function fieldsMissing(tx: Tx, workspaceId: string, told: Told): Promise<Field[]> {
  const { rows } = await sql<{ fields: Field[] }>`
    select fields from lines where workspace_id = ${workspaceId} and line = ${told.line}
      and jsonb_array_length(fields) > 0`.execute(tx);
  return (rows[0]?.fields ?? []).filter(
    (field) => field.required && concerns(field, told.intent) && (told.fields[field.key] ?? "") === "",
  );
}

const concerns = ({ intents }: Field, intent: string | null) =>
  !intents.length || (intent !== null && intents.includes(intent));

/** Refuses a stage that the line does not have, and values that do not fit their fields. */
export async function refuseUnfit(
  tx: Tx,
  workspaceId: string,
  line: string,
  { stage, fields }: { stage?: string | null; fields?: Record<string, FieldValue | null> },
): Promise<Stage | null> {
  const row = await lineRows(tx, workspaceId).where("line", "=", line).executeTakeFirstOrThrow();
  const { stages, fields: known } = toLine(row);
  const found = stage ? stages.find(({ key }) => key === stage) : null;
  if (stage && !found)
    throw new Refusal("invalid", { fields: [{ path: "stage", message: "not_a_stage_of_this_line" }] });
  for (const [key, value] of Object.entries(fields ?? {})) {
    const field = known.find((one) => one.key === key);
    const fault = field ? faultOf(field, value) : "not_a_field_of_this_line";
    if (fault) throw new Refusal("invalid", { fields: [{ path: `fields.${key}`, message: fault }] });
  }
  return found ?? null;
}

/** What is wrong with a value for a field. */
export function faultOf({ kind, choices }: Field, value: FieldValue | null): string | null {
  if (value === null) return null;
  switch (kind) {
    case "text":
      return typeof value === "string" ? null : "not_a_text";
    case "number":
      return typeof value === "number" ? null : "not_a_number";
    case "yes_no":
      return typeof value === "boolean" ? null : "not_yes_or_no";
    case "date":
      return typeof value === "string" && isDate(value) ? null : "not_a_date";
    case "choice":
      return choices.some(({ key }) => key === value) ? null : "not_a_choice";
  }
}

const isDate = (value: string) =>
  /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(`${value}T00:00:00Z`));

/** What a line is called in a language: by its own name, else the usual word. */
export const nameOfLine = ({ line, names }: { line: string; names: Names }, locale: Locale): string =>
  names[locale] ?? text(locale, `line.${line as Line}`);
