import { createHash, randomInt } from "node:crypto";
import { sql } from "kysely";
import { generateSecret, generateURI, verifySync } from "otplib";
import QRCode from "qrcode";
import type { Caller } from "../caller.ts";
import { type Db, type Tx, within } from "../db/database.ts";
import { actorOf, record } from "../events.ts";
import { Refusal } from "../refusal.ts";
import { checkOwnPassword } from "./own-password.ts";
import { countOwnSecret } from "./throttles.ts";

interface AgentWithSecret {
  workspaceId: string;
  id: string;
  totpSecret: string | null;
  totpLastStep: number | null;
}

/**
 * Takes a code of the authenticator app, or one of the recovery codes; each is good once. A step that was used,
 * and every step before it, is refused, so that a code seen over a shoulder opens nothing.
 */
export async function spendCode(tx: Tx, agent: AgentWithSecret, typed: string): Promise<boolean> {
  const code = plain(typed);
  return /^\d{6}$/.test(code) ? spendAppCode(tx, agent, code) : spendRecoveryCode(tx, agent, code);
}

async function spendAppCode(tx: Tx, agent: AgentWithSecret, code: string): Promise<boolean> {
  const step = stepOf(agent.totpSecret, code);
  if (step === null) return false;
  const taken = await tx
    .updateTable("agents")
    .set({ totpLastStep: step })
    .where("workspaceId", "=", agent.workspaceId)
    .where("id", "=", agent.id)
    .where(sql<boolean>`coalesce(totp_last_step, 0) < ${step}`)
    .executeTakeFirst();
  return taken.numUpdatedRows > 0n;
}

async function spendRecoveryCode(tx: Tx, agent: AgentWithSecret, code: string): Promise<boolean> {
  const hash = recoveryHash(agent.id, code);
  const taken = await tx
    .updateTable("agents")
    .set({ recoveryCodeHashes: sql<string[]>`array_remove(recovery_code_hashes, ${hash})` })
    .where("workspaceId", "=", agent.workspaceId)
    .where("id", "=", agent.id)
    .where(sql<boolean>`${hash} = any(recovery_code_hashes)`)
    .executeTakeFirst();
  return taken.numUpdatedRows > 0n;
}

/** The 30-second step a code belongs to; clocks may differ by one step either way. Null when it is wrong. */
function stepOf(secret: string | null, code: string): number | null {
  if (!secret) return null;
  const result = verifySync({ secret, token: code, epochTolerance: 30 });
  return result.valid && "timeStep" in result ? result.timeStep : null;
}

/** Codes are typed with spaces and dashes, and on Arabic, Persian or full-width keyboards. */
function plain(typed: string): string {
  return typed
    .normalize("NFKC")
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
    .replace(/[\s-]/g, "")
    .toLowerCase();
}

/** Gives the caller a secret to put into an app. It guards nothing until `confirmSecondFactor`. */
export async function beginSecondFactor(db: Db, caller: Caller, password: string) {
  const agent = await checkOwnPassword(db, caller, password);
  if (agent.totpConfirmedAt) throw new Refusal("already_exists");
  const secret = generateSecret();
  const uri = generateURI({ issuer: "Tandem", label: agent.email, secret });
  await within(db, caller.workspaceId, (tx) =>
    tx
      .updateTable("agents")
      .set({ totpSecret: secret, totpLastStep: null })
      .where("workspaceId", "=", caller.workspaceId)
      .where("id", "=", caller.id)
      .where("totpConfirmedAt", "is", null)
      .execute(),
  );
  return { secret, uri, qr: await QRCode.toString(uri, { type: "svg", margin: 2 }) };
}

/** Switches the second factor on when the app shows the right code, and gives ten recovery codes, once. */
export async function confirmSecondFactor(
  db: Db,
  caller: Caller,
  code: string,
): Promise<{ recoveryCodes: string[] }> {
  const tries = await countOwnSecret(db, caller.id);
  const recoveryCodes = Array.from({ length: 10 }, makeRecoveryCode);
  await within(db, caller.workspaceId, async (tx) => {
    const agent = await tx
      .selectFrom("agents")
      .select(["id", "workspaceId", "totpSecret", "totpLastStep"])
      .where("workspaceId", "=", caller.workspaceId)
      .where("id", "=", caller.id)
      .where("totpSecret", "is not", null)
      .where("totpConfirmedAt", "is", null)
      .forUpdate()
      .executeTakeFirst();
    if (!agent) throw new Refusal("not_found");
    if (!(await spendAppCode(tx, agent, plain(code)))) throw new Refusal("wrong_code");
    await tx
      .updateTable("agents")
      .set({
        totpConfirmedAt: sql<Date>`now()`,
        recoveryCodeHashes: recoveryCodes.map((one) => recoveryHash(caller.id, plain(one))),
      })
      .where("workspaceId", "=", caller.workspaceId)
      .where("id", "=", caller.id)
      .execute();
    await recordChange(tx, caller);
  });
  await tries.succeed();
  return { recoveryCodes };
}

export async function endSecondFactor(db: Db, caller: Caller, password: string): Promise<void> {
  await checkOwnPassword(db, caller, password);
  await within(db, caller.workspaceId, async (tx) => {
    await clearSecondFactor(tx, caller.workspaceId, caller.id);
    await recordChange(tx, caller);
  });
}

export async function clearSecondFactor(tx: Tx, workspaceId: string, agentId: string): Promise<void> {
  await tx
    .updateTable("agents")
    .set({ totpSecret: null, totpConfirmedAt: null, totpLastStep: null, recoveryCodeHashes: [] })
    .where("workspaceId", "=", workspaceId)
    .where("id", "=", agentId)
    .execute();
}

const recordChange = (tx: Tx, caller: Caller) =>
  record(tx, {
    workspaceId: caller.workspaceId,
    kind: "agent.changed",
    actor: actorOf(caller),
    data: { agentId: caller.id },
  });

/** 79 random bits in letters that are hard to mistake for each other: `k7mw-2xqd-…`. */
function makeRecoveryCode(): string {
  const letters = "abcdefghjkmnpqrstuvwxyz23456789";
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join("");
  return [group(), group(), group(), group()].join("-");
}

/** Enough chance is in the code itself that a fast hash keeps it; the agent's id keeps equal codes apart. */
const recoveryHash = (agentId: string, code: string) =>
  createHash("sha256").update(`${agentId} ${code}`).digest("base64url");
