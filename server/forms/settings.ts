import { randomUUIDv7 } from "node:crypto";
import type { Form, FormField, patchForm, postForm } from "../../contract/forms.ts";
import type { BodyOf } from "../../contract/route.ts";
import { refuseForeignBrands, serves } from "../brand-wall.ts";
import type { Caller } from "../caller.ts";
import { type Db, look, type Tx, within } from "../db/database.ts";
import { actorOf, record } from "../events.ts";
import { lineOfChosen } from "../lines/index.ts";
import { Refusal } from "../refusal.ts";
import { taken } from "../taken.ts";
import { type FormRow, formRows, toForm } from "./read.ts";

/** What a form is before anybody has said otherwise. */
const usual = {
  isOn: true,
  introductions: {},
  thanks: {},
  places: ["help"],
  audience: "everyone",
  line: null,
  intent: null,
  priority: null,
  offersArticles: true,
  fields: [],
} satisfies Partial<BodyOf<typeof postForm>>;

/** The forms of the brands that the caller serves, brand by brand in their order. */
export function listForms(
  db: Db,
  caller: Caller,
  { brand }: { brand?: string },
  publicUrl: string,
): Promise<Form[]> {
  return look(db, caller.workspaceId, async (tx) => {
    const rows = await formRows(tx, caller.workspaceId)
      .$if(brand !== undefined, (query) => query.where("brandId", "=", brand!))
      .orderBy("brandId")
      .orderBy("position")
      .orderBy("id")
      .execute();
    return shown(
      tx,
      caller,
      rows.map(toForm).filter(({ brandId }) => serves(caller, brandId)),
      publicUrl,
    );
  });
}

export const readForm = (db: Db, caller: Caller, id: string, publicUrl: string): Promise<Form> =>
  look(db, caller.workspaceId, async (tx) => {
    const [form] = await shown(tx, caller, [await found(tx, caller, id)], publicUrl);
    return form!;
  });

export function addForm(
  db: Db,
  caller: Caller,
  { brand, ...given }: BodyOf<typeof postForm>,
  publicUrl: string,
): Promise<Form> {
  const { workspaceId } = caller;
  const form = { ...usual, ...given };
  return within(db, workspaceId, async (tx) => {
    await refuseUnknownBrand(tx, caller, brand);
    await refuseMisfit(tx, caller, { ...form, brandId: brand });
    const { last } = await tx
      .selectFrom("forms")
      .select((eb) => eb.fn.max("position").as("last"))
      .where("workspaceId", "=", workspaceId)
      .where("brandId", "=", brand)
      .executeTakeFirstOrThrow();
    const id = randomUUIDv7();
    await tx
      .insertInto("forms")
      .values({ ...written(form), workspaceId, id, brandId: brand, position: (last ?? 0) + 1 })
      .execute()
      .catch(taken("key"));
    return changed(tx, caller, id, brand, publicUrl);
  });
}

export function changeForm(
  db: Db,
  caller: Caller,
  id: string,
  { version, ...change }: BodyOf<typeof patchForm>,
  publicUrl: string,
): Promise<Form> {
  const { workspaceId } = caller;
  return within(db, workspaceId, async (tx) => {
    const before = await found(tx, caller, id, { lock: true });
    if (version !== undefined && version !== before.version) throw new Refusal("changed_meanwhile");
    const after = { ...before, ...change };
    await refuseMisfit(tx, caller, after);
    await tx
      .updateTable("forms")
      .set((eb) => ({ ...written(after), version: eb("version", "+", 1) }))
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", id)
      .execute()
      .catch(taken("key"));
    return changed(tx, caller, id, before.brandId, publicUrl);
  });
}

/** Takes a form away. What was sent with it goes on; its key is free again. */
export function removeForm(db: Db, caller: Caller, id: string): Promise<void> {
  const { workspaceId } = caller;
  return within(db, workspaceId, async (tx) => {
    const { brandId } = await found(tx, caller, id, { lock: true });
    await tx
      .updateTable("forms")
      .set({ archivedAt: new Date() })
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", id)
      .execute();
    await note(tx, caller, id, brandId);
  });
}

export function orderForms(
  db: Db,
  caller: Caller,
  { brand, forms }: { brand: string; forms: string[] },
  publicUrl: string,
): Promise<Form[]> {
  const { workspaceId } = caller;
  return within(db, workspaceId, async (tx) => {
    await refuseUnknownBrand(tx, caller, brand);
    const rows = await formRows(tx, workspaceId)
      .where("brandId", "=", brand)
      .orderBy("position")
      .orderBy("id")
      .forUpdate()
      .execute();
    const known = rows.map(({ id }) => id);
    if (forms.some((id) => !known.includes(id))) throw new Refusal("not_found");
    const order = [...new Set([...forms, ...known])];
    await tx
      .updateTable("forms")
      .set((eb) => ({ position: eb.fn<number>("array_position", [eb.val(order), eb.ref("id")]) }))
      .where("workspaceId", "=", workspaceId)
      .where("id", "in", order.length ? order : [brand])
      .execute();
    if (order[0]) await note(tx, caller, order[0], brand);
    const after = rows.map(toForm).sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
    return shown(tx, caller, after, publicUrl);
  });
}

async function found(tx: Tx, caller: Caller, id: string, { lock = false } = {}): Promise<FormRow> {
  const which = formRows(tx, caller.workspaceId).where("id", "=", id);
  const row = await (lock ? which.forUpdate() : which).executeTakeFirst();
  if (!row || !serves(caller, row.brandId)) throw new Refusal("not_found");
  return toForm(row);
}

type Written = Omit<FormRow, "id" | "brandId" | "inboxId" | "position" | "version"> & {
  inbox?: string;
  inboxId?: string;
};

const written = ({ inbox, inboxId, ...form }: Written) => ({
  key: form.key,
  isOn: form.isOn,
  names: JSON.stringify(form.names),
  introductions: JSON.stringify(form.introductions),
  thanks: JSON.stringify(form.thanks),
  places: [...new Set(form.places)],
  audience: form.audience,
  inboxId: (inbox ?? inboxId)!,
  line: form.line,
  intent: form.intent,
  priority: form.priority,
  offersArticles: form.offersArticles,
  fields: JSON.stringify(form.fields),
});

async function refuseUnknownBrand(tx: Tx, caller: Caller, id: string): Promise<void> {
  refuseForeignBrands(caller, [id]);
  const brand = await tx
    .selectFrom("brands")
    .select("id")
    .where("workspaceId", "=", caller.workspaceId)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!brand) throw new Refusal("not_found");
}

/** Its inbox is one of mail and of its brand, its line one that the brand has, and its fields ask what can be answered. */
async function refuseMisfit(
  tx: Tx,
  caller: Caller,
  form: {
    brandId: string;
    inbox?: string;
    inboxId?: string;
    line: FormRow["line"];
    intent: string | null;
    names: FormRow["names"];
    fields: FormField[];
  },
) {
  const inbox = await tx
    .selectFrom("inboxes as i")
    .innerJoin("brands as b", (join) =>
      join.onRef("b.workspaceId", "=", "i.workspaceId").onRef("b.id", "=", "i.brandId"),
    )
    .select(["i.brandId", "i.channel", "b.lines"])
    .where("i.workspaceId", "=", caller.workspaceId)
    .where("i.id", "=", (form.inbox ?? form.inboxId)!)
    .executeTakeFirst();
  if (!inbox || !serves(caller, inbox.brandId)) throw new Refusal("not_found");
  if (inbox.brandId !== form.brandId || inbox.channel !== "email")
    throw new Refusal("invalid", { fields: [{ path: "inbox", message: "not_an_inbox_of_this_brand" }] });
  const line = form.intent
    ? await lineOfChosen(tx, caller.workspaceId, form.intent, form.line ?? undefined)
    : form.line;
  if (line && !inbox.lines.includes(line))
    throw new Refusal("invalid", { fields: [{ path: "line", message: "not_a_line_of_this_brand" }] });
  const faults = form.fields.flatMap((field, at) =>
    faultsOf(field, form.fields.slice(0, at)).map(([part, message]) => ({
      path: `fields.${at}.${part}`,
      message,
    })),
  );
  if (isNameless(form.names)) faults.unshift({ path: "names", message: "needs_a_name" });
  if (faults.length) throw new Refusal("invalid", { fields: faults });
}

const isNameless = (names: object): boolean => Object.keys(names).length === 0;

function faultsOf(field: FormField, before: FormField[]): [string, string][] {
  const faults: [string, string][] = [];
  if (isNameless(field.labels)) faults.push(["labels", "needs_a_name"]);
  if (field.choices.some(({ names }) => isNameless(names))) faults.push(["choices", "needs_a_name"]);
  if (before.some(({ key }) => key === field.key)) faults.push(["key", "key_is_there_twice"]);
  if ((field.kind === "choice" || field.kind === "choices") && !field.choices.length)
    faults.push(["choices", "needs_choices"]);
  if (new Set(field.choices.map(({ key }) => key)).size < field.choices.length)
    faults.push(["choices", "key_is_there_twice"]);
  if (field.when && !before.some(({ key }) => key === field.when!.field))
    faults.push(["when", "not_an_earlier_field"]);
  return faults;
}

async function changed(
  tx: Tx,
  caller: Caller,
  id: string,
  brandId: string,
  publicUrl: string,
): Promise<Form> {
  await note(tx, caller, id, brandId);
  const [form] = await shown(tx, caller, [await found(tx, caller, id)], publicUrl);
  return form!;
}

const note = (tx: Tx, caller: Caller, formId: string, brandId: string) =>
  record(tx, {
    workspaceId: caller.workspaceId,
    kind: "form.changed",
    actor: actorOf(caller),
    brandId,
    data: { formId },
  });

/** Forms as the settings show them, with where they stand and how often they were used. */
async function shown(tx: Tx, { workspaceId }: Caller, forms: FormRow[], publicUrl: string): Promise<Form[]> {
  if (!forms.length) return [];
  const [brands, centres, sent] = await Promise.all([
    tx.selectFrom("brands").select(["id", "name"]).where("workspaceId", "=", workspaceId).execute(),
    tx
      .selectFrom("helpCentres")
      .select(["brandId", "slug", "host", "locale", "takesRequests"])
      .where("workspaceId", "=", workspaceId)
      .where("isOn", "=", true)
      .execute(),
    tx
      .selectFrom("formSubmissions")
      .select((eb) => ["formId", eb.fn.countAll<number>().as("n")])
      .where("workspaceId", "=", workspaceId)
      .where("at", ">", new Date(Date.now() - 30 * 86_400_000))
      .groupBy("formId")
      .execute(),
  ]);
  const nameOf = new Map(brands.map(({ id, name }) => [id, name]));
  const centreOf = new Map(centres.map((centre) => [centre.brandId, centre]));
  const sentOf = new Map(sent.map(({ formId, n }) => [formId, Number(n)]));
  return forms.map(({ brandId, inboxId, position: _, ...form }) => {
    const centre = centreOf.get(brandId);
    const isFound = centre?.takesRequests && form.isOn && form.places.includes("help");
    const below = centre?.host
      ? `${new URL(publicUrl).protocol}//${centre.host}`
      : `${publicUrl}/help/${centre?.slug}`;
    return {
      ...form,
      brand: { id: brandId, name: nameOf.get(brandId)! },
      inbox: inboxId,
      address: isFound ? `${below}/${centre.locale}/contact/${form.key}` : null,
      sentLately: sentOf.get(form.id) ?? 0,
    };
  });
}
