import { join } from "node:path";
import { buildWidget } from "../server/build-pages.ts";
import { root } from "../server/main.ts";
import { sizesOf } from "../widget/build/sizes.ts";
import type { Row } from "./report.ts";

/** What a site's page pays for the chat: before anybody wants it, and when somebody does. */
export async function widgetRows(say: (line: string) => void): Promise<Row[]> {
  const folder = join(root, "build", "widget");
  await buildWidget(root, folder, say);
  return (await sizesOf(folder)).map(({ what, bytes, most }) => ({
    what: `${what}, gzip`,
    ours: bytes / 1024,
    unit: "KiB",
    bar: `≤ ${most / 1024} KiB`,
    met: bytes <= most,
  }));
}
