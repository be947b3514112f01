import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import type { Locale } from "../../contract/languages.ts";
import { afterCommit, type Db, type Tx, within, withoutWall } from "../db/database.ts";
import { record } from "../events.ts";
import { Refusal } from "../refusal.ts";
import { invitationMail, resetMail, type SystemMail } from "./mails.ts";
import { refuseWeak } from "./password-strength.ts";
import { hashPassword } from "./passwords.ts";
import { spendCode } from "./second-factor.ts";
import { type Browser, endSessions, startSession } from "./sessions.ts";
import { countLink, countReset, countSignIn } from "./throttles.ts";
import { makeToken, readToken } from "./tokens.ts";

type Purpose = "invitation" | "password-reset";

const hours: Record<Purpose, number> = { invitation: 72, "password-reset": 1 };

/** What sending a link needs to know besides the database. */
export interface Post {
  send(mail: SystemMail): void;
  publicUrl: string;
}

/** Mails a link by which an invited person joins; a link that was sent before stops working. */
export async function sendInvitation(
  tx: Tx,
  { send, publicUrl }: Post,
  workspaceId: string,
  agentId: string,
  by: string,
): Promise<void> {
  const agent = await addressee(tx, workspaceId, agentId);
  const link = await makeLink(tx, publicUrl, workspaceId, agentId, "invitation");
  afterCommit(() => send(invitationMail({ ...agent, workspaceId, link, by })));
}

/**
 * Mails a link to choose a new password, when the address is an agent's who can sign in. Whoever asks learns
 * nothing of that, neither from the answer nor from the time it takes.
 */
export async function sendReset(db: Db, post: Post, email: string, address: string): Promise<void> {
  await countReset(db, email, address);
  const sameTime = new Promise((resolve) => setTimeout(resolve, 250));
  const known = await withoutWall(db, (tx) =>
    tx
      .selectFrom("directoryEmails")
      .innerJoin("agents", (join) =>
        join
          .onRef("agents.workspaceId", "=", "directoryEmails.workspaceId")
          .onRef("agents.id", "=", "directoryEmails.agentId"),
      )
      .select(["agents.workspaceId", "agents.id"])
      .where("directoryEmails.email", "=", email)
      .where("agents.status", "=", "active")
      .executeTakeFirst(),
  );
  if (known)
    await within(db, known.workspaceId, async (tx) => {
      const agent = await addressee(tx, known.workspaceId, known.id);
      const link = await makeLink(tx, post.publicUrl, known.workspaceId, known.id, "password-reset");
      afterCommit(() => post.send(resetMail({ ...agent, workspaceId: known.workspaceId, link })));
    });
  await sameTime;
}

async function addressee(tx: Tx, workspaceId: string, agentId: string) {
  const agent = await tx
    .selectFrom("agents")
    .innerJoin("workspaces", "workspaces.id", "agents.workspaceId")
    .select(["agents.name", "agents.email", "agents.locale", "workspaces.name as workspace"])
    .where("agents.workspaceId", "=", workspaceId)
    .where("agents.id", "=", agentId)
    .executeTakeFirstOrThrow();
  const to = { name: agent.name, address: agent.email };
  return { to, locale: agent.locale as Locale, workspace: agent.workspace };
}

async function makeLink(
  tx: Tx,
  publicUrl: string,
  workspaceId: string,
  agentId: string,
  purpose: Purpose,
): Promise<string> {
  await endLinks(tx, workspaceId, agentId);
  const token = makeToken(workspaceId);
  await tx
    .insertInto("oneTimeTokens")
    .values({
      workspaceId,
      id: randomUUIDv7(),
      agentId,
      purpose,
      tokenHash: token.hash,
      expiresAt: sql<Date>`now() + make_interval(hours => ${hours[purpose]})`,
    })
    .execute();
  return `${publicUrl}/link/${token.text}`;
}

/** Whatever link is on its way to the agent stops working. */
export async function endLinks(tx: Tx, workspaceId: string, agentId: string): Promise<void> {
  await tx
    .deleteFrom("oneTimeTokens")
    .where("workspaceId", "=", workspaceId)
    .where("agentId", "=", agentId)
    .execute();
}

/** What a link is for, to greet the person who opened it. */
export async function readLink(db: Db, text: string, address: string) {
  return linkOr410(db, text, address, async (link) => ({
    purpose: link.purpose,
    name: link.name,
    email: link.email,
    workspace: link.workspace,
    locale: link.locale,
  }));
}

/**
 * Sets the password and signs in; the link is used up then. An invitation also makes the person's account live. A
 * reset ends all sessions there were, and asks for the second factor where there is one: a mailbox alone does
 * not open the desk.
 */
export async function spendLink(
  db: Db,
  text: string,
  browser: Browser,
  given: { password: string; name?: string; locale?: Locale; code?: string },
): Promise<{ workspaceId: string; agentId: string; token: string }> {
  const about = await linkOr410(db, text, browser.address, async (link) => link);
  refuseWeak(given.password, { ...about, name: given.name ?? about.name });
  if (about.guarded && !given.code) throw new Refusal("second_factor_needed");
  const tries = about.guarded ? await countSignIn(db, about.email, browser.address, false) : null;
  const passwordHash = await hashPassword(given.password);

  const session = await linkOr410(db, text, browser.address, async (link, tx) => {
    const { workspaceId, agentId } = link;
    const agent = { workspaceId, id: agentId, name: given.name ?? link.name };
    if (link.guarded && !(await spendCode(tx, { ...link, id: agentId }, given.code ?? "")))
      throw new Refusal("wrong_code");
    await endLinks(tx, workspaceId, agentId);
    await tx
      .updateTable("agents")
      .set({
        passwordHash,
        status: "active",
        ...(link.purpose === "invitation" && given.name && { name: given.name }),
        ...(link.purpose === "invitation" && given.locale && { locale: given.locale }),
      })
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", agentId)
      .execute();
    await endSessions(db, tx, workspaceId, agentId);
    await record(tx, {
      workspaceId,
      kind: "agent.changed",
      actor: { kind: "agent", id: agentId, name: agent.name },
      data: { agentId },
    });
    const { token } = await startSession(tx, agent, browser);
    return { workspaceId, agentId, token };
  });
  await tries?.succeed();
  return session;
}

type Link = Awaited<ReturnType<typeof lockLink>> & object;

async function linkOr410<T>(
  db: Db,
  text: string,
  address: string,
  work: (link: Link, tx: Tx) => Promise<T>,
): Promise<T> {
  const token = readToken(text);
  const found =
    token &&
    (await within(db, token.workspaceId, async (tx) => {
      const link = await lockLink(tx, token.workspaceId, token.hash);
      return link && { result: await work(link, tx) };
    }));
  if (found) return found.result;
  await countLink(db, address);
  throw new Refusal("link_expired");
}

/** Two who use the same link at once take turns here, and the second finds it gone. */
async function lockLink(tx: Tx, workspaceId: string, hash: Buffer) {
  const link = await tx
    .selectFrom("oneTimeTokens as link")
    .innerJoin("agents", (join) =>
      join.onRef("agents.workspaceId", "=", "link.workspaceId").onRef("agents.id", "=", "link.agentId"),
    )
    .innerJoin("workspaces", "workspaces.id", "link.workspaceId")
    .select(["link.workspaceId", "link.agentId", "link.purpose", "agents.name", "agents.email"])
    .select(["agents.locale", "agents.totpSecret", "agents.totpLastStep", "agents.totpConfirmedAt"])
    .select("workspaces.name as workspace")
    .where("link.workspaceId", "=", workspaceId)
    .where("link.tokenHash", "=", hash)
    .where("link.usedAt", "is", null)
    .where(sql<boolean>`link.expires_at > now()`)
    .where(sql<boolean>`agents.status = case link.purpose when 'invitation' then 'invited' else 'active' end`)
    .forUpdate(["link"])
    .executeTakeFirst();
  return (
    link && {
      ...link,
      purpose: link.purpose as Purpose,
      locale: link.locale as Locale,
      guarded: link.totpConfirmedAt !== null,
    }
  );
}
