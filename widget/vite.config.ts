import { join } from "node:path";
import { defineConfig } from "vite";
import { compressed } from "../desk/compressed.ts";
import { texts } from "./build/texts-plugin.ts";
import { oldest } from "./oldest.ts";

const root = join(import.meta.dirname, "..");

/** The chat frame: one script, one sheet, and the words of one language. */
export default defineConfig({
  root: import.meta.dirname,
  base: "/chat/",
  publicDir: false,
  plugins: [texts(root), compressed()],
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: join(root, "build/widget"),
    emptyOutDir: false,
    manifest: "manifest.json",
    target: oldest,
    cssTarget: oldest,
    cssCodeSplit: false,
    assetsInlineLimit: 0,
    modulePreload: false,
    rolldownOptions: { input: { frame: join(import.meta.dirname, "frame/main.tsx") } },
  },
});
