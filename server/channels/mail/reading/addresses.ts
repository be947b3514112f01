import { addressParser } from "postal-mime";
import { asUtf8Words } from "./encoded-words.ts";

export interface Address {
  address: string;
  name: string | null;
}

const headerLimit = 100_000;

/** The addresses of all headers of one name; groups are flattened, domains in lower case, nothing is invented. */
export function readAddresses(values: string[] | undefined, charsetHint?: string): Address[] {
  const found: Address[] = [];
  for (const value of values ?? []) {
    const words = asUtf8Words(value.slice(0, headerLimit), charsetHint);
    for (const { address, name } of addressParser(words, { flatten: true })) {
      const read = toAddress(address ?? "", name);
      if (read) found.push(read);
    }
  }
  return found;
}

function toAddress(address: string, name: string): Address | null {
  const shown = cleanName(name);
  if (address) return { address: lowerDomain(address), name: shown && shown !== address ? shown : null };
  // "From: MAILER-DAEMON" has no domain, and some forms put the address into the quoted name.
  const hidden = /[^\s<>"'(),;:]{1,64}@[^\s<>"'(),;:]{1,255}/.exec(shown)?.[0];
  if (hidden) return { address: lowerDomain(hidden), name: null };
  return /^[\w.+-]{1,64}$/.test(shown) ? { address: shown, name: null } : null;
}

function cleanName(name: string): string {
  const plain = name
    .replace(/[\p{Cc}\u2028\u2029]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  return /^'.*'$/.test(plain) ? plain.slice(1, -1).trim() : plain;
}

function lowerDomain(address: string): string {
  const at = address.lastIndexOf("@");
  return at < 0 ? address : address.slice(0, at + 1) + address.slice(at + 1).toLowerCase();
}
