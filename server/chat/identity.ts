import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { identityText, type SignedIdentity } from "../../contract/chat.ts";
import { EmailAddress } from "../../contract/route.ts";

/** Who a site says that its visitor is, once its signature was found good. */
export interface Identity {
  userId: string;
  /** Signed as well. */
  email: string | null;
  name: string | null;
  /** The id of the secret that it was signed under. */
  secretId: string;
}

const longestLifeSeconds = 3600;
/** Clocks of two machines may differ by so much. */
const leewaySeconds = 60;

const Claims = z.object({
  sub: z.union([z.string().trim().min(1).max(200), z.number().int()]).transform(String),
  aud: z.union([z.string(), z.array(z.string())]),
  exp: z.number(),
  iat: z.number().optional(),
  nbf: z.number().optional(),
  email: EmailAddress.optional(),
  name: z.string().trim().max(200).optional(),
});

/**
 * Looks whether an identity was signed under one of the widget's live secrets; null when it was not, or holds no
 * longer. Of a JWT (RFC 7519) only HS256 is taken, whatever its header asks for, with `aud` naming the widget and an
 * `exp` within an hour.
 */
export function verifyIdentity(
  identity: SignedIdentity,
  { key, secrets, now }: { key: string; secrets: { id: string; secret: string }[]; now: Date },
): Identity | null {
  if ("jwt" in identity) return verifyJwt(identity.jwt, { key, secrets, now });
  const { userId, email, hash, name } = identity;
  const told = Buffer.from(hash, "hex");
  const secret = secrets.find((one) => isSame(hmac(one.secret, identityText(userId, email)), told));
  return secret ? { userId, email: email ?? null, name: name || null, secretId: secret.id } : null;
}

function verifyJwt(
  jwt: string,
  { key, secrets, now }: { key: string; secrets: { id: string; secret: string }[]; now: Date },
): Identity | null {
  const [head = "", body = "", signature = "", ...more] = jwt.split(".");
  if (more.length || !signature) return null;
  const told = Buffer.from(signature, "base64url");
  const secret = secrets.find((one) => isSame(hmac(one.secret, `${head}.${body}`), told));
  const header = readJson(head) as { alg?: unknown; crit?: unknown } | null;
  if (!secret || header?.alg !== "HS256" || header.crit !== undefined) return null;
  const claims = Claims.safeParse(readJson(body));
  if (!claims.success) return null;
  const { sub, aud, exp, iat, nbf, email, name } = claims.data;
  const seconds = now.getTime() / 1000;
  const isLive =
    exp > seconds - leewaySeconds &&
    exp <= seconds + longestLifeSeconds + leewaySeconds &&
    (iat ?? seconds) <= seconds + leewaySeconds &&
    (nbf ?? seconds) <= seconds + leewaySeconds;
  if (!isLive || ![aud].flat().includes(key)) return null;
  return { userId: sub, email: email ?? null, name: name || null, secretId: secret.id };
}

const hmac = (secret: string, text: string) => createHmac("sha256", secret).update(text).digest();

const isSame = (good: Buffer, told: Buffer) => good.length === told.length && timingSafeEqual(good, told);

function readJson(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString());
  } catch {
    // What is no JSON was signed by nobody.
    return null;
  }
}
