import type { BounceKind } from "../reading/index.ts";

/** What a failure says of an address: that there is nobody, that it may work again, or nothing of the address at all. */
export type Verdict = "dead" | "for_now" | "not_the_address";

const byKind: Record<Exclude<BounceKind, "unknown">, Verdict> = {
  no_such_address: "dead",
  mailbox_full: "for_now",
  temporary: "for_now",
  blocked: "not_the_address",
  policy: "not_the_address",
};

/**
 * From what the report was understood to say, else from the enhanced status (RFC 3463) and whether the report takes it for final. Only what says that the mailbox is not
 * there makes an address dead: a mail refused as spam or for its size says nothing of who would have read it, and a full
 * mailbox is emptied some day.
 */
export function verdictOf({
  status,
  hard,
  kind = "unknown",
}: {
  status: string | null;
  hard: boolean;
  kind?: BounceKind;
}): Verdict {
  if (!hard || status?.startsWith("4")) return "for_now";
  if (kind !== "unknown") return byKind[kind];
  if (status === null || /^5\.0\.0$/.test(status)) return "dead";
  if (/^5\.1\.(?:0|1|2|3|6|10)$/.test(status) || status === "5.2.1") return "dead";
  if (/^5\.2\.2$|^5\.4\./.test(status)) return "for_now";
  return "not_the_address";
}

/** The enhanced status in the words of a server; null when they hold none. */
export const statusIn = (words: string): string | null =>
  /(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.]*\d)/.exec(words)?.[1] ?? null;
