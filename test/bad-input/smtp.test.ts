/** What strangers say to the SMTP door: each is answered as RFC 5321 wants, nothing is kept twice or by halves. */
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { openSmtpDoor } from "../../server/channels/index.ts";
import { folderStore } from "../../server/files/index.ts";
import { openWire, type Wire } from "../wire.ts";
import { world } from "../world.ts";

const { db, folder, kolo, settled, workspaceId } = await world();
const address = kolo.inbox.address;
const complaints: unknown[] = [];
const note = (...what: unknown[]) => void complaints.push(what);
const door = await openSmtpDoor({
  db,
  store: folderStore(join(folder, "files")),
  log: { info: () => undefined, warn: note, error: note },
  host: "127.0.0.1",
  port: 0,
  largestMail: 2 * 1024 * 1024,
});
afterAll(() => door.close());

/** A session that has said hello. */
async function session(): Promise<Wire & { say(line: string | Buffer): Promise<string> }> {
  const wire = await openWire(door.port);
  const answer = () => wire.until(/^(?:\d{3}-.*\r\n)*(\d{3}) .*\r\n/);
  const say = (line: string | Buffer) => {
    wire.write(Buffer.concat([Buffer.from(line), Buffer.from("\r\n")]));
    return answer().then((text) => text.match(/^(\d{3}) /m)![1]!);
  };
  expect(await answer()).toMatch(/^220/);
  expect(await say("EHLO rubbish.example")).toBe("250");
  return Object.assign(wire, { say });
}

async function inData() {
  const talk = await session();
  expect(await talk.say("MAIL FROM:<ines@customers.example>")).toBe("250");
  expect(await talk.say(`RCPT TO:<${address}>`)).toBe("250");
  expect(await talk.say("DATA")).toBe("354");
  return talk;
}

let sent = 0;
const head = (...more: string[]) =>
  [
    "From: Ines <ines@customers.example>",
    `To: ${address}`,
    `Subject: Rubbish ${++sent}`,
    `Message-ID: <rubbish-${sent}@customers.example>`,
    ...more,
    "",
    "",
  ].join("\r\n");

async function mail(raw: string | Buffer): Promise<string> {
  const talk = await inData();
  talk.write(raw);
  const answer = await talk.say("\r\n.");
  talk.close();
  return answer;
}

async function kept() {
  await settled();
  const { rows } = await db.pools.system.query(
    `select r.state, r.error, r.content, m.subject, m.text, m.author_name, m.mail_id, m.problems from raw_mails r
     left join messages m on m.workspace_id = r.workspace_id and m.raw_mail_id = r.id
     where r.workspace_id = $1 order by r.id`,
    [workspaceId],
  );
  return rows as {
    state: string;
    error: string | null;
    content: Buffer;
    subject: string;
    text: string;
    author_name: string;
    mail_id: string | null;
  }[];
}

const latest = async () => (await kept()).at(-1)!;

test("commands out of their order are turned down, and the session goes on", async () => {
  const wire = await openWire(door.port);
  await wire.until(/^220.*\r\n/);
  const say = async (line: string) => {
    wire.write(`${line}\r\n`);
    return (await wire.until(/^(?:\d{3}-.*\r\n)*\d{3} .*\r\n/)).match(/^(\d{3}) /m)![1];
  };
  expect(await say("MAIL FROM:<a@b.example>")).toBe("503");
  expect(await say("EHLO")).toBe("501");
  expect(await say("EHLO a.example")).toBe("250");
  expect(await say(`RCPT TO:<${address}>`)).toBe("503");
  expect(await say("DATA")).toBe("503");
  expect(await say("MAIL FROM:<a@b.example>")).toBe("250");
  expect(await say("MAIL FROM:<c@d.example>")).toBe("503");
  expect(await say("DATA")).toBe("503");
  expect(await say("RCPT TO:<nobody@here.example>")).toBe("550");
  expect(await say("DATA")).toBe("503");
  expect(await say("RSET")).toBe("250");
  expect(await say(`RCPT TO:<${address}>`)).toBe("503");
  expect(await say("STARTTLS")).toBe("500");
  expect(await say("AUTH PLAIN AGEAYg==")).toBe("500");
  expect(await say("QUIT")).toBe("221");
});

test("who says nothing we understand is sent away", async () => {
  const talk = await session();
  const codes = [];
  while (talk.open && codes.length < 50) codes.push(await talk.say("WHAT IS THIS").catch(() => "closed"));
  expect(codes.slice(0, 9).every((code) => code === "500")).toBe(true);
  expect(codes).toContain("421");
});

test.each([
  ["a greeting of TLS", Buffer.from("16030100d5010000d10303aabbcc0d0a", "hex")],
  ["a browser", "POST / HTTP/1.1\r\nHost: x\r\n\r\nMAIL FROM:<a@b.example>\r\n"],
  [
    "bytes of every kind",
    Buffer.concat([Buffer.from(Array.from({ length: 256 }, (_, n) => n)), Buffer.from("\r\n")]),
  ],
  ["a line without an end", "x".repeat(200_000)],
])("%s gets a refusal, and nothing is kept", async (_, what) => {
  const talk = await session();
  talk.write(what);
  expect(await talk.until(/\b(?:421|500|501|502|503) .*\r\n/)).toBeTruthy();
  talk.close();
});

test.each([
  "MAIL FROM:<a\0b@c.example>",
  "MAIL FROM:a@b.example>",
  "MAIL FROM:<@@@>",
  "MAIL FROM:<a@b.example> SIZE=99999999999",
  `MAIL FROM:<${"a".repeat(300)}@b.example>`,
])("an address or a parameter that cannot be is turned down for good: %j", async (line) => {
  const talk = await session();
  expect(await talk.say(line)).toMatch(/^5/);
  talk.close();
});

test("names and senders in other letters are taken as they are", async () => {
  for (const hello of [
    "EHLO кафе.example",
    "EHLO [300.1.1.1]",
    Buffer.from("EHLO caf\xe9.example", "latin1"),
  ]) {
    const talk = await session();
    expect(await talk.say(hello)).toMatch(/^(250|501)$/);
    expect(await talk.say("EHLO good.example")).toBe("250");
    expect(await talk.say(Buffer.from("MAIL FROM:<інна@кафе.example> SMTPUTF8"))).toBe("250");
    expect(await talk.say(Buffer.from("RCPT TO:<caf\xe9@nowhere.example>", "latin1"))).toMatch(/^5/);
    expect(await talk.say(`RCPT TO:<${address.toUpperCase()}>`)).toBe("250");
    expect(await talk.say("DATA")).toBe("354");
    talk.write(head());
    expect(await talk.say("Hello\r\n.")).toBe("250");
    talk.close();
    expect(await latest()).toMatchObject({ state: "read", text: "Hello" });
  }
});

test("more recipients than anybody has are put off, and the mail is kept once", async () => {
  const talk = await session();
  expect(await talk.say("MAIL FROM:<list@customers.example>")).toBe("250");
  const [local, domain] = address.split("@");
  const answers = new Map<string, number>();
  talk.write(Array.from({ length: 10_000 }, (_, n) => `RCPT TO:<${local}+${n}@${domain}>\r\n`).join(""));
  for (let n = 0; n < 10_000; n++) {
    const code = (await talk.until(/^\d{3} .*\r\n/)).slice(0, 3);
    answers.set(code, (answers.get(code) ?? 0) + 1);
  }
  expect([...answers.keys()].sort()).toEqual(["250", "452"]);
  expect(answers.get("250")).toBeGreaterThanOrEqual(100);
  expect(answers.get("250")).toBeLessThanOrEqual(1_000);
  const before = (await kept()).length;
  expect(await talk.say("DATA")).toBe("354");
  talk.write(head());
  expect(await talk.say("To all of you\r\n.")).toBe("250");
  talk.close();
  expect((await kept()).length - before).toBe(1);
}, 60_000);

test("who tries out addresses is sent away", async () => {
  const talk = await session();
  expect(await talk.say("MAIL FROM:<guess@customers.example>")).toBe("250");
  const codes: string[] = [];
  for (let n = 0; n < 500 && talk.open; n++)
    codes.push(await talk.say(`RCPT TO:<guess${n}@kolobikes.example>`).catch(() => "closed"));
  expect(codes).toContain("421");
  expect(codes.indexOf("421")).toBeLessThan(100);
});

test.each([
  ["\\n.\\n", "\n.\n"],
  ["\\n.\\r\\n", "\n.\r\n"],
  ["\\r\\n.\\n", "\r\n.\n"],
  ["\\r.\\r\\n", "\r.\r\n"],
  ["\\r\\n.\\r", "\r\n.\r"],
  ["\\r\\n\\0.\\r\\n", "\r\n\0.\r\n"],
])("%s does not end a mail: nothing is smuggled in behind it", async (_, ending) => {
  const before = (await kept()).length;
  const talk = await inData();
  talk.write(`${head()}First${ending}`);
  talk.write(
    `MAIL FROM:<boss@kolobikes.example>\r\nRCPT TO:<${address}>\r\nDATA\r\nFrom: boss@kolobikes.example\r\nSubject: Pay them\r\n\r\nNow`,
  );
  expect(await talk.say("\r\n.")).toBe("250");
  expect(await talk.say("NOOP")).toBe("250");
  talk.close();
  const all = await kept();
  expect(all.length - before).toBe(1);
  expect(all.at(-1)!.text).toContain("Subject: Pay them");
});

test("the dot that ends a mail may come in pieces, and dots at the beginning of lines stay", async () => {
  const talk = await inData();
  talk.write(`${head()}One\r\n..two\r\n...\r\n`);
  for (const piece of [".", "\r", "\n"]) {
    await new Promise((resolve) => setTimeout(resolve, 30));
    talk.write(piece);
  }
  expect(await talk.until(/250 .*\r\n/)).toBeTruthy();
  talk.close();
  expect((await latest()).text).toBe("One\n.two\n..");
});

test("a mail that breaks off is not kept, and one sent slowly is", async () => {
  const before = (await kept()).length;
  const broken = await inData();
  broken.write(`${head()}This will nev`);
  broken.close();
  const slow = await inData();
  for (const letter of `${head()}S l o w l y`) {
    slow.write(letter);
    if (letter === " ") await new Promise((resolve) => setTimeout(resolve, 5));
  }
  expect(await slow.say("\r\n.")).toBe("250");
  slow.close();
  const all = await kept();
  expect(all.length - before).toBe(1);
  expect(all.at(-1)!.text).toBe("S l o w l y");
});

test("a mail that is too large is turned down for good, and the next one is taken", async () => {
  const talk = await inData();
  talk.write(head());
  for (let n = 0; n < 40; n++) talk.write(`${"x".repeat(76)}\r\n`.repeat(1_000));
  expect(await talk.say(".")).toBe("552");
  expect(await talk.say("MAIL FROM:<ines@customers.example> SIZE=99000000")).toBe("552");
  expect(await talk.say("MAIL FROM:<ines@customers.example>")).toBe("250");
  expect(await talk.say(`RCPT TO:<${address}>`)).toBe("250");
  expect(await talk.say("DATA")).toBe("354");
  talk.write(head());
  expect(await talk.say("Small\r\n.")).toBe("250");
  talk.close();
  expect(await latest()).toMatchObject({ state: "read", text: "Small" });
});

const random = (bytes: number) => randomBytes(bytes).toString("hex");
const manyOf = (count: number, make: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => make(n));

/** Mails that are allowed to be odd, and must still be read: nothing of them is too much for the tables behind. */
const odd: Record<string, () => string | Buffer> = {
  "without anything": () => "",
  "one line without an end": () => `${head()}${"x".repeat(1_500_000)}`,
  "null characters everywhere": () =>
    Buffer.from(`${head("X-A: a\0b").replace("Ines", "I\0nes").replace("Rubbish", "R\0ubbish")}a\0b\0`),
  "bytes that are no text": () => Buffer.concat([Buffer.from(head()), randomBytes(3_000)]),
  "broken UTF-8 in the headers": () =>
    Buffer.from(`From: caf\xe9 <ines@customers.example>\r\nSubject: \xff\xfe\xc3\r\n\r\n\xf0\x9f`, "latin1"),
  "a name that ends within a character": () => head().replace("Ines <", `${"x".repeat(199)}👩🏽‍🚒👩🏽‍🚒 <`),
  "a subject that ends within a character": () =>
    head().replace(/Subject: .*/, `Subject: ${"x".repeat(499)}👩🏽‍🚒`),
  "a Message-ID of kilobytes": () =>
    head().replace(/Message-ID: .*/, `Message-ID: <${random(6_000)}@customers.example>`),
  "an answer to a Message-ID of kilobytes": () => head(`In-Reply-To: <${random(6_000)}@customers.example>`),
  "thousands of references": () =>
    head(`References:${manyOf(5_000, () => `\r\n <${random(8)}@customers.example>`).join("")}`),
  "thousands of recipients": () =>
    head(`Cc: ${manyOf(5_000, (n) => `\r\n someone${n}@customers.example`).join(",")}`),
  "an address of kilobytes": () => head().replace("<ines@", `<${random(3_000)}@`),
  "half of a character in an encoded word": () =>
    head().replace(/Subject: .*/, "Subject: =?UTF-16BE?B?2D3YPQ==?= =?utf-8?q?=F0=9F?="),
  "a file whose name is rubbish": () =>
    `${head("MIME-Version: 1.0", 'Content-Type: multipart/mixed; boundary="x"')}--x\r\nContent-Type: ${"a/".repeat(2_000)}b; name="${"../".repeat(400)}\0\ud83d.exe"\r\nContent-ID: <${random(4_000)}>\r\nContent-Disposition: attachment\r\n\r\nxyz\r\n--x--`,
  "a thousand parts": () =>
    `${head("MIME-Version: 1.0", 'Content-Type: multipart/mixed; boundary="x"')}${manyOf(1_000, (n) => `--x\r\nContent-Type: text/plain; name="${n}.txt"\r\nContent-Disposition: attachment\r\n\r\n${n}\r\n`).join("")}--x--`,
  "a date that never was": () => head("Date: Thu, 99 Foo 99999999 99:99:99 +9999"),
  "words of a search that are none": () =>
    `${head()}${manyOf(20_000, () => random(40)).join(" ")} ${"ﷺ".repeat(20_000)}`,
  "a hundred thousand different letters": () =>
    `${head("Content-Type: text/plain; charset=utf-8")}${String.fromCodePoint(...manyOf(90_000, () => "").map((_, n) => 0x20000 + (n % 42_000)))}`,
};

test.each(Object.keys(odd))("is read: a mail of %s", async (what) => {
  const before = (await kept()).length;
  expect(await mail(odd[what]!())).toBe("250");
  const all = await kept();
  expect(all.length - before).toBe(1);
  const { state, error } = all.at(-1)!;
  expect({ state, error }).toEqual({ state: "read", error: null });
});

test("after all of it nothing is left undone, and nobody had to be put off", async () => {
  await settled();
  const { rows } = await db.pools.system.query(
    `select 'job' as what, name, data::text from pgboss.job where name like '%.dead' or state in ('retry', 'failed')
     union all select 'mail', state, error from raw_mails where state not in ('read', 'duplicate')`,
  );
  expect(rows).toEqual([]);
  expect(complaints).toEqual([]);
});
