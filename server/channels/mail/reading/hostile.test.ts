import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { htmlLetters } from "./corpus/html-letters.ts";
import { asMail } from "./corpus/letters.ts";
import { machineLetters } from "./corpus/machine-letters.ts";
import { plainLetters } from "./corpus/plain-letters.ts";
import { type ReadMail, readMail, textOfHtml, visiblePart } from "./index.ts";

const sound = [
  ...[...plainLetters, ...htmlLetters].map((letter, i) =>
    asMail(letter, i % 2 ? "quoted-printable" : "8bit"),
  ),
  ...machineLetters.map((letter) => Buffer.from(letter.raw)),
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
});
