import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import { decodeBytes } from "./charsets.ts";
import { readMail } from "./index.ts";

const russian = "Здравствуйте! Колесо погнуто, пришлите новое. Спасибо, Инес";
const ukrainian = "Доброго дня! Колесо погнуте, надішліть нове, будь ласка. Їхати ніяк, ґанок далеко.";
const chinese = "您好，我的自行车轮子坏了，请问什么时候可以发一个新的？谢谢您的帮助。";
const traditional = "您好，我的腳踏車輪子壞了，請問什麼時候可以寄一個新的？謝謝您的幫忙。";
const arabic = "مرحبا، العجلة مكسورة، أرجو إرسال عجلة جديدة. شكرا لكم";
const japanese = "こんにちは。自転車の車輪が壊れました。新しいものを送ってください。";
const korean = "안녕하세요. 자전거 바퀴가 고장났습니다. 새 것을 보내 주세요.";

const written: [string, string][] = [
  ["windows-1251", russian],
  ["koi8-r", russian],
  ["koi8-u", ukrainian],
  ["windows-1251", ukrainian],
  ["iso-8859-5", russian],
  ["cp866", russian],
  ["gb18030", chinese],
  ["gbk", chinese],
  ["gb2312", chinese],
  ["big5", traditional],
  ["windows-1256", arabic],
  ["iso-8859-6", arabic.replaceAll("،", ",")],
  ["shift_jis", japanese],
  ["euc-jp", japanese],
  ["euc-kr", korean],
];
const mailOf = (type: string, bytes: Buffer) =>
  readMail(Buffer.concat([Buffer.from(`From: a@x.example\r\nContent-Type: ${type}\r\n\r\n`), bytes]));

describe("a text is read in the charset it is in", () => {
  test.each(written)("labelled %s: %s", async (charset, text) => {
    const read = await mailOf(`text/plain; charset="${charset.toUpperCase()}"`, iconv.encode(text, charset));
    expect(read).toMatchObject({ text, problems: [] });
  });

  test.each(written.filter(([charset]) => charset !== "iso-8859-6"))(
    "labelled nothing, or wrongly: %s: %s",
    async (charset, text) => {
      const bytes = iconv.encode(text, charset);
      for (const label of [
        "text/plain",
        "text/plain; charset=us-ascii",
        "text/plain; charset=utf-8",
        "text/plain; charset=unknown-8bit",
        "text/plain; charset=iso-8859-1",
      ]) {
        const read = await mailOf(label, bytes);
        expect(read.text).toBe(text);
        expect(read.problems).toEqual(["charset-guessed"]);
      }
    },
  );

  test("labels that name a sibling: what is written tells", async () => {
    expect((await mailOf("text/plain; charset=koi8-r", iconv.encode(russian, "windows-1251"))).text).toBe(
      russian,
    );
    expect((await mailOf("text/plain; charset=windows-1251", iconv.encode(russian, "koi8-r"))).text).toBe(
      russian,
    );
    expect((await mailOf("text/plain; charset=gb2312", iconv.encode(traditional, "gbk"))).text).toBe(
      traditional,
    );
    expect((await mailOf("text/plain; charset=windows-1251", Buffer.from(russian))).text).toBe(russian);
  });

  test("charsets that hide in ASCII or in pairs of bytes", async () => {
    const shifted = Buffer.concat([
      Buffer.from("\x1b$B"),
      Buffer.from(iconv.encode("日本語", "euc-jp").map((byte) => byte & 0x7f)),
      Buffer.from("\x1b(B"),
    ]);
    expect((await mailOf("text/plain; charset=ISO-2022-JP", shifted)).text).toBe("日本語");
    expect((await mailOf("text/plain", shifted)).text).toBe("日本語");
    expect((await mailOf("text/plain; charset=utf-7", Buffer.from("+BB8EQAQ4BDIENQRC-, Ines"))).text).toBe(
      "Привет, Ines",
    );
    expect((await mailOf("text/plain; charset=utf-16le", Buffer.from(russian, "utf16le"))).text).toBe(
      russian,
    );
    expect((await mailOf("text/plain; charset=utf-16", iconv.encode(russian, "utf-16"))).text).toBe(russian);
    expect((await mailOf("text/plain; charset=utf-16be", iconv.encode(chinese, "utf-16be"))).text).toBe(
      chinese,
    );
    expect(
      (await mailOf("text/plain; charset=hz-gb-2312", Buffer.from("~{<:Ky2;~}"))).text.length,
    ).toBeGreaterThan(0);
  });

  test("HTML says its charset in itself where the part does not", async () => {
    const html = `<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1251"></head><body>${russian}</body></html>`;
    const read = await mailOf("text/html", iconv.encode(html, "windows-1251"));
    expect(read).toMatchObject({ text: russian, problems: [] });
  });

  test("short names in many charsets are what their label says", () => {
    for (const [charset, name] of [
      ["gbk", "陈志远"],
      ["gb2312", "李"],
      ["big5", "陳志遠"],
      ["shift_jis", "山田"],
      ["euc-kr", "김"],
      ["koi8-r", "Ян"],
      ["windows-1251", "Ірина"],
      ["windows-1256", "علي"],
    ])
      expect(decodeBytes(iconv.encode(name!, charset!), charset).text).toBe(name);
  });
});

describe("headers as they should not be", () => {
  const subject = async (value: string | Buffer, type = "text/plain") =>
    (
      await readMail(
        Buffer.concat([
          Buffer.from("From: a@x.example\r\nSubject: "),
          Buffer.from(value),
          Buffer.from(`\r\nContent-Type: ${type}\r\n\r\nx`),
        ]),
      )
    ).subject;
  const b64 = (text: string, charset = "utf-8") => iconv.encode(text, charset).toString("base64");

  test("several charsets in one", async () => {
    expect(
      await subject(
        `=?koi8-r?B?${b64("Заказ", "koi8-r")}?= =?gb2312?B?${b64("订单", "gbk")}?= =?windows-1256?B?${b64("طلب", "windows-1256")}?=`,
      ),
    ).toBe("Заказ订单طلب");
  });

  test("a character cut between words, padding lost, spaces inside, words not apart", async () => {
    const bytes = Buffer.from("Заказ из Львова");
    const [one, two] = [bytes.subarray(0, 7), bytes.subarray(7)];
    expect(
      await subject(`=?utf-8?B?${one.toString("base64")}?=\r\n =?utf-8?B?${two.toString("base64")}?=`),
    ).toBe("Заказ из Львова");
    expect(await subject(`=?utf-8?B?${bytes.toString("base64").replace(/=+$/, "")}?=`)).toBe(
      "Заказ из Львова",
    );
    expect(await subject("=?utf-8?Q?=D0=97=D0=B0=D0=BA=D0=B0=D0=B7 1042 now?=")).toBe("Заказ 1042 now");
    expect(await subject(`=?utf-8?B?${b64("Да")}?==?utf-8?B?${b64("Нет")}?=`)).toBe("ДаНет");
    expect(await subject(`Re:=?UTF-8?B?${b64("Заказ")}?=(2)`)).toBe("Re:Заказ(2)");
    expect(await subject(`=?utf-8?B?${b64("Заказ").slice(0, 4)} ${b64("Заказ").slice(4)}?=`)).toBe("Заказ");
    expect(await subject('"=?utf-8?Q?=D0=97=D0=B0?="')).toBe('"За"');
    expect(await subject("=?utf-8?Q?never ends")).toBe("=?utf-8?Q?never ends");
    expect(await subject("=?nonsense-99?Q?plain?=")).toBe("plain");
  });

  test("raw bytes, in the charset of the text or by their looks", async () => {
    expect(await subject(iconv.encode("Сломалось колесо", "windows-1251"))).toBe("Сломалось колесо");
    expect(await subject(iconv.encode("Заказ", "koi8-r"), "text/plain; charset=koi8-r")).toBe("Заказ");
    expect(await subject(iconv.encode("自行车坏了，怎么办", "gbk"))).toBe("自行车坏了，怎么办");
  });
});
