import { isAscii, isUtf8 } from "node:buffer";
import iconv from "iconv-lite";
import { plausibility } from "./plausible-text.ts";

/** Decoded text, the charset it was read with, and whether we had to guess because the label was missing or wrong. */
export interface Decoded {
  text: string;
  charset: string;
  guessed: boolean;
}

const ESCAPE = 0x1b;

/**
 * Bytes to text. Valid UTF-8 is UTF-8 whatever the label says; then the label, if what comes out looks like
 * writing; then the charset whose text looks most like writing in one of the scripts we meet.
 */
export function decodeBytes(bytes: Buffer, label?: string): Decoded {
  const declared = charsetName(label);
  if (isAscii(bytes)) {
    const shifted = shiftedCharset(bytes, declared);
    if (shifted) return { text: decodeShifted(bytes, shifted), charset: shifted, guessed: false };
    if (!declared?.startsWith("utf-16"))
      return { text: bytes.toString("latin1"), charset: "utf-8", guessed: false };
  }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decoded(bytes.subarray(2), "utf-16le", false);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decoded(bytes.subarray(2), "utf-16be", false);
  if (declared?.startsWith("utf-16") || declared?.startsWith("utf-32"))
    return decoded(bytes, declared, false);
  if (isUtf8(bytes)) {
    const vague = declared !== undefined && declared !== "utf-8" && declared !== "windows-1252";
    return { text: stripMark(bytes.toString("utf8")), charset: "utf-8", guessed: vague };
  }
  const shifted = shiftedCharset(bytes, declared);
  if (shifted) return { text: decodeShifted(bytes, shifted), charset: shifted, guessed: false };
  return decodeLegacy(bytes, declared);
}

function decodeLegacy(bytes: Buffer, declared: string | undefined): Decoded {
  const sample = nonAsciiSample(bytes);
  if (declared !== "utf-8" || !mostlyUtf8(sample)) {
    const trusted = declared && declared !== "utf-8" && declared !== "windows-1252" ? declared : undefined;
    // Names are short and their characters rare: too little to guess by, and enough to see that a label fits.
    if (
      trusted &&
      sample.length < 64 &&
      multiByte.has(trusted) &&
      isSound(decoded(sample, trusted, false).text)
    )
      return decoded(bytes, trusted, false);
    const declaredScore = trusted
      ? plausibility(decoded(sample, trusted, false).text, sample)
      : Number.NEGATIVE_INFINITY;
    if (trusted && declaredScore > 0.75) return decoded(bytes, trusted, false);
    const { charset, score } = mostPlausible(sample);
    if (trusted && score < declaredScore + 0.22) return decoded(bytes, trusted, false);
    if (score > 0.1) return decoded(bytes, charset, charset !== declared);
    if (mostlyUtf8(sample)) return decoded(bytes, "utf-8", true);
    return decoded(
      bytes,
      declared === "utf-8" ? "windows-1252" : (declared ?? "windows-1252"),
      declared === undefined,
    );
  }
  return decoded(bytes, "utf-8", true);
}

const multiByte = new Set(["gb18030", "big5", "shift_jis", "euc-kr", "euc-jp"]);

const isSound = (text: string) => !/[\ufffd\ue000-\uf8ff\u0080-\u009f]/.test(text);

/** Ranked: the first wins a tie, and the rarer ones must be clearly better. */
const candidates = [
  "windows-1251",
  "koi8-u",
  "gb18030",
  "big5",
  "windows-1256",
  "windows-1252",
  "shift_jis",
  "euc-kr",
  "euc-jp",
  "cp866",
  "iso-8859-5",
  "iso-8859-6",
  "windows-1250",
];

const rare = new Set(["windows-1250", "iso-8859-5", "iso-8859-6", "cp866", "euc-jp"]);

function mostPlausible(sample: Buffer): { charset: string; score: number } {
  let best = { charset: "windows-1252", score: Number.NEGATIVE_INFINITY };
  for (const charset of candidates) {
    const score = plausibility(decoded(sample, charset, false).text, sample);
    const lead = score - (rare.has(charset) ? 0.08 : 0);
    if (lead > best.score) best = { charset, score: lead };
  }
  // Both name kana, but only one of them makes words of the rest.
  const isJapanese =
    best.charset === "gb18030" && /[\u3041-\u3096]{2}/.test(decoded(sample, "gb18030", false).text);
  return isJapanese ? { ...best, charset: "euc-jp" } : best;
}

/** Up to 4 KB around the first bytes that are not ASCII, cut at line breaks so that no character is torn. */
function nonAsciiSample(bytes: Buffer): Buffer {
  const size = 4096;
  if (bytes.length <= size) return bytes;
  let first = bytes.findIndex((byte) => byte > 127);
  if (first < 0) first = 0;
  const start = first === 0 ? 0 : bytes.lastIndexOf(10, first) + 1;
  const from = first - start > 512 ? first : start;
  const end = bytes.lastIndexOf(10, Math.min(from + size, bytes.length - 1));
  return bytes.subarray(from, end > from + 256 ? end : from + size);
}

/** A UTF-8 text with a few torn characters: cut by a server, or mixed with a footer in another charset. */
function mostlyUtf8(sample: Buffer): boolean {
  const text = sample.toString("utf8");
  let good = 0;
  let broken = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0xfffd) broken++;
    else if (code > 127) good++;
  }
  return good > broken * 8;
}

const decoders = new Map<string, TextDecoder>();

function decoded(bytes: Buffer, charset: string, guessed: boolean): Decoded {
  let decoder = decoders.get(charset);
  if (!decoder && !iconvOnly.has(charset)) {
    decoder = new TextDecoder(charset);
    decoders.set(charset, decoder);
  }
  const text = decoder ? decoder.decode(bytes) : iconv.decode(bytes, charset);
  return { text: stripMark(text), charset, guessed };
}

function stripMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

/** Charsets the platform's decoder lacks. */
const iconvOnly = new Set<string>();
const names = new Map<string, string | undefined>();

// Labels that name a subset of what senders really write.
const supersets: Record<string, string> = {
  "us-ascii": "windows-1252",
  ascii: "windows-1252",
  "iso-8859-1": "windows-1252",
  gb2312: "gb18030",
  gbk: "gb18030",
  cp936: "gb18030",
  "hz-gb-2312": "hz",
  hz: "hz",
  "koi8-ru": "koi8-u",
  cp932: "shift_jis",
  cp949: "euc-kr",
  "ks_c_5601-1987": "euc-kr",
  cp950: "big5",
  "iso-2022-jp-2": "iso-2022-jp",
  "iso-2022-jp-ms": "iso-2022-jp",
  cp50220: "iso-2022-jp",
  cp50221: "iso-2022-jp",
  "iso-2022-kr": "iso-2022-kr",
  "utf-7": "utf-7",
  "unicode-1-1-utf-7": "utf-7",
  "x-mac-roman": "macintosh",
  cp65001: "utf-8",
  utf8mb4: "utf-8",
  "iso-8859-8-i": "windows-1255",
  "iso-8859-8": "windows-1255",
};

/** The charset we decode with for a label, or undefined for one that says nothing. */
function charsetName(label: string | undefined): string | undefined {
  if (!label) return undefined;
  const key = label
    .trim()
    .toLowerCase()
    .replace(/^['"]|['"]$/g, "")
    .slice(0, 60);
  if (names.has(key)) return names.get(key);
  const name = resolveCharset(key);
  // Labels come from outside: the memory of them stays small.
  if (names.size < 500) names.set(key, name);
  return name;
}

function resolveCharset(key: string): string | undefined {
  const known = supersets[key];
  if (known) {
    if (["utf-7", "hz", "iso-2022-kr"].includes(known)) iconvOnly.add(known);
    return known;
  }
  const plain = key.replace(/^(x-|cs)/, "");
  for (const candidate of [key, plain, plain.replace(/^(cp|win|ms)-?(125\d|874)$/, "windows-$2")]) {
    try {
      const name = new TextDecoder(candidate).encoding;
      return supersets[name] ?? name;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
  if (!iconv.encodingExists(plain)) return undefined;
  iconvOnly.add(plain);
  return plain;
}

const japaneseShifts = ["\x1b$@", "\x1b$B", "\x1b(J", "\x1b(I", "\x1b$(D"];

/** Charsets that hide their characters in ASCII bytes. */
function shiftedCharset(bytes: Buffer, declared: string | undefined): string | undefined {
  if (bytes.includes(ESCAPE)) {
    if (bytes.includes("\x1b$)C")) return "iso-2022-kr";
    if (japaneseShifts.some((shift) => bytes.includes(shift))) return "iso-2022-jp";
  }
  if (declared === "hz" && bytes.includes("~{")) return "hz";
  return declared === "utf-7" ? "utf-7" : undefined;
}

function decodeShifted(bytes: Buffer, charset: string): string {
  const text = bytes.toString("latin1");
  if (charset === "utf-7") return iconv.decode(bytes, "utf-7");
  if (charset === "hz") {
    const [plain, ...runs] = text.split("~{");
    return plain + runs.map((run) => shiftedRun(run, "~}", "gb18030")).join("");
  }
  if (charset === "iso-2022-kr") {
    const [plain, ...runs] = text.replaceAll("\x1b$)C", "").split("\x0e");
    return plain + runs.map((run) => shiftedRun(run, "\x0f", "euc-kr")).join("");
  }
  return decoded(bytes, charset, false).text;
}

/** Up to the closing mark the characters are those of an 8-bit charset with the top bit removed. */
function shiftedRun(run: string, closing: string, charset: string): string {
  const end = run.indexOf(closing);
  const inside = end < 0 ? run : run.slice(0, end);
  const raised = Buffer.from(inside, "latin1").map((byte) => (byte > 32 ? byte | 0x80 : byte));
  return decoded(Buffer.from(raised), charset, false).text + (end < 0 ? "" : run.slice(end + closing.length));
}
