import { decompressRTF } from "@kenjiuno/decompressrtf";
import iconv from "iconv-lite";
import { deEncapsulateSync } from "rtf-stream-parser";
import { decodeBytes } from "./charsets.ts";

/** The library works on arrays of numbers, and two bytes can grow to seventeen: no more than some 30 MB for a while. */
const mostCompressed = 500_000;
const mostExpanded = 4_000_000;

/** PidTagRtfCompressed (MS-OXRTFCP) as RTF, or null where it is none, or claims to be more than is there. */
export function expandRtf(compressed: Buffer): string | null {
  if (compressed.length < 16 || compressed.length > mostCompressed) return null;
  if (compressed.readUInt32LE(0) + 4 > compressed.length) return null;
  const kind = compressed.readUInt32LE(8);
  if (kind !== 0x75465a4c && kind !== 0x414c454d) return null;
  const bytes = Buffer.from(decompressRTF([...compressed]));
  return bytes.length > mostExpanded ? null : bytes.toString("latin1");
}

/** The HTML or the text that Outlook wrapped into RTF (MS-OXRTFEX), or the words of RTF that is nothing else. */
export function readRtf(rtf: string): { html: string } | { text: string } {
  if (/\\from(?:html1|text)(?![a-z])/.test(rtf.slice(0, 2_000)) && depthOf(rtf) < 200) {
    try {
      const { mode, text } = deEncapsulateSync(Buffer.from(rtf, "latin1"), {
        decode: (bytes: Buffer, charset: string) =>
          iconv.decode(bytes, iconv.encodingExists(charset) ? charset : "windows-1252"),
      });
      return mode === "html" ? { html: String(text) } : { text: String(text) };
    } catch {
      // The library throws at what is not well-formed; our walk takes the words of anything.
    }
  }
  return { text: wordsOfRtf(rtf) };
}

function depthOf(rtf: string): number {
  let depth = 0;
  let deepest = 0;
  for (const character of rtf) {
    if (character === "{") deepest = Math.max(deepest, ++depth);
    else if (character === "}") depth--;
  }
  return deepest;
}

/** Groups that hold no words of the text. */
const silent = new Set([
  "fonttbl",
  "colortbl",
  "stylesheet",
  "info",
  "pict",
  "object",
  "header",
  "footer",
  "themedata",
  "listtable",
  "listoverridetable",
  "generator",
  "htmltag",
]);
const breaks: Record<string, string> = {
  par: "\n",
  line: "\n",
  tab: "\t",
  row: "\n",
  cell: "\t",
  endash: "–",
  emdash: "—",
  bullet: "•",
  lquote: "‘",
  rquote: "’",
  ldblquote: "“",
  rdblquote: "”",
};

function wordsOfRtf(rtf: string): string {
  const charset = `windows-${/\\ansicpg(\d{3,5})/.exec(rtf.slice(0, 500))?.[1] ?? "1252"}`;
  const out: string[] = [];
  let bytes: number[] = [];
  const flush = () => {
    if (bytes.length) out.push(decodeBytes(Buffer.from(bytes), charset).text);
    bytes = [];
  };
  const groups: { silent: boolean; skip: number }[] = [];
  let group = { silent: false, skip: 1 };
  let skip = 0;
  const token =
    /([{}])|\\([a-z]{1,32})(-?\d{1,10})?[ ]?|\\'([0-9a-f]{2})|\\([^a-z])|[\r\n]+|([^\\{}\r\n]+)/gi;
  for (let match = token.exec(rtf); match; match = token.exec(rtf)) {
    const [, brace, word, number, hex, symbol, plain] = match;
    if (brace === "{") {
      groups.push(group);
      group = { ...group };
    } else if (brace === "}") group = groups.pop() ?? { silent: false, skip: 1 };
    else if (word && (silent.has(word) || word === "bin")) group.silent = true;
    else if (symbol === "*") group.silent = true;
    else if (group.silent) continue;
    else if (word === "uc") group.skip = Math.min(Number(number ?? 1), 10);
    else if (word === "u") {
      flush();
      const code = Number(number ?? 63);
      out.push(String.fromCharCode(code < 0 ? code + 65_536 : code));
      skip = group.skip;
    } else if (word) {
      flush();
      out.push(breaks[word] ?? "");
    } else if (hex) {
      if (skip > 0) skip--;
      else bytes.push(Number.parseInt(hex, 16));
    } else if (symbol) {
      flush();
      out.push(symbol === "~" ? "\u00a0" : /[\\{}]/.test(symbol) ? symbol : "");
    } else if (plain) {
      const kept = plain.slice(skip);
      skip = Math.max(0, skip - plain.length);
      for (let i = 0; i < kept.length; i++) bytes.push(kept.charCodeAt(i) & 255);
    }
  }
  flush();
  return out.join("").trim();
}
