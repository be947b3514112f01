import { join } from "node:path";
import { defineConfig } from "vite";
import { compressed } from "../../desk/compressed.ts";
import { texts } from "../build/texts-plugin.ts";
import { oldest } from "../oldest.ts";

const root = join(import.meta.dirname, "../..");

/** The panel: a module that the loader imports when somebody wants the chat. */
export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  plugins: [texts(root), compressed()],
  build: {
    outDir: join(root, "build/widget"),
    emptyOutDir: false,
    target: oldest,
    modulePreload: false,
    lib: { entry: join(import.meta.dirname, "main.ts"), formats: ["es"], fileName: () => "panel.js" },
  },
});
