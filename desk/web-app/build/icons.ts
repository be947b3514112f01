import { crc32, deflateSync } from "node:zlib";

/** The mark of `public/icon.svg`, drawn here as well because home screens take no SVG. On a field of 32 by 32. */
const blue = [0x3d, 0x4f, 0xc4] as const;
const stroke = 2.5;

/** How far a point is from the parts of the mark, and how much each covers. */
const parts: { distance: (x: number, y: number) => number; opacity: number }[] = [
  { distance: (x, y) => Math.abs(Math.hypot(x - 11.5, y - 18) - 5.25) - stroke / 2, opacity: 1 },
  { distance: (x, y) => Math.abs(Math.hypot(x - 20.5, y - 18) - 5.25) - stroke / 2, opacity: 0.72 },
  { distance: (x, y) => Math.hypot(x - Math.min(23, Math.max(9, x)), y - 9) - stroke / 2, opacity: 1 },
];

interface Icon {
  size: number;
  /** The corners of the field; none where the system cuts its own shape. */
  radius: number | null;
  /** The mark's share of the field. */
  scale: number;
}

export const icons: Record<string, Icon> = {
  "icon-192.png": { size: 192, radius: 8, scale: 1 },
  "icon-512.png": { size: 512, radius: 8, scale: 1 },
  "icon-maskable-512.png": { size: 512, radius: 0, scale: 0.78 },
  "icon-apple-180.png": { size: 180, radius: 0, scale: 0.86 },
  // White on nothing: what Android puts into its status bar.
  "badge-96.png": { size: 96, radius: null, scale: 1.3 },
};

/** The icon as a PNG (RGBA, 8 bits). */
export function drawIcon({ size, radius, scale }: Icon): Buffer {
  const unit = 32 / size;
  const rows = Buffer.alloc(size * (size * 4 + 1));
  for (let row = 0; row < size; row += 1)
    for (let column = 0; column < size; column += 1) {
      const [x, y] = [(column + 0.5) * unit, (row + 0.5) * unit];
      const field = radius === null ? 0 : covered(fieldDistance(x, y, radius), unit);
      const mark = markAt(
        (x - 16) / scale + 16,
        (y - 16) / scale + 16 - (scale === 1 ? 0 : 0.1),
        unit / scale,
      );
      const at = row * (size * 4 + 1) + 1 + column * 4;
      for (let channel = 0; channel < 3; channel += 1)
        rows[at + channel] = Math.round(
          radius === null ? 255 : blue[channel]! + (255 - blue[channel]!) * mark,
        );
      rows[at + 3] = Math.round(255 * (radius === null ? mark : field));
    }
  return png(size, rows);
}

const markAt = (x: number, y: number, unit: number): number =>
  1 - parts.reduce((left, { distance, opacity }) => left * (1 - opacity * covered(distance(x, y), unit)), 1);

/** A rounded square over the whole field. */
function fieldDistance(x: number, y: number, radius: number): number {
  const [dx, dy] = [Math.abs(x - 16) - 16 + radius, Math.abs(y - 16) - 16 + radius];
  return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - radius;
}

/** How much of a dot lies within an edge at this distance. */
const covered = (distance: number, unit: number): number => Math.min(1, Math.max(0, 0.5 - distance / unit));

function png(size: number, rows: Buffer): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", head),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(name: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, "latin1"), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
