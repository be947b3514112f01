import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Plugin } from "vite";

const brotlied = promisify(brotliCompress);
const gzipped = promisify(gzip);
const worthIt = 1024;

/** Writes `.br` and `.gz` beside each file of the build that shrinks, so that the server never compresses one. */
export function compressed(): Plugin {
  return {
    name: "compressed",
    apply: "build",
    async writeBundle({ dir }) {
      const entries = await readdir(dir!, { recursive: true, withFileTypes: true });
      const paths = entries
        .filter((entry) => entry.isFile() && /\.(js|css|svg|json)$/.test(entry.name))
        .map((entry) => join(entry.parentPath, entry.name));
      await Promise.all(paths.map(compress));
    },
  };
}

async function compress(path: string) {
  const content = await readFile(path);
  if (content.length < worthIt) return;
  const [br, gz] = await Promise.all([
    brotlied(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } }),
    gzipped(content, { level: 9 }),
  ]);
  await Promise.all([writeFile(`${path}.br`, br), writeFile(`${path}.gz`, gz)]);
}
