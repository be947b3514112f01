import { randomBytes } from "node:crypto";
import type { Locale } from "../../contract/languages.ts";
import type { Line } from "../../contract/lines.ts";
import type { ArrivedAt } from "../conversations/index.ts";
import { type Db, look } from "../db/database.ts";
import type { Settings } from "./settings.ts";

/** A widget as visitors meet it, with what a matter that comes by it begins with. */
export interface Widget {
  workspaceId: string;
  id: string;
  key: string;
  brandId: string;
  brandName: string;
  locales: Locale[];
  isOn: boolean;
  settings: Settings;
  inbox: ArrivedAt;
}

const shape = /^([A-Za-z0-9_-]{22})\.[A-Za-z0-9_-]{12}$/;

/** A widget's key: it names its workspace, so that looking it up begins with the tenant, and is no secret. */
export const makeKey = (workspaceId: string): string =>
  `${Buffer.from(workspaceId.replaceAll("-", ""), "hex").toString("base64url")}.${randomBytes(9).toString("base64url")}`;

function workspaceOf(key: string): string | null {
  const workspace = key.match(shape)?.[1];
  if (!workspace) return null;
  const hex = Buffer.from(workspace, "base64url").toString("hex");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** So long a widget is remembered: each visitor of a busy site asks for it, and it hardly ever changes. */
const rememberedMs = 5_000;
const mostRemembered = 5_000;
const remembered = new WeakMap<Db, Map<string, { widget: Promise<Widget | null>; until: number }>>();

/** The widget of a key; null where there is none, or none any more. At most five seconds old. */
export async function widgetByKey(db: Db, key: string): Promise<Widget | null> {
  const workspaceId = workspaceOf(key);
  if (!workspaceId) return null;
  return recall(db, key, () => readWidget(db, workspaceId, { key }));
}

export const widgetById = (db: Db, workspaceId: string, id: string): Promise<Widget | null> =>
  recall(db, id, () => readWidget(db, workspaceId, { id }));

/** To be called after the commit of what changes a widget. */
export const forgetWidgets = (db: Db): void => void remembered.delete(db);

function recall(db: Db, name: string, read: () => Promise<Widget | null>): Promise<Widget | null> {
  const known = remembered.get(db) ?? new Map();
  remembered.set(db, known);
  const before = known.get(name);
  if (before && before.until > performance.now()) return before.widget;
  if (known.size >= mostRemembered) known.clear();
  const widget = read();
  known.set(name, { widget, until: performance.now() + rememberedMs });
  // Neither a failure nor a key that somebody made up is worth a place.
  const drop = () => known.delete(name);
  widget.then((found) => found ?? drop(), drop);
  return widget;
}

function readWidget(
  db: Db,
  workspaceId: string,
  which: { key: string } | { id: string },
): Promise<Widget | null> {
  return look(db, workspaceId, async (tx) => {
    const row = await tx
      .selectFrom("chatWidgets as g")
      .innerJoin("brands as b", (join) =>
        join.onRef("b.workspaceId", "=", "g.workspaceId").onRef("b.id", "=", "g.brandId"),
      )
      .innerJoin("inboxes as i", (join) =>
        join.onRef("i.workspaceId", "=", "g.workspaceId").onRef("i.id", "=", "g.inboxId"),
      )
      .innerJoin("workspaces as w", "w.id", "g.workspaceId")
      .select(["g.id", "g.key", "g.brandId", "g.isOn", "g.settings", "b.name as brandName", "b.locales"])
      .select([
        "b.lines",
        "i.id as inboxId",
        "i.line",
        "i.teamId",
        "i.address",
        "i.country",
        "w.rulesVersion",
      ])
      .where("g.workspaceId", "=", workspaceId)
      .where("g.deletedAt", "is", null)
      .where("key" in which ? "g.key" : "g.id", "=", "key" in which ? which.key : which.id)
      .executeTakeFirst();
    if (!row) return null;
    return {
      workspaceId,
      id: row.id,
      key: row.key,
      brandId: row.brandId,
      brandName: row.brandName,
      locales: row.locales as Locale[],
      isOn: row.isOn,
      settings: row.settings as Settings,
      inbox: {
        id: row.inboxId,
        brandId: row.brandId,
        line: row.line as Line,
        lines: row.lines as Line[],
        teamId: row.teamId,
        address: row.address,
        country: row.country,
        rulesVersion: row.rulesVersion,
      },
    };
  });
}

/** The sites that may show the frame of a widget, as `frame-ancestors` takes them; null when there is no such widget. */
export async function sitesOfWidget(db: Db, key: string): Promise<string[] | null> {
  const widget = await widgetByKey(db, key);
  if (!widget?.isOn) return null;
  const { allowedOrigins } = widget.settings;
  return allowedOrigins.length ? allowedOrigins : ["*"];
}
