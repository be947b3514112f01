import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { listMailRefusals } from "../../../../contract/mail-in.ts";
import {
  deleteMailbox,
  listMailboxes,
  type Mailbox,
  patchMailbox,
  postMailbox,
  postMailboxConsent,
  postMailboxTrial,
  putMailboxConsent,
} from "../../../../contract/mailboxes.ts";
import { listNotices } from "../../../../contract/notices.ts";
import { type ImapServer, openImapServer } from "../../../../test/imap-server.ts";
import { world } from "../../../../test/world.ts";
import type { Db } from "../../../db/database.ts";
import { type FileStore, folderStore } from "../../../files/index.ts";
import { readSecret } from "../../../secret.ts";
import { tellOutages } from "./outages.ts";
import { watchMailboxes } from "./watch.ts";

vi.setConfig({ testTimeout: 30_000 });

const { db, folder, kolo, nina, omar, person, safra, salma, settled, stranger, workspaceId } = await world({
  privateMailboxes: true,
});
const store = folderStore(join(folder, "files"));
const secret = await readSecret(db);
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  await db.pools.system.query("delete from mailboxes");
});

/** A server with what is in it. */
async function server(): Promise<ImapServer> {
  const one = await openImapServer();
  closing.push(() => one.close());
  return one;
}

/** Somebody who reads mailboxes, as a process of ours does. */
function watch(needs: Partial<{ db: Db; store: FileStore }> = {}) {
  const watching = watchMailboxes({
    db,
    store,
    secret,
    log,
    mayBePrivate: true,
    everyMs: 50,
    pauseMs: 50,
    ...needs,
  });
  closing.push(() => watching.stop());
  return watching;
}

const settingsOf = ({ port }: ImapServer) => ({
  host: "127.0.0.1",
  port,
  security: "plain" as const,
  isPrivate: true,
  username: "help@kolobikes.example",
  signIn: "password" as const,
  password: "right",
});

const add = (imap: ImapServer, more: object = {}) =>
  omar.call(postMailbox, {
    params: { id: kolo.inbox.id },
    body: { ...settingsOf(imap), takeFrom: "everything", ...more } as never,
  });

let written = 0;
function mail(subject: string, more = ""): string {
  return [
    `Message-ID: <${++written}.${subject.replace(/\W/g, "")}@customers.example>`,
    "From: Ines <ines@customers.example>",
    "To: help@kolobikes.example",
    `Subject: ${subject}`,
    `${more}Date: Mon, 23 Nov 2026 10:00:00 +0000`,
    "",
    `About ${subject}.`,
    "",
  ].join("\r\n");
}

const subjects = async () => {
  await settled();
  const { rows } = await db.pools.system.query<{ subject: string }>(
    "select subject from messages where workspace_id = $1 and raw_mail_id is not null order by subject",
    [workspaceId],
  );
  return rows.map(({ subject }) => subject);
};
const eventually = (subject: string, times = 1) =>
  expect
    .poll(async () => (await subjects()).filter((one) => one === subject).length, { timeout: 15_000 })
    .toBe(times);
const stateOf = async ({ id }: Mailbox) =>
  (await omar.call(listMailboxes, { params: { id: kolo.inbox.id } })).items.find((one) => one.id === id)!;

describe("a mailbox", () => {
  test("is read from everything that is there, seen or not, and then as mail comes", async () => {
    const imap = await server();
    imap.put("INBOX", mail("Old and read"), { flags: ["\\Seen"], arrivedAt: new Date("2025-01-02") });
    imap.put("INBOX", mail("Waiting"));
    const mailbox = await add(imap);
    expect(mailbox.state.is).toBe("starting");
    expect(JSON.stringify(mailbox)).not.toContain("right");
    watch();
    await eventually("Old and read");
    await eventually("Waiting");
    expect([...imap.mails("INBOX")[1]!.flags]).toEqual(["\\Seen"]);

    await expect.poll(() => imap.commands.at(-1)).toBe("IDLE");
    imap.put("INBOX", mail("Just now"));
    await eventually("Just now");
    await expect.poll(async () => (await stateOf(mailbox)).state.is).toBe("connected");
    const { state, days } = await stateOf(mailbox);
    expect(state).toMatchObject({ failure: null, failingSince: null });
    expect(days[0]).toMatchObject({ there: 1, here: 1 });
  });

  test("is read from now on when it is asked so, also what is moved in later", async () => {
    const imap = await server();
    imap.put("INBOX", mail("Long before"), { arrivedAt: new Date(Date.now() - 3_600_000) });
    await add(imap, { takeFrom: "now" });
    watch();
    await expect.poll(() => imap.commands.at(-1), { timeout: 10_000 }).toBe("IDLE");
    imap.put("INBOX", mail("Moved in"), { arrivedAt: new Date("2025-03-04") });
    imap.put("INBOX", mail("After it"));
    await eventually("Moved in");
    await eventually("After it");
    expect(await subjects()).not.toContain("Long before");
  });

  test("is read of some days back", async () => {
    const imap = await server();
    const ago = (days: number) => ({ arrivedAt: new Date(Date.now() - days * 86_400_000) });
    imap.put("INBOX", mail("Nine days ago"), ago(9));
    imap.put("INBOX", mail("Six days ago"), ago(6));
    await add(imap, { takeFrom: { days: 7 } });
    watch();
    await eventually("Six days ago");
    expect(await subjects()).not.toContain("Nine days ago");
  });

  test("may have several folders and spam, and moves what was kept", async () => {
    const imap = await server();
    imap.addFolder("Shop");
    imap.addFolder("Spam", { junk: true });
    imap.addFolder("Done");
    imap.put("INBOX", mail("In the inbox"));
    imap.put("Shop", mail("In the shop"));
    imap.put("Spam", mail("Taken for spam"));
    await add(imap, { folders: ["INBOX", "Shop"], withJunk: true, afterReading: "move", moveTo: "Done" });
    watch();
    for (const subject of ["In the inbox", "In the shop", "Taken for spam"]) await eventually(subject);
    await expect.poll(() => imap.mails("Done").length).toBe(3);
    expect(imap.mails("INBOX")).toEqual([]);
  });

  test("gives each mail to the inbox of the workspace that it names, else to its own", async () => {
    const imap = await server();
    imap.put("INBOX", mail("For the table").replace("help@kolobikes.example", "table@safra.example"));
    imap.put("INBOX", mail("For nobody known").replace("help@kolobikes.example", "us@elsewhere.example"));
    imap.put("INBOX", mail("Passed on", "Delivered-To: help+frames@kolobikes.example\r\n"));
    await add(imap);
    watch();
    for (const subject of ["For the table", "For nobody known", "Passed on"]) await eventually(subject);
    const { rows } = await db.pools.system.query(
      `select m.subject, r.inbox_id as inbox, r.envelope_to as "to", r.way from messages m
       join raw_mails r on r.id = m.raw_mail_id where m.subject in ('For the table', 'For nobody known', 'Passed on')
       order by m.subject`,
    );
    expect(rows).toEqual([
      { subject: "For nobody known", inbox: kolo.inbox.id, to: kolo.inbox.address, way: "imap" },
      { subject: "For the table", inbox: safra.inbox.id, to: safra.inbox.address, way: "imap" },
      { subject: "Passed on", inbox: kolo.inbox.id, to: "help+frames@kolobikes.example", way: "imap" },
    ]);
  });

  test("that knows no IDLE is asked instead", async () => {
    const imap = await server();
    imap.idles = false;
    await add(imap);
    watch();
    await expect.poll(() => imap.commands.includes("NOOP") || imap.commands.length > 5).toBe(true);
    imap.put("INBOX", mail("Without idling"));
    // The next connection looks at once; the pause between two looks is longer than a test.
    await expect.poll(() => imap.connections()).toBe(1);
    imap.cut();
    await eventually("Without idling");
  });
});

describe("nothing is lost or doubled", () => {
  const commands = [/^UID FETCH .*BODY\.PEEK\[\]/, /^UID STORE/, /^UID SEARCH/, /^IDLE/, /^SELECT/];
  test.each(commands)("when the connection is cut at %s", async (at) => {
    const imap = await server();
    for (const n of [1, 2, 3]) imap.put("INBOX", mail(`Cut ${at.source} ${n}`));
    let cuts = 2;
    imap.onCommand = (command) => (at.test(command) && cuts-- > 0 ? "drop" : undefined);
    await add(imap);
    watch();
    for (const n of [1, 2, 3]) await eventually(`Cut ${at.source} ${n}`);
    await expect.poll(() => imap.mails("INBOX").every(({ flags }) => flags.has("\\Seen"))).toBe(true);
    for (const n of [1, 2, 3]) await eventually(`Cut ${at.source} ${n}`);
  });

  test("when we die after each step: nothing is marked there that is not kept here", async () => {
    const imap = await server();
    imap.put("INBOX", mail("Survives"));
    await add(imap);
    // The database goes away at one step of the way after the other.
    for (let step = 0; step < 40; step++) {
      let left = step;
      const dying = new Proxy(db, {
        get(target, name) {
          if ((name === "app" || name === "system") && left-- <= 0) throw new Error("killed");
          return Reflect.get(target, name);
        },
      });
      const watching = watchMailboxes({
        db: dying,
        store,
        secret,
        log,
        mayBePrivate: true,
        everyMs: 10,
        pauseMs: 10_000,
      });
      await new Promise((resolve) => setTimeout(resolve, 60));
      // Whoever is killed lets go of nothing, so that its lease has to end.
      await watching.stop().catch(() => undefined);
      await db.pools.system.query("delete from leases where name like 'mailbox %'");
      const { rows } = await db.pools.system.query(
        "select 1 from mailbox_mails b join raw_mails r on r.id = b.raw_mail_id",
      );
      if (imap.mails("INBOX")[0]!.flags.has("\\Seen")) expect(rows.length).toBeGreaterThan(0);
    }
    watch();
    await eventually("Survives");
    expect((await subjects()).filter((one) => one === "Survives")).toEqual(["Survives"]);
    const { rows } = await db.pools.system.query(
      "select state from raw_mails r join messages m on m.raw_mail_id = r.id where m.subject = 'Survives'",
    );
    expect(rows).toEqual([{ state: "read" }]);
  });

  test("when the server numbers its mails anew", async () => {
    const imap = await server();
    for (const n of [1, 2, 3]) imap.put("INBOX", mail(`Numbered ${n}`));
    await add(imap);
    watch();
    for (const n of [1, 2, 3]) await eventually(`Numbered ${n}`);
    await expect.poll(() => imap.commands.at(-1)).toBe("IDLE");
    const fetched = () => imap.commands.filter((command) => command.includes("BODY.PEEK[]")).length;
    const before = fetched();
    imap.renumber("INBOX");
    imap.put("INBOX", mail("Numbered 4"));
    imap.cut();
    await eventually("Numbered 4");
    for (const n of [1, 2, 3]) await eventually(`Numbered ${n}`);
    expect(fetched()).toBe(before + 1);
  });

  test("when two processes would read the same mailbox", async () => {
    const imap = await server();
    for (const n of [1, 2, 3]) imap.put("INBOX", mail(`Once ${n}`));
    await add(imap);
    watch();
    watch();
    for (const n of [1, 2, 3]) await eventually(`Once ${n}`);
    expect(imap.connections()).toBe(1);
  });

  test("what was missed is found by the count, and fetched", async () => {
    const imap = await server();
    imap.put("INBOX", mail("Missed"));
    imap.put("INBOX", mail("Not missed"));
    let refusals = 1;
    imap.onCommand = (command) =>
      /BODY\.PEEK\[\]/.test(command) && / 1 /.test(command) && refusals-- > 0 ? { no: "not now" } : undefined;
    const mailbox = await add(imap);
    watch();
    await eventually("Not missed");
    await eventually("Missed");
    await expect.poll(async () => (await stateOf(mailbox)).days[0]).toMatchObject({ there: 2, here: 2 });
  });

  test("a mail larger than we take stays there unread, and is told", async () => {
    const imap = await server();
    imap.put("INBOX", Buffer.concat([Buffer.from(mail("Huge")), Buffer.alloc(35 * 1024 * 1024 + 1, 65)]));
    imap.put("INBOX", mail("After the huge one"));
    const mailbox = await add(imap);
    watch();
    await eventually("After the huge one");
    expect(imap.mails("INBOX")[0]!.flags.has("\\Seen")).toBe(false);
    await expect.poll(async () => (await stateOf(mailbox)).days[0]).toMatchObject({ there: 2, here: 1 });
    const { items } = await omar.call(listMailRefusals, {});
    expect(items[0]).toMatchObject({ reason: "too_large", inbox: kolo.inbox.id });
  });
});

describe("a large mail", () => {
  const large = (subject: string, bytes: number) =>
    Buffer.concat([Buffer.from(mail(subject)), Buffer.from("Where is my bicycle?\r\n".repeat(bytes / 22))]);
  /** How often a mail is here as it was there. */
  const whole = async (raw: Buffer) => {
    const sha256 = createHash("sha256").update(raw).digest("hex");
    const { rows } = await db.pools.system.query(
      "select size from raw_mails where sha256 = $1 and workspace_id = $2",
      [sha256, workspaceId],
    );
    if (rows.length) expect((await store.read(workspaceId, sha256)).equals(raw)).toBe(true);
    return rows.map(({ size }) => size);
  };
  const arriving = () => readdir(join(folder, "files", workspaceId, "arriving"));

  test("is taken in pieces", async () => {
    const imap = await server();
    const raw = large("In pieces", 3_000_000);
    imap.put("INBOX", raw);
    await add(imap);
    watch();
    await eventually("In pieces");
    expect(await whole(raw)).toEqual([raw.length]);
    expect(imap.commands.filter((one) => one.includes("BODY.PEEK[]"))).toHaveLength(12);
    expect(await arriving()).toEqual([]);
  });

  test("is whole after the line was cut in the middle of it, and nothing is left of the half", async () => {
    const imap = await server();
    const raw = large("Cut in the middle", 3_000_000);
    imap.put("INBOX", raw);
    imap.cutsAfter = 1_700_000;
    await add(imap);
    watch();
    await eventually("Cut in the middle");
    expect(await whole(raw)).toEqual([raw.length]);
    expect(imap.cutsAfter).toBe(Number.POSITIVE_INFINITY);
    expect(await arriving()).toEqual([]);
  });

  const lies: [string, (imap: ImapServer) => void][] = [
    ["says that it is small", (imap) => Object.assign(imap, { sizeOf: () => 10 })],
    ["says that it is larger than it is", (imap) => Object.assign(imap, { sizeOf: () => 30_000_000 })],
    ["gives all of it whatever it is asked for", (imap) => Object.assign(imap, { givesAll: true })],
  ];
  test.each(lies)("is whole when the server %s", async (lie, tell) => {
    const imap = await server();
    tell(imap);
    const raws = [
      large(`${lie} 1`, 2_500_000),
      large(`${lie} 2`, 1024 * 1024),
      Buffer.from(mail(`${lie} 3`)),
    ];
    for (const raw of raws) imap.put("INBOX", raw);
    await add(imap);
    watch();
    for (const n of [1, 2, 3]) await eventually(`${lie} ${n}`);
    for (const raw of raws.slice(0, 2)) expect(await whole(raw)).toEqual([raw.length]);
  });

  test("is not kept as a half when it is deleted there in between", async () => {
    const imap = await server();
    const raw = large("Deleted in between", 3_000_000);
    const { uid } = imap.put("INBOX", raw);
    imap.onCommand = (command) => {
      if (command.includes("BODY.PEEK[]<1572864.")) imap.remove("INBOX", uid);
      return undefined;
    };
    await add(imap);
    watch();
    await expect.poll(() => imap.mails("INBOX").length).toBe(0);
    imap.put("INBOX", mail("After the deleted one"));
    await eventually("After the deleted one");
    expect(await subjects()).not.toContain("Deleted in between");
    expect(await arriving()).toEqual([]);
  });

  test("that was said to be small and never ends stays there, and is told", async () => {
    const imap = await server();
    imap.sizeOf = () => 10;
    imap.put("INBOX", large("Endless", 36 * 1024 * 1024));
    imap.put("INBOX", mail("After the endless one"));
    await add(imap);
    watch();
    await eventually("After the endless one");
    expect(await subjects()).not.toContain("Endless");
    const { items } = await omar.call(listMailRefusals, {});
    expect(items[0]).toMatchObject({ reason: "too_large", inbox: kolo.inbox.id });
    expect(await arriving()).toEqual([]);
  });
});

describe("what goes wrong is told in words that say what to do", () => {
  const failureOf = async (mailbox: Mailbox) => (await stateOf(mailbox)).state.failure;

  test("a refused password, once for an outage, to those who can mend it", async () => {
    const imap = await server();
    const ada = await person({ name: "Ada", role: "admin", brands: [safra.id] });
    imap.password = "changed";
    const mailbox = await add(imap);
    watch();
    await expect.poll(() => failureOf(mailbox)).toBe("password_refused");
    await tellOutages(db, new Date());
    const told = async (someone: typeof omar) =>
      (await someone.call(listNotices, {})).items.filter(({ kind }) => kind === "mailbox");
    expect(await told(omar)).toEqual([]);
    const later = new Date(Date.now() + 16 * 60_000);
    await tellOutages(db, later);
    await tellOutages(db, later);
    expect(await told(omar)).toHaveLength(1);
    expect((await told(omar))[0]!.data).toMatchObject({
      failure: "password_refused",
      address: kolo.inbox.address,
    });
    expect(await told(ada)).toEqual([]);
    expect(await told(nina)).toEqual([]);

    imap.put("INBOX", mail("Mended"));
    await omar.call(patchMailbox, {
      params: { id: kolo.inbox.id, mailbox: mailbox.id },
      body: { password: "changed" },
    });
    await eventually("Mended");
    expect((await stateOf(mailbox)).state).toMatchObject({ is: "connected", failure: null });
  });

  test("a folder that is not there, a server that is not there, one that has too many guests", async () => {
    const imap = await server();
    const mailbox = await add(imap, { folders: ["INBOX", "Gone"] });
    watch();
    await expect.poll(() => failureOf(mailbox)).toBe("folder_missing");
    expect((await stateOf(mailbox)).state.failureWords).toBe("Gone");
    imap.onCommand = (command) =>
      /^(LOGIN|AUTH)/.test(command) ? { no: "[UNAVAILABLE] Too many simultaneous connections" } : undefined;
    await expect.poll(() => failureOf(mailbox)).toBe("too_many_connections");
    await imap.close();
    await expect.poll(() => failureOf(mailbox)).toBe("unreachable");
  });
});

describe("a trial", () => {
  const attempt = (imap: ImapServer, more: object = {}) =>
    omar.call(postMailboxTrial, {
      params: { id: kolo.inbox.id },
      body: { ...settingsOf(imap), ...more } as never,
    });

  test("says what is there, and takes nothing", async () => {
    const imap = await server();
    imap.addFolder("Spam", { junk: true });
    imap.put("INBOX", mail("Only looked at"));
    expect(await attempt(imap)).toEqual({
      failure: null,
      failureWords: null,
      folders: [
        { path: "INBOX", isJunk: false },
        { path: "Spam", isJunk: true },
      ],
      mails: 1,
    });
    expect(imap.mails("INBOX")[0]!.flags.size).toBe(0);
    expect(await subjects()).not.toContain("Only looked at");
  });

  test("says why not", async () => {
    const imap = await server();
    expect((await attempt(imap, { password: "wrong" })).failure).toBe("password_refused");
    expect((await attempt(imap, { folders: ["Gone"] })).failure).toBe("folder_missing");
    expect((await attempt(imap, { security: "starttls" })).failure).toBe("tls_missing");
    expect((await attempt(imap, { security: "tls" })).failure).toBe("tls_missing");
    expect((await attempt(imap, { isPrivate: false, security: "tls" })).failure).toBe("private_address");
    expect((await attempt(imap, { isPrivate: false, security: "tls", host: "localhost" })).failure).toBe(
      "private_address",
    );
    expect(
      (await attempt(imap, { host: "nowhere.invalid", isPrivate: false, security: "tls" })).failure,
    ).toBe("host_unknown");
  });

  test("gives a kept password to the host that it was entered for, and to no other", async () => {
    const imap = await server();
    const other = await server();
    const mailbox = await add(imap);
    const { password: _, ...without } = settingsOf(imap);
    const tried = (more: object) =>
      omar.call(postMailboxTrial, {
        params: { id: kolo.inbox.id },
        body: { ...without, mailbox: mailbox.id, ...more },
      });
    expect((await tried({})).failure).toBeNull();
    expect((await tried({ port: other.port })).failure).toBe("password_refused");
    await omar.call(patchMailbox, {
      params: { id: kolo.inbox.id, mailbox: mailbox.id },
      body: { port: other.port },
    });
    expect((await stateOf(mailbox)).hasSecret).toBe(false);
  });
});

describe("by OAuth 2", () => {
  /** A provider: who may ask for tokens, and what they are given. */
  async function provider() {
    const asked: Record<string, string>[] = [];
    const self = { asked, url: "", refresh: "refresh-1", next: 1, issued: [] as string[], lasts: 3600 };
    const http = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk) => {
        body += chunk;
      });
      request.on("end", () => {
        const form = Object.fromEntries(new URLSearchParams(body));
        asked.push(form);
        const isRight =
          form.grant_type === "authorization_code"
            ? form.code === "good"
            : form.refresh_token === self.refresh;
        const token = `access-${self.next++}`;
        if (isRight) self.issued.push(token);
        response.writeHead(isRight ? 200 : 400, { "content-type": "application/json" });
        response.end(
          JSON.stringify(
            isRight
              ? { access_token: token, refresh_token: self.refresh, expires_in: self.lasts }
              : { error: "invalid_grant", error_description: "The consent was withdrawn" },
          ),
        );
      });
    });
    await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
    closing.push(() => new Promise((resolve) => http.close(resolve)));
    self.url = `http://127.0.0.1:${(http.address() as { port: number }).port}`;
    return self;
  }
  const oauthOf = (url: string) => ({
    clientId: "tandem",
    authorizeUrl: `${url}/authorize`,
    tokenUrl: `${url}/token`,
    scope: "mail",
  });

  test("a person's consent lets us in, and tokens are renewed before they end and when they are refused", async () => {
    const imap = await server();
    const fake = await provider();
    fake.lasts = 1;
    const mailbox = await add(imap, {
      signIn: "oauth",
      password: undefined,
      oauth: oauthOf(fake.url),
      clientSecret: "hush",
    });
    watch();
    await expect.poll(async () => (await stateOf(mailbox)).state.failure).toBe("consent_needed");

    const { url } = await omar.call(postMailboxConsent, {
      params: { id: kolo.inbox.id, mailbox: mailbox.id },
    });
    const asked = new URL(url).searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({
      response_type: "code",
      client_id: "tandem",
      redirect_uri: "http://localhost:3000/settings/inboxes/connected",
      code_challenge_method: "S256",
    });
    const back = { state: asked.get("state")!, code: "good" };
    // Whoever did not begin it does not end it.
    const ada = await person({ name: "Ada", role: "admin" });
    expect((await ada.refused(putMailboxConsent, { body: back })).code).toBe("link_expired");
    expect((await omar.refused(putMailboxConsent, { body: { ...back, state: "forged" } })).code).toBe(
      "link_expired",
    );
    expect(await omar.call(putMailboxConsent, { body: { ...back, code: "bad" } })).toMatchObject({
      failure: "consent_refused",
      failureWords: "invalid_grant: The consent was withdrawn",
    });
    imap.tokens = new Proxy(imap.tokens, {
      get: (_, name) => (name === "has" ? (token: string) => fake.issued.at(-1) === token : undefined),
    });
    imap.put("INBOX", mail("By consent"));
    expect(await omar.call(putMailboxConsent, { body: back })).toEqual({
      inbox: kolo.inbox.id,
      mailbox: mailbox.id,
      failure: null,
      failureWords: null,
    });
    expect(fake.asked.at(-1)).toMatchObject({ client_secret: "hush", code_verifier: expect.any(String) });
    await eventually("By consent");

    // It lasts a second, which is less than the time by which it is renewed early.
    await expect.poll(() => imap.commands.at(-1)).toBe("IDLE");
    imap.put("INBOX", mail("By a new token"));
    imap.cut();
    await eventually("By a new token");
    expect(fake.asked.some((form) => form.grant_type === "refresh_token")).toBe(true);

    // Withdrawn before its time: one more is asked for, and it goes on.
    fake.lasts = 3600;
    imap.cut();
    await expect.poll(() => imap.connections()).toBe(1);
    await expect.poll(() => imap.commands.at(-1)).toBe("IDLE");
    fake.issued.push("another");
    imap.put("INBOX", mail("After it was refused"));
    imap.cut();
    await eventually("After it was refused");

    // The consent itself is gone.
    fake.refresh = "other";
    fake.issued.push("another");
    imap.cut();
    await expect
      .poll(async () => (await stateOf(mailbox)).state.failure, { timeout: 15_000 })
      .toBe("consent_refused");
    const { rows } = await db.pools.system.query("select secret from mailboxes");
    expect(rows[0].secret.toString()).not.toContain("hush");
  });
});

describe("who may", () => {
  test("another workspace, another brand, an agent: none of them", async () => {
    const imap = await server();
    const mailbox = await add(imap);
    const other = await stranger();
    const ada = await person({ name: "Ada", role: "admin", brands: [safra.id] });
    const params = { id: kolo.inbox.id, mailbox: mailbox.id };
    for (const someone of [other.owner, ada])
      expect((await someone.refused(deleteMailbox, { params })).code).toBe("not_found");
    expect((await salma.refused(deleteMailbox, { params })).code).toBe("forbidden");
    await omar.call(deleteMailbox, { params });
    expect((await omar.call(listMailboxes, { params: { id: kolo.inbox.id } })).items).toEqual([]);
  });

  test("what does not fit together is refused", async () => {
    const imap = await server();
    const post = (more: object) =>
      omar.refused(postMailbox, {
        params: { id: kolo.inbox.id },
        body: { ...settingsOf(imap), ...more } as never,
      });
    expect((await post({ isPrivate: false })).fields?.[0]).toMatchObject({ path: "security" });
    expect((await post({ signIn: "oauth" })).fields?.[0]).toMatchObject({ path: "oauth" });
    expect((await post({ afterReading: "move" })).fields?.[0]).toMatchObject({ path: "moveTo" });
    await add(imap);
    expect((await post({})).code).toBe("already_exists");
  });
});
