import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createTransport } from "nodemailer";
import { afterAll, expect, test } from "vitest";
import { certificates } from "../../../test/certificates.ts";
import { openWire } from "../../../test/wire.ts";
import { world } from "../../../test/world.ts";
import { folderStore } from "../../files/index.ts";
import { followCertificate } from "./certificate.ts";
import { openSmtpDoor } from "./smtp-in.ts";

const { db, folder, kolo, settled } = await world();
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const store = folderStore(join(folder, "files"));
const door = await openSmtpDoor({ db, store, log, host: "127.0.0.1", port: 0, connections: 2 });
afterAll(() => door.close());

const line = /^(?:\d{3}-.*\r\n)*\d{3} .*\r\n/;

/** A connection, and the first it is told. */
async function knock() {
  const wire = await openWire(door.port);
  const say = (words: string) => {
    wire.write(`${words}\r\n`);
    return wire.until(line);
  };
  return { wire, say, greeting: await wire.until(line) };
}

test("one connection too many is told to come back, and a mail that is under way arrives", async () => {
  const [sending, idle] = [await knock(), await knock()];
  expect(sending.greeting).toMatch(/^220 /);
  await sending.say("EHLO ines.example");
  await sending.say("MAIL FROM:<ines@customers.example>");
  await sending.say(`RCPT TO:<${kolo.inbox.address}>`);
  expect(await sending.say("DATA")).toMatch(/^354 /);

  const late = await knock();
  expect(late.greeting).toMatch(/^421 4\.7\.0 Too many connections/);
  await late.wire.rest();
  expect(late.wire.open).toBe(false);

  expect(await sending.say("Subject: Under way\r\nFrom: ines@customers.example\r\n\r\nHello\r\n.")).toMatch(
    /^250 /,
  );
  await settled();
  const { rows } = await db.pools.system.query("select subject from messages");
  expect(rows).toEqual([{ subject: "Under way" }]);

  // Whoever leaves makes room.
  idle.wire.close();
  await expect
    .poll(
      async () => {
        const next = await knock();
        next.wire.close();
        return next.greeting;
      },
      { timeout: 5_000 },
    )
    .toMatch(/^220 /);
  sending.wire.close();
});

test("says what it can, and how large a mail may be", async () => {
  const { wire, say } = await knock();
  const offered = await say("EHLO ines.example");
  for (const extension of ["PIPELINING", "8BITMIME", "SMTPUTF8", `SIZE ${35 * 1024 * 1024}`])
    expect(offered).toContain(`${extension}\r\n`);
  expect(offered).not.toContain("STARTTLS");
  expect(await say(`MAIL FROM:<ines@customers.example> SIZE=${36 * 1024 * 1024}`)).toMatch(/^552 /);
  wire.close();
});

test("with a certificate senders may encrypt, and a renewed one is taken without a restart", async () => {
  const files = { cert: join(folder, "cert.pem"), key: join(folder, "key.pem") };
  const put = async ({ cert, key }: { cert: string; key: string }) => {
    await writeFile(files.key, key);
    await writeFile(files.cert, cert);
  };
  await put(certificates[0]);
  const secure = await openSmtpDoor({ db, store, log, host: "127.0.0.1", port: 0, certificate: files });
  afterAll(() => secure.close());
  const post = createTransport({
    host: "127.0.0.1",
    port: secure.port,
    requireTLS: true,
    tls: { ca: certificates[0].cert, servername: "mail.meridian.example" },
  });
  await post.sendMail({
    from: "ines@customers.example",
    to: kolo.inbox.address,
    subject: "Encrypted",
    text: "x",
  });
  await settled();
  const { rows } = await db.pools.system.query(
    "select r.client from raw_mails r join messages m on m.raw_mail_id = r.id where m.subject = 'Encrypted'",
  );
  expect(rows[0].client).toMatchObject({ secure: true });

  const used: Buffer[] = [];
  const following = followCertificate(
    files,
    { cert: Buffer.from(certificates[0].cert) },
    ({ cert }) => used.push(cert),
    log,
    20,
  );
  await writeFile(files.cert, "half of a certif");
  await put(certificates[1]);
  await expect.poll(() => used.at(-1)?.toString()).toBe(certificates[1].cert);
  following.stop();
});

test("a certificate that does not fit its key is told at the start", async () => {
  const files = { cert: join(folder, "wrong.pem"), key: join(folder, "wrong-key.pem") };
  await writeFile(files.cert, certificates[0].cert);
  await writeFile(files.key, certificates[1].key);
  await expect(
    openSmtpDoor({ db, store, log, host: "127.0.0.1", port: 0, certificate: files }),
  ).rejects.toThrow(/key values mismatch/i);
});
