import { createHash, randomBytes } from "node:crypto";
import http from "node:http";
import https from "node:https";
import { isIP } from "node:net";
import type { MailboxOAuth } from "../../../../contract/mailboxes.ts";
import { isPublicAddress } from "../../../public-address.ts";
import { MailboxProblem } from "./failure.ts";
import { lookupWithin, type Reach } from "./reach.ts";
import type { MailboxSecret, OpenWith } from "./settings.ts";

/** An access token is renewed this long before it ends, so that no command falls into the gap. */
const earlyMs = 2 * 60_000;
const patienceMs = 20_000;
const longestAnswer = 100_000;

/** An access token that is good for a while, asked for anew when there is none or `anew` says that it was refused. */
export async function accessToken(
  { oauth, secret, isPrivate }: OpenWith,
  { mayBePrivate, anew = false }: { mayBePrivate: boolean; anew?: boolean },
): Promise<{ token: string; renewed: MailboxSecret | null }> {
  if (!oauth || !secret.refreshToken) throw new MailboxProblem("consent_needed");
  if (!anew && secret.accessToken && (secret.accessUntil ?? 0) - earlyMs > Date.now())
    return { token: secret.accessToken, renewed: null };
  const tokens = await askForTokens(
    oauth,
    secret.clientSecret,
    { isPrivate, mayBePrivate },
    {
      grant_type: "refresh_token",
      refresh_token: secret.refreshToken,
      scope: oauth.scope,
    },
  );
  // Some providers give a new refresh token each time, and the old one ends.
  return { token: tokens.accessToken!, renewed: { ...secret, ...tokens } };
}

/** Where a person goes to consent (RFC 6749 4.1.1, with RFC 7636). */
export function consentUrl(
  oauth: MailboxOAuth,
  ask: { redirectUri: string; state: string; verifier: string; username: string },
): string {
  const url = new URL(oauth.authorizeUrl);
  const params = {
    response_type: "code",
    client_id: oauth.clientId,
    redirect_uri: ask.redirectUri,
    scope: oauth.scope,
    state: ask.state,
    code_challenge: createHash("sha256").update(ask.verifier).digest("base64url"),
    code_challenge_method: "S256",
    login_hint: ask.username,
    // Google gives a refresh token only for these two, and only when it has asked anew.
    access_type: "offline",
    prompt: "consent",
  };
  for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value);
  return url.href;
}

export const newVerifier = (): string => randomBytes(48).toString("base64url");

/** The tokens for the code that a provider sent a person back with. */
export async function tokensFor(
  { oauth, secret, isPrivate }: OpenWith,
  { mayBePrivate }: { mayBePrivate: boolean },
  given: { code: string; verifier: string; redirectUri: string },
): Promise<MailboxSecret> {
  if (!oauth) throw new MailboxProblem("consent_needed");
  const tokens = await askForTokens(
    oauth,
    secret.clientSecret,
    { isPrivate, mayBePrivate },
    {
      grant_type: "authorization_code",
      code: given.code,
      redirect_uri: given.redirectUri,
      code_verifier: given.verifier,
    },
  );
  if (!tokens.refreshToken) throw new MailboxProblem("consent_refused", "no refresh_token");
  return { ...secret, ...tokens };
}

async function askForTokens(
  oauth: MailboxOAuth,
  clientSecret: string | undefined,
  reach: Reach,
  form: Record<string, string>,
): Promise<MailboxSecret> {
  const { status, body } = await postForm(new URL(oauth.tokenUrl), reach, {
    ...form,
    client_id: oauth.clientId,
    ...(clientSecret && { client_secret: clientSecret }),
  });
  let answer: Record<string, unknown>;
  try {
    answer = JSON.parse(body);
  } catch {
    // An error page of something that stands before the provider.
    throw new MailboxProblem(status >= 500 ? "unreachable" : "other", `HTTP ${status}`);
  }
  const { access_token: token, refresh_token: refresh, expires_in: seconds } = answer;
  if (status !== 200 || typeof token !== "string") {
    const words = [answer.error, answer.error_description]
      .filter((one) => typeof one === "string")
      .join(": ");
    throw new MailboxProblem(
      status >= 500 || status === 429 ? "unreachable" : "consent_refused",
      words.slice(0, 500),
    );
  }
  return {
    accessToken: token,
    accessUntil: Date.now() + (Number(seconds) || 3600) * 1000,
    ...(typeof refresh === "string" && { refreshToken: refresh }),
  };
}

/** Sends a form and reads what comes back; nothing unencrypted, and nobody within, unless the mailbox lies there. */
function postForm(
  url: URL,
  reach: Reach,
  form: Record<string, string>,
): Promise<{ status: number; body: string }> {
  const where = lookupWithin(reach);
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (!reach.isPrivate && url.protocol !== "https:") throw new MailboxProblem("tls_missing", url.origin);
  if (!reach.isPrivate && isIP(host) && !isPublicAddress(host)) throw new MailboxProblem("private_address");
  return new Promise((answer, fail) => {
    const request = (url.protocol === "https:" ? https : http).request(
      url,
      {
        method: "POST",
        lookup: where,
        agent: false,
        signal: AbortSignal.timeout(patienceMs),
        headers: { "content-type": "application/x-www-form-urlencoded", accept: "application/json" },
      },
      (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        response.on("data", (chunk: Buffer) => {
          size += chunk.length;
          if (size > longestAnswer) response.destroy(new MailboxProblem("other", "the answer is too long"));
          else chunks.push(chunk);
        });
        response.on("error", fail);
        response.on("end", () =>
          answer({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() }),
        );
      },
    );
    request.on("error", (error: NodeJS.ErrnoException) =>
      fail(
        error.name === "TimeoutError" || error.name === "AbortError"
          ? new MailboxProblem("timed_out")
          : error,
      ),
    );
    request.end(new URLSearchParams(form).toString());
  });
}
