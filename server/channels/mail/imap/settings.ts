import type { Selectable } from "kysely";
import type { MailboxOAuth } from "../../../../contract/mailboxes.ts";
import type { Tables } from "../../../db/tables.ts";
import type { Secret } from "../../../secret.ts";

export type MailboxRow = Selectable<Tables["mailboxes"]>;

/** What a mailbox is opened with. Sealed at rest, and never given back by the API. */
export interface MailboxSecret {
  password?: string;
  clientSecret?: string;
  refreshToken?: string;
  accessToken?: string;
  /** When the access token ends, in milliseconds. */
  accessUntil?: number;
}

/** What is needed to open a mailbox, kept or only to be tried. */
export interface OpenWith {
  host: string;
  port: number;
  security: "tls" | "starttls" | "plain";
  isPrivate: boolean;
  username: string;
  signIn: "password" | "oauth";
  oauth: MailboxOAuth | null;
  secret: MailboxSecret;
}

const purpose = "mailbox";

export const sealSecret = (secret: Secret, given: MailboxSecret): Buffer | null =>
  Object.values(given).some((value) => value !== undefined)
    ? secret.seal(purpose, JSON.stringify(given))
    : null;

export const readMailboxSecret = (secret: Secret, row: Pick<MailboxRow, "secret">): MailboxSecret =>
  row.secret ? JSON.parse(secret.unseal(purpose, row.secret)) : {};

export const openWith = (secret: Secret, row: MailboxRow): OpenWith => ({
  host: row.host,
  port: row.port,
  security: row.security as OpenWith["security"],
  isPrivate: row.isPrivate,
  username: row.username,
  signIn: row.signIn as OpenWith["signIn"],
  oauth: row.oauth as MailboxOAuth | null,
  secret: readMailboxSecret(secret, row),
});
