import { hash } from "node:crypto";
import iconv from "iconv-lite";
import PostalMime from "postal-mime";
import { describe, expect, test } from "vitest";
import { htmlLetters } from "./corpus/html-letters.ts";
import { asMail } from "./corpus/letters.ts";
import { plainLetters } from "./corpus/plain-letters.ts";
import { readMail } from "./index.ts";

const crlf = (text: string) => text.replace(/\r?\n/g, "\r\n");
const mail = (text: string) => readMail(Buffer.from(crlf(text)));
const bytesMail = (head: string, ...pieces: (string | Buffer)[]) =>
  readMail(
    Buffer.concat(
      [head, ...pieces].map((piece) =>
        typeof piece === "string" ? Buffer.from(crlf(piece), "latin1") : piece,
      ),
    ),
  );

describe("headers", () => {
  test("addresses come with decoded names and domains in lower case, groups flattened", async () => {
    const { from, to, cc, replyTo } = await mail(
      `From: =?utf-8?B?0JjQvdC10YE=?= <Ines@RadSport.Example>
To: "Vidal, Omar" <omar@x.example>, Team: a@x.example, "B" <b@x.example>;, nina@почта.рф
Cc: undisclosed-recipients:;
Reply-To: =?koi8-r?B?8NLJ18XU?= <hello@x.example>

Hi`,
    );
    expect(from).toEqual({ address: "Ines@radsport.example", name: "Инес" });
    expect(to.map((one) => one.address)).toEqual([
      "omar@x.example",
      "a@x.example",
      "b@x.example",
      "nina@почта.рф",
    ]);
    expect(to[0]?.name).toBe("Vidal, Omar");
    expect(cc).toEqual([]);
    expect(replyTo).toEqual([{ address: "hello@x.example", name: "Привет" }]);
  });

  test("without a From, the sender is whoever else the envelope names", async () => {
    expect((await mail("Sender: a@x.example\n\nHi")).from?.address).toBe("a@x.example");
    expect((await mail("Return-Path: <b@x.example>\n\nHi")).from?.address).toBe("b@x.example");
    expect((await mail("Subject: x\n\nHi")).problems).toContain("sender-missing");
  });

  test("a subject survives words cut in the middle of a character and bytes sent raw", async () => {
    const text = "Где мой заказ?";
    const halves = [Buffer.from(text).subarray(0, 9), Buffer.from(text).subarray(9)];
    const words = halves.map((half) => `=?UTF-8?B?${half.toString("base64")}?=`).join("\n ");
    expect((await mail(`From: a@x.example\nSubject: ${words}\n\nHi`)).subject).toBe(text);
    const quoted = halves.map(
      (half) => `=?UTF-8?Q?${[...half].map((b) => `=${b.toString(16).toUpperCase()}`).join("")}?=`,
    );
    expect((await mail(`From: a@x.example\nSubject: Re: ${quoted.join(" ")} (2)\n\nHi`)).subject).toBe(
      `Re: ${text} (2)`,
    );
    expect((await bytesMail("From: a@x.example\nSubject: ", Buffer.from(text), "\n\nHi")).subject).toBe(text);
    const legacy = await bytesMail(
      "From: a@x.example\nSubject: ",
      iconv.encode(text, "windows-1251"),
      "\n\nHi",
    );
    expect(legacy.subject).toBe(text);
  });

  test("references are clean ids, each once", async () => {
    const read = await mail(
      "From: a@x.example\nMessage-ID: id-1@x.example\nIn-Reply-To: Your message of Monday <two@x.example>\nReferences: <one@x.example>\n <two@x.example> <one@x.example> <long\n .id@x.example>\n\nHi",
    );
    expect(read.messageId).toBe("<id-1@x.example>");
    expect(read.inReplyTo).toBe("<two@x.example>");
    expect(read.references).toEqual(["<one@x.example>", "<two@x.example>", "<long.id@x.example>"]);
  });

  test.each([
    ["Tue, 14 May 2024 09:30:00 +0300", "2024-05-14T06:30:00.000Z"],
    ["14 May 2024 09:30 GMT", "2024-05-14T09:30:00.000Z"],
    ["Tue, 14 May 24 09:30:00 -0700 (PDT)", "2024-05-14T16:30:00.000Z"],
    ["Tue May 14 09:30:00 2024", "2024-05-14T09:30:00.000Z"],
    ["2024-05-14T09:30:00+02:00", "2024-05-14T07:30:00.000Z"],
    ["yesterday", null],
    ["Tue, 99 May 2024 09:30:00 +0300", null],
  ])("the date %s is read the same in every zone", async (date, expected) => {
    const read = await mail(`From: a@x.example\nDate: ${date}\n\nHi`);
    expect(read.date).toBe(expected);
    expect(read.problems.includes("date-unreadable")).toBe(expected === null);
  });
});

describe("charsets", () => {
  const samples: [string, string[]][] = [
    ["Здравствуйте! Когда придёт мой заказ?", ["windows-1251", "koi8-r", "utf-8"]],
    ["Добрий день, де моє замовлення? Дякую", ["windows-1251", "koi8-u", "utf-8"]],
    ["您好，我的订单什么时候发货？谢谢", ["gb18030", "gbk", "utf-8"]],
    ["您好，我的訂單什麼時候出貨？謝謝", ["big5", "utf-8"]],
    ["مرحبا، أين طلبي؟ شكرا", ["windows-1256", "utf-8"]],
    ["Café à Zürich, señor, ¿cómo está? Grüße", ["windows-1252", "utf-8"]],
  ];
  const cases = samples.flatMap(([text, charsets]) =>
    charsets.flatMap((charset) =>
      [charset, "us-ascii", "x-unknown", "utf-8", ""].map((label) => ({ text, charset, label })),
    ),
  );
  test.each(cases)("$charset labelled '$label' is read: $text", async ({ text, charset, label }) => {
    const type = label ? `Content-Type: text/plain; charset=${label}\n` : "";
    const read = await bytesMail(`From: a@x.example\n${type}\n`, iconv.encode(text, charset));
    expect(read.text).toBe(text);
  });

  test("Japanese in shifts, Chinese in HZ, a page that names its charset only in itself", async () => {
    const shifted = Buffer.from("1b244224323b7e1b2842", "hex");
    expect(
      (await bytesMail("From: a@x.example\nContent-Type: text/plain; charset=iso-2022-jp\n\n", shifted)).text,
    ).toHaveLength(2);
    expect(
      (await mail("From: a@x.example\nContent-Type: text/plain; charset=hz-gb-2312\n\n~{<:Ky2;~} ok")).text,
    ).toBe("己所不 ok");
    const page = iconv.encode('<meta charset="windows-1251"><p>Ура</p>', "windows-1251");
    expect((await bytesMail("From: a@x.example\nContent-Type: text/html\n\n", page)).text).toBe("Ура");
  });

  test("a torn UTF-8 text stays readable", async () => {
    const bytes = Buffer.concat([Buffer.from("Добрый день, заказ не пришёл"), Buffer.from([0xd0])]);
    expect(
      (await bytesMail("From: a@x.example\nContent-Type: text/plain; charset=utf-8\n\n", bytes)).text,
    ).toContain("Добрый день");
  });
});

describe("parts", () => {
  test("attachments keep their exact bytes, whatever carried them", async () => {
    const csv = "a;b\r\n1;2";
    const read = await mail(
      `From: a@x.example
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/plain

See files.
--b
Content-Type: text/csv; name=plain.csv
Content-Disposition: attachment

a;b
1;2
--b
Content-Type: text/csv
Content-Disposition: attachment; filename=encoded.csv
Content-Transfer-Encoding: base64

${Buffer.from(csv).toString("base64")}
--b--`,
    );
    expect(read.text).toBe("See files.");
    expect(read.attachments.map((one) => one.filename)).toEqual(["plain.csv", "encoded.csv"]);
    for (const one of read.attachments) {
      expect(Buffer.from(one.content).toString()).toBe(csv);
      expect(one).toMatchObject({ size: csv.length, sha256: hash("sha256", csv), inline: false });
    }
  });

  test.each([
    [`filename*=UTF-8''%D1%87%D0%B5%D0%BA.pdf`, "чек.pdf"],
    [`filename*0*=UTF-8''%D1%87%D0; filename*1*=%B5%D0%BA; filename*2=.pdf`, "чек.pdf"],
    [`filename="=?utf-8?B?${Buffer.from("чек.pdf").toString("base64")}?="`, "чек.pdf"],
    [`filename="C:\\Users\\Ines\\bill.pdf"`, "bill.pdf"],
    [`filename=My bill (1).pdf`, "My bill (1).pdf"],
    [`filename="../../etc/passwd"`, "passwd"],
    [`filename="a\\"b.pdf"`, 'a"b.pdf'],
    [`filename="photo\u202egpj.exe"`, "photo gpj.exe"],
  ])("the name in %s is %s", async (parameter, name) => {
    const read = await mail(
      `From: a@x.example\nContent-Type: application/pdf\nContent-Disposition: attachment; ${parameter}\n\nx`,
    );
    expect(read.attachments[0]?.filename).toBe(name);
  });

  test("a picture the text shows is inline, a file beside it is not", async () => {
    const read = await mail(
      `From: a@x.example
Content-Type: multipart/mixed; boundary=m

--m
Content-Type: multipart/related; boundary=r

--r
Content-Type: text/html

<p>Look: <img src="cid:pic@x"></p>
--r
Content-Type: image/png; name=pic.png
Content-ID: <pic@x>
Content-Disposition: attachment

PNG
--r--
--m
Content-Type: application/pdf; name=bill.pdf
Content-Disposition: inline

PDF
--m--`,
    );
    expect(
      read.attachments.map(({ filename, inline, contentId }) => ({ filename, inline, contentId })),
    ).toEqual([
      { filename: "pic.png", inline: true, contentId: "pic@x" },
      { filename: "bill.pdf", inline: false, contentId: null },
    ]);
  });

  test("a forwarded mail, an invitation, a signature and winmail.dat are attachments; the text is the text", async () => {
    const read = await mail(
      `From: a@x.example
Content-Type: multipart/signed; boundary=s

--s
Content-Type: multipart/mixed; boundary=m

--m
Content-Type: text/plain

Attached.
--m
Content-Type: message/rfc822

Subject: =?utf-8?B?${Buffer.from("Счёт 7").toString("base64")}?=

Inner
--m
Content-Type: text/calendar; method=REQUEST

BEGIN:VCALENDAR
--m
Content-Type: application/ms-tnef

TNEF
--m--
--s
Content-Type: application/pgp-signature

SIG
--s--`,
    );
    expect(read.text).toBe("Attached.");
    expect(read.attachments.map((one) => one.filename)).toEqual([
      "Счёт 7.eml",
      "invite.ics",
      "winmail.dat",
      "signature.asc",
    ]);
  });

  test("an encrypted mail says so", async () => {
    const read = await mail(
      "From: a@x.example\nContent-Type: multipart/encrypted; boundary=e\n\n--e\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--e\nContent-Type: application/octet-stream\n\nSECRET\n--e--",
    );
    expect(read).toMatchObject({ encrypted: "pgp", problems: [] });
    expect(read.attachments).toHaveLength(2);
  });

  test("flowed paragraphs are joined, quotes kept apart, deleted spaces deleted", async () => {
    const flowed = (extra: string, body: string) =>
      mail(`From: a@x.example\nContent-Type: text/plain; format=flowed${extra}\n\n${body}`);
    expect((await flowed("", "one \ntwo\n> three \n> four\nfive")).text).toBe("one two\n> three four\nfive");
    expect((await flowed("; delsp=yes", "自行 \n车")).text).toBe("自行车");
    expect((await flowed("", "words\n-- \nIna")).text).toBe("words\n-- \nIna");
  });

  test("of the alternatives the plain one is the text and the last HTML the page", async () => {
    const read = await mail(
      "From: a@x.example\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\nplain\n--b\nContent-Type: text/html\n\n<b>rich</b>\n--b\nContent-Type: text/x-amp-html\n\n<amp>\n--b--",
    );
    expect(read).toMatchObject({ text: "plain", html: "<b>rich</b>", attachments: [] });
  });
});

describe("what is broken is still read", () => {
  test.each([
    [
      "no headers at all",
      "Hello, where is my bike?",
      ["headers-missing", "sender-missing"],
      "Hello, where is my bike?",
    ],
    [
      "no blank line before the text",
      "From: a@x.example\nSubject: x\nHello there\nold friend",
      ["blank-line-missing"],
      "Hello there\nold friend",
    ],
    [
      "noise between headers",
      "From: a@x.example\n??? noise\nSubject: x\n\nHello",
      ["header-broken"],
      "Hello",
    ],
    [
      "a boundary nobody named",
      "From: a@x.example\nContent-Type: multipart/mixed\n\n--zz\nContent-Type: text/plain\n\nHello\n--zz--",
      ["boundary-missing"],
      "Hello",
    ],
    [
      "a boundary that never comes",
      "From: a@x.example\nContent-Type: multipart/mixed; boundary=zz\n\nHello",
      ["boundary-missing"],
      "Hello",
    ],
    [
      "an end that never comes",
      "From: a@x.example\nContent-Type: multipart/mixed; boundary=zz\n\n--zz\nContent-Type: text/plain\n\nHello",
      [],
      "Hello",
    ],
    [
      "a mailbox file's first line",
      "From ines Mon May 13 09:00:00 2024\nFrom: a@x.example\n\nHello",
      [],
      "Hello",
    ],
    ["nothing", "", ["sender-missing", "body-missing"], ""],
  ])("%s", async (_, raw, problems, text) => {
    const read = await mail(raw);
    expect(read.text).toBe(text);
    expect(read.problems).toEqual(problems);
  });

  test("lines that end in CR alone, and a whole file in UTF-16", async () => {
    const text = "From: a@x.example\rSubject: Old Mac\r\rHello";
    expect(await readMail(Buffer.from(text))).toMatchObject({ subject: "Old Mac", text: "Hello" });
    const wide = Buffer.concat([
      Buffer.from([0xff, 0xfe]),
      Buffer.from("From: a@x.example\r\nSubject: Широко\r\n\r\nПривет", "utf16le"),
    ]);
    expect(await readMail(wide)).toMatchObject({ subject: "Широко", text: "Привет" });
  });

  test("base64 with a footer pasted below keeps the file and names the damage", async () => {
    const data = Buffer.from("exact bytes of a file, padded");
    const read = await mail(
      `From: a@x.example\nContent-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64\n\n${data.toString("base64")}\n\n-- \nSent through the riders' list server\n`,
    );
    expect(Buffer.from(read.attachments[0]!.content)).toEqual(data);
    expect(read.problems).toEqual(["attachment-damaged"]);
  });
});

test("on sound mails we agree with postal-mime about text, HTML and who wrote to whom", async () => {
  for (const letter of [...plainLetters, ...htmlLetters]) {
    const raw = asMail(letter);
    const [ours, theirs] = await Promise.all([readMail(raw), PostalMime.parse(raw)]);
    expect(ours.subject).toBe(theirs.subject);
    expect(ours.from?.address).toBe(theirs.from?.address);
    expect(ours.to.map((one) => one.address)).toEqual(theirs.to?.map((one) => one.address));
    expect(ours.date).toBe(theirs.date);
    if (letter.html !== undefined)
      expect(ours.html?.trim().replace(/\r\n/g, "\n")).toBe(theirs.html?.trim().replace(/\r\n/g, "\n"));
    if (letter.text !== undefined) expect(ours.text.trim()).toBe(theirs.text?.replace(/\r\n/g, "\n").trim());
  }
});
