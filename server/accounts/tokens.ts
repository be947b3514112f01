import { createHash, randomBytes } from "node:crypto";

/**
 * What a person or a program holds to be known again: `<workspace>.<32 random bytes>`, both in base64url. It
 * names its workspace so that looking it up begins with the tenant. We keep only its SHA-256: with 256 random
 * bits there is nothing to guess, so a slow hash would add nothing, and finding the row by the hash tells a
 * listener to the clock nothing about the token.
 */
export interface Token {
  workspaceId: string;
  hash: Buffer;
}

export const keyPrefix = "tdm_";

const shape = /^([A-Za-z0-9_-]{22})\.[A-Za-z0-9_-]{43}$/;

export function makeToken(workspaceId: string, prefix = ""): Token & { text: string } {
  const workspace = Buffer.from(workspaceId.replaceAll("-", ""), "hex").toString("base64url");
  const text = `${prefix}${workspace}.${randomBytes(32).toString("base64url")}`;
  return { text, workspaceId, hash: hashOf(text) };
}

/** Null for whatever cannot be one of ours. */
export function readToken(text: string, prefix = ""): Token | null {
  if (!text.startsWith(prefix)) return null;
  const workspace = text.slice(prefix.length).match(shape)?.[1];
  if (!workspace) return null;
  const hex = Buffer.from(workspace, "base64url").toString("hex");
  const workspaceId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  return { workspaceId, hash: hashOf(text) };
}

const hashOf = (text: string) => createHash("sha256").update(text).digest();
