import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { Locale } from "../../contract/languages.ts";
import { world } from "../../test/world.ts";
import type { Caller } from "../caller.ts";
import { folderTransport } from "../channels/index.ts";
import type { Db } from "../db/database.ts";
import { openServer } from "../http/server.ts";
import { outboxPages } from "./outbox-page.ts";

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

/** A server with nothing but the pages; whoever sends a cookie is signed in, with that language. */
async function outbox() {
  const folder = await mkdtemp(join(tmpdir(), "tandem-outbox-"));
  folders.push(folder);
  const app = await openServer({
    db: undefined as unknown as Db,
    publicUrl: new URL("http://localhost:3000"),
    trustProxy: false,
    logLevel: "silent",
    authenticate: async ({ headers }) =>
      headers.cookie ? ({ kind: "agent", locale: headers.cookie as Locale } as Caller) : null,
  });
  outboxPages(app, { folder: join(folder, "outgoing") });
  const transport = folderTransport(join(folder, "outgoing"));
  return {
    folder: join(folder, "outgoing"),
    send: (mail: object) =>
      transport.send({
        envelope: { from: "help@kolobikes.example", to: ["ines@customers.example"] },
        from: { name: "Nina · Kolo Bikes", address: "help@kolobikes.example" },
        to: { name: "Inês Duarte", address: "ines@customers.example" },
        ...mail,
      }),
    get: (url: string, headers: Record<string, string> = {}, remoteAddress = "127.0.0.1") =>
      app.inject({ url, headers: { host: "localhost:3000", ...headers }, remoteAddress }),
    names: async () => (await readdir(join(folder, "outgoing"))).sort(),
  };
}

const picture = Buffer.from("89504e470d0a1a0a", "hex");

test("what was sent is listed with the newest first, and each mail shows all that is in it", async () => {
  const { send, get, names, folder } = await outbox();
  await send({ subject: "Your chain", text: "first" });
  await send({
    subject: "خرج طلبكم",
    text: "وعليكم السلام\nhttps://kolobikes.example/track?id=7&lang=ar.",
    html: '<!doctype html><html><head><title>x</title></head><body><p>وعليكم السلام</p><img src="cid:logo"></body></html>',
    replyTo: "help+r-11g-abc@kolobikes.example",
    attachments: [
      { filename: "إيصال.pdf", content: "%PDF-1.4", contentType: "application/pdf" },
      { filename: "logo.png", content: picture, contentType: "image/png", cid: "logo" },
    ],
  });

  const list = (await get("/dev/outbox")).body;
  expect(list.indexOf("خرج طلبكم")).toBeLessThan(list.indexOf("Your chain"));
  expect(list).toContain("Inês Duarte");
  expect(list).toContain("2 mails");

  const [, newest] = await names();
  const mail = await get(`/dev/outbox/${newest}`);
  expect(mail.statusCode).toBe(200);
  expect(mail.body).toContain("help+r-11g-abc@kolobikes.example");
  expect(mail.body).toContain(
    '<a href="https://kolobikes.example/track?id&#61;7&#38;lang&#61;ar" rel="noreferrer">',
  );
  expect(mail.body).toContain("إيصال.pdf");
  expect(mail.body).toMatch(/<pre dir="ltr">[^<]*MIME-Version: 1.0/);
  expect(mail.body).toContain(`<iframe src="/dev/outbox/${newest}/shown"`);

  const raw = await get(`/dev/outbox/${newest}/raw`);
  expect(raw.headers["content-type"]).toBe("message/rfc822");
  expect(raw.rawPayload).toEqual(await readFile(join(folder, newest!)));

  const file = await get(`/dev/outbox/${newest}/files/1`);
  expect(file.body).toBe("%PDF-1.4");
  expect(file.headers["content-disposition"]).toMatch(/^attachment; /);
  expect((await get(`/dev/outbox/${newest}/files/7`)).statusCode).toBe(404);
});

test("a mail is shown with its pictures, where no script runs and nothing is loaded from elsewhere", async () => {
  const { send, get, names } = await outbox();
  await send({
    subject: "Look",
    html: '<!doctype html><html><head></head><body><script>alert(1)</script><img src="cid:logo"><img src="https://tracker.example/x.gif"></body></html>',
    attachments: [{ filename: "logo.png", content: picture, contentType: "image/png", cid: "logo" }],
  });
  const [name] = await names();
  const { headers, body } = await get(`/dev/outbox/${name}/shown`);
  const policy = String(headers["content-security-policy"]);
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("img-src data:;");
  expect(policy).not.toContain("allow-scripts");
  expect(policy).not.toContain("allow-same-origin");
  expect(policy).toMatch(/sandbox/);
  expect(body).toContain(`src="data:image/png;base64,${picture.toString("base64")}"`);
  expect(body).toMatch(/^<!doctype html><html><head><base target="_blank">/);
});

test("whatever stands in a mail is shown as text", async () => {
  const { send, get, names } = await outbox();
  const nasty = '"><script>alert(1)</script>';
  await send({
    subject: nasty,
    to: { name: nasty, address: "x@customers.example" },
    text: `${nasty} javascript:alert(1) https://a.example/"onmouseover="alert(1)`,
    attachments: [{ filename: `${nasty}.txt`, content: "x" }],
  });
  const [name] = await names();
  for (const url of ["/dev/outbox", `/dev/outbox/${name}`]) {
    const { body, headers } = await get(url);
    expect(body).not.toContain("<script");
    expect(body).not.toMatch(/<[^>]+onmouseover/);
    expect(body).not.toContain('href="javascript:');
    expect(headers["content-security-policy"]).toContain("default-src 'none'");
    const nonce = body.match(/<style nonce="([^"]+)"/)![1];
    expect(headers["content-security-policy"]).toContain(`'nonce-${nonce}'`);
  }
});

test.each([
  ["en", "Sent mail", "ltr"],
  ["ru", "Отправленные письма", "ltr"],
  ["uk", "Надіслані листи", "ltr"],
  ["zh", "已发邮件", "ltr"],
  ["ar", "البريد الصادر", "rtl"],
])("the page speaks %s to who asks for it", async (locale, title, direction) => {
  const { get } = await outbox();
  const { body, headers } = await get("/dev/outbox", { "accept-language": `${locale},en;q=0.5` });
  expect(body).toContain(`<html lang="${locale}" dir="${direction}">`);
  expect(body).toContain(`<h1>${title}</h1>`);
  expect(headers["content-language"]).toBe(locale);
});

test("an agent reads it in the language of the profile, whatever the browser says", async () => {
  const { get } = await outbox();
  const { body } = await get("/dev/outbox", { cookie: "ar", "accept-language": "en" });
  expect(body).toContain('<html lang="ar" dir="rtl">');
});

test("it opens for who is signed in, and on the machine itself for anybody", async () => {
  const { send, get, names } = await outbox();
  await send({ subject: "Choose a password", text: "https://desk.example/link/secret" });
  const [name] = await names();
  for (const url of ["", `/${name}`, `/${name}/raw`, `/${name}/shown`, `/${name}/files/0`]) {
    const from = (headers?: Record<string, string>, address?: string) =>
      get(`/dev/outbox${url}`, headers, address).then(({ statusCode, body }) => {
        if (statusCode === 401) expect(body).not.toMatch(/password|secret/);
        return statusCode;
      });
    expect(await from({}, "203.0.113.7")).toBe(401);
    expect(await from({ "x-forwarded-for": "203.0.113.7" })).toBe(401);
    // A stranger's name that was pointed at this machine.
    expect(await from({ host: "evil.example:3000" })).toBe(401);
    expect(await from({}, "::1")).not.toBe(401);
    expect(await from({ host: "127.0.0.1:3000" })).not.toBe(401);
    expect(await from({ cookie: "en" }, "203.0.113.7")).not.toBe(401);
  }
});

test("nothing but mails of this folder can be asked for", async () => {
  const { send, get, folder } = await outbox();
  await send({ subject: "One", text: "one" });
  await writeFile(join(folder, "..", "postgres.secret"), "secret");
  await writeFile(join(folder, "notes.txt"), "secret");
  for (const name of [
    "..%2Fpostgres.secret",
    "..%2f..%2fetc%2fpasswd",
    "notes.txt",
    ".hidden.eml",
    "none.eml",
  ]) {
    const answer = await get(`/dev/outbox/${name}`);
    expect(answer.statusCode).toBe(404);
    expect(answer.body).not.toContain("secret");
  }
  expect((await get("/dev/outbox")).body).not.toContain("notes.txt");
});

test("before the first mail it says what to do, and many mails come in pages", async () => {
  const { send, get, folder, names } = await outbox();
  expect((await get("/dev/outbox")).body).toContain("No mail has gone out yet");
  await send({ subject: "Number 0", text: "x" });
  const [first] = await names();
  const bytes = await readFile(join(folder, first!), "utf8");
  for (let n = 1; n <= 60; n++)
    await writeFile(
      join(folder, `2099-01-01T00-00-${String(n).padStart(2, "0")}-000Z-aaaaaaaa.eml`),
      bytes.replace("Number 0", `Number ${n}`),
    );
  const page = (await get("/dev/outbox")).body;
  expect(page.match(/class="mail"/g)).toHaveLength(50);
  expect(page).toContain("61 mails");
  const older = page.match(/href="(\/dev\/outbox\?before=[^"]+)" rel="next"/)![1]!;
  const next = (await get(older)).body;
  expect(next.match(/class="mail"/g)).toHaveLength(11);
  expect(next).toContain("Number 0");
  expect(next).not.toContain('rel="next"');
});

test("where mail is sent, or people work in earnest, there is no such page", async () => {
  const { app } = await world();
  expect(app.hasRoute({ method: "GET", url: "/dev/outbox" })).toBe(false);
});
