import { Channel } from "../../contract/conversations.ts";
import type { Locale } from "../../contract/languages.ts";
import type { Acknowledgement } from "../../contract/ledger.ts";
import type { Line } from "../../contract/lines.ts";
import { look, type Tx } from "../db/database.ts";
import { rememberRules } from "../rules.ts";

/** What decides whether and how a message is acknowledged. */
export interface AcknowledgementRules {
  version: number;
  byLine: Map<string, Acknowledgement>;
  brands: Map<string, { name: string; locales: Locale[] }>;
  /** Addresses of our own, in lower case: a letter from one of them is no customer's. */
  own: Set<string>;
}

export const acknowledgementsOf = rememberRules<AcknowledgementRules>((db, workspaceId) =>
  look(db, workspaceId, (tx) => readAcknowledgements(tx, workspaceId)),
);

/** Reads them in an open transaction. */
export async function readAcknowledgements(tx: Tx, workspaceId: string): Promise<AcknowledgementRules> {
  const { rulesVersion } = await tx
    .selectFrom("workspaces")
    .select("rulesVersion")
    .where("id", "=", workspaceId)
    .executeTakeFirstOrThrow();
  const lines = await tx
    .selectFrom("lines")
    .select(["line", "acknowledgement"])
    .where("workspaceId", "=", workspaceId)
    .orderBy("line")
    .execute();
  const brands = await tx
    .selectFrom("brands")
    .select(["id", "name", "locales"])
    .where("workspaceId", "=", workspaceId)
    .execute();
  const addresses = await tx
    .selectFrom("directoryAddresses")
    .select("address")
    .where("workspaceId", "=", workspaceId)
    .execute();
  return {
    version: rulesVersion,
    byLine: new Map(lines.map((row) => [row.line, toAcknowledgement(row)])),
    brands: new Map(brands.map(({ id, name, locales }) => [id, { name, locales: locales as Locale[] }])),
    own: new Set(addresses.map(({ address }) => address.toLowerCase())),
  };
}

/** What is not said is as usual: on everywhere, once a day. */
export const toAcknowledgement = ({
  line,
  acknowledgement,
}: {
  line: string;
  acknowledgement: Partial<Acknowledgement>;
}): Acknowledgement => ({
  isOn: true,
  channels: Channel.options,
  againAfterHours: 24,
  texts: {},
  ...acknowledgement,
  line: line as Line,
});
