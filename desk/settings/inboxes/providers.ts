import type { MailboxOAuth } from "../../../contract/mailboxes.ts";

export const providerIds = [
  "gmail",
  "microsoft",
  "yandex",
  "mailru",
  "qq",
  "163",
  "ukrnet",
  "icloud",
  "zoho",
  "other",
] as const;
export type ProviderId = (typeof providerIds)[number];

interface Provider {
  /** As it calls itself; the same in every language. */
  name: string;
  host: string;
  /** Whose consent can be asked for, and where. */
  oauth?: Omit<MailboxOAuth, "clientId">;
  /** It takes no passwords from programs. */
  needsConsent?: boolean;
}

/** All of them speak TLS on 993. */
export const providers: Record<Exclude<ProviderId, "other">, Provider> = {
  gmail: {
    name: "Gmail",
    host: "imap.gmail.com",
    oauth: {
      authorizeUrl: "https://accounts.google.com/o/oauth2/v2/auth",
      tokenUrl: "https://oauth2.googleapis.com/token",
      scope: "https://mail.google.com/",
    },
  },
  microsoft: {
    name: "Outlook · Microsoft 365",
    host: "outlook.office365.com",
    oauth: {
      authorizeUrl: "https://login.microsoftonline.com/common/oauth2/v2.0/authorize",
      tokenUrl: "https://login.microsoftonline.com/common/oauth2/v2.0/token",
      scope: "https://outlook.office.com/IMAP.AccessAsUser.All offline_access",
    },
    needsConsent: true,
  },
  yandex: { name: "Яндекс Почта", host: "imap.yandex.ru" },
  mailru: { name: "Почта Mail.ru", host: "imap.mail.ru" },
  qq: { name: "QQ 邮箱", host: "imap.qq.com" },
  "163": { name: "网易 163 邮箱", host: "imap.163.com" },
  ukrnet: { name: "UKR.NET", host: "imap.ukr.net" },
  icloud: { name: "iCloud", host: "imap.mail.me.com" },
  zoho: { name: "Zoho Mail", host: "imap.zoho.com" },
};

/** Which one a mailbox lies with, by its server. */
export const providerOf = (host: string): ProviderId =>
  providerIds.find((id) => id !== "other" && providers[id].host === host) ?? "other";
