import { z } from "zod";
import { Locale } from "./languages.ts";
import { Permission, Role } from "./permissions.ts";
import { byId, EmailAddress, Id, pageOf, route, words } from "./route.ts";
import { Password, TimeZone } from "./workspace.ts";

export const Agent = z.object({
  id: Id,
  name: z.string(),
  email: z.string(),
  role: Role,
  status: z.enum(["invited", "active", "disabled"]),
  locale: Locale,
  /** Brands the agent serves; null means all of them. */
  brands: z.array(Id).nullable(),
  teams: z.array(Id),
  secondFactor: z.boolean(),
  lastSeenAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
});
export type Agent = z.infer<typeof Agent>;

/** How the desk looks to one person. */
export const Appearance = z.enum(["system", "light", "dark"]);

export const Me = z.object({
  agent: Agent,
  permissions: z.array(Permission),
  timeZone: z.string(),
  appearance: Appearance,
  workspace: z.object({ id: Id, name: z.string() }),
});
export type Me = z.infer<typeof Me>;

export const Session = z.object({
  id: Id,
  current: z.boolean(),
  userAgent: z.string().nullable(),
  address: z.string().nullable(),
  createdAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
});
export type Session = z.infer<typeof Session>;

export const ApiKey = z.object({
  id: Id,
  name: z.string(),
  /** The first characters, to tell keys apart; the key itself is shown once, when it is made. */
  hint: z.string(),
  scopes: z.array(Permission),
  /** Brands it reaches: those of whoever made it; null means all of them. */
  brands: z.array(Id).nullable(),
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
});
export type ApiKey = z.infer<typeof ApiKey>;

const Code = z.string().trim().min(6).max(20).describe("six digits of the app, or a recovery code");

export const signIn = route({
  method: "POST",
  path: "/session",
  area: "Signing in",
  summary: "Signs in with e-mail and password, and with a code where a second factor is on.",
  access: "public",
  secret: true,
  body: z.object({ email: EmailAddress, password: z.string().max(200), code: Code.optional() }),
  reply: Me,
  refuses: ["wrong_credentials", "second_factor_needed", "wrong_code", "too_many_tries"],
});

export const signOut = route({
  method: "DELETE",
  path: "/session",
  area: "Signing in",
  summary: "Ends the session of this browser.",
  access: "signed-in",
  status: 204,
});

export const getMe = route({
  method: "GET",
  path: "/me",
  area: "Signing in",
  summary: "Who is signed in and what they may do.",
  access: "signed-in",
  reply: Me,
});

export const patchMe = route({
  method: "PATCH",
  path: "/me",
  area: "Signing in",
  summary: "Changes one's own name, language, time zone or appearance.",
  access: "signed-in",
  body: z.object({ name: words(100), locale: Locale, timeZone: TimeZone, appearance: Appearance }).partial(),
  reply: Me,
});

export const putPassword = route({
  method: "PUT",
  path: "/me/password",
  area: "Signing in",
  summary: "Changes one's own password and ends all other sessions.",
  access: "signed-in",
  secret: true,
  body: z.object({ current: z.string().max(200), next: Password }),
  status: 204,
  refuses: ["wrong_credentials", "weak_password", "too_many_tries"],
});

export const listSessions = route({
  method: "GET",
  path: "/me/sessions",
  area: "Signing in",
  summary: "Where one is signed in.",
  access: "signed-in",
  reply: pageOf(Session),
});

export const deleteSession = route({
  method: "DELETE",
  path: "/me/sessions/:id",
  area: "Signing in",
  summary: "Ends one of one's own sessions.",
  access: "signed-in",
  params: byId,
  status: 204,
  refuses: ["not_found"],
});

export const postSecondFactor = route({
  method: "POST",
  path: "/me/second-factor",
  area: "Signing in",
  summary:
    "Begins a second factor: a secret for an authenticator app. Nothing changes until it is confirmed.",
  access: "signed-in",
  secret: true,
  body: z.object({ password: z.string().max(200) }),
  reply: z.object({ secret: z.string(), uri: z.string(), qr: z.string().describe("an SVG picture") }),
  refuses: ["wrong_credentials", "already_exists", "too_many_tries"],
});

export const putSecondFactor = route({
  method: "PUT",
  path: "/me/second-factor",
  area: "Signing in",
  summary: "Switches the second factor on with a first code, and gives the recovery codes, once.",
  access: "signed-in",
  secret: true,
  body: z.object({ code: Code }),
  reply: z.object({ recoveryCodes: z.array(z.string()) }),
  refuses: ["wrong_code", "not_found", "too_many_tries"],
});

export const deleteSecondFactor = route({
  method: "DELETE",
  path: "/me/second-factor",
  area: "Signing in",
  summary: "Switches the second factor off.",
  access: "signed-in",
  secret: true,
  body: z.object({ password: z.string().max(200) }),
  status: 204,
  refuses: ["wrong_credentials", "too_many_tries"],
});

export const postPasswordReset = route({
  method: "POST",
  path: "/password-resets",
  area: "Signing in",
  summary: "Sends a link to choose a new password. Answers alike whether the address is known or not.",
  access: "public",
  body: z.object({ email: EmailAddress }),
  status: 202,
  refuses: ["too_many_tries"],
});

export const getOneTimeLink = route({
  method: "GET",
  path: "/one-time-links/:token",
  area: "Signing in",
  summary: "What an invitation or a reset link is for.",
  access: "public",
  params: z.object({ token: z.string().max(200) }),
  reply: z.object({
    purpose: z.enum(["invitation", "password-reset"]),
    name: z.string(),
    email: z.string(),
    workspace: z.string(),
    locale: Locale,
  }),
  refuses: ["link_expired", "too_many_tries"],
});

export const putOneTimeLink = route({
  method: "PUT",
  path: "/one-time-links/:token",
  area: "Signing in",
  summary: "Uses the link: sets the password and signs in. A link works once.",
  access: "public",
  secret: true,
  params: z.object({ token: z.string().max(200) }),
  body: z.object({
    password: Password,
    name: words(100).optional(),
    locale: Locale.optional(),
    code: Code.optional(),
  }),
  reply: Me,
  refuses: ["link_expired", "weak_password", "second_factor_needed", "wrong_code", "too_many_tries"],
});

export const listAgents = route({
  method: "GET",
  path: "/agents",
  area: "Agents",
  summary: "The people who work here.",
  access: "agents.read",
  reply: pageOf(Agent),
});

export const postAgent = route({
  method: "POST",
  path: "/agents",
  area: "Agents",
  summary: "Invites a person by mail.",
  access: "agents.manage",
  body: z.object({
    name: words(100),
    email: EmailAddress,
    role: Role,
    locale: Locale,
    brands: z.array(Id).max(500).nullable().default(null),
    teams: z.array(Id).max(500).default([]),
  }),
  reply: Agent,
  status: 201,
  refuses: ["already_exists", "forbidden", "not_found"],
});

export const postInvitation = route({
  method: "POST",
  path: "/agents/:id/invitations",
  area: "Agents",
  summary: "Sends the invitation again; the older link stops working.",
  access: "agents.manage",
  params: byId,
  status: 202,
  refuses: ["not_found", "forbidden", "already_exists"],
});

export const patchAgent = route({
  method: "PATCH",
  path: "/agents/:id",
  area: "Agents",
  summary: "Changes an agent's name, role, brands or teams, or disables the agent and ends their sessions.",
  access: "agents.manage",
  params: byId,
  body: z
    .object({
      name: words(100),
      role: Role,
      brands: z.array(Id).max(500).nullable(),
      teams: z.array(Id).max(500),
      status: z.enum(["active", "disabled"]),
      /** Takes the second factor of a person who lost it; one's own is switched off under `/me`. */
      secondFactor: z.literal(false),
    })
    .partial(),
  reply: Agent,
  refuses: ["not_found", "last_owner", "forbidden"],
});

export const listApiKeys = route({
  method: "GET",
  path: "/api-keys",
  area: "API keys",
  summary: "The keys in use.",
  access: "keys.manage",
  reply: pageOf(ApiKey),
});

export const postApiKey = route({
  method: "POST",
  path: "/api-keys",
  area: "API keys",
  summary: "Makes a key and shows it, once.",
  access: "keys.manage",
  secret: true,
  body: z.object({ name: words(100), scopes: z.array(Permission).min(1) }),
  reply: ApiKey.extend({ key: z.string() }),
  status: 201,
  refuses: ["forbidden"],
});

export const deleteApiKey = route({
  method: "DELETE",
  path: "/api-keys/:id",
  area: "API keys",
  summary: "Revokes a key at once.",
  access: "keys.manage",
  params: byId,
  status: 204,
  refuses: ["not_found"],
});
