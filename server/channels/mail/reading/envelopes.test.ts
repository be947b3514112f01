import { describe, expect, test } from "vitest";
import { encryptedMessage, signedMessage } from "./corpus/cms.ts";
import { compressedRtf, inRtf, winmail } from "./corpus/winmail.ts";
import { readMail } from "./index.ts";

const crlf = (text: string) => text.replace(/\r?\n/g, "\r\n");
const mail = (text: string) => readMail(Buffer.from(crlf(text)));
const base64 = (bytes: Buffer) => bytes.toString("base64").replace(/.{76}/g, "$&\n");

const withWinmail = (bytes: Buffer, text = "") =>
  mail(`From: a@x.example
Content-Type: multipart/mixed; boundary=m

--m
Content-Type: text/plain; charset=us-ascii

${text}
--m
Content-Type: application/ms-tnef; name=winmail.dat
Content-Transfer-Encoding: base64

${base64(bytes)}
--m--`);

describe("winmail.dat", () => {
  const bill = {
    name: "Счёт за май, окончательный.pdf",
    shortName: "____~1.PDF",
    content: Buffer.from("%PDF 1"),
  };

  test("its files come with their long names and exact bytes, its HTML is the page", async () => {
    const read = await withWinmail(winmail({ html: "<p>Здравствуйте, <b>вот счёт</b></p>", files: [bill] }));
    expect(read.text).toBe("Здравствуйте, вот счёт");
    expect(read.html).toContain("<b>вот счёт</b>");
    expect(read.attachments).toMatchObject([{ filename: bill.name, size: 6 }]);
    expect(Buffer.from(read.attachments[0]!.content)).toEqual(bill.content);
    expect(read.problems).toEqual([]);
  });

  test("words in compressed RTF are read, in any script", async () => {
    for (const words of ["The bell is missing.", "Нет звонка — совсем.", "车铃不见了。", "الجرس ناقص"]) {
      const rtf = `{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}\\uc1\\pard ${inRtf(words)}\\par{\\*\\bkmkstart x}{\\pict 00ff}\\b end\\b0}`;
      expect((await withWinmail(winmail({ rtf: compressedRtf(rtf) }))).text).toBe(`${words}\nend`);
    }
  });

  test("HTML that Outlook wrapped into RTF comes out as HTML", async () => {
    const rtf =
      "{\\rtf1\\ansi\\ansicpg1251\\fromhtml1 \\deff0{\\fonttbl{\\f0\\fswiss\\fcharset204 Arial;}}{\\*\\htmltag64 <p>}\\htmlrtf \\f0 \\htmlrtf0 \\'cf\\'f0\\'e8\\'e2\\'e5\\'f2{\\*\\htmltag72 </p>}}";
    const read = await withWinmail(winmail({ rtf: compressedRtf(rtf) }));
    expect(read.html).toContain("<p>");
    expect(read.text).toBe("Привет");
  });

  test("words beside it are not told twice", async () => {
    const read = await withWinmail(winmail({ html: "<p>The same words</p>" }), "The same words");
    expect(read.text).toBe("The same words");
    expect(read.html).toBe("<p>The same words</p>");
  });

  test("a mail within it is told as passed on, with its words and files", async () => {
    const inner = winmail({
      subject: "Рекламация",
      text: "Рама треснула.",
      files: [{ name: "рама.jpg", content: Buffer.from("JPG") }],
    });
    const read = await withWinmail(
      winmail({ text: "See below", files: [{ name: "Рекламация", content: inner, isMessage: true }] }),
    );
    expect(read.forwarded).toEqual({ from: null, subject: "Рекламация", sentAt: null });
    expect(read.attachments.map((one) => one.filename)).toEqual(["Рекламация.txt", "рама.jpg"]);
  });

  test("cut anywhere, it loses no more than what was cut", async () => {
    const whole = winmail({ text: "Hello", files: [bill] });
    for (let length = 0; length < whole.length; length += 7) {
      const read = await withWinmail(whole.subarray(0, length));
      expect(read.problems).not.toContain("unreadable");
      if (length > 6 && length < 40) expect(read.attachments.length).toBeLessThan(2);
    }
    // What is no TNEF in spite of its name stays a file.
    expect((await withWinmail(Buffer.from("not TNEF at all"))).attachments[0]?.filename).toBe("winmail.dat");
  });
});

describe("signed and encrypted", () => {
  const inner = crlf(
    "Content-Type: multipart/mixed; boundary=i\n\n--i\nContent-Type: text/plain; charset=utf-8\n\nПодписано.\n--i\nContent-Type: application/pdf; name=a.pdf\n\nPDF\n--i--\n",
  );
  const smime = (bytes: Buffer, type: string) =>
    mail(
      `From: a@x.example\nContent-Type: application/pkcs7-mime; ${type}; name=smime.p7m\nContent-Transfer-Encoding: base64\n\n${base64(bytes)}`,
    );

  test.each([false, true])("what an opaque signature covers is read (streamed: %s)", async (streamed) => {
    const read = await smime(signedMessage(inner, streamed), "smime-type=signed-data");
    expect(read).toMatchObject({ text: "Подписано.", signed: "s/mime", encrypted: null, problems: [] });
    expect(read.attachments.map((one) => one.filename)).toEqual(["a.pdf"]);
  });

  test("the type on the label is not believed where the bytes say otherwise", async () => {
    expect(await smime(signedMessage(inner), "smime-type=enveloped-data")).toMatchObject({
      signed: "s/mime",
      encrypted: null,
    });
    expect(await smime(encryptedMessage(), "x=y")).toMatchObject({ signed: null, encrypted: "s/mime" });
  });

  test("what cannot be taken out is said to be signed, and attached", async () => {
    const read = await smime(signedMessage(inner).subarray(0, 90), "smime-type=signed-data");
    expect(read).toMatchObject({ signed: "s/mime", text: "" });
    expect(read.attachments).toMatchObject([{ filename: "smime.p7m" }]);
  });

  test("detached signatures say whose kind they are", async () => {
    const signed = (protocol: string) =>
      mail(
        `From: a@x.example\nContent-Type: multipart/signed; protocol="application/${protocol}"; boundary=s\n\n--s\nContent-Type: text/plain\n\nWords\n--s\nContent-Type: application/${protocol}\n\nSIG\n--s--`,
      );
    expect(await signed("pkcs7-signature")).toMatchObject({ signed: "s/mime", text: "Words" });
    expect(await signed("pgp-signature")).toMatchObject({ signed: "pgp", text: "Words" });
  });

  test("PGP set into the text", async () => {
    const read = await mail(
      "From: a@x.example\n\nBefore\n-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nPlease refund me.\n- --\nInes\n-----BEGIN PGP SIGNATURE-----\n\niQEzBAEBCAAdFiEE\n-----END PGP SIGNATURE-----\n",
    );
    expect(read).toMatchObject({ signed: "pgp", text: "Before\nPlease refund me.\n--\nInes" });
    const secret = await mail(
      "From: a@x.example\n\n-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----\n",
    );
    expect(secret).toMatchObject({ encrypted: "pgp" });
    expect(secret.text).toContain("hQEMA");
  });

  test("an encrypted mail that Exchange took apart", async () => {
    const read = await mail(
      "From: a@x.example\nContent-Type: multipart/mixed; boundary=e\n\n--e\nContent-Type: application/pgp-encrypted; name=PGPMIME version identification\n\nVersion: 1\n--e\nContent-Type: application/octet-stream; name=encrypted.asc\n\nSECRET\n--e--",
    );
    expect(read).toMatchObject({ encrypted: "pgp", signed: null });
  });
});

describe("files in the text", () => {
  test("uuencoded ones come out whole, and what only looks like one stays", async () => {
    const data = Buffer.from(Array.from({ length: 100 }, (_, i) => (i * 37) & 255));
    const lines: string[] = [];
    for (let at = 0; at < data.length; at += 45) {
      const piece = data.subarray(at, at + 45);
      let line = String.fromCharCode(32 + piece.length);
      for (let i = 0; i < piece.length; i += 3) {
        const n = ((piece[i] ?? 0) << 16) | ((piece[i + 1] ?? 0) << 8) | (piece[i + 2] ?? 0);
        line += [18, 12, 6, 0].map((shift) => String.fromCharCode(((n >> shift) & 63 || 64) + 32)).join("");
      }
      lines.push(line);
    }
    const read = await mail(
      `From: a@x.example\n\nSee the file.\n\nbegin 644 frame.jpg\n${lines.join("\n")}\n\`\nend\n\nBest, Ines`,
    );
    expect(read.text).toBe("See the file.\n\n\nBest, Ines");
    expect(read.attachments).toMatchObject([{ filename: "frame.jpg" }]);
    expect(Buffer.from(read.attachments[0]!.content)).toEqual(data);
    const words = "begin 644 steps of the plan\nFirst we call.\nend";
    expect(await mail(`From: a@x.example\n\n${words}`)).toMatchObject({ text: words, attachments: [] });
    const yenc = "=ybegin line=128 size=3 name=a.bin\nabc\n=yend size=3";
    expect((await mail(`From: a@x.example\n\n${yenc}`)).text).toBe(yenc);
  });
});

describe("a mail that hangs on another", () => {
  test("is told as passed on, unless it is the evidence of a report", async () => {
    const read = await mail(`From: a@x.example
Date: Tue, 14 May 2024 12:00:00 +0300
Content-Type: multipart/mixed; boundary=m

--m
Content-Type: text/plain

Please help this customer.
--m
Content-Type: message/rfc822

From: =?utf-8?B?0JjQvdC10YE=?= <Ines@RadSport.example>
Subject: The chain
Date: Mon, 13 May 2024 08:00:00 +0300

It broke.
--m--`);
    expect(read.forwarded).toEqual({
      from: { name: "Инес", address: "Ines@radsport.example" },
      subject: "The chain",
      sentAt: "2024-05-13T05:00:00.000Z",
    });
    expect(read.reply).toBe("Please help this customer.");
    expect(read.attachments.map((one) => one.filename)).toEqual(["The chain.eml"]);
  });
});
