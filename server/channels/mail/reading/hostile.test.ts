import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clientLetters } from "./corpus/client-letters.ts";
import { encryptedMessage, signedMessage } from "./corpus/cms.ts";
import { htmlLetters } from "./corpus/html-letters.ts";
import { asMail } from "./corpus/letters.ts";
import { machineLetters } from "./corpus/machine-letters.ts";
import { plainLetters } from "./corpus/plain-letters.ts";
import { compressedRtf, winmail } from "./corpus/winmail.ts";
import { type ReadMail, readMail, textOfHtml, visiblePart } from "./index.ts";

const sound = [
  ...[...plainLetters, ...htmlLetters].map((letter, i) =>
    asMail(letter, i % 2 ? "quoted-printable" : "8bit"),
  ),
  ...machineLetters.map((letter) => Buffer.from(letter.raw)),
  ...clientLetters.map((letter) => letter.raw),
];

const inside = (type: string, bytes: Buffer) =>
  Buffer.from(
    `From: a@x.example\r\nContent-Type: ${type}\r\nContent-Transfer-Encoding: base64\r\n\r\n${bytes.toString("base64")}\r\n`,
  );

const calendar = `BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VTIMEZONE\r\nTZID:Office\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nTZOFFSETFROM:+0300\r\nTZOFFSETTO:+0200\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID=Office:20240516T100000\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY\r\nATTENDEE:mailto:a@b.example\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`;
const words = "Content-Type: text/plain\r\n\r\nHello";

/** Forms of other makers inside the mail, each with its type. */
const envelopes: [string, Buffer][] = [
  [
    "application/ms-tnef",
    winmail({ html: "<p>Hello</p>", files: [{ name: "a", content: Buffer.from("x") }] }),
  ],
  ["application/ms-tnef", winmail({ rtf: compressedRtf("{\\rtf1\\ansi Hello \\u1055?{\\b x}\\par}") })],
  ["application/pkcs7-mime; smime-type=signed-data", signedMessage(words)],
  ["application/pkcs7-mime; smime-type=signed-data", signedMessage(words, true)],
  ["application/pkcs7-mime", encryptedMessage()],
  ["text/calendar; method=REQUEST", Buffer.from(calendar)],
];

function expectSane(mail: ReadMail) {
  expect(mail.problems).not.toContain("unreadable");
  if (mail.text.trim() !== "") expect(mail.reply.trim()).not.toBe("");
  for (const one of mail.attachments) expect(one.content.length).toBe(one.size);
  expect(() => JSON.stringify({ ...mail, attachments: [] })).not.toThrow();
}

describe("any bytes are a mail", () => {
  test("noise", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 3_000 }), async (bytes) =>
        expectSane(await readMail(bytes)),
      ),
      {
        numRuns: 300,
      },
    );
  });

  test("headers and boundaries thrown together", async () => {
    const piece = fc.constantFrom(
      "From: a@x.example\r\n",
      "Content-Type: multipart/mixed; boundary=b\r\n",
      'Content-Type: multipart/alternative; boundary="b c"\r\n',
      "\r\n",
      "--b\r\n",
      "--b--\r\n",
      "--b c\r\n",
      "Content-Type: text/html; charset=koi8-r\r\n",
      "Content-Transfer-Encoding: base64\r\n",
      "Content-Type: message/rfc822\r\n",
      "SGVsbG8=\r\n",
      "=D0=9F\r\n",
      "=?utf-8?B?0J/?= ",
      "Subject: ",
      "<blockquote>x",
      "> quoted\r\n",
      "On Mon, 1 Jan 2024 at 10:00 A <a@b.example> wrote:\r\n",
      "\0",
      "\xff\xfe",
      "Content-Disposition: attachment; filename*0*=",
      "привет\r\n",
      "-- \r\n",
      "\r",
      "\n",
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 60 }), async (pieces) =>
        expectSane(await readMail(Buffer.from(pieces.join("")))),
      ),
      { numRuns: 500 },
    );
  });

  test("sound mails cut anywhere and with bytes changed", async () => {
    const broken = fc.record({
      raw: fc.constantFrom(...sound),
      cut: fc.double({ min: 0, max: 1, noNaN: true }),
      changes: fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 12 }),
    });
    await fc.assert(
      fc.asyncProperty(broken, async ({ raw, cut, changes }) => {
        const bytes = Buffer.from(raw.subarray(0, Math.ceil(raw.length * cut)));
        for (const [at, value] of changes) if (bytes.length) bytes[at % bytes.length] = value;
        expectSane(await readMail(bytes));
      }),
      { numRuns: 500 },
    );
  });

  test("envelopes inside a mail cut anywhere and with bytes changed", async () => {
    const broken = fc.record({
      envelope: fc.constantFrom(...envelopes),
      cut: fc.double({ min: 0.05, max: 1, noNaN: true }),
      changes: fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 6 }),
    });
    await fc.assert(
      fc.asyncProperty(broken, async ({ envelope: [type, whole], cut, changes }) => {
        const bytes = Buffer.from(whole.subarray(0, Math.ceil(whole.length * cut)));
        for (const [at, value] of changes) bytes[at % bytes.length] = value;
        expectSane(await readMail(inside(type, bytes)));
      }),
      { numRuns: 1_000 },
    );
  });

  test("the new words are never nothing, and never more than was written", () => {
    const line = fc.oneof(
      fc.string({ maxLength: 40 }),
      fc.constantFrom(
        "> old",
        ">",
        "",
        "-- ",
        "Sent from my iPhone",
        "From: a@x.example",
        "Sent: Monday",
        "To: b",
        "Subject: x",
        "________________________________",
        "Ina wrote:",
        "On 1/1/2024 10:00, Ina wrote:",
        "-----Original Message-----",
      ),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
        const text = lines.join("\n");
        const { reply, quoted } = visiblePart(text);
        expect(reply !== "" || text.trim() === "").toBe(true);
        const words = (of: string) => of.replace(/[\s>]/g, "").length;
        expect(words(reply) + words(quoted)).toBe(words(text.trim()));
      }),
      { numRuns: 1_000 },
    );
  });
});

/** Far above what is needed, far below what work growing with the square of such an input would take. */
const secondsAtMost = 10;

async function expectBounded(read: () => unknown) {
  const before = process.cpuUsage();
  await read();
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1_000_000).toBeLessThan(secondsAtMost);
}

describe("work grows with the mail, not with its square", () => {
  const repeated = (text: string) => text.repeat(Math.ceil(300_000 / text.length));
  const asBody = (input: string) =>
    readMail(Buffer.from(`Return-Path: <>\r\nFrom: mailer-daemon@x.example\r\nSubject: x\r\n\r\n${input}`));
  const asHeaders = (input: string) => {
    const value = input.replace(/[\r\n]/g, " ");
    return readMail(
      Buffer.from(
        ["Subject", "From", "To", "References", "Content-Type", "Date"]
          .map((name) => `${name}: ${value}\r\n`)
          .join(""),
      ),
    );
  };
  const texts = [
    ">",
    ">\n",
    "On On ",
    "On 1 \n",
    "On Mon, 1 Jan 2024 10:00 a@b.c\n",
    "On 1 wrote: ",
    "-",
    "_",
    "__________\n",
    "----------\n\n",
    "From: a\n",
    "From: a@b.c\nSent: 1\n\n",
    ":",
    " ",
    "\n",
    "Sent from my \n",
    "-- \n",
    "<",
    "<a@b.c>: ",
    "a@",
    "1.",
    "=?utf-8?q?",
    "wrote ",
    "\u202b",
    "(",
    '"',
    ",",
  ];
  test.each(texts)("as text and as headers: %j", async (text) => {
    await expectBounded(() => asBody(repeated(text)));
    await expectBounded(() => asHeaders(repeated(text)));
  });

  test.each([
    "<div>",
    "<blockquote>x",
    "<p>x",
    "<b>x",
    "<",
    "<!--",
    "&amp;",
    "<ul><li>",
    "<table><tr><td>x",
    "<a href='http://x'>y</a>",
    "</b>",
  ])("as HTML: %j", async (text) => {
    await expectBounded(() => textOfHtml(repeated(text)));
  });

  test("a thousand levels of parts still show the words inside", async () => {
    let raw = "From: a@x.example\r\n";
    for (let i = 0; i < 1_000; i++)
      raw += `Content-Type: multipart/mixed; boundary=b${i}x\r\n\r\n--b${i}x\r\n`;
    const mail = await readMail(Buffer.from(`${raw}Content-Type: text/plain\r\n\r\nhello down there\r\n`));
    expect(mail.text).toContain("hello down there");
    expect(mail.problems).toContain("too-deep");
  });

  test("ten thousand headers and fifty thousand parts are bounded", async () => {
    const headers = Array.from({ length: 10_000 }, (_, i) => `X-H${i}: v`).join("\r\n");
    const many = await readMail(Buffer.from(`From: a@x.example\r\n${headers}\r\n\r\nhello`));
    expect(many).toMatchObject({ text: "hello", problems: ["headers-too-large"] });
    const parts = await readMail(
      Buffer.from(
        `From: a@x.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${"--b\r\n\r\nx\r\n".repeat(50_000)}`,
      ),
    );
    expect(parts.problems).toContain("too-many-parts");
  });

  const bomb = (type: string, bytes: Buffer) => expectBounded(() => readMail(inside(type, bytes)));
  const u32 = (n: number) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(n);
    return bytes;
  };

  test("a winmail.dat that claims to be larger than it is", async () => {
    const head = Buffer.concat([u32(0x223e9f78), Buffer.from([1, 0, 1])]);
    const property = (count: number) =>
      Buffer.concat([
        u32(count),
        ...Array.from({ length: 20_000 }, () => Buffer.from("1f00371001000000ffffff7f", "hex")),
      ]);
    const attribute = (data: Buffer, claimed = data.length) =>
      Buffer.concat([head, u32(0x00069003), u32(claimed), data, Buffer.from([0, 0])]);
    await bomb("application/ms-tnef", attribute(property(0xffffffff)));
    await bomb("application/ms-tnef", attribute(property(9), 0xffffffff));
    const many = Buffer.concat([
      head.subarray(0, 6),
      ...Array.from({ length: 100_000 }, () =>
        Buffer.concat([Buffer.from([2]), u32(0x00069002), u32(0), Buffer.from([0, 0])]),
      ),
    ]);
    expect((await readMail(inside("application/ms-tnef", many))).attachments.length).toBeLessThanOrEqual(
      1_000,
    );
  });

  test("compressed text that claims to be endless, repeats itself, or opens groups without end", async () => {
    const endless = Buffer.concat([
      u32(0xfffffff0),
      u32(0x7fffffff),
      Buffer.from("LZFu"),
      u32(0),
      Buffer.alloc(400_000),
    ]);
    await bomb("application/ms-tnef", winmail({ rtf: endless }));
    const repeating = Buffer.concat([
      u32(400_012),
      u32(0x7fffffff),
      Buffer.from("LZFu"),
      u32(0),
      Buffer.alloc(400_000, 0xff),
    ]);
    await bomb("application/ms-tnef", winmail({ rtf: repeating }));
    for (const rtf of [
      "{".repeat(200_000),
      "{\\rtf1\\fromhtml1 ".repeat(10_000),
      `{\\rtf1\\fromhtml1 ${"{\\*\\htmltag1 <p>}".repeat(10_000)}}`,
      `{\\rtf1 ${"\\'e0".repeat(40_000)}}`,
      `{\\rtf1 ${"\\u8364?".repeat(20_000)}}`,
    ])
      await bomb("application/ms-tnef", winmail({ rtf: compressedRtf(rtf) }));
  });

  test("a signature of endless depth or of very many pieces", async () => {
    const signed = "application/pkcs7-mime; smime-type=signed-data";
    await bomb(signed, Buffer.concat(Array.from({ length: 150_000 }, () => Buffer.from([0x30, 0x80]))));
    await bomb(signed, Buffer.concat(Array.from({ length: 150_000 }, () => Buffer.from([0x24, 0x80]))));
    const prefix = signedMessage("x", true).subarray(0, 60);
    await bomb(signed, Buffer.concat([prefix, Buffer.alloc(300_000, Buffer.from([0x04, 0x00]))]));
  });

  test("signatures within signatures are opened a few times only", async () => {
    let content = words;
    for (let i = 0; i < 14; i++)
      content = `Content-Type: application/pkcs7-mime; smime-type=signed-data\r\nContent-Transfer-Encoding: base64\r\n\r\n${signedMessage(content).toString("base64")}`;
    const mail = await readMail(Buffer.from(`From: a@x.example\r\n${content}`));
    expect(mail).toMatchObject({ signed: "s/mime", text: "" });
    expect(mail.attachments).toHaveLength(1);
  });

  test("calendars that recur each second, hold nothing but beginnings, or guests without number", async () => {
    const type = "text/calendar; method=REQUEST";
    await bomb(type, Buffer.from(calendar.replace("FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "FREQ=SECONDLY")));
    await bomb(type, Buffer.from(calendar.replace("20240516", "22990516")));
    await bomb(type, Buffer.from("BEGIN:VCALENDAR\n".repeat(18_000)));
    await bomb(
      type,
      Buffer.from(
        `BEGIN:VCALENDAR\n${"BEGIN:VEVENT\nDTSTART:20240101T000000Z\nEND:VEVENT\n".repeat(5_000)}END:VCALENDAR`,
      ),
    );
    await bomb(
      type,
      Buffer.from(
        calendar.replace(
          "ATTENDEE:mailto:a@b.example\r\n",
          "ATTENDEE;CN=x:mailto:a@b.example\r\n".repeat(8_000),
        ),
      ),
    );
    await bomb(type, Buffer.from(`BEGIN:VCALENDAR\nX:${"a".repeat(290_000)}`));
    await bomb(type, Buffer.from(`BEGIN:VCALENDAR\nX${";A=b".repeat(70_000)}:1\nEND:VCALENDAR`));
  });
});
