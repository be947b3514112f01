import { randomUUIDv7 } from "node:crypto";
import type { FieldKind, FormField } from "../../contract/forms.ts";
import { type Locale, locales } from "../../contract/languages.ts";
import type { BaseIntent, Line } from "../../contract/lines.ts";
import type { Trade } from "../../contract/workspace.ts";
import { type Db, type Tx, within } from "../db/database.ts";
import { knownText, type TextKey, text } from "../texts.ts";

interface Preset {
  line?: Line;
  intent?: BaseIntent;
  fields: PresetField[];
}

interface PresetField {
  key: string;
  kind: FieldKind;
  required?: true;
  choices?: string[];
  when?: FormField["when"];
  camera?: true;
  into?: string;
}

const message: PresetField = { key: "message", kind: "long_text", required: true };
const files: PresetField = { key: "files", kind: "files" };
const photo: PresetField = { key: "photo", kind: "files", camera: true };
const order: PresetField = { key: "order_number", kind: "order_number", into: "order_number" };

/** What a form asks; its words stand in `locales/` under `form.preset.<form>.` and `form.preset.field.`. */
const presets = {
  question: { fields: [message, files] },
  problem: {
    line: "support",
    fields: [{ key: "product", kind: "product", required: true, into: "product" }, order, message, photo],
  },
  order: {
    line: "service",
    fields: [
      { ...order, required: true },
      { key: "wish", kind: "choice", required: true, choices: ["where", "address", "cancel", "other"] },
      { key: "new_address", kind: "long_text", required: true, when: { field: "wish", oneOf: ["address"] } },
      { ...message, required: undefined },
    ],
  },
  return: {
    line: "service",
    intent: "return_or_exchange",
    fields: [
      { ...order, required: true },
      {
        key: "reason",
        kind: "choice",
        required: true,
        choices: ["fit", "damaged", "other_thing", "unwanted"],
      },
      { ...photo, when: { field: "reason", oneOf: ["damaged", "other_thing"] } },
      { key: "instead", kind: "choice", required: true, choices: ["money", "exchange", "repair"] },
      { ...message, required: undefined },
    ],
  },
  fault: {
    line: "support",
    fields: [
      message,
      { key: "device", kind: "choice", choices: ["computer", "phone", "tablet", "browser"] },
      { key: "version", kind: "short_text", into: "version" },
      { key: "everybody", kind: "yes_no" },
      { key: "screenshot", kind: "files" },
    ],
  },
  booking: {
    line: "service",
    intent: "booking",
    fields: [
      { key: "day", kind: "date", required: true, into: "day" },
      { key: "hour", kind: "short_text", required: true, into: "hour" },
      { key: "guests", kind: "number", required: true, into: "guests" },
      { key: "phone", kind: "phone" },
      { key: "wishes", kind: "long_text", into: "wishes" },
    ],
  },
  feedback: { fields: [{ key: "visited", kind: "date" }, message, photo] },
} satisfies Record<string, Preset>;
type PresetKey = keyof typeof presets;

const byTrade: Record<Trade, PresetKey[]> = {
  shop: ["question", "order", "return", "problem"],
  "device-maker": ["question", "problem", "return"],
  outsourcer: ["question", "order", "return", "problem"],
  software: ["question", "fault"],
  restaurant: ["booking", "question", "feedback"],
  bank: ["question", "feedback"],
};

/** The first forms of a brand, by what its workspace does: those of a line that the brand has, in all languages. */
export function presetForms(
  trade: Trade,
  {
    workspaceId,
    brandId,
    lines,
    inboxFor,
  }: {
    workspaceId: string;
    brandId: string;
    lines: readonly string[];
    inboxFor: (line: Line | null) => string;
  },
) {
  return byTrade[trade]
    .map((key) => ({ key, ...(presets[key] as Preset) }))
    .filter(({ line }) => !line || lines.includes(line))
    .map(({ key, line = null, intent = null, fields }, at) => ({
      workspaceId,
      id: randomUUIDv7(),
      brandId,
      key,
      position: at + 1,
      names: JSON.stringify(said(`form.preset.${key}.name`)),
      introductions: JSON.stringify(said(`form.preset.${key}.introduction`)),
      places: ["help"],
      inboxId: inboxFor(line),
      line,
      intent,
      fields: JSON.stringify(fields.map((field) => presetField(key, field))),
    }));
}

function presetField(form: PresetKey, field: PresetField): FormField {
  const { key, kind, required = false, choices = [], when = null, camera = false, into = null } = field;
  // A form may call a field by words of its own.
  const own = `form.preset.${form}.${key}`;
  const named = knownText("en", own) === null ? `form.preset.field.${key}` : own;
  return {
    key,
    kind,
    labels: said(named),
    hints: knownText("en", `${named}.hint`) === null ? {} : said(`${named}.hint`),
    required,
    choices: choices.map((choice) => ({ key: choice, names: said(`form.preset.${form}.${key}.${choice}`) })),
    when,
    files:
      kind === "files"
        ? {
            groups: camera ? ["pictures", "videos"] : ["pictures", "videos", "documents"],
            most: 5,
            largest: 20 * 1024 * 1024,
            camera,
          }
        : null,
    into,
  };
}

const said = (key: string): Partial<Record<Locale, string>> =>
  Object.fromEntries(locales.map((locale) => [locale, text(locale, key as TextKey)]));

/** Gives a brand its first forms as soon as it has an inbox of mail. One that had forms before is left alone. */
export async function firstForms(db: Db, workspaceId: string, brandId: string): Promise<void> {
  await within(db, workspaceId, async (tx) => {
    // Two who do this at once take turns at the brand.
    const brand = await tx
      .selectFrom("brands as b")
      .innerJoin("workspaces as w", "w.id", "b.workspaceId")
      .select(["b.lines", "w.trade"])
      .where("b.workspaceId", "=", workspaceId)
      .where("b.id", "=", brandId)
      .forNoKeyUpdate("b")
      .executeTakeFirst();
    if (!brand || (await hasForms(tx, workspaceId, brandId))) return;
    const inboxes = await tx
      .selectFrom("inboxes")
      .select(["id", "line"])
      .where("workspaceId", "=", workspaceId)
      .where("brandId", "=", brandId)
      .where("channel", "=", "email")
      .orderBy("createdAt")
      .execute();
    const [first] = inboxes;
    if (!first) return;
    const rows = presetForms(brand.trade as Trade, {
      workspaceId,
      brandId,
      lines: brand.lines,
      inboxFor: (line) => (inboxes.find((inbox) => inbox.line === line) ?? first).id,
    });
    await tx.insertInto("forms").values(rows).execute();
  });
}

async function hasForms(tx: Tx, workspaceId: string, brandId: string): Promise<boolean> {
  const row = await tx
    .selectFrom("forms")
    .select("id")
    .where("workspaceId", "=", workspaceId)
    .where("brandId", "=", brandId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
