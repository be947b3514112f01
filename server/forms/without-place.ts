/**
 * A JPEG without the place where it was taken. Phones write it into the picture (Exif 2.32, 4.6.6, the GPS directory);
 * who sends a photo of a broken wheel does not mean to tell where they live. The directory's bytes become zeros, all
 * else stays as it was. Other kinds of pictures are kept as they came.
 */
export function withoutPlace(jpeg: Buffer): Buffer {
  const tiff = exifOf(jpeg);
  if (!tiff) return jpeg;
  const cleaned = Buffer.from(jpeg);
  const exif = cleaned.subarray(tiff.start, tiff.end);
  forgetPlace(exif);
  return cleaned;
}

/** Where the TIFF structure of the picture's Exif segment lies. */
function exifOf(jpeg: Buffer): { start: number; end: number } | null {
  let at = 2;
  while (at + 4 <= jpeg.length && jpeg[at] === 0xff) {
    const marker = jpeg[at + 1]!;
    // The picture itself begins: no segment comes after it that we look for.
    if (marker === 0xda || marker === 0xd9) return null;
    const length = jpeg.readUInt16BE(at + 2);
    const end = at + 2 + length;
    if (
      marker === 0xe1 &&
      length > 16 &&
      end <= jpeg.length &&
      jpeg.toString("latin1", at + 4, at + 10) === "Exif\0\0"
    )
      return { start: at + 10, end };
    at = end;
  }
  return null;
}

const gpsTag = 0x8825;
/** Bytes of one value, by the type of an entry. */
const sizes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];

function forgetPlace(tiff: Buffer): void {
  const little = tiff.toString("latin1", 0, 2) === "II";
  const u16 = (at: number) => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const u32 = (at: number) => (little ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at));
  const holds = (at: number, bytes: number) => at >= 8 && at + bytes <= tiff.length;
  const entriesOf = (directory: number): number[] => {
    if (!holds(directory, 2)) return [];
    const count = u16(directory);
    if (!holds(directory + 2, count * 12)) return [];
    return Array.from({ length: count }, (_, nth) => directory + 2 + nth * 12);
  };

  for (const pointer of entriesOf(u32(4))) {
    if (u16(pointer) !== gpsTag) continue;
    const place = u32(pointer + 8);
    for (const entry of entriesOf(place)) {
      const bytes = (sizes[u16(entry + 2)] ?? 0) * u32(entry + 4);
      if (bytes > 4 && holds(u32(entry + 8), bytes)) tiff.fill(0, u32(entry + 8), u32(entry + 8) + bytes);
      tiff.fill(0, entry, entry + 12);
    }
    // A directory with nothing in it.
    if (holds(place, 2)) tiff.fill(0, place, place + 2);
  }
}
