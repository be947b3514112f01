import type { Secret } from "../secret.ts";

interface Place {
  workspaceId: string;
  brandId: string;
}

const about = ({ workspaceId, brandId }: Place, conversationId: string) =>
  `${workspaceId} ${brandId} ${conversationId}`;

/** What stands in a mail's link by which the answer in it is rated: the matter, and our word that we sent it. */
export function makeRateToken(secret: Secret, place: Place, conversationId: string): string {
  const signature = secret.sign("rate", about(place, conversationId)).subarray(0, 16).toString("base64url");
  return `${Buffer.from(conversationId.replaceAll("-", ""), "hex").toString("base64url")}.${signature}`;
}

/** The conversation of such a link; null for one that is not ours. */
export function readRateToken(secret: Secret, place: Place, text: string): string | null {
  const [, id, signature] = text.match(/^([\w-]{22})\.([\w-]{22})$/) ?? [];
  if (!id || !signature) return null;
  const hex = Buffer.from(id, "base64url").toString("hex");
  const conversationId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  const good = secret.verify("rate", about(place, conversationId), Buffer.from(signature, "base64url"));
  return good ? conversationId : null;
}
