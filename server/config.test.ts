import { resolve } from "node:path";
import { expect, test } from "vitest";
import { ConfigError, readConfig, settings } from "./config.ts";

test("without any setting Tandem serves this machine only, on ports 3000 and 2525", () => {
  expect(readConfig({})).toEqual({
    port: 3000,
    host: "127.0.0.1",
    smtpPort: 2525,
    smtpHost: "127.0.0.1",
    privateMailboxes: false,
    dataDir: resolve("./data"),
    databaseUrl: undefined,
    publicUrl: "http://localhost:3000",
    smtpTlsCert: undefined,
    smtpTlsKey: undefined,
    smtpUrl: undefined,
    roles: new Set(["web", "mail", "worker"]),
    trustProxy: false,
    trustedRelays: [],
    trustedSealers: ["google.com", "microsoft.com"],
    logLevel: "info",
    pgUser: undefined,
    pgSettings: {},
    demo: false,
  });
});

test("settings follow one another: mail listens where the web does, links carry the port", () => {
  expect(readConfig({ HOST: "0.0.0.0", PORT: "8080" })).toMatchObject({
    smtpHost: "0.0.0.0",
    publicUrl: "http://localhost:8080",
  });
});

test("an empty variable is the same as none", () => {
  expect(readConfig({ PORT: "", SMTP_URL: "  " })).toEqual(readConfig({}));
});

test.each([
  ["PUBLIC_URL", "https://desk.example.com/", { publicUrl: "https://desk.example.com" }],
  ["TANDEM_ROLES", "web, worker", { roles: new Set(["web", "worker"]) }],
  ["TRUST_PROXY", "2", { trustProxy: 2 }],
  ["TRUST_PROXY", "10.0.0.0/8,::1", { trustProxy: ["10.0.0.0/8", "::1"] }],
  ["LOG_LEVEL", "DEBUG", { logLevel: "debug" }],
  [
    "TANDEM_PG_SETTINGS",
    "shared_buffers=1GB, work_mem=32MB",
    { pgSettings: { shared_buffers: "1GB", work_mem: "32MB" } },
  ],
  ["DATABASE_URL", "postgresql://me:secret@db/tandem", { databaseUrl: "postgresql://me:secret@db/tandem" }],
  ["SMTP_URL", "smtps://mail.example.com", { smtpUrl: "smtps://mail.example.com" }],
])("%s=%s is understood", (name, value, expected) => {
  expect(readConfig({ [name]: value })).toMatchObject(expected);
});

test.each([
  ["PORT", "80a"],
  ["PORT", "70000"],
  ["PORT", "-1"],
  ["HOST", "my host"],
  ["SMTP_PORT", "smtp"],
  ["DATABASE_URL", "mysql://db/tandem"],
  ["PUBLIC_URL", "desk.example.com"],
  ["PUBLIC_URL", "https://example.com/desk"],
  ["SMTP_URL", "mail.example.com:25"],
  ["TANDEM_ROLES", "web,mails"],
  ["TANDEM_ROLES", ","],
  ["TRUST_PROXY", "yes"],
  ["TRUST_PROXY", "10.0.0.0/64"],
  ["LOG_LEVEL", "loud"],
  ["TANDEM_PG_USER", "-x y"],
  ["TANDEM_PG_SETTINGS", "shared_buffers"],
  ["TANDEM_PG_SETTINGS", "listen_addresses=*"],
])("%s=%s stops the start with one line that says what is expected", (name, value) => {
  const expected = Object.values(settings).find((setting) => setting.name === name)?.expected;
  expect(() => readConfig({ [name]: value })).toThrow(
    new ConfigError(name, value, expected ?? "a setting of that name"),
  );
});

test("web and mail cannot share a port", () => {
  expect(() => readConfig({ PORT: "2525" })).toThrow("SMTP_PORT=2525 is not usable: expected another port");
});

test("a wrong setting is named without the password in it", () => {
  expect(() => readConfig({ DATABASE_URL: "postgre://me:hunter2@db/x" })).toThrow("postgre://me:***@db/x");
});
