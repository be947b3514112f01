/** Builds what sites take in: the loader, the panel and the frame, and the types of the public API beside them. */
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "vite";

const folder = join(import.meta.dirname, "..");

// The loader's is first and empties the folder.
for (const config of ["loader/vite.config.ts", "panel/vite.config.ts", "vite.config.ts"])
  await build({ configFile: join(folder, config), logLevel: "warn" });
await copyFile(join(folder, "tandem.d.ts"), join(folder, "../build/widget/tandem.d.ts"));
