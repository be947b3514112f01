/**
 * The outer layers of a CMS message (RFC 5652), as far as one needs to see what it is and to take out what was signed.
 * Nothing is verified here, and nothing decrypted.
 */
export type CmsKind = "signed" | "encrypted" | "compressed";

const kinds = new Map<string, CmsKind>([
  ["2a864886f70d010702", "signed"],
  ["2a864886f70d010703", "encrypted"],
  ["2a864886f70d0109100117", "encrypted"],
  ["2a864886f70d0109100109", "compressed"],
]);

interface Element {
  tag: number;
  start: number;
  /** Of indefinite length: up to the end of what holds it. */
  end: number;
  isIndefinite: boolean;
}

const [SEQUENCE, SET, INTEGER, OBJECT_ID, OCTETS, OCTETS_BUILT, CONTEXT_0] = [
  0x30, 0x31, 2, 6, 4, 0x24, 0xa0,
];
const deepest = 20;
const mostPieces = 100_000;

export function cmsKind(bytes: Buffer): CmsKind | null {
  return kinds.get(contentType(bytes)?.id ?? "") ?? null;
}

/** The MIME entity inside an opaque-signed message, or null where it cannot be found. */
export function signedContent(bytes: Buffer): Buffer | null {
  const outer = contentType(bytes);
  if (!outer || kinds.get(outer.id) !== "signed") return null;
  const explicit = elementAt(bytes, outer.next, outer.end);
  if (explicit?.tag !== CONTEXT_0) return null;
  const signedData = elementAt(bytes, explicit.start, explicit.end);
  if (signedData?.tag !== SEQUENCE) return null;
  const version = elementAt(bytes, signedData.start, signedData.end);
  if (version?.tag !== INTEGER) return null;
  const algorithms = elementAt(bytes, version.end, signedData.end);
  if (algorithms?.tag !== SET) return null;
  const afterAlgorithms = ending(bytes, algorithms, 0);
  const inner = afterAlgorithms === null ? null : elementAt(bytes, afterAlgorithms, signedData.end);
  if (inner?.tag !== SEQUENCE) return null;
  const type = elementAt(bytes, inner.start, inner.end);
  if (type?.tag !== OBJECT_ID) return null;
  const content = elementAt(bytes, type.end, inner.end);
  if (content?.tag !== CONTEXT_0) return null;
  const octets = elementAt(bytes, content.start, content.end);
  if (!octets) return null;
  const pieces: Buffer[] = [];
  return takeOctets(bytes, octets, pieces, 0)
    ? pieces.length === 1
      ? pieces[0]!
      : Buffer.concat(pieces)
    : null;
}

function contentType(bytes: Buffer): { id: string; next: number; end: number } | null {
  const outer = elementAt(bytes, 0, bytes.length);
  if (outer?.tag !== SEQUENCE) return null;
  const id = elementAt(bytes, outer.start, outer.end);
  if (id?.tag !== OBJECT_ID || id.end - id.start > 30) return null;
  return { id: bytes.toString("hex", id.start, id.end), next: id.end, end: outer.end };
}

/** Octets come whole, or built of pieces as signers that work in a stream write them. */
function takeOctets(bytes: Buffer, element: Element, pieces: Buffer[], depth: number): boolean {
  if (element.tag === OCTETS) {
    pieces.push(bytes.subarray(element.start, element.end));
    return pieces.length <= mostPieces;
  }
  if (element.tag !== OCTETS_BUILT || depth > deepest) return false;
  let at = element.start;
  while (at < element.end) {
    if (element.isIndefinite && bytes[at] === 0 && bytes[at + 1] === 0) return true;
    const piece = elementAt(bytes, at, element.end);
    if (!piece || !takeOctets(bytes, piece, pieces, depth + 1)) return false;
    const next = ending(bytes, piece, depth);
    if (next === null) return false;
    at = next;
  }
  return !element.isIndefinite;
}

function elementAt(bytes: Buffer, at: number, end: number): Element | null {
  if (at + 2 > end) return null;
  const tag = bytes[at]!;
  // Tags of several bytes stand nowhere on our way.
  if ((tag & 31) === 31) return null;
  const first = bytes[at + 1]!;
  if (first < 128) return within({ tag, start: at + 2, end: at + 2 + first, isIndefinite: false }, end);
  if (first === 128) return { tag, start: at + 2, end, isIndefinite: true };
  const size = first & 127;
  if (size > 4 || at + 2 + size > end) return null;
  const start = at + 2 + size;
  return within({ tag, start, end: start + bytes.readUIntBE(at + 2, size), isIndefinite: false }, end);
}

function within(element: Element, end: number): Element | null {
  return element.end <= end ? element : null;
}

/** The byte after an element, past the two zeros that close one of indefinite length. */
function ending(bytes: Buffer, element: Element, depth: number): number | null {
  if (!element.isIndefinite) return element.end;
  if (depth > deepest) return null;
  let at = element.start;
  while (at + 2 <= element.end) {
    if (bytes[at] === 0 && bytes[at + 1] === 0) return at + 2;
    const inner = elementAt(bytes, at, element.end);
    const next = inner && ending(bytes, inner, depth + 1);
    if (next === null) return null;
    at = next;
  }
  return null;
}
