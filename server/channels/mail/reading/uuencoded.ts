import { decodeUu } from "./transfer-encoding.ts";

export interface UuFile {
  name: string;
  content: Buffer;
}

const opening = /^begin [0-7]{3,4} (\S[^\r\n]{0,250})$/;

/** Files that old programs write into the text between "begin 644 name" and "end", taken out of it. */
export function takeUuencoded(text: string): { text: string; files: UuFile[] } {
  if (!/^begin [0-7]{3,4} \S/m.test(text)) return { text, files: [] };
  const files: UuFile[] = [];
  const kept: string[] = [];
  const lines = text.split(/\r?\n/);
  let at = 0;
  while (at < lines.length) {
    const name = opening.exec(lines[at]!)?.[1];
    const end = name === undefined ? -1 : endOf(lines, at + 1);
    if (name === undefined || end < 0) kept.push(lines[at++]!);
    else {
      files.push({ name: name.trim(), content: decodeUu(lines.slice(at + 1, end)) });
      at = end + 1;
    }
  }
  return { text: kept.join("\n"), files };
}

/** Where the lines of a file end, or -1 if a line among them is none: then somebody only wrote "begin". */
function endOf(lines: string[], from: number): number {
  let data = 0;
  for (let at = from; at < lines.length; at++) {
    const line = lines[at]!;
    if (line === "end") return data > 0 ? at : -1;
    if (line === "" || line === "`") continue;
    const bytes = (line.charCodeAt(0) - 32) & 63;
    if (line.length > 90 || !/^[\x20-\x60]+$/.test(line) || Math.ceil(bytes / 3) * 4 > line.length + 3)
      return -1;
    data++;
  }
  return -1;
}
