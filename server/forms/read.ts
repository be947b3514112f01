import type { Form, FormPlace } from "../../contract/forms.ts";
import { type Db, look, type Tx } from "../db/database.ts";

const columns = [
  "id",
  "brandId",
  "key",
  "position",
  "isOn",
  "names",
  "introductions",
  "thanks",
  "places",
  "audience",
  "inboxId",
  "line",
  "intent",
  "priority",
  "offersArticles",
  "fields",
  "version",
] as const;

export const formRows = (tx: Tx, workspaceId: string) =>
  tx
    .selectFrom("forms")
    .select(columns)
    .where("workspaceId", "=", workspaceId)
    .where("archivedAt", "is", null);

/** A form as its table holds it. */
export type FormRow = Pick<
  Form,
  | "key"
  | "isOn"
  | "names"
  | "introductions"
  | "thanks"
  | "places"
  | "audience"
  | "line"
  | "intent"
  | "priority"
  | "offersArticles"
  | "fields"
  | "version"
> & { id: string; brandId: string; inboxId: string; position: number };

export const toForm = (row: Awaited<ReturnType<ReturnType<typeof formRows>["executeTakeFirstOrThrow"]>>) =>
  row as FormRow;

/** The forms of a brand that are on and offered at a place, in their order. */
export function formsOffered(
  db: Db,
  { workspaceId, brandId, place }: { workspaceId: string; brandId: string; place: FormPlace },
): Promise<FormRow[]> {
  return look(db, workspaceId, async (tx) => {
    const rows = await formRows(tx, workspaceId)
      .where("brandId", "=", brandId)
      .where("isOn", "=", true)
      .orderBy("position")
      .orderBy("id")
      .execute();
    return rows.map(toForm).filter(({ places }) => places.includes(place));
  });
}

/** A form of a workspace by its id, whether it is on or not; null when there is none. */
export async function formOf(db: Db, workspaceId: string, id: string): Promise<FormRow | null> {
  const row = await look(db, workspaceId, (tx) =>
    formRows(tx, workspaceId).where("id", "=", id).executeTakeFirst(),
  );
  return row ? toForm(row) : null;
}
