import { type Client, dateOf, hexOf, subjectOf, textPart } from "./client.ts";
import { entity, multipart, words } from "./mime.ts";
import { languages, type Said } from "./said.ts";

interface Packed {
  subject?: string;
  html?: string;
  rtf?: Buffer;
  text?: string;
  files?: { name: string; shortName?: string; content: Buffer; isMessage?: boolean }[];
}

const u16 = (n: number) => Buffer.from([n & 255, n >> 8]);
const u32 = (n: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(n >>> 0);
  return bytes;
};
const padded = (bytes: Buffer) => Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);

function attribute(level: number, id: number, data: Buffer): Buffer {
  const sum = data.reduce((all, byte) => (all + byte) & 0xffff, 0);
  return Buffer.concat([Buffer.from([level]), u32(id), u32(data.length), data, u16(sum)]);
}

const variable = (type: number, id: number, value: Buffer) =>
  Buffer.concat([u16(type), u16(id), u32(1), u32(value.length), padded(value)]);
const unicode = (id: number, text: string) => variable(0x1f, id, Buffer.from(`${text}\0`, "utf16le"));
const long = (id: number, value: number) => Buffer.concat([u16(3), u16(id), u32(value)]);
/** A property that goes by a name, which readers have to step over. */
const named = Buffer.concat([
  u16(0x1f),
  u16(0x8001),
  Buffer.alloc(16, 7),
  u32(1),
  u32(10),
  padded(Buffer.from("Note\0", "utf16le")),
  u32(1),
  u32(4),
  Buffer.from("x\0", "utf16le"),
]);
const properties = (all: Buffer[]) => Buffer.concat([u32(all.length), ...all]);

/** A `winmail.dat` by MS-OXTNEF, as Exchange writes it. */
export function winmail({ subject, html, rtf, text, files = [] }: Packed): Buffer {
  const message = [
    named,
    long(0x3fde, 65001),
    ...(subject ? [unicode(0x37, subject)] : []),
    ...(text ? [unicode(0x1000, text)] : []),
    ...(html ? [variable(0x102, 0x1013, Buffer.from(html))] : []),
    ...(rtf ? [variable(0x102, 0x1009, rtf)] : []),
  ];
  return Buffer.concat([
    u32(0x223e9f78),
    u16(1),
    attribute(1, 0x00089006, u32(0x10000)),
    attribute(1, 0x00069007, Buffer.concat([u32(1251), u32(0)])),
    attribute(1, 0x00078008, Buffer.from("IPM.Microsoft Mail.Note\0")),
    attribute(1, 0x00069003, properties(message)),
    ...files.flatMap(({ name, shortName = "FILE~1.DAT", content, isMessage }) => [
      attribute(2, 0x00069002, Buffer.alloc(14)),
      attribute(2, 0x00018010, Buffer.from(`${shortName}\0`, "latin1")),
      ...(isMessage ? [] : [attribute(2, 0x0006800f, content)]),
      attribute(
        2,
        0x00069005,
        properties([
          long(0x3705, isMessage ? 5 : 1),
          unicode(0x3707, name),
          ...(isMessage ? [variable(0x0d, 0x3701, Buffer.concat([Buffer.alloc(16, 2), content]))] : []),
        ]),
      ),
    ]),
  ]);
}

/** MS-OXRTFCP with nothing repeated: a control byte of zero before each eight letters, the end mark last. */
export function compressedRtf(rtf: string): Buffer {
  const raw = Buffer.from(rtf, "latin1");
  const pieces: Buffer[] = [];
  for (let at = 0; at < raw.length; at += 8) {
    const eight = raw.subarray(at, at + 8);
    pieces.push(Buffer.from([0]), eight);
  }
  const end = (207 + raw.length) % 4096;
  const mark = Buffer.from([end >> 4, (end & 15) << 4]);
  if (raw.length % 8 === 0) pieces.push(Buffer.from([1]), mark);
  else {
    pieces[pieces.length - 2] = Buffer.from([1 << (raw.length % 8)]);
    pieces.push(mark);
  }
  const data = Buffer.concat(pieces);
  return Buffer.concat([u32(data.length + 12), u32(raw.length), Buffer.from("LZFu"), u32(0), data]);
}

/** Words as RTF escapes them: what is no ASCII by its number. */
export const inRtf = (text: string) =>
  [...text]
    .map((character) => {
      const code = character.charCodeAt(0);
      if (/[\\{}]/.test(character)) return `\\${character}`;
      return code > 126 ? `\\u${code > 32_767 ? code - 65_536 : code}?` : character;
    })
    .join("");

const rtfOf = (said: Said) =>
  `{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fswiss Calibri;}}{\\*\\generator Riched20;}\\viewkind4\\uc1\\pard\\f0\\fs22 ${said.paragraphs.map(inRtf).join("\\par\r\n\\par\r\n")}\\par\r\n}`;

/** Outlook set to "Rich Text": all words and files in one envelope, beside them an empty text. */
export const winmailClients: Client[] = [
  {
    name: "Outlook (winmail.dat)",
    languages,
    kinds: ["fresh"],
    write(said) {
      const edge = `_000_${hexOf(said, 20).toUpperCase()}_`;
      const file = said.file && { name: said.file.name, content: said.file.content };
      const packed = winmail({
        subject: said.subject,
        rtf: compressedRtf(rtfOf(said)),
        files: file ? [file] : [],
      });
      return entity(
        [
          `From: ${words(said.from.name, "B", "utf-8")} <${said.from.address}>`,
          "To: Tandem Bikes <help@tandem-bikes.example>",
          `Subject: ${words(subjectOf(said), "B", "utf-8")}`,
          `Date: ${dateOf(said)}`,
          `Message-ID: <${hexOf(said, 24).toUpperCase()}@exchange.example>`,
          "X-MS-Has-Attach: yes",
          `X-MS-TNEF-Correlator: <${hexOf(said, 24).toUpperCase()}@exchange.example>`,
          "MIME-Version: 1.0",
          `Content-Type: multipart/mixed;\r\n\tboundary="${edge}"`,
        ],
        multipart(edge, [
          textPart("text/plain", "\n", '"us-ascii"', "7bit"),
          entity(
            [
              'Content-Disposition: attachment; filename="winmail.dat"',
              'Content-Type: application/ms-tnef; name="winmail.dat"',
              "Content-Transfer-Encoding: base64",
            ],
            packed.toString("base64").replace(/.{76}/g, "$&\r\n"),
          ),
        ]),
      );
    },
  },
];
