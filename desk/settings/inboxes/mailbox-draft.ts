import type { Mailbox, MailboxChange, NewMailbox } from "../../../contract/mailboxes.ts";
import { type ProviderId, providerOf, providers } from "./providers.ts";

/** A mailbox as it is being written. */
export interface MailboxDraft {
  provider: ProviderId | null;
  host: string;
  port: string;
  security: Mailbox["security"];
  isPrivate: boolean;
  username: string;
  signIn: Mailbox["signIn"];
  password: string;
  clientId: string;
  clientSecret: string;
  authorizeUrl: string;
  tokenUrl: string;
  scope: string;
  folders: string[];
  withJunk: boolean;
  afterReading: Mailbox["afterReading"];
  moveTo: string | null;
  takeFrom: "now" | "days" | "everything";
  days: string;
}

const empty: MailboxDraft = {
  provider: null,
  host: "",
  port: "993",
  security: "tls",
  isPrivate: false,
  username: "",
  signIn: "password",
  password: "",
  clientId: "",
  clientSecret: "",
  authorizeUrl: "",
  tokenUrl: "",
  scope: "",
  folders: ["INBOX"],
  withJunk: false,
  afterReading: "seen",
  moveTo: null,
  takeFrom: "now",
  days: "30",
};

/** The user is the inbox's address more often than not. */
export function draftOf(mailbox: Mailbox | null, address: string): MailboxDraft {
  if (!mailbox) return { ...empty, username: address };
  const { host, port, oauth, ...rest } = mailbox;
  const { security, isPrivate, username, signIn, folders, withJunk, afterReading, moveTo } = rest;
  return {
    ...empty,
    ...{ security, isPrivate, username, signIn, folders, withJunk, afterReading, moveTo },
    ...(oauth ?? {}),
    host,
    port: String(port),
    provider: providerOf(host),
  };
}

/** What choosing a provider fills in. */
export function withProvider(provider: ProviderId): Partial<MailboxDraft> {
  if (provider === "other") return { provider, host: "", signIn: "password" };
  const { host, oauth, needsConsent } = providers[provider];
  return {
    provider,
    host,
    port: "993",
    security: "tls",
    isPrivate: false,
    signIn: needsConsent ? "oauth" : "password",
    ...(oauth ?? { authorizeUrl: "", tokenUrl: "", scope: "" }),
  };
}

/** The port that goes with how it is encrypted, unless another was written. */
export const withSecurity = (
  security: MailboxDraft["security"],
  { port }: MailboxDraft,
): Partial<MailboxDraft> => ({
  security,
  ...(port === "993" && security !== "tls" && { port: "143" }),
  ...(port === "143" && security === "tls" && { port: "993" }),
});

type Body = Omit<NewMailbox, "takeFrom"> & MailboxChange;

/** As it is sent; a password only where one was written. */
export function toBody(draft: MailboxDraft): Body {
  const isOAuth = draft.signIn === "oauth";
  return {
    host: draft.host.trim(),
    port: Number(draft.port),
    security: draft.security,
    isPrivate: draft.isPrivate,
    username: draft.username.trim(),
    signIn: draft.signIn,
    oauth: isOAuth
      ? {
          clientId: draft.clientId.trim(),
          authorizeUrl: draft.authorizeUrl.trim(),
          tokenUrl: draft.tokenUrl.trim(),
          scope: draft.scope.trim(),
        }
      : null,
    ...(!isOAuth && draft.password && { password: draft.password }),
    ...(isOAuth && draft.clientSecret && { clientSecret: draft.clientSecret }),
    folders: draft.folders.length ? draft.folders : ["INBOX"],
    withJunk: draft.withJunk,
    afterReading: draft.afterReading,
    moveTo: draft.afterReading === "move" ? draft.moveTo : null,
  };
}

export const takeFromOf = ({ takeFrom, days }: MailboxDraft): NewMailbox["takeFrom"] =>
  takeFrom === "days" ? { days: Number(days) } : takeFrom;
