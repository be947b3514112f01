import { isIP } from "node:net";
import { resolve } from "node:path";
import { isNetwork } from "./networks.ts";

/** A setting in the environment that we cannot use. Its message is one line for the person who set it. */
export class ConfigError extends Error {
  constructor(name: string, value: string, expected: string) {
    super(`${name}=${withoutPassword(value)} is not usable: expected ${expected}.`);
    this.name = "ConfigError";
  }
}

export const roles = ["web", "mail", "worker"] as const;
export type Role = (typeof roles)[number];

const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

type Setting<Value> = {
  name: string;
  /** As it would be typed, or in parentheses what happens without it. */
  default: string;
  meaning: string;
  expected: string;
  /** Undefined when the text is not what is expected. */
  read: (text: string) => Value | undefined;
};

/** Every setting there is. README and `tandem doctor` print this table; `readConfig` reads by it. */
export const settings = {
  port: setting({
    name: "PORT",
    default: "3000",
    meaning: "The port of the desk and the API.",
    expected: "a port number from 0 to 65535 (0 takes any free one)",
    read: port,
  }),
  host: setting({
    name: "HOST",
    default: "127.0.0.1",
    meaning:
      "The address the web server listens on. As it is, only this machine reaches it, so a desk that nobody has set up yet is not open to the network; set 0.0.0.0 (or ::) in a container or when other machines are to reach it directly.",
    expected: "an IP address or a host name",
    read: host,
  }),
  smtpPort: setting({
    name: "SMTP_PORT",
    default: "2525",
    meaning: "The port that takes mail in.",
    expected: "a port number from 0 to 65535 (0 takes any free one)",
    read: port,
  }),
  smtpHost: optional({
    name: "SMTP_HOST",
    default: "(the value of HOST)",
    meaning: "The address the mail server listens on. Set 0.0.0.0 (or ::) to take mail from other machines.",
    expected: "an IP address or a host name",
    read: host,
  }),
  smtpTlsCert: optional({
    name: "SMTP_TLS_CERT",
    default: "(mail comes in without encryption)",
    meaning:
      "The file of the certificate for mail that comes in, with its chain (PEM). Together with SMTP_TLS_KEY it lets senders encrypt (STARTTLS); a renewed one is taken within the hour.",
    expected: "the path of a file",
    read: path,
  }),
  smtpTlsKey: optional({
    name: "SMTP_TLS_KEY",
    default: "(none)",
    meaning: "The file of the key of SMTP_TLS_CERT.",
    expected: "the path of a file",
    read: path,
  }),
  privateMailboxes: setting({
    name: "PRIVATE_MAILBOXES",
    default: "false",
    meaning:
      "Whether those who set up inboxes may have mail fetched from this machine and its private network. As it is, only mail servers of the public internet are connected to.",
    expected: "true or false",
    read: (text) => (text === "true" || text === "false" ? text === "true" : undefined),
  }),
  dataDir: setting({
    name: "DATA_DIR",
    default: "./data",
    meaning:
      "The folder of the database, the files and the keys. Back it up with `tandem backup`, not by copying.",
    expected: "the path of a folder",
    read: path,
  }),
  databaseUrl: optional({
    name: "DATABASE_URL",
    default: "(the PostgreSQL that Tandem brings along)",
    meaning: "A PostgreSQL of your own, 15 to 18.",
    expected: "a URL like postgres://user:password@host:5432/database",
    read: (text) => url(text, ["postgres:", "postgresql:"]) && text,
  }),
  publicUrl: optional({
    name: "PUBLIC_URL",
    default: "(http://localhost:PORT)",
    meaning: "Where people reach Tandem, as it stands in links and mails.",
    expected: "a URL like https://desk.example.com, without a path",
    read: (text) => {
      const found = url(text, ["http:", "https:"]);
      return found && found.pathname === "/" && !found.search && !found.hash ? found.origin : undefined;
    },
  }),
  smtpUrl: optional({
    name: "SMTP_URL",
    default: "(mail is kept as .eml files in DATA_DIR/outgoing)",
    meaning: "The mail server that sends our mail.",
    expected: "a URL like smtps://user:password@mail.example.com:465 or smtp://mail.example.com:587",
    read: (text) => (url(text, ["smtp:", "smtps:"])?.hostname ? text : undefined),
  }),
  roles: setting({
    name: "TANDEM_ROLES",
    default: "web,mail,worker",
    meaning: "What this process does. A larger installation runs several of each against one DATABASE_URL.",
    expected: "one or more of web, mail and worker, with commas between them",
    read: (text): ReadonlySet<Role> | undefined => {
      const named = words(text);
      return named.length > 0 && named.every(isRole) ? new Set(named) : undefined;
    },
  }),
  trustProxy: setting({
    name: "TRUST_PROXY",
    default: "false",
    meaning:
      "Whose X-Forwarded-* headers are believed: the number of proxies before Tandem, or their addresses.",
    expected: "true, false, a number of proxies, or addresses like 127.0.0.1,10.0.0.0/8",
    read: trustedProxies,
  }),
  trustedRelays: setting({
    name: "TRUSTED_RELAYS",
    default: "",
    meaning:
      "Mail servers of yours that stand before Tandem: their Received lines tell who really sent a mail, so that SPF can be judged.",
    expected: "addresses or networks like 10.0.0.5,192.168.7.0/24",
    read: (text): string[] | undefined => {
      const named = words(text);
      return named.every(isNetwork) ? named : undefined;
    },
  }),
  trustedSealers: setting({
    name: "TRUSTED_SEALERS",
    default: "google.com,microsoft.com",
    meaning:
      "Domains that pass mail on and whose word on who had sent it is taken (ARC), as mailing lists and forwarding break its signatures.",
    expected: "names of domains with commas between them, or - for none",
    read: (text): string[] | undefined => {
      const named = text === "-" ? [] : words(text.toLowerCase());
      return named.every((name) => /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(name)) ? named : undefined;
    },
  }),
  logLevel: setting({
    name: "LOG_LEVEL",
    default: "info",
    meaning: "How much is written to the log.",
    expected: `one of ${logLevels.join(", ")}`,
    read: (text) => logLevels.find((level) => level === text.toLowerCase()),
  }),
  pgUser: optional({
    name: "TANDEM_PG_USER",
    default: "(the owner of DATA_DIR, else nobody)",
    meaning: "The existing user that PostgreSQL runs as when root starts Tandem.",
    expected: "the name of a user",
    read: (text) => (/^[\w.][\w.-]*\$?$/.test(text) ? text : undefined),
  }),
  pgSettings: setting({
    name: "TANDEM_PG_SETTINGS",
    default: "",
    meaning: "Settings of the PostgreSQL that Tandem brings along, like shared_buffers=1GB,work_mem=32MB.",
    expected: "name=value pairs with commas between them, other than its addresses, port and files",
    read: postgresSettings,
  }),
};

type Read<Table> = {
  [Key in keyof Table]: Table[Key] extends { optional: true; read: (text: string) => infer Value }
    ? Value
    : Table[Key] extends { read: (text: string) => infer Value }
      ? Exclude<Value, undefined>
      : never;
};

export type Config = Omit<Read<typeof settings>, "smtpHost" | "publicUrl"> & {
  smtpHost: string;
  publicUrl: string;
  /** Whether to fill an empty database with the sample workspace: `--demo` on the command line. */
  demo: boolean;
};

/** Reads the settings from the environment. An empty variable counts as none. Throws ConfigError at the first wrong one. */
export function readConfig(env: NodeJS.ProcessEnv, { demo = false } = {}): Config {
  const read = Object.fromEntries(
    Object.entries(settings).map(([key, setting]) => [key, readSetting(setting, env[setting.name]?.trim())]),
  ) as Read<typeof settings>;

  const config = {
    ...read,
    smtpHost: read.smtpHost ?? read.host,
    publicUrl: read.publicUrl ?? `http://localhost:${read.port}`,
    demo,
  };
  if (config.port !== 0 && config.port === config.smtpPort) {
    throw new ConfigError(settings.smtpPort.name, String(config.smtpPort), "another port than PORT has");
  }
  if (Boolean(config.smtpTlsCert) !== Boolean(config.smtpTlsKey)) {
    const [missing, given] = config.smtpTlsCert
      ? [settings.smtpTlsKey, settings.smtpTlsCert]
      : [settings.smtpTlsCert, settings.smtpTlsKey];
    throw new ConfigError(missing.name, "", `${missing.expected}, since ${given.name} is set`);
  }
  return config;
}

function readSetting(setting: Setting<unknown> & { optional: boolean }, given: string | undefined): unknown {
  if (!given && setting.optional) return undefined;
  const text = given || setting.default;
  const value = setting.read(text);
  if (value === undefined) throw new ConfigError(setting.name, text, setting.expected);
  return value;
}

function setting<Value>(setting: Setting<Value>) {
  return { ...setting, optional: false } as const;
}

function optional<Value>(setting: Setting<Value>) {
  return { ...setting, optional: true } as const;
}

function path(text: string): string | undefined {
  return text.includes("\0") ? undefined : resolve(text);
}

function port(text: string): number | undefined {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65535 ? Number(text) : undefined;
}

function host(text: string): string | undefined {
  return isIP(text) || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(text) ? text : undefined;
}

function url(text: string, protocols: string[]): URL | undefined {
  const found = URL.parse(text);
  return found && protocols.includes(found.protocol) ? found : undefined;
}

function isRole(text: string): text is Role {
  return (roles as readonly string[]).includes(text);
}

function trustedProxies(text: string): boolean | number | string[] | undefined {
  if (text === "true" || text === "false") return text === "true";
  if (/^\d$/.test(text)) return Number(text);
  const addresses = words(text);
  const known = addresses.every((address) => {
    const [ip = "", bits] = address.split("/");
    return (
      isIP(ip) !== 0 &&
      (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (isIP(ip) === 4 ? 32 : 128)))
    );
  });
  return addresses.length > 0 && known ? addresses : undefined;
}

/** What the launcher decides, and no setting may undo. */
const launchersOwn =
  /^(listen_addresses|unix_socket_.*|port|data_directory|(hba|ident|config|external_pid)_file|ssl.*)$/;

function postgresSettings(text: string): Record<string, string> | undefined {
  const pairs = words(text).map((pair) => pair.match(/^([a-z_][a-z0-9_.]*)=(.*)$/i));
  if (!pairs.every((pair) => pair !== null && !launchersOwn.test(pair[1]!.toLowerCase()))) return undefined;
  return Object.fromEntries(pairs.map((pair) => [pair![1]!.toLowerCase(), pair![2]!]));
}

function words(text: string): string[] {
  return text
    .split(/[,;]/)
    .map((word) => word.trim())
    .filter((word) => word !== "");
}

/** A mistyped URL still holds a real password, and this line ends up in a log. */
export function withoutPassword(value: string): string {
  return value.replace(/(:\/\/[^:/]*:).*@/, "$1***@");
}
