import { brotliDecompressSync } from "node:zlib";
import { sfnt } from "./sfnt.ts";

/** The tags that WOFF2 names by a number (W3C Recommendation WOFF 2.0, section 4.1). */
const knownTags =
  "cmap,head,hhea,hmtx,maxp,name,OS/2,post,cvt ,fpgm,glyf,loca,prep,CFF ,VORG,EBDT,EBLC,gasp,hdmx,kern,LTSH,PCLT,VDMX,vhea,vmtx,BASE,GDEF,GPOS,GSUB,EBSC,JSTF,MATH,CBDT,CBLC,COLR,CPAL,SVG ,sbix,acnt,avar,bdat,bloc,bsln,cvar,fdsc,feat,fmtx,fvar,gvar,hsty,just,lcar,mort,morx,opbd,prop,trak,Zapf,Silf,Glat,Gloc,Feat,Sill".split(
    ",",
  );

interface Entry {
  tag: string;
  transformed: boolean;
  length: number;
}

/**
 * A TrueType font out of its WOFF2 wrapping, as in W3C Recommendation "WOFF File Format 2.0". fontkit reads such files
 * too, but not their variations, which the Chinese font is made of; and a WOFF it unpacks anew for every glyph.
 */
export function unwrapWoff2(file: Buffer): Buffer {
  const header = new Reader(file);
  if (header.u32() !== 0x774f4632) throw new Error("not a WOFF2 file");
  const flavor = header.u32();
  header.skip(4);
  const count = header.u16();
  header.skip(6);
  const compressed = header.u32();
  header.at = 48;
  const entries = Array.from({ length: count }, () => readEntry(header));
  const data = new Reader(brotliDecompressSync(file.subarray(header.at, header.at + compressed)));
  const tables = new Map<string, Buffer>();
  for (const { tag, transformed, length } of entries) {
    const bytes = data.take(length);
    if (!transformed) tables.set(tag, bytes);
    else if (tag === "glyf") {
      const { glyf, loca } = outlines(bytes);
      tables.set("glyf", glyf).set("loca", loca);
    } else if (tag !== "loca") throw new Error(`a transformed ${tag} is not known here`);
  }
  // Our loca is of the long kind.
  const head = Buffer.from(tables.get("head")!);
  head.writeInt16BE(1, 50);
  return sfnt(flavor, tables.set("head", head));
}

function readEntry(header: Reader): Entry {
  const flags = header.u8();
  const tag = (flags & 63) === 63 ? header.take(4).toString("latin1") : knownTags[flags & 63]!;
  const isOutline = tag === "glyf" || tag === "loca";
  const transformed = isOutline ? flags >> 6 !== 3 : flags >> 6 !== 0;
  const original = header.base128();
  return { tag, transformed, length: transformed ? header.base128() : original };
}

/** Section 5.1: the outlines lie in seven streams, one for each kind of number. */
function outlines(bytes: Buffer): { glyf: Buffer; loca: Buffer } {
  const table = new Reader(bytes);
  table.skip(4);
  const glyphs = table.u16();
  table.skip(2);
  const sizes = Array.from({ length: 7 }, () => table.u32());
  const [contours, points, flags, coordinates, composites, boxes, instructions] = sizes.map(
    (size) => new Reader(table.take(size)),
  ) as [Reader, Reader, Reader, Reader, Reader, Reader, Reader];
  const hasBox = boxes.take(((glyphs + 31) >> 5) << 2);

  const written: Buffer[] = [];
  const loca = Buffer.alloc((glyphs + 1) * 4);
  let offset = 0;
  for (let glyph = 0; glyph < glyphs; glyph++) {
    const ends = contours.i16();
    const box = hasBox[glyph >> 3]! & (0x80 >> (glyph & 7)) ? boxes.take(8) : null;
    const outline =
      ends > 0
        ? simple(ends, box, { points, flags, coordinates, instructions })
        : ends < 0
          ? composite(box!, { composites, coordinates, instructions })
          : Buffer.alloc(0);
    written.push(outline, Buffer.alloc(-outline.length & 3));
    offset += (outline.length + 3) & ~3;
    loca.writeUInt32BE(offset, (glyph + 1) * 4);
  }
  return { glyf: Buffer.concat(written), loca };
}

function simple(
  contours: number,
  box: Buffer | null,
  streams: Record<"points" | "flags" | "coordinates" | "instructions", Reader>,
): Buffer {
  const ends: number[] = [];
  for (let i = 0, total = 0; i < contours; i++) {
    total += streams.points.u255();
    ends.push(total - 1);
  }
  const count = ends.at(-1)! + 1;
  const [xs, ys] = [new Int32Array(count), new Int32Array(count)];
  const on = new Uint8Array(count);
  for (let i = 0, x = 0, y = 0; i < count; i++) {
    const flag = streams.flags.u8();
    const [dx, dy] = step(flag & 0x7f, streams.coordinates);
    on[i] = flag & 0x80 ? 0 : 1;
    x += dx;
    y += dy;
    xs[i] = x;
    ys[i] = y;
  }
  const length = streams.coordinates.u255();
  const code = streams.instructions.take(length);

  const out = new Writer();
  out.i16(contours);
  if (box) out.bytes(box);
  else for (const edge of [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]) out.i16(edge);
  for (const end of ends) out.i16(end);
  out.i16(length);
  out.bytes(code);
  // Each point in full: what is kept of the font is written anew, and smaller, by `trueType`.
  out.bytes(on);
  for (const line of [xs, ys]) for (const [i, value] of line.entries()) out.i16(value - (line[i - 1] ?? 0));
  return out.done();
}

/** Section 5.2, "Decoding of variable-length X and Y coordinates". */
function step(flag: number, from: Reader): [number, number] {
  const signed = (bit: number, size: number) => (bit & 1 ? size : -size);
  if (flag < 10) return [0, signed(flag, ((flag & 14) << 7) + from.u8())];
  if (flag < 20) return [signed(flag, (((flag - 10) & 14) << 7) + from.u8()), 0];
  if (flag < 84) {
    const [kind, low] = [flag - 20, from.u8()];
    return [
      signed(flag, 1 + (kind & 0x30) + (low >> 4)),
      signed(flag >> 1, 1 + ((kind & 0x0c) << 2) + (low & 15)),
    ];
  }
  if (flag < 120) {
    const kind = flag - 84;
    const [x, y] = [from.u8(), from.u8()];
    return [
      signed(flag, 1 + (Math.trunc(kind / 12) << 8) + x),
      signed(flag >> 1, 1 + (((kind % 12) >> 2) << 8) + y),
    ];
  }
  if (flag < 124) {
    const [high, middle, low] = [from.u8(), from.u8(), from.u8()];
    return [signed(flag, (high << 4) + (middle >> 4)), signed(flag >> 1, ((middle & 15) << 8) + low)];
  }
  const [x, y] = [from.u16(), from.u16()];
  return [signed(flag, x), signed(flag >> 1, y)];
}

const [wordArguments, scaled, more, twoScales, matrix, instructed] = [1, 8, 0x20, 0x40, 0x80, 0x100];

function composite(
  box: Buffer,
  streams: Record<"composites" | "coordinates" | "instructions", Reader>,
): Buffer {
  const begin = streams.composites.at;
  let hasCode = false;
  for (let flags = more!; flags & more!; ) {
    flags = streams.composites.u16();
    hasCode ||= (flags & instructed!) !== 0;
    const scales = flags & scaled! ? 2 : flags & twoScales! ? 4 : flags & matrix! ? 8 : 0;
    streams.composites.skip(2 + (flags & wordArguments! ? 4 : 2) + scales);
  }
  const out = new Writer();
  out.i16(-1);
  out.bytes(box);
  out.bytes(streams.composites.bytes.subarray(begin, streams.composites.at));
  if (hasCode) {
    const length = streams.coordinates.u255();
    out.i16(length);
    out.bytes(streams.instructions.take(length));
  }
  return out.done();
}

class Reader {
  at = 0;
  readonly bytes: Buffer;
  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }
  skip(count: number) {
    this.at += count;
  }
  take(count: number): Buffer {
    if (this.at + count > this.bytes.length) throw new Error("the font ends too early");
    this.at += count;
    return this.bytes.subarray(this.at - count, this.at);
  }
  u8(): number {
    const byte = this.bytes[this.at++];
    if (byte === undefined) throw new Error("the font ends too early");
    return byte;
  }
  u16 = () => (this.u8() << 8) | this.u8();
  i16 = () => (this.u16() << 16) >> 16;
  u32 = () => this.u16() * 0x10000 + this.u16();

  /** Section 4.1, UIntBase128. */
  base128(): number {
    let value = 0;
    for (let i = 0; i < 5; i++) {
      const byte = this.u8();
      value = value * 128 + (byte & 127);
      if (!(byte & 128)) return value;
    }
    throw new Error("a number of the font is too long");
  }

  /** Section 4.1, 255UInt16. */
  u255(): number {
    const code = this.u8();
    if (code === 253) return this.u16();
    if (code === 254) return this.u8() + 253 * 2;
    if (code === 255) return this.u8() + 253;
    return code;
  }
}

class Writer {
  readonly #bytes: number[] = [];
  i16(value: number) {
    this.#bytes.push((value >> 8) & 255, value & 255);
  }
  bytes(part: Uint8Array) {
    for (const byte of part) this.#bytes.push(byte);
  }
  done = () => Buffer.from(this.#bytes);
}
