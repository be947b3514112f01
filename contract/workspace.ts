import { z } from "zod";
import { Locale } from "./languages.ts";
import { Line } from "./lines.ts";
import { byId, EmailAddress, Id, pageOf, route, words } from "./route.ts";

/** The trade a workspace starts from; it presets lines, tags and texts. */
export const Trade = z.enum(["shop", "software", "device-maker", "restaurant", "bank", "outsourcer"]);
export type Trade = z.infer<typeof Trade>;

export const Password = z.string().min(10).max(200);

export const Workspace = z.object({
  id: Id,
  name: z.string(),
  trade: Trade,
  locale: Locale,
  timeZone: z.string(),
  /** For so many seconds a reply can be taken back before it leaves. */
  undoSeconds: z.number().int(),
  createdAt: z.iso.datetime(),
});
export type Workspace = z.infer<typeof Workspace>;

export const TimeZone = z.string().max(100).refine(isTimeZone, { error: "unknown_time_zone" });

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    // Intl tells an unknown zone by throwing; there is no other way to ask.
    return false;
  }
}

export const Brand = z.object({
  id: Id,
  name: z.string(),
  domain: z.string().nullable(),
  /** Languages the brand answers in; the first is its own. */
  locales: z.array(Locale).min(1),
  lines: z.array(Line).min(1),
  colour: z.string(),
  /** The words under each answer, by language. */
  signatures: z.partialRecord(Locale, z.string()),
  createdAt: z.iso.datetime(),
});
export type Brand = z.infer<typeof Brand>;

const brandFields = z.object({
  name: words(100),
  domain: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$/u)
    .max(253)
    .nullable(),
  locales: z.array(Locale).min(1).max(5),
  lines: z.array(Line).min(1).max(2),
  colour: z.string().regex(/^#[0-9a-f]{6}$/i),
  signatures: z.partialRecord(Locale, z.string().max(2000)),
});

export const Team = z.object({
  id: Id,
  name: z.string(),
  brands: z.array(Id),
  members: z.array(Id),
});
export type Team = z.infer<typeof Team>;
const teamFields = z.object({
  name: words(100),
  brands: z.array(Id).max(500),
  members: z.array(Id).max(1000),
});

export const Tag = z.object({ id: Id, name: z.string(), colour: z.string() });
export type Tag = z.infer<typeof Tag>;
const tagFields = z.object({ name: words(60), colour: z.string().regex(/^#[0-9a-f]{6}$/i) });

export const getSetup = route({
  method: "GET",
  path: "/setup",
  area: "Set-up",
  summary: "Whether this installation still waits for its first workspace, and whether it is a demo.",
  access: "public",
  reply: z.object({
    needed: z.boolean(),
    demo: z.boolean(),
    /** The demo's people with the password they share; empty in a real installation. */
    people: z.array(
      z.object({ name: z.string(), email: z.string(), role: z.string(), password: z.string() }),
    ),
  }),
});

export const postSetup = route({
  method: "POST",
  path: "/setup",
  area: "Set-up",
  summary: "Makes the first workspace and its owner, and signs the owner in. Works once.",
  access: "public",
  secret: true,
  body: z.object({
    workspace: words(100),
    name: words(100),
    email: EmailAddress,
    password: Password,
    locale: Locale,
    trade: Trade,
    timeZone: TimeZone.default("UTC"),
  }),
  reply: Workspace,
  status: 201,
  refuses: ["already_set_up", "weak_password"],
});

export const getWorkspace = route({
  method: "GET",
  path: "/workspace",
  area: "Workspace",
  summary: "The workspace of the caller.",
  access: "signed-in",
  reply: Workspace,
});

export const patchWorkspace = route({
  method: "PATCH",
  path: "/workspace",
  area: "Workspace",
  summary: "Changes name, language, time zone or undo window of the workspace.",
  access: "workspace.manage",
  body: z
    .object({
      name: words(100),
      locale: Locale,
      timeZone: TimeZone,
      undoSeconds: z.number().int().min(0).max(60),
    })
    .partial(),
  reply: Workspace,
});

export const listBrands = route({
  method: "GET",
  path: "/brands",
  area: "Workspace",
  summary: "The brands that the caller serves.",
  access: "signed-in",
  reply: pageOf(Brand),
});

export const postBrand = route({
  method: "POST",
  path: "/brands",
  area: "Workspace",
  summary: "Adds a brand.",
  access: "brands.manage",
  body: brandFields.partial({ domain: true, signatures: true, colour: true }),
  reply: Brand,
  status: 201,
  refuses: ["already_exists", "forbidden"],
});

export const patchBrand = route({
  method: "PATCH",
  path: "/brands/:id",
  area: "Workspace",
  summary: "Changes a brand.",
  access: "brands.manage",
  params: byId,
  body: brandFields.partial(),
  reply: Brand,
  refuses: ["not_found", "already_exists", "still_in_use"],
});

export const listTeams = route({
  method: "GET",
  path: "/teams",
  area: "Workspace",
  summary: "The teams: who is in them and which brands they serve.",
  access: "signed-in",
  reply: pageOf(Team),
});

export const postTeam = route({
  method: "POST",
  path: "/teams",
  area: "Workspace",
  summary: "Adds a team.",
  access: "teams.manage",
  body: teamFields,
  reply: Team,
  status: 201,
  refuses: ["already_exists", "not_found"],
});

export const patchTeam = route({
  method: "PATCH",
  path: "/teams/:id",
  area: "Workspace",
  summary: "Changes a team, its members or its brands.",
  access: "teams.manage",
  params: byId,
  body: teamFields.partial(),
  reply: Team,
  refuses: ["not_found", "already_exists", "forbidden"],
});

export const deleteTeam = route({
  method: "DELETE",
  path: "/teams/:id",
  area: "Workspace",
  summary: "Removes a team that no inbox and no conversation leans on.",
  access: "teams.manage",
  params: byId,
  status: 204,
  refuses: ["not_found", "forbidden", "still_in_use"],
});

export const listTags = route({
  method: "GET",
  path: "/tags",
  area: "Workspace",
  summary: "The tags of the workspace.",
  access: "signed-in",
  reply: pageOf(Tag),
});

export const postTag = route({
  method: "POST",
  path: "/tags",
  area: "Workspace",
  summary: "Adds a tag.",
  access: "tags.manage",
  body: tagFields,
  reply: Tag,
  status: 201,
  refuses: ["already_exists"],
});

export const deleteTag = route({
  method: "DELETE",
  path: "/tags/:id",
  area: "Workspace",
  summary: "Removes a tag from the workspace and from every conversation.",
  access: "tags.manage",
  params: byId,
  status: 204,
  refuses: ["not_found"],
});
