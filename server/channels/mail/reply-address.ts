import type { Secret } from "../../secret.ts";

/** What a reply address stands for: this matter, and the person it was given to. */
export interface ReplyTarget {
  workspaceId: string;
  inboxId: string;
  number: number;
  customerId: string;
}

const separator = "+r-";
const alphabet = "abcdefghijklmnopqrstuvwxyz234567";

/**
 * An address that finds its way back: `help+r-1z4-<signature>@shop.example`. The signature is 128 bits of HMAC-SHA256
 * in base32, because local parts lose their case on the way and hold 64 letters at most.
 */
export function replyAddress(secret: Secret, inboxAddress: string, target: ReplyTarget): string {
  const [local = "", domain = ""] = split(inboxAddress);
  return `${local}${separator}${target.number.toString(36)}-${base32(signatureOf(secret, target))}@${domain}`;
}

/** The conversation's number and the signature that an address carries; null when it is none of ours. */
export function readReplyAddress(address: string): { number: number; signature: Buffer } | null {
  const [local = ""] = split(address.toLowerCase());
  const match = local.match(/\+r-([0-9a-z]{1,9})-([a-z2-7]{26})$/);
  if (!match) return null;
  return { number: Number.parseInt(match[1]!, 36), signature: fromBase32(match[2]!) };
}

export const isGenuine = (secret: Secret, target: ReplyTarget, signature: Buffer): boolean =>
  secret.verify("reply-address", textOf(target), signature);

/** The address without what we or the sender added after a plus. */
export function plainAddress(address: string): string {
  const [local = "", domain = ""] = split(address.toLowerCase());
  return `${local.split("+")[0]}@${domain}`;
}

const signatureOf = (secret: Secret, target: ReplyTarget) =>
  secret.sign("reply-address", textOf(target)).subarray(0, 16);

const textOf = ({ workspaceId, inboxId, number, customerId }: ReplyTarget) =>
  `${workspaceId} ${inboxId} ${number} ${customerId}`;

function split(address: string): [string, string] {
  const at = address.lastIndexOf("@");
  return [address.slice(0, at), address.slice(at + 1)];
}

function base32(bytes: Uint8Array): string {
  let bits = 0n;
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte);
  // 128 bits are 25.6 letters; two zero bits fill the last one.
  bits <<= 2n;
  let text = "";
  for (let i = 0; i < 26; i++) {
    text = alphabet[Number(bits & 31n)] + text;
    bits >>= 5n;
  }
  return text;
}

function fromBase32(text: string): Buffer {
  let bits = 0n;
  for (const letter of text) bits = (bits << 5n) | BigInt(alphabet.indexOf(letter));
  return Buffer.from((bits >> 2n).toString(16).padStart(32, "0"), "hex");
}
