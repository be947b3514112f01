import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { locales } from "./compile-texts.ts";

export interface Size {
  what: string;
  bytes: number;
  /** What it may be at most. */
  most: number;
}

const limits = { loader: 3 * 1024, panel: 5 * 1024, frame: 30 * 1024 };

/**
 * Bytes that go over the line, by gzip: the loader that every page takes in, the panel and the frame that come when
 * somebody wants to chat. The frame is script, styles and the words of the language that has most of them.
 */
export async function sizesOf(folder: string): Promise<Size[]> {
  const names = await readdir(join(folder, "assets"));
  const weigh = async (name: string) => gzipSync(await readFile(join(folder, name)), { level: 9 }).length;
  const asset = (start: string) =>
    weigh(`assets/${names.find((name) => name.startsWith(start) && /\.(js|css)$/.test(name))}`);
  const words = await Promise.all(locales.map((locale) => asset(`${locale}-`)));
  return [
    { what: "chat: the loader on a site's page", bytes: await weigh("loader.js"), most: limits.loader },
    {
      what: "chat: the panel, when somebody wants to chat",
      bytes: await weigh("panel.js"),
      most: limits.panel,
    },
    {
      what: "chat: the frame, first load of script, styles and words",
      bytes: (await asset("frame-")) + (await asset("style-")) + Math.max(...words),
      most: limits.frame,
    },
  ];
}
