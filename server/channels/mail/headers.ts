import { plainAddress } from "./reply-address.ts";

/** The head of a mail as it came: names in lower case, values unfolded, in their order. */
export type Headers = [name: string, value: string][];

/** More than any honest head has; what follows is read as if it were not there. */
const mostOfHead = 64 * 1024;

/** Reads the head alone, without decoding anything: enough for addresses, which are plain there. */
export function headersOf(raw: Buffer): Headers {
  const head = raw.subarray(0, mostOfHead).toString("latin1");
  const end = head.search(/\r?\n\r?\n/);
  return (end < 0 ? head : head.slice(0, end))
    .replace(/\r?\n[ \t]+/g, " ")
    .split(/\r?\n/)
    .flatMap((line): Headers => {
      const colon = line.indexOf(":");
      return colon > 0 ? [[line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]] : [];
    });
}

const valuesOf = (headers: Headers, name: string) =>
  headers.flatMap(([key, value]) => (key === name ? [value] : []));

const addressPattern = /[^\s<>,;:"()[\]\\]{1,64}@[^\s<>,;:"()[\]\\]{1,253}/g;

const addressesIn = (value: string): string[] =>
  (value.slice(0, 20_000).match(addressPattern) ?? []).map((address) => address.toLowerCase());

/** Where a mail that reached us by a detour says it was going, the surest first; the envelope is not among it. */
const saidBy = [
  "x-original-to",
  "delivered-to",
  "envelope-to",
  "x-forwarded-to",
  "apparently-to",
  "to",
  "cc",
] as const;

/** The addresses that a mail says it was meant for, the surest first. */
export const meantFor = (headers: Headers): string[] => [
  ...new Set(
    saidBy.flatMap((name) =>
      // Whoever delivers last writes first, so that what stands above is the nearest to us.
      valuesOf(headers, name).flatMap(addressesIn),
    ),
  ),
];

/**
 * The address that passed a mail on, where one did: by its own word, or by an envelope that was rewritten so that the
 * forwarder answers for it (SRS, and what Google makes of it).
 */
export function forwarderOf(headers: Headers, envelopeFrom: string): string | null {
  // Google writes both: for whom it passed on, and to whom.
  const [chain] = valuesOf(headers, "x-forwarded-for").flatMap((value) => addressesIn(value).slice(0, 1));
  if (chain) return chain;
  const [resent] = ["resent-sender", "resent-from"].flatMap((name) =>
    valuesOf(headers, name).flatMap(addressesIn),
  );
  if (resent) return resent;
  const rewritten = envelopeFrom.toLowerCase();
  // SRS0=hash=stamp=domain=local@forwarder; SRS1 was rewritten more than once.
  if (/^srs[01][=+-]/.test(rewritten)) return `@${rewritten.slice(rewritten.lastIndexOf("@") + 1)}`;
  // local+caf_=target=domain@gmail.com
  const caf = rewritten.match(/^([^@]+)\+caf_=[^@]*@(.+)$/);
  return caf ? plainAddress(`${caf[1]}@${caf[2]}`) : null;
}
